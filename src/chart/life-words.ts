/** What became of one record, in words: its fate, the finding that is the title, and the last sentence. */
import { count } from '../guarantee/words.js';
import { tally } from '../ledger/count.js';
import type { DuplicateCase, LostCase, Tally } from '../ledger/tally.js';
import type { BiographyResult, Cause, LossPlace } from '../terms/result.js';
import type { RecordId, Trace } from '../terms/trace.js';
import { instant } from './writing.js';

export interface Fate {
  readonly fate: BiographyResult['fate'];
  /** The title: no full stop. */
  readonly finding: string;
  /** How it came, in a sentence or two. */
  readonly why: string;
  /** Whether it was processed from more than one block or range, not only written more than once. */
  readonly onReceipt: boolean;
}

/** @param counted the account of the whole run, where the caller has it already. */
export function fateOfRecord(trace: Trace, record: RecordId, counted: Tally = tally(trace)): Fate {
  const lost = counted.lost.find(each => each.record === record);
  const receipt = counted.receiptDuplicates.find(each => each.record === record);
  const twice = receipt ?? counted.outputDuplicates.find(each => each.record === record);
  const name = `Record ${count(record)}`;
  if (lost !== undefined) {
    return {
      fate: 'lost',
      finding: `${name} was lost: ${lossFinding[lost.place]}`,
      why: lossWhy(trace, lost),
      onReceipt: true
    };
  }
  if (twice !== undefined) {
    const where = receipt === undefined ? 'is in the sink twice' : 'was processed twice';
    const why = twiceWhy(trace, twice);
    return {
      fate: 'duplicated',
      finding: `${name} ${where}: ${twiceFinding[twice.cause]}`,
      why,
      onReceipt: receipt !== undefined
    };
  }
  return unharmed(trace, record, name);
}

function unharmed(trace: Trace, record: RecordId, name: string): Fate {
  const written = trace.moments.find(moment => moment.kind === 'written' && moment.records.includes(record));
  const end = trace.endPosition ?? Infinity;
  const isSeen = trace.moments.some(
    moment =>
      moment.kind === 'accepted' &&
      moment.records.includes(record) &&
      moment.position + moment.records.indexOf(record) < end
  );
  if (written?.kind === 'written') {
    const why = `Batch ${count(written.batch)} wrote it at ${instant(written.atMs)}, and nothing wrote it again.`;
    return { fate: 'processed', finding: `${name} was processed once`, why, onReceipt: true };
  }
  if (!isSeen) {
    const why = 'It never reached the source before the end that the run is judged by.';
    return {
      fate: 'unseen',
      finding: `${name} is not judged: it lies beyond the end of the run`,
      why,
      onReceipt: true
    };
  }
  const why = 'No batch has written it, and a new start of the job would find it: it is not lost.';
  return { fate: 'waiting', finding: `${name} is still waiting`, why, onReceipt: true };
}

const lossFinding: Readonly<Record<LossPlace, string>> = {
  'receiver memory': 'only the receiver’s memory held it',
  'one memory': 'only one executor’s memory held it',
  'two memories': 'only two memories held it, and both died',
  log: 'it lay in the log, and nobody read it back',
  'log without its entry': 'it lay in the log, and the driver had no entry of it',
  batch: 'it was planned for a batch that never wrote it',
  'skipped offsets': 'whoever took over began to read behind it',
  expired: 'the topic’s retention took it away unread',
  'not in the topic': 'its send was acknowledged, and the topic does not hold it',
  'in flight': 'the source had let it go, and nobody had received it'
};

function lossWhy(trace: Trace, { record, place, momentIndex }: LostCase): string {
  const gone = momentIndex === null ? undefined : trace.moments[momentIndex];
  const when = gone === undefined ? '' : ` at ${instant(gone.atMs)}`;
  switch (place) {
    case 'receiver memory':
    case 'one memory':
      return `${letGoWords(trace, record)}; its only copy died${when} with its process. Nobody had it any more: lost.`;
    case 'two memories':
      return `${letGoWords(trace, record)}; both copies died with their processes, the last one${when}. Nobody had it any more: lost.`;
    case 'log':
      return `${letGoWords(trace, record)}; what the log held was never read back: lost.`;
    case 'log without its entry':
      return `${letGoWords(trace, record)}; a restart reads back only what the driver had noted, and it had not: lost.`;
    case 'batch':
      return `The driver had planned it and died${when} with its plan; no later plan took it in: lost.`;
    case 'skipped offsets':
      return trace.job.consumer === 'direct'
        ? `No driver had planned it, and the next one began behind it${when}: lost.`
        : `The receiver’s position was no longer in the topic, so it began at the end${when}, behind the record: lost.`;
    case 'expired':
      return `Its time in the topic was over${when}, and nobody had read it for good: lost.`;
    case 'not in the topic':
      return `Its producer heard that it was there; the broker that had it died${when}, and what leads now does not have it: lost.`;
    case 'in flight':
      return `${letGoWords(trace, record)} while nobody was there to receive it: lost.`;
  }
}

/** When the source let it go, and why it did. */
function letGoWords(trace: Trace, record: RecordId): string {
  const of = (step: string) =>
    trace.moments.find(moment => moment.kind === 'step' && moment.step === step && moment.records.includes(record));
  const settled = of('settle');
  if (settled !== undefined) return `Acknowledged at ${instant(settled.atMs)}, so the source let it go`;
  const delivered = of('deliver');
  return delivered === undefined
    ? 'The source let it go'
    : `The source let it go when it handed it out at ${instant(delivered.atMs)}`;
}

const twiceFinding: Readonly<Record<Cause, string>> = {
  'producer retry': 'the producer had sent it twice',
  'source re-send': 'the source heard no acknowledgement and sent it again',
  'log replay': 'the log was read back after it was processed',
  'checkpoint replay': 'the batch of the checkpoint ran again',
  'task retry': 'its task wrote and was run again',
  'output retry': 'its output was written again'
};

function twiceWhy(trace: Trace, { momentIndex, firstIndex, cause }: DuplicateCase): string {
  const [first, second] = [trace.moments[firstIndex], trace.moments[momentIndex]];
  if (first?.kind !== 'written' || second?.kind !== 'written') return `Cause: ${cause}.`;
  const [one, two] = [`batch ${count(first.batch)}`, `batch ${count(second.batch)}`];
  const again = first.batch === second.batch ? `the same batch wrote it again` : `${two} wrote it again`;
  const who = first.driver === second.driver ? '' : `, for a new driver,`;
  return `Written by ${one} at ${instant(first.atMs)}; ${again}${who} at ${instant(second.atMs)}. Cause: ${cause}.`;
}
