import { describe, expect, test } from '@jest/globals';
import { SharedRuns, type PassedEffect } from '../../src/explore/shared-runs.js';
import { sharedRuns } from './shared-runs.js';

const effect = (at: number, more: Partial<PassedEffect> = {}): PassedEffect => ({
  at,
  instant: 7,
  performer: 'driver-1',
  isNamed: false,
  ...more
});
const executor = { struck: 'receiver executor', process: 'executor-1' } as const;

describe('crashes during one turn of another process', () => {
  test('are one run', () => {
    const runs = new SharedRuns();
    const first = runs.runOf(executor, effect(0));
    expect(runs.runOf(executor, effect(1))).toBe(first);
    expect(first.at).toBe(0);
  });

  test('are done after the step that has a name, wherever it stands', () => {
    const runs = new SharedRuns();
    const first = runs.runOf(executor, effect(0));
    expect(runs.runOf(executor, effect(1, { isNamed: true }))).toBe(first);
    expect(runs.runOf(executor, effect(2))).toBe(first);
    expect(first.at).toBe(1);
  });

  test.each([
    ['the world has gone on in between', effect(1, { instant: 8 }), executor],
    ['another process took its turn', effect(1, { performer: 'source-1' }), executor],
    ['the word means another process by now', effect(1), { ...executor, process: 'executor-2' }],
    ['another victim dies', effect(1), { struck: 'other executor', process: 'executor-1' } as const]
  ])('are two where %s', (_, second, victim) => {
    const runs = new SharedRuns();
    const first = runs.runOf(executor, effect(0));
    expect(runs.runOf(victim, second)).not.toBe(first);
  });

  test('are two where both steps have names: each bears its own records', () => {
    const runs = new SharedRuns();
    const first = runs.runOf(executor, effect(0, { isNamed: true }));
    expect(runs.runOf(executor, effect(1, { isNamed: true }))).not.toBe(first);
  });
});

test('what a process does itself is never shared by its own death', () => {
  const runs = new SharedRuns();
  const own = { performer: executor.process };
  const first = runs.runOf(executor, effect(0, own));
  expect(runs.runOf(executor, effect(1, own))).not.toBe(first);
});

test('a crash that shares a run comes to the same by itself', () => {
  const shared = sharedRuns('direct-checkpoint', 3);
  expect(shared.length).toBeGreaterThan(10);
  for (const { crash, alone, together } of shared) {
    expect({ crash: crash.schedule, ...alone }).toEqual({ crash: crash.schedule, ...together });
  }
});
