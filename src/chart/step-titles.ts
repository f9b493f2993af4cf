/** Step ids as people read them; on screen a step always has its title. */
import type { Step } from '../terms/failure.js';

export const stepTitles: Readonly<Record<Step, string>> = {
  recv: 'receive',
  cut: 'cut a block',
  put: 'store',
  replicate: 'replicate',
  wal: 'log',
  meta: 'register block',
  queue: 'queue',
  reply: 'reply',
  ack: 'acknowledge',
  alloc: 'allocate to batch',
  rdd: 'plan',
  compute: 'plan the range',
  submit: 'submit',
  ckpt1: 'checkpoint (batch made)',
  out: 'write output',
  done: 'finish',
  ckpt2: 'checkpoint (batch done)',
  commit: 'commit'
};

/** The title of a step named in a result; a word that is no step stays as it is. */
export function stepTitle(step: string): string {
  return Object.entries(stepTitles).find(([id]) => id === step)?.[1] ?? step;
}
