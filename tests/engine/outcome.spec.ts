import { expect, test } from '@jest/globals';
import { outcomeOf } from '../../src/engine/outcome.js';
import type { Moment } from '../../src/terms/trace.js';

const born = (process: string): Moment => ({ kind: 'launched', atMs: 0, process, role: 'driver', host: 'host-0' });
const dead = (process: string, code: number): Moment => ({ kind: 'died', atMs: 1, process, role: 'driver', code });
const fault: Moment = {
  kind: 'fault',
  atMs: 1,
  process: 'cluster-manager',
  role: 'cluster manager',
  failure: 0,
  fault: 'drop',
  victims: [],
  records: [3]
};

test.each([
  ['undisturbed', 'nothing happened', []],
  ['undisturbed', 'a driver runs', [born('driver-1')]],
  ['recovered', 'a message was lost', [born('driver-1'), fault]],
  ['recovered', 'a killed driver was started again', [born('driver-1'), dead('driver-1', 137), born('driver-2')]],
  [
    'recovered',
    'a driver that ended itself was started again',
    [born('driver-1'), dead('driver-1', 1), born('driver-2')]
  ],
  ['stopped', 'a killed driver stays dead', [born('driver-1'), dead('driver-1', 137)]],
  ['aborted', 'a driver that ended itself stays dead', [born('driver-1'), fault, dead('driver-1', 1)]]
] as const)('%s: %s', (outcome, _, moments) => {
  expect(outcomeOf(moments)).toBe(outcome);
});

test('the death of an executor leaves the job as it is', () => {
  const executor: Moment = { kind: 'died', atMs: 1, process: 'executor-1', role: 'executor', code: 137 };
  expect(outcomeOf([born('driver-1'), executor])).toBe('undisturbed');
});
