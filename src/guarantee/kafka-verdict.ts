/** Judges what Apache Kafka says of its own deliveries, row by row, by what was counted outside the job. */
import type { Job } from '../terms/job.js';
import type { Cause, LossPlace, PromiseVerdict } from '../terms/result.js';
import type { RecordId } from '../terms/trace.js';
import { boundWords } from './bound.js';
import { evidenceOf, runsBound, verdictOn, type Evidence } from './evidence.js';
import type { FailureFinding, Finding } from './finding.js';
import { kafkaBy, kafkaRows, kafkaSections, type KafkaRow } from './kafka-semantics.js';
import { openVerdict } from './open-verdict.js';
import { processedAgain } from './semantics-verdict.js';
import { counted, ofTotal } from './words.js';

export interface KafkaQuestion {
  readonly job: Job;
  readonly findings: readonly Finding[];
  /** Runs that were asked for. */
  readonly wanted: number;
}

/** One for each row that bears on the job. */
export function kafkaVerdicts(question: KafkaQuestion): readonly PromiseVerdict[] {
  return bearingOn(question.job).map(row => rowVerdict(row, question));
}

/**
 * The same, but for rows that no failure of the job could put to the test: beside promises that one did, they would leave the verdict
 * on the job open for a producer whose broker nobody touched. Where nothing failed at all, each says so.
 */
export function testedKafkaVerdicts(question: KafkaQuestion): readonly PromiseVerdict[] {
  const failures = question.findings.flatMap(finding => finding.failures);
  return bearingOn(question.job).flatMap(row => {
    const verdict = rowVerdict(row, question);
    const isAsked = failures.length === 0 || failures.some(({ report }) => row.strikes(report.failure));
    return isAsked || verdict.verdict !== 'not exercised' ? [verdict] : [];
  });
}

const bearingOn = (job: Job): readonly KafkaRow[] => kafkaRows.filter(({ bears }) => bears(job));

/** What a row may find too often, and what it may miss. */
interface Anomalies {
  readonly twice: (finding: Finding) => readonly RecordId[];
  readonly missing: (finding: Finding) => readonly RecordId[];
  readonly twiceWords: string;
  readonly missingWords: string;
  /** What is said where neither is seen. */
  readonly once: string;
  readonly kept: string;
}

function anomaliesOf(row: KafkaRow, job: Job): Anomalies {
  const { of, oracle } = row;
  const { consumer } = job;
  if (of === 'copies' && row.promise === 'at least once') return committedOf(job);
  if (of === 'retention') return expired;
  if (of === 'reset') return begunAnew;
  switch (oracle) {
    case 'log':
      return {
        twice: ({ inLog }) => inLog?.twice ?? [],
        missing: ({ inLog }) => inLog?.missing ?? [],
        twiceWords: 'more than once in the topic',
        missingWords: 'acknowledged, and not in the topic',
        once: 'is in the topic more than once',
        kept: 'all that was acknowledged is in the topic'
      };
    case 'receipt':
      return {
        twice: ({ tally }) => processedAgain(tally.receiptDuplicates),
        missing: lostUnderway,
        twiceWords: 'processed more than once',
        missingWords: 'never processed',
        once: 'was processed more than once',
        kept: 'all that was read was processed'
      };
    case 'output':
      return {
        twice: ({ tally }) =>
          processedAgain(tally.outputDuplicates.filter(({ cause }) => !isReceivedAgain(cause, consumer))),
        missing: finding => [...(of === 'reader' ? lostUnderway(finding) : []), ...finding.missingInSink],
        twiceWords: 'more than once in the sink',
        missingWords: 'not in the sink',
        once: 'is in the sink more than once',
        kept: `all that was ${of === 'reader' ? 'read' : 'processed'} is in the sink`
      };
  }
}

/** Of a leader that answers alone, what it acknowledged is no more than that: only what readers had seen was committed. */
function committedOf({ source: { content } }: Job): Anomalies {
  const isAlone = content.from === 'kafka' && content.producer !== undefined && content.producer.acks !== 'all';
  const shown = ({ inLog }: Finding): readonly RecordId[] => inLog?.takenBack ?? [];
  const acknowledged = ({ inLog }: Finding): readonly RecordId[] => inLog?.missing ?? [];
  return {
    twice: isAlone ? acknowledged : () => [],
    missing: isAlone ? shown : finding => [...new Set([...shown(finding), ...acknowledged(finding)])],
    twiceWords: 'acknowledged by the leader before its followers had them, and not in the topic',
    missingWords: 'committed, and no longer in the topic',
    once: '',
    kept: 'all that was committed is in the topic'
  };
}

