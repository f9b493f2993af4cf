/** Findings made by hand: a run of 2,000 records of which 1,990 were delivered, with what went wrong as asked for. */
import { kindOf } from '../../src/guarantee/failure-kind.js';
import type { FailureFinding, Finding } from '../../src/guarantee/finding.js';
import type { DuplicateCase, LostCase, Tally } from '../../src/ledger/tally.js';
import type { Standing } from '../../src/ledger/whereabouts.js';
import type { Failure, Victim } from '../../src/terms/failure.js';
import type { Cause, LossPlace, Stake } from '../../src/terms/result.js';
import type { FailureReport, Outcome } from '../../src/terms/trace.js';

export const delivered = 1990;

const nothing: Stake = { processed: 0, log: 0, twoMemories: 0, oneMemory: 0, nowhere: 0, source: 0 };

/** So many on their way: in one memory. */
export const onTheWay = (records: number): Standing => ({
  stake: { ...nothing, processed: 1000, oneMemory: records },
  onTheWay: records
});

interface Fired {
  readonly fired?: boolean;
  readonly standing?: Standing;
  readonly lostRecords?: readonly number[];
  readonly why?: string;
}

const processOf = (victim: Victim, at: number): string => (victim === 'driver' ? 'driver-1' : `executor-${at + 1}`);

/** One failure and what it met; unless said otherwise it fired on 24 records in one memory and took none. */
export function met(
  failure: Failure,
  { fired = true, standing = onTheWay(24), lostRecords = [], why }: Fired = {}
): FailureFinding {
  const victims = failure.fault.kind === 'kill' ? failure.fault.victims : [];
  const report: FailureReport = {
    failure,
    fired,
    atMs: fired ? 3240 : null,
    victims: fired ? victims.map((victim, at) => ({ victim, process: processOf(victim, at) })) : [],
    backAtMs: fired ? 5040 : null,
    momentIndex: fired ? 100 : null,
    why: fired ? null : (why ?? 'no 900th ack within 60s')
  };
  const kind = kindOf(failure.fault);
  return {
    report,
    standing: fired ? standing : null,
    positionGone: false,
    lost: lostRecords.length,
    lostRecords,
    kinds: kind === null ? [] : [kind],
    lostTo: {
      'executor failure': kind === 'executor failure' ? lostRecords : [],
      'driver failure': kind === 'driver failure' ? lostRecords : []
    }
  };
}

export interface Run {
  readonly seed?: number;
  readonly ended?: Finding['ended'];
  readonly outcome?: Outcome;
  readonly failures?: readonly FailureFinding[];
  readonly place?: LossPlace;
  readonly lostOtherwise?: readonly number[];
  /** Records processed from a second block or range. */
  readonly twice?: readonly number[];
  /** Records with a second copy in the sink. */
  readonly twiceInSink?: readonly number[];
  readonly missingInSink?: readonly number[];
  readonly cause?: Cause;
  readonly waiting?: number;
}

export function finding(run: Run = {}): Finding {
  const { failures = [], lostOtherwise = [], missingInSink = [] } = run;
  return {
    seed: run.seed ?? 1,
    engine: 'simulated',
    ended: run.ended ?? 'drained',
    outcome: run.outcome ?? (failures.some(({ report }) => report.fired) ? 'recovered' : 'undisturbed'),
    limitMs: 60_000,
    tally: tallyOf(run),
    failures,
    lostOtherwise,
    lostToNoDeath: [
      ...lostOtherwise,
      ...failures.filter(({ kinds }) => kinds.length === 0).flatMap(({ lostRecords }) => lostRecords)
    ],
    missingInSink
  };
}

function tallyOf(run: Run): Tally {
  const { twice = [], twiceInSink = twice, missingInSink = [], waiting = 0, cause = 'source re-send' } = run;
  const records = [...(run.failures ?? []).flatMap(one => one.lostRecords), ...(run.lostOtherwise ?? [])];
  const place = run.place ?? 'one memory';
  const lost = records.map((record): LostCase => ({ record, sentAtMs: 3000, place, momentIndex: 101 }));
  const distinct = delivered - lost.length - waiting;
  const again = (record: number): DuplicateCase => ({
    record,
    sentAtMs: 3000,
    cause,
    origin: '5-9',
    momentIndex: 300,
    firstIndex: 200
  });
  const counted = (cases: readonly number[]) => (cases.length === 0 ? {} : { [cause]: cases.length });
  return {
    records: { sent: 2000, delivered, failed: 4, indeterminate: 6, unseen: 0, waiting },
    receipt: { distinct, lost: lost.length, duplicated: twice.length, extra: twice.length },
    output: {
      distinct: distinct - missingInSink.length,
      lost: lost.length + missingInSink.length,
      duplicated: twiceInSink.length,
      extra: twiceInSink.length
    },
    causes: {
      lost: lost.length === 0 ? {} : { [place]: lost.length },
      receipt: counted(twice),
      output: counted(twiceInSink)
    },
    lost,
    receiptDuplicates: twice.map(again),
    outputDuplicates: twiceInSink.map(again),
    phantoms: [],
    end: { from: 0, until: delivered }
  };
}
