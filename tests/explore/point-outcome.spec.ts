/** What one run came to, of either world's traces. */
import { describe, expect, test } from '@jest/globals';
import { Laboratory } from '../../src/explore/laboratory.js';
import { crashPointsOf } from '../../src/explore/crash-points.js';
import { pointOutcome } from '../../src/explore/point-outcome.js';
import { smallJob } from '../../src/explore/small-job.js';
import type { Moment, Trace } from '../../src/terms/trace.js';
import { rowJob } from '../engine/jobs.js';
import { ownWorld } from './explored.js';

const laboratory = new Laboratory(smallJob(rowJob('reliable-unreplicated')));

/** The receiver's executor dies right after it acknowledged, in the middle of the run. */
function struckTrace(): Trace {
  const { points } = crashPointsOf(laboratory, { ...ownWorld, crashes: [] });
  const acknowledged = points.filter(
    ({ moment, victims }) => moment?.step === 'ack' && victims.some(({ struck }) => struck === 'receiver executor')
  );
  const { at } = acknowledged[Math.floor(acknowledged.length / 2)] ?? { at: 0 };
  return laboratory.trace({ ...ownWorld, crashes: [{ struck: 'receiver executor', at }] });
}

/** The same, with these moments between the struck step and its fault. */
function delayed(trace: Trace, between: readonly Moment[]): Trace {
  const [report, ...others] = trace.failures;
  const at = report?.momentIndex ?? 0;
  return {
    ...trace,
    moments: [...trace.moments.slice(0, at), ...between, ...trace.moments.slice(at)],
    failures: report === undefined ? [] : [{ ...report, momentIndex: at + between.length }, ...others]
  };
}

const elsewhere: Moment = {
  kind: 'step',
  step: 'task',
  atMs: 0,
  process: 'executor-9',
  role: 'executor',
  records: [],
  block: null,
  batch: null,
  peer: null
};

describe('the records that a crash struck', () => {
  const trace = struckTrace();

  test('are those of the step after which it came', () => {
    expect(pointOutcome(trace)).toMatchObject({ fired: true, struck: { lost: true, duplicated: false } });
  });

  test('also where other processes went on before it came, as real ones do', () => {
    expect(pointOutcome(delayed(trace, [elsewhere, elsewhere]))).toEqual(pointOutcome(trace));
  });

  test('and not those of a later step of the same process', () => {
    const at = trace.failures[0]?.momentIndex ?? 0;
    const process = trace.moments[at]?.kind === 'fault' ? (trace.moments[at]?.process ?? '') : '';
    const later = delayed(trace, [{ ...elsewhere, process }]);
    expect(pointOutcome(later).struck.lost).toBe(false);
  });
});
