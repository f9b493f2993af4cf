/** Judges a job's runs against the page: which promises it makes to this job under these failures, and what each came to. */
import type { Job } from '../terms/job.js';
import type { Judgement, PromiseVerdict } from '../terms/result.js';
import { configurationOf } from './configuration.js';
import { failureKinds, kindOf, type FailureKind } from './failure-kind.js';
import type { Finding } from './finding.js';
import { kafkaVerdicts, testedKafkaVerdicts } from './kafka-verdict.js';
import { lossVerdict } from './loss-verdict.js';
import { pageConfiguration } from './page.js';
import { semanticsVerdicts } from './semantics-verdict.js';

export interface Judged {
  /** One for each line of the page that bears on the job and its failures, voided ones included; then what Kafka says of itself. */
  readonly promises: readonly PromiseVerdict[];
  /** The worst of those that the page makes to this job; null: it makes none. */
  readonly verdict: Judgement | null;
}

/** @param wanted how many runs were asked for; those beyond the findings there are did not come to a result. */
export function judge(job: Job, findings: readonly Finding[], wanted: number = findings.length): Judged {
  const id = configurationOf(job);
  const row = id === null ? null : pageConfiguration(id);
  const losses = attemptedKinds(findings).flatMap(kind => {
    const verdict = row && lossVerdict({ job, findings, wanted, kind, promise: row.promises[kind] });
    return verdict === null || (verdict.verdict === 'not shown' && !isInjected(kind, findings)) ? [] : [verdict];
  });
  const page = [...losses, ...semanticsVerdicts({ job, findings, wanted, lossesJudged: losses.length > 0 })];
  const kafka = page.length > 0 ? testedKafkaVerdicts : kafkaVerdicts;
  const promises = [...page, ...kafka({ job, findings, wanted })];
  return {
    promises,
    verdict: worst(promises.filter(({ voided }) => voided === undefined).map(({ verdict }) => verdict))
  };
}

/** The page's failures that were attempted, whether or not they fired, and those that followed from others. */
function attemptedKinds(findings: readonly Finding[]): readonly FailureKind[] {
  const attempted = new Set(findings.flatMap(({ failures }) => failures.flatMap(({ kinds }) => kinds)));
  return failureKinds.filter(kind => attempted.has(kind));
}

/** Whether such a failure was asked for. One that only followed from another aimed at nothing, so that it took nothing is no news. */
function isInjected(kind: FailureKind, findings: readonly Finding[]): boolean {
  return findings.some(({ failures }) => failures.some(({ report }) => kindOf(report.failure.fault) === kind));
}

const fromWorst: readonly Judgement[] = ['contradicts', 'inconclusive', 'not exercised', 'not shown', 'agrees'];

/** null: there is none. */
export function worst(judgements: readonly Judgement[]): Judgement | null {
  return fromWorst.find(judgement => judgements.includes(judgement)) ?? null;
}