/** What was taken away unread, and what before its time. */
const expired: Anomalies = {
  twice: ({ tally }) => tally.lost.filter(({ place }) => place === 'expired').map(({ record }) => record),
  missing: ({ inLog }) => inLog?.expiry?.early ?? [],
  twiceWords: 'expired unread',
  missingWords: 'taken away before their time',
  once: '',
  kept: 'no record was taken away before its time'
};

/** What the topic still held when its reader came back too late, and what of that was passed over. */
const begunAnew: Anomalies = {
  twice: ({ inLog }) => [...new Set(inLog?.expiry?.readAnew)],
  missing: ({ tally }) =>
    tally.lost.filter(({ place }) => place === 'skipped offsets' || place === 'in flight').map(({ record }) => record),
  twiceWords: 'read that were there before it began anew',
  missingWords: 'passed over that the topic still held',
  once: 'was read that was there before it began anew',
  kept: 'nothing that the topic still held was passed over'
};

/** What a source sent again a receiver has twice, and its sink is given two records. */
const isReceivedAgain = (cause: Cause, consumer: Job['consumer']): boolean =>
  consumer !== 'direct' && cause === 'source re-send';

/** What a job skipped it never read: its offset was not saved, or is no longer held. What its topic lost nobody could read. */
const neverRead: ReadonlySet<LossPlace> = new Set(['skipped offsets', 'expired', 'not in the topic']);
const lostUnderway = ({ tally }: Finding): readonly RecordId[] =>
  tally.lost.filter(({ place }) => !neverRead.has(place)).map(({ record }) => record);

function rowVerdict(row: KafkaRow, { job, findings, wanted }: KafkaQuestion): PromiseVerdict {
  const { promise, oracle } = row;
  const { twice, missing, twiceWords, missingWords } = anomaliesOf(row, job);
  const strikes = ({ report }: FailureFinding): boolean => row.strikes(report.failure);
  const ask = (anomaly: (finding: Finding) => readonly RecordId[]): Evidence =>
    evidenceOf({ findings, wanted, strikes, anomaly, ...metBy(row) });
  const [again, never] = [ask(twice), ask(missing)];
  const said = { promise, oracle, documented: documentedAs(row) } as const;
  const broken: readonly (readonly [Evidence, string])[] = [
    ...(promise === 'at least once' ? [] : [[again, twiceWords] as const]),
    ...(promise === 'at most once' ? [] : [[never, missingWords] as const])
  ];
  for (const [evidence, words] of broken) {
    const [witness] = evidence.shown;
    if (witness !== undefined) {
      const why = `${ofTotal(evidence.records, evidence.delivered)} records ${words}`;
      return verdictOn(said, 'contradicts', { why, bound: runsBound(evidence.shown.length, evidence.judged), witness });
    }
  }
  const open = openVerdict(again, findings, strikes);
  if (open !== null) {
    const isNever = row.of === 'reset' && open.verdict === 'not exercised';
    return verdictOn(
      said,
      open.verdict,
      isNever ? { ...open, why: 'no reader came to a position that was gone' } : open
    );
  }
  const why = `${heldWords(row, job, again)}${allowedWords(row, job, promise === 'at most once' ? never : again)}`;
  return verdictOn(said, 'agrees', { why, bound: boundWords(again.exercised.length) });
}

const documentedAs = ({ of, row }: KafkaRow) => ({ by: kafkaBy, section: kafkaSections[of], row });

/** What a failure must have met to put a row to the test; unless it is said, a delivered record on its way. */
function metBy({ of, oracle }: KafkaRow): { readonly met?: (failure: FailureFinding) => boolean } {
  if (of === 'reset') return { met: ({ positionGone }) => positionGone };
  return oracle === 'log' ? { met: hasFired } : {};
}

/** A broker that dies puts its log to the test, whatever of it is on its way to the job. */
const hasFired = ({ report }: FailureFinding): boolean => report.fired;

function heldWords(row: KafkaRow, job: Job, { delivered }: Evidence): string {
  const { once, kept } = anomaliesOf(row, job);
  const isOnce = `none of ${counted(delivered, 'record')} ${once}`;
  switch (row.promise) {
    case 'exactly-once':
      return `${isOnce}, and ${kept}`;
    case 'at least once':
      return kept;
    case 'at most once':
      return isOnce;
  }
}

/** What a weaker promise leaves open, where it was seen. */
function allowedWords(row: KafkaRow, job: Job, { records }: Evidence): string {
  const { twiceWords, missingWords } = anomaliesOf(row, job);
  if (row.promise === 'exactly-once' || records === 0) return '';
  return `; ${counted(records, 'record')} ${row.promise === 'at least once' ? twiceWords : missingWords}, which it allows`;
}
