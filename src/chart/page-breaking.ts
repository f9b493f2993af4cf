/** Whether an explored run contradicts a promise of the page, by the page's own words alone. */
import { kindOf } from '../guarantee/failure-kind.js';
import { pageConfiguration, semanticsOf } from '../guarantee/page.js';
import { failureOf, type Schedule } from '../explore/crash.js';
import type { PointOutcome } from '../explore/point-outcome.js';
import type { Consumer } from '../terms/job.js';
import type { ConfigurationId } from '../terms/result.js';

export interface ExploredRun {
  readonly schedule: Pick<Schedule, 'crashes'>;
  readonly result: Pick<PointOutcome, 'fired' | 'drained' | 'receipt'>;
}

/**
 * Lost records break a row that promises none at every failure that struck; where it promises that for a single failure, two void it.
 * Records processed twice break “exactly-once”. A lost acknowledgement is no failure of the two that the page knows.
 */
export function breaksPage(configuration: ConfigurationId | null, consumer: Consumer): (run: ExploredRun) => boolean {
  if (configuration === null) return () => false;
  const { promises } = pageConfiguration(configuration);
  const isOnce = semanticsOf(consumer).promise === 'exactly-once';
  return ({ schedule, result: { fired, drained, receipt } }) => {
    if (!fired || !drained) return false;
    if (isOnce && receipt.duplicated > 0) return true;
    const kinds = schedule.crashes.map(crash => kindOf(failureOf(crash).fault));
    const isPromised = kinds.every(kind => {
      if (kind === null) return false;
      const { promise, single } = promises[kind];
      return promise === 'no data loss' && (!single || kinds.length === 1);
    });
    return receipt.lost > 0 && isPromised;
  };
}
