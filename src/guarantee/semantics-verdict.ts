/** Judges the page's line on how often a received record is processed. */
import type { DuplicateCase } from '../ledger/tally.js';
import type { Job } from '../terms/job.js';
import type { PromiseVerdict } from '../terms/result.js';
import type { RecordId } from '../terms/trace.js';
import { boundWords } from './bound.js';
import { evidenceOf, runsBound, verdictOn, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { openVerdict } from './open-verdict.js';
import { semanticsOf } from './page.js';
import { voidsOf } from './voids.js';
import { count, counted, ofTotal } from './words.js';

export interface SemanticsQuestion {
  readonly job: Job;
  readonly findings: readonly Finding[];
  /** Runs that were asked for. */
  readonly wanted: number;
  /** Whether lines on data loss stand above: they judge what was lost. */
  readonly lossesJudged: boolean;
}

/** Any failure puts semantics to the test, a lost or late message too. */
const anyFailure = (): boolean => true;
const lostToNoDeath = (finding: Finding): readonly RecordId[] => finding.lostToNoDeath;

/** The promise on receipt; for a direct consumer whose sink can hold each record once, the output as well. */
export function semanticsVerdicts(question: SemanticsQuestion): readonly PromiseVerdict[] {
  const { job } = question;
  if (semanticsOf(job.consumer).promise === 'at least once') {
    return [atLeastOnce(question)];
  }
  return job.sink === 'append' ? [receivedOnce(question)] : [receivedOnce(question), writtenOnce(question)];
}

/** Twice is allowed. Lost to a death is what the page says under data loss; lost without one is less than once. */
function atLeastOnce(question: SemanticsQuestion): PromiseVerdict {
  const { findings, wanted } = question;
  const said = { promise: 'at least once', oracle: 'receipt' } as const;
  const evidence = evidenceOf({ findings, wanted, strikes: anyFailure, anomaly: lostToNoDeath });
  const [witness] = evidence.shown;
  if (witness !== undefined) {
    const why = `${ofTotal(evidence.records, evidence.delivered)} records never processed, though nothing had died`;
    return verdictOn(said, 'contradicts', { why, bound: runsBound(evidence.shown.length, evidence.judged), witness });
  }
  const open = openVerdict(evidence, findings, anyFailure);
  if (open !== null) {
    return verdictOn(said, open.verdict, open);
  }
  const twice = sumOf(findings, ({ tally }) => tally.receipt.duplicated);
  const why =
    twice === 0
      ? `no record was processed twice, which the page would allow`
      : `${ofTotal(twice, evidence.delivered)} records processed more than once, which the page allows`;
  const bound = boundWords(evidence.exercised.length);
  return verdictOn(said, 'agrees', { why: `${why}${lostWords(question)}`, bound });
}

/** Received once: no record may be processed from two offset ranges, nor be passed over though nothing had died. */
function receivedOnce(question: SemanticsQuestion): PromiseVerdict {
  const { job, findings, wanted } = question;
  const said = { promise: 'exactly-once', oracle: 'receipt' } as const;
  const twice = evidenceOf({
    findings,
    wanted,
    strikes: anyFailure,
    anomaly: ({ tally }) => processedAgain(tally.receiptDuplicates)
  });
  const setting = voidsOf(job).find(({ of }) => of === 'semantics');
  if (setting !== undefined) {
    const voided = `${setting.setting}: ${setting.sentence}`;
    const why = `the page does not promise it here: ${voided} (${twiceWords(twice, 'processed from two offset ranges')})`;
    return { ...verdictOn(said, 'not exercised', { why, bound: runsBound(0, wanted) }), voided };
  }
  const never = evidenceOf({ findings, wanted, strikes: anyFailure, anomaly: lostToNoDeath });
  const evidence = twice.shown.length === 0 && never.shown.length > 0 ? never : twice;
  const words =
    evidence === never
      ? `${ofTotal(never.records, never.delivered)} records never processed, though nothing had died`
      : twiceWords(twice, 'processed from two offset ranges');
  const inSink = sumOf(findings, ({ tally }) => tally.output.duplicated);
  const output =
    job.sink !== 'append' || inSink === 0
      ? ''
      : `; ${count(inSink)} twice in the sink, which the page leaves to the output operation`;
  const lost = evidence.shown.length === 0 ? lostWords(question) : '';
  return decided(said, { evidence, findings, why: `${words}${output}${lost}` });
}

/** "You must additionally verify that your output operation provides exactly-once guarantees": a sink that says so is verified. */
function writtenOnce({ findings, wanted }: SemanticsQuestion): PromiseVerdict {
  const ask = (anomaly: (finding: Finding) => readonly RecordId[]): Evidence =>
    evidenceOf({ findings, wanted, strikes: anyFailure, anomaly });
  const twice = ask(({ tally }) => processedAgain(tally.outputDuplicates));
  const missing = ask(finding => finding.missingInSink);
  const said = { promise: 'exactly-once', oracle: 'output' } as const;
  return twice.shown.length === 0 && missing.shown.length > 0
    ? decided(said, {
        evidence: missing,
        findings,
        why: `${ofTotal(missing.records, missing.delivered)} records processed, and not in the sink`
      })
    : decided(said, { evidence: twice, findings, why: twiceWords(twice, 'more than once in the sink') });
}

interface Deciding {
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  readonly why: string;
}

function decided(said: Parameters<typeof verdictOn>[0], { evidence, findings, why }: Deciding): PromiseVerdict {
  const [witness] = evidence.shown;
  if (witness !== undefined) {
    return verdictOn(said, 'contradicts', { why, bound: runsBound(evidence.shown.length, evidence.judged), witness });
  }
  const open = openVerdict(evidence, findings, anyFailure);
  return open === null
    ? verdictOn(said, 'agrees', { why, bound: boundWords(evidence.exercised.length) })
    : verdictOn(said, open.verdict, open);
}

/** What the producer sent twice the source holds twice: two messages to the job, of which it processed each once. */
export const processedAgain = (cases: readonly DuplicateCase[]): readonly RecordId[] => [
  ...new Set(cases.filter(({ cause }) => cause !== 'producer retry').map(({ record }) => record))
];

const sumOf = (findings: readonly Finding[], of: (finding: Finding) => number): number =>
  findings.reduce((sum, finding) => sum + of(finding), 0);

/** This promise is on what was received: a loss is not its business, and must not look as if it had been passed over. */
function lostWords({ findings, lossesJudged }: SemanticsQuestion): string {
  const lost = sumOf(findings, ({ tally }) => tally.receipt.lost);
  if (lost === 0) return '';
  const judge = lossesJudged ? 'judged above, as data loss' : 'no matter of this promise';
  return `; the ${counted(lost, 'lost record')} ${lost === 1 ? 'is' : 'are'} ${judge}`;
}

const twiceWords = ({ records, delivered }: Evidence, how: string): string =>
  records === 0
    ? `none of ${counted(delivered, 'delivered record')} was ${how}`
    : `${ofTotal(records, delivered)} records ${how}`;
