import type { Input } from '../input/input.js';
import type { Job } from '../terms/job.js';
import type { Stage } from './stage.js';

/** Opens what a job reads. @throws CellError with the remedy, or at an interrupt. */
export const openInputOf = ({ session, signal }: Stage, { source, seed }: Job): Promise<Input> =>
  session.parts.openInput(source.content, { seed, signal });
