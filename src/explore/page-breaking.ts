/** Which lines of the page an explored run bears on, and whether it contradicts one: by the page's own words alone. */
import { configurationOf } from '../guarantee/configuration.js';
import { failureKinds, kindOf, type FailureKind } from '../guarantee/failure-kind.js';
import { pageConfiguration, semanticsOf } from '../guarantee/page.js';
import { voidsOf, type Void } from '../guarantee/voids.js';
import type { Job } from '../terms/job.js';
import { failureOf, type Schedule } from './crash.js';
import type { PointOutcome } from './point-outcome.js';

export interface ExploredRun {
  readonly schedule: Pick<Schedule, 'crashes'>;
  readonly result: Pick<PointOutcome, 'fired' | 'drained' | 'receipt' | 'aborts'>;
}

/** Whether the page promises something to a job; what voids the promise where it would. */
interface Promised {
  readonly promised: boolean;
  readonly voided?: Void;
}

function unlessVoided(job: Job, promise: Void['of']): Promised {
  const voided = voidsOf(job).find(({ of }) => of === promise);
  return voided === undefined ? { promised: true } : { promised: false, voided };
}

/** That such a failure loses nothing. */
export function lossPromiseTo(job: Job, kind: FailureKind): Promised {
  const id = configurationOf(job);
  if (id === null || pageConfiguration(id).promises[kind].promise === 'data loss') {
    return { promised: false };
  }
  return unlessVoided(job, kind);
}

/** That each record is processed once. */
export function oncePromiseTo(job: Job): Promised {
  return semanticsOf(job.consumer).promise === 'exactly-once' ? unlessVoided(job, 'semantics') : { promised: false };
}

/** null: a fault that the page does not know. */
const injectedIn = ({ schedule }: ExploredRun): readonly (FailureKind | null)[] =>
  schedule.crashes.map(crash => kindOf(failureOf(crash).fault));

/** The page's failures in a run: those that were injected, and a driver that ended itself. */
const kindsIn = (run: ExploredRun): readonly (FailureKind | null)[] =>
  run.result.aborts > 0 ? [...injectedIn(run), 'driver failure'] : injectedIn(run);

/**
 * Whether a run says something on the page's line about such a failure. A promise is put to the test only where the page promises no loss
 * for everything that happened, and, where it speaks of a single failure, by one failure. A warning is borne out by any run that such a failure was injected into.
 */
export function bearsOn(job: Job, kind: FailureKind): (run: ExploredRun) => boolean {
  const { promised } = lossPromiseTo(job, kind);
  return run => {
    const injected = injectedIn(run);
    return injected.includes(kind) && !injected.includes(null) && (!promised || isPromised(job, kindsIn(run)));
  };
}

function isPromised(job: Job, kinds: readonly (FailureKind | null)[]): boolean {
  const id = configurationOf(job);
  return (
    id !== null &&
    kinds.every(
      kind =>
        kind !== null &&
        lossPromiseTo(job, kind).promised &&
        (!pageConfiguration(id).promises[kind].single || kinds.length === 1)
    )
  );
}

/**
 * Lost records break a row that promises none at every failure that struck; records processed twice break “exactly-once”.
 * A lost acknowledgement is no failure of the two that the page knows.
 */
export function breaksPage(job: Job): (run: ExploredRun) => boolean {
  if (configurationOf(job) === null) return () => false;
  const once = oncePromiseTo(job).promised;
  const lines = failureKinds.filter(kind => lossPromiseTo(job, kind).promised).map(kind => bearsOn(job, kind));
  return run => {
    const { fired, drained, receipt } = run.result;
    return (
      fired && drained && ((once && receipt.duplicated > 0) || (receipt.lost > 0 && lines.some(bears => bears(run))))
    );
  };
}
