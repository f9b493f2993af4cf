/** One run, examined: all that a verdict needs of it, so that its trace need not be kept. */
import { tally } from '../ledger/count.js';
import { topicAccount } from '../ledger/topic-account.js';
import type { Tally } from '../ledger/tally.js';
import { standingsOf, type Standing } from '../ledger/whereabouts.js';
import type { EngineName } from '../terms/job.js';
import type { FailureReport, Outcome, RecordId, Trace } from '../terms/trace.js';
import { blameFor, kindsOfReport, ownDriverDeaths } from './blame.js';
import { expiryOf, type Expiry } from './expiry.js';
import type { FailureKind } from './failure-kind.js';

/** What one failure of the run met and took. */
export interface FailureFinding {
  readonly report: FailureReport;
  /** What was at stake right before it; null: it did not fire. */
  readonly standing: Standing | null;
  /** Behind it a reader came to a position that the topic no longer had. */
  readonly positionGone: boolean;
  /** How many records were lost to it, and which. */
  readonly lost: number;
  readonly lostRecords: readonly RecordId[];
  /** Which of the page's failures it was, or led to, and what each took of `lostRecords`; a failure that killed nobody may be none. */
  readonly kinds: readonly FailureKind[];
  readonly lostTo: Readonly<Record<FailureKind, readonly RecordId[]>>;
}

export interface InLog {
  readonly twice: readonly RecordId[];
  readonly missing: readonly RecordId[];
  /** Those that readers had seen, so that they were committed, and that are there no longer; absent: none could. */
  readonly takenBack?: readonly RecordId[];
  readonly expiry?: Expiry;
}

export interface Finding {
  readonly seed: number;
  readonly engine: EngineName;
  readonly ended: Trace['ended'];
  readonly outcome: Outcome;
  /** The longest one wait of this run could last, in ms. */
  readonly limitMs: number;
  readonly tally: Tally;
  readonly failures: readonly FailureFinding[];
  /** Records that were lost, and not to a failure. With those of each failure they are all that was lost on receipt. */
  readonly lostOtherwise: readonly RecordId[];
  /** Records that were lost though nothing of the job had died: to no failure, or to a lost or late message or a pause. What its topic lost, the job had not to process. */
  readonly lostToNoDeath: readonly RecordId[];
  /** Records that were processed, and that the sink does not hold. */
  readonly missingInSink: readonly RecordId[];
  /** Of a Kafka source: records that its topic holds more than once, and those that were acknowledged and are not there. */
  readonly inLog?: InLog;
}

/** @throws BooksDoNotClose (ledger/books.ts) when the trace contradicts itself. */
export function examine(trace: Trace): Finding {
  const counted = tally(trace);
  const standings = standingsOf(trace);
  const deaths = ownDriverDeaths(trace);
  const blames = counted.lost.map(lost => blameFor(lost, trace, deaths));
  return {
    seed: trace.seed,
    engine: trace.engine,
    ended: trace.ended,
    outcome: trace.outcome,
    limitMs: trace.job.limitMs,
    tally: counted,
    failures: trace.failures.map((report, at) => {
      const took = blames.filter(blame => blame.report === report);
      return {
        report,
        standing: standings[at] ?? null,
        positionGone: trace.moments.some(
          (moment, index) =>
            moment.kind === 'step' && moment.step === 'out of range' && index > (report.momentIndex ?? Infinity)
        ),
        lost: took.length,
        lostRecords: took.map(({ record }) => record),
        kinds: kindsOfReport(report, trace.failures, deaths),
        lostTo: {
          'executor failure': took.filter(({ kind }) => kind === 'executor failure').map(({ record }) => record),
          'driver failure': took.filter(({ kind }) => kind === 'driver failure').map(({ record }) => record)
        }
      };
    }),
    lostOtherwise: blames.filter(({ report }) => report === null).map(({ record }) => record),
    lostToNoDeath: blames.filter(({ kind, inTopic }) => kind === null && inTopic).map(({ record }) => record),
    missingInSink: counted.output.lost > counted.receipt.lost ? missingInSink(trace) : [],
    ...(trace.job.source.content.from === 'kafka' ? { inLog: inLog(trace) } : {})
  };
}

function inLog(trace: Trace): InLog {
  const { topicRead } = trace;
  const kept = topicRead?.kept;
  const { copies, missing } = topicAccount(trace);
  const isHeld = (record: RecordId): boolean => (copies.get(record) ?? 0) > 0;
  return {
    twice: [...copies].filter(([, count]) => count > 1).map(([record]) => record),
    missing,
    ...expiryOf(trace),
    ...(kept && { takenBack: [...new Set(kept.gone)].filter(record => !isHeld(record)) })
  };
}

/** A transactional sink refuses a batch that it has, also where the batch's second run held more records than its first. */
function missingInSink({ moments }: Trace): readonly RecordId[] {
  const refused = new Set<RecordId>();
  const held = new Set<RecordId>();
  for (const moment of moments) {
    if (moment.kind === 'written') {
      for (const record of moment.records) {
        (moment.effect === 'refused' ? refused : held).add(record);
      }
    }
  }
  return [...refused].filter(record => !held.has(record));
}
