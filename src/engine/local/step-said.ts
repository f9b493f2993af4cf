/** A named effect as its process tells of it. */
import type { Effect } from '../../protocol/effect.js';
import type { StepSaid } from './wire.js';

/** One without a name is told as if it were a receiver's. */
export const stepSaid = ({ step, about }: Effect, atMs: number): StepSaid => ({
  atMs,
  step: step ?? 'recv',
  records: about.records ?? [],
  range: about.range ?? null,
  block: about.block ?? null,
  batch: about.batch ?? null,
  peer: about.peer ?? null
});
