/** A line on the pipe from a process to its supervisor. What records a step or an observation is about is written as runs. */
import { lengthened, shortened } from '../record-runs.js';
import type { Said } from './wire.js';

export const lineOf = (said: Said): string => `${JSON.stringify(withRecords(said, shortened))}\n`;

/** @param line comes from a process that this very program has started from its own bundle. */
export const saidIn = (line: string): Said => withRecords(JSON.parse(line) as Said, lengthened);

function withRecords(said: Said, change: <T extends object>(told: T) => T): Said {
  switch (said.kind) {
    case 'step':
      return { ...said, step: change(said.step) };
    case 'ask':
      return said.step === null ? said : { ...said, step: change(said.step) };
    case 'observed':
    case 'wrote':
      return { ...said, seen: change(said.seen) };
    case 'stands':
    case 'tell':
    case 'reply':
    case 'mourns':
    case 'failed':
      return said;
  }
}
