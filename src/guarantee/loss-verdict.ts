/** Judges the page's line on data loss for one kind of failure. */
import type { Job } from '../terms/job.js';
import type { PromiseVerdict } from '../terms/result.js';
import { boundWords } from './bound.js';
import { evidenceOf, runsBound, struck, verdictOn, type Evidence } from './evidence.js';
import { executorsKilled } from './failure-kind.js';
import type { FailureFinding, Finding } from './finding.js';
import { openVerdict } from './open-verdict.js';
import type { FailureKind, PagePromise } from './page.js';
import { atStakeSentence, tellingStep } from './stake-words.js';
import { voidsOf } from './voids.js';
import { count, counted, ofTotal } from './words.js';

export interface LossQuestion {
  readonly job: Job;
  readonly findings: readonly Finding[];
  /** Runs that were asked for. */
  readonly wanted: number;
  readonly kind: FailureKind;
  readonly promise: PagePromise;
}

/** A loss counts for the failure that took the record, so that one failure's loss never speaks against what is said of the other. */
export function lossVerdict(question: LossQuestion): PromiseVerdict {
  const { findings, wanted, kind, promise } = question;
  const strikes = ({ kinds }: FailureFinding): boolean => kinds.includes(kind);
  const evidence = evidenceOf({
    findings,
    wanted,
    strikes,
    anomaly: finding => finding.failures.flatMap(({ lostTo }) => lostTo[kind])
  });
  const said = { promise: promise.promise, oracle: 'receipt', failure: kind } as const;
  const isWarning = promise.promise === 'data loss';
  const voided = isWarning ? null : voidedBy(question);
  if (voided !== null) {
    const why = `the page does not promise it here: ${voided} (${lostWords(evidence)})`;
    return { ...verdictOn(said, 'not exercised', { why, bound: runsBound(0, wanted) }), voided };
  }
  const [witness] = evidence.shown;
  if (witness !== undefined) {
    const bound = runsBound(evidence.shown.length, evidence.judged);
    return isWarning
      ? verdictOn(said, 'agrees', { why: `${lostWords(evidence)}, as the page warns`, bound, witness })
      : verdictOn(said, 'contradicts', {
          why: `${lostWords(evidence)}, and the page promises no loss`,
          bound,
          witness
        });
  }
  const open = openVerdict(evidence, findings, strikes);
  if (open !== null) {
    return verdictOn(said, open.verdict, open);
  }
  const { length } = evidence.exercised;
  return isWarning
    ? verdictOn(said, 'not shown', { why: notShownWhy(question, evidence, strikes), bound: runsBound(0, length) })
    : verdictOn(said, 'agrees', { why: lostWords(evidence), bound: boundWords(length) });
}

/** Why the page does not promise this job that such a failure loses nothing; null: it does. */
function voidedBy({ job, findings, kind, promise }: LossQuestion): string | null {
  const setting = voidsOf(job).find(({ of }) => of === kind);
  if (setting !== undefined) {
    return `${setting.setting}: ${setting.sentence}`;
  }
  const most = Math.max(0, ...findings.map(({ failures }) => executorsKilled(failures.map(({ report }) => report))));
  return kind === 'executor failure' && promise.single && most > 1
    ? `the page says “${promise.words}”, and ${counted(most, 'executor')} were killed in one run`
    : null;
}

function lostWords({ records, delivered, shown, wanted }: Evidence): string {
  if (records === 0) {
    return `none of ${counted(delivered, 'delivered record')} was lost to it`;
  }
  const runs = wanted === 1 ? '' : `, in ${ofTotal(shown.length, wanted)} runs`;
  return `${ofTotal(records, delivered)} records lost to it${runs}`;
}

/** "May lose" is not refuted by a run that lost nothing: so what was at stake, and where to strike instead. */
function notShownWhy({ job }: LossQuestion, evidence: Evidence, strikes: (failure: FailureFinding) => boolean): string {
  const { exercised } = evidence;
  const met = exercised.flatMap(({ failures }) => failures).find(failure => strikes(failure) && struck(failure));
  const stake = met?.standing ? ` At stake: ${atStakeSentence(met.standing)}.` : '';
  const runs = exercised.length === 1 ? 'this run' : `none of ${count(exercised.length)} runs`;
  const lost = exercised.length === 1 ? 'lost nothing' : 'lost anything';
  return `the page warns of data loss, and ${runs} ${lost}.${stake} Try “after: ${tellingStep(job)}”.`;
}
