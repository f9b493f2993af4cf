/** Which failure a lost record is laid to, and which of the page's two failures that was. */
import type { LostCase } from '../ledger/tally.js';
import { isKafkaVictim } from '../terms/failure.js';
import type { FailureReport, RecordId, Trace } from '../terms/trace.js';
import { kindOf, type FailureKind } from './failure-kind.js';

export interface Blame {
  readonly record: RecordId;
  /** null: no failure came before it. */
  readonly report: FailureReport | null;
  /** null: nothing of the job had died. */
  readonly kind: FailureKind | null;
  /** Whether its topic held it in the end, so that the job might have had it. */
  readonly inTopic: boolean;
}

/**
 * A driver that ends itself with an error, as after a task that failed too often, has failed as the page has it, though nobody killed it.
 * @returns the indices of such deaths in the trace.
 */
export function ownDriverDeaths({ moments }: Pick<Trace, 'moments'>): readonly number[] {
  return moments.flatMap((moment, at) =>
    moment.kind === 'died' && moment.role === 'driver' && moment.code === 1 ? [at] : []
  );
}

/** The page's failures that an injected one was, or led to before the next one. */
export function kindsOfReport(
  report: FailureReport,
  reports: readonly FailureReport[],
  deaths: readonly number[]
): readonly FailureKind[] {
  const kind = kindOf(report.failure.fault);
  const kinds = kind === null ? [] : [kind];
  const from = report.momentIndex;
  if (from === null || kind === 'driver failure') {
    return kinds;
  }
  const next = reports.reduce(
    (least, { momentIndex: at }) => (at !== null && at > from && at < least ? at : least),
    Infinity
  );
  return deaths.some(at => at > from && at < next) ? [...kinds, 'driver failure'] : kinds;
}

const killsBroker = ({ failure: { fault } }: FailureReport): boolean =>
  fault.kind === 'kill' && fault.victims.some(isKafkaVictim);

/**
 * What its topic lost is laid to the broker's death that took it, which is none of the page's failures. Else
 * the newest failure before the record's last copy was gone. Where no death took the last copy (it stands in the log, in the source or
 * in a planned range), the record was passed over by somebody who began again: after a driver's failure if there was one, else after
 * the newest kill, else after the newest failure.
 */
export function blameFor(
  lost: LostCase,
  { failures: reports, job }: Pick<Trace, 'failures' | 'job'>,
  deaths: readonly number[]
): Blame {
  const { record, place } = lost;
  const inTopic = place !== 'not in the topic';
  const isPassedOver =
    place === 'log' || place === 'skipped offsets' || (place === 'batch' && job.consumer === 'direct');
  const momentIndex = isPassedOver ? null : lost.momentIndex;
  const newestFirst = reports
    .flatMap(report => (report.momentIndex === null ? [] : [{ report, at: report.momentIndex }]))
    .sort((a, b) => b.at - a.at);
  const before = newestFirst.filter(({ at }) => momentIndex === null || at <= momentIndex);
  if (!inTopic) {
    const report = momentIndex === null ? null : (before.find(one => killsBroker(one.report))?.report ?? null);
    return { record, report, kind: null, inTopic };
  }
  const kindAt = ({ report, at }: { readonly report: FailureReport; readonly at: number }): FailureKind | null => {
    const hasDriverFallen = deaths.some(death => death > at && (momentIndex === null || death <= momentIndex));
    return hasDriverFallen ? 'driver failure' : kindOf(report.failure.fault);
  };
  const chosen =
    momentIndex !== null
      ? before[0]
      : (before.find(one => kindAt(one) === 'driver failure') ?? before.find(one => kindAt(one) !== null) ?? before[0]);
  return chosen === undefined
    ? { record, report: null, kind: null, inTopic }
    : { record, report: chosen.report, kind: kindAt(chosen), inTopic };
}
