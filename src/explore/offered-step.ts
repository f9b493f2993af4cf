/** Which of a trace's steps a cell can name. */
import { steps, type Step } from '../terms/failure.js';
import type { InnerStep } from '../terms/trace.js';

const offered: ReadonlySet<string> = new Set(steps);
export const isOffered = (step: Step | InnerStep): step is Step => offered.has(step);
