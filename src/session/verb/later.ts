/** Verbs whose engine is still to come answer in one sentence. */
import { CellError } from '../cell-error.js';

const sentences = {
  explore:
    '"explore" tries every crash point of a job; it is not part of this version. "table: streaming" shows one failure for each row of the page.',
  biography:
    '"biography" tells the life of one record; it is not part of this version. "export: NAME" writes what is known of every record.',
  batch: '"batch" runs a batch job; it is not part of this version, which has streaming jobs.',
  service:
    '"service" fails the dispatcher and the history server; it is not part of this version, which has streaming jobs.',
  agent: '"agent" fails a Mesos agent; it is not part of this version, which has streaming jobs.'
} as const;

/** @throws CellError always. */
export function notYet(verb: keyof typeof sentences): never {
  throw new CellError({ kind: 'wrong input', name: 'NotYet', message: sentences[verb] });
}
