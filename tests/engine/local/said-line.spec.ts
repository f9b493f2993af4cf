/** What a process says comes out at its supervisor as it was said, and names many records in few words. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineOf, saidIn } from '../../../src/engine/local/said-line.js';
import type { Said, StepSaid } from '../../../src/engine/local/wire.js';

const stepOf = (records: readonly number[]): StepSaid => ({
  ...{ atMs: 12, step: 'wal', records, block: 'input-0-executor-1-0' },
  ...{ batch: null, peer: null, range: null }
});

const wordsOn = (records: readonly number[]): readonly Said[] => [
  { kind: 'step', step: stepOf(records) },
  {
    kind: 'ask',
    question: 3,
    to: 'driver-1',
    message: { what: 'addBlock', body: { block: records } },
    step: stepOf(records)
  },
  { kind: 'ask', question: 4, to: 'driver-1', message: { what: 'peers', body: null }, step: null },
  { kind: 'observed', seen: { kind: 'accepted', records, position: 0 } },
  { kind: 'observed', seen: { kind: 'state', state: 'source stopped' } },
  { kind: 'wrote', path: 'sink', seen: { kind: 'sent', records, attempt: 1 } },
  { kind: 'tell', to: 'executor-1', message: { what: 'removeBlocks', body: { blocks: [] } } },
  { kind: 'reply', inquiry: 1, value: records },
  { kind: 'mourns', of: 'executor-1' },
  { kind: 'stands' }
];

describe('a line on the pipe', () => {
  test('says the same at both ends', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40)), records => {
        for (const said of wordsOn(records)) expect(saidIn(lineOf(said))).toEqual(said);
      })
    );
  });

  test('is one line, and short though the step be about many records', () => {
    const line = lineOf({ kind: 'step', step: stepOf(Array.from({ length: 10_000 }, (_, record) => record)) });
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(line.length).toBeLessThan(200);
  });
});
