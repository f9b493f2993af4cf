/** Verbs whose engine is still to come answer in one sentence. */
import { CellError } from '../cell-error.js';

const sentences = {
  batch: '"batch" runs a batch job; it is not part of this version, which has streaming jobs.',
  service:
    '"service" fails the dispatcher and the history server; it is not part of this version, which has streaming jobs.',
  agent: '"agent" fails a Mesos agent; it is not part of this version, which has streaming jobs.'
} as const;

/** @throws CellError always. */
export function notYet(verb: keyof typeof sentences): never {
  throw new CellError({ kind: 'wrong input', name: 'NotYet', message: sentences[verb] });
}
