import type { Input } from '../input/input.js';
import type { Job } from '../terms/job.js';
import type { Stage } from './stage.js';

/** Opens what a job reads. @throws CellError with the remedy, or at an interrupt. */
export const openInputOf = ({ session, signal }: Stage, { source, seed }: Job): Promise<Input> =>
  session.parts.openInput(source.content, { seed, signal });

/** The same, for a job that is to run: what it does beside reading is tried too. */
export async function openInputToRun(stage: Stage, job: Job): Promise<Input> {
  const input = await openInputOf(stage, job);
  await stage.session.parts.mustBePermitted(job, stage.signal);
  return input;
}
