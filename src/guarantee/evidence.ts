/** What a job's runs say about one promise: how many put it to the test, how many showed the anomaly that it is about. */
import type { Judgement, Oracle, PromiseVerdict } from '../terms/result.js';
import type { RecordId } from '../terms/trace.js';
import type { FailureFinding, Finding } from './finding.js';
import { ofTotal } from './words.js';

/** A record of one run that shows the anomaly. */
export interface Witness {
  readonly seed: number;
  readonly record: RecordId;
}

export interface Evidence {
  /** Runs that were asked for. */
  readonly wanted: number;
  /** Runs that drained: only these may be said to have lost nothing. */
  readonly judged: number;
  /** Judged runs in which a failure of the kind struck while a delivered record was on its way. */
  readonly exercised: readonly Finding[];
  /** Runs that showed the anomaly, exercised or not, with the first such record of each. */
  readonly shown: readonly Witness[];
  /** Records that showed it, over all runs. */
  readonly records: number;
  /** Records delivered, over all runs. */
  readonly delivered: number;
}

interface Question {
  readonly findings: readonly Finding[];
  readonly wanted: number;
  /** The failures of a run that put the promise to the test. */
  readonly strikes: (failure: FailureFinding) => boolean;
  /** The records of a run that show the anomaly. */
  readonly anomaly: (finding: Finding) => readonly RecordId[];
  /** When such a failure met something; unless given, a delivered record on its way. */
  readonly met?: (failure: FailureFinding) => boolean;
}

export function evidenceOf({ findings, wanted, strikes, anomaly, met = struck }: Question): Evidence {
  const anomalies = findings.map(finding => ({ seed: finding.seed, records: anomaly(finding) }));
  const judged = findings.filter(({ ended }) => ended === 'drained');
  return {
    wanted,
    judged: judged.length,
    exercised: judged.filter(({ failures }) => failures.some(failure => strikes(failure) && met(failure))),
    shown: anomalies.flatMap(({ seed, records: [record] }) => (record === undefined ? [] : [{ seed, record }])),
    records: anomalies.reduce((sum, { records }) => sum + records.length, 0),
    delivered: findings.reduce((sum, { tally }) => sum + tally.records.delivered, 0)
  };
}

/** It fired, and met a delivered record that was still on its way. */
export const struck = ({ report, standing }: FailureFinding): boolean =>
  report.fired && standing !== null && standing.onTheWay > 0;

interface Said {
  readonly promise: PromiseVerdict['promise'];
  readonly oracle: Oracle;
  readonly failure?: NonNullable<PromiseVerdict['failure']>;
  readonly documented?: NonNullable<PromiseVerdict['documented']>;
}

/** The verdict on one promise with its reason. `n` of `m` runs bear it out, unless a bound is given. */
export function verdictOn(
  said: Said,
  verdict: Judgement,
  { why, bound, witness }: { readonly why: string; readonly bound: string; readonly witness?: Witness | undefined }
): PromiseVerdict {
  return { ...said, verdict, why, bound, ...(witness === undefined ? {} : { witness }) };
}

/** `12 of 50 runs` */
export const runsBound = (n: number, of: number): string => `${ofTotal(n, of)} runs`;
