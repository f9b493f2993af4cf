/** Records that came more than once: one function an oracle, one case a surplus origin or copy, each with its proof. */
import type { Job } from '../terms/job.js';
import { causeOfOtherOrigin, causeOfSameOrigin } from './cause.js';
import type { Repeated, Write } from './repeated.js';
import type { DuplicateCase } from './tally.js';

/** A case without the time at which its record was sent. */
export type Duplicate = Omit<DuplicateCase, 'sentAtMs'>;

/** Receipt: the record was processed from more than one block or range. A second run of the same block or range is none: that is output's affair. */
export function receiptDuplicates({ record, writes, acceptances }: Repeated, job: Job): readonly Duplicate[] {
  const firsts: Write[] = [];
  const cases: Duplicate[] = [];
  for (const write of writes) {
    if (firsts.some(first => first.moment.origin === write.moment.origin)) {
      continue;
    }
    const before = firsts.at(-1);
    if (before) {
      const circumstances = { job, acceptances, originsBefore: firsts.length };
      cases.push(duplicate(record, before, { write, cause: causeOfOtherOrigin(before, write, circumstances) }));
    }
    firsts.push(write);
  }
  return cases;
}

/** Output: the sink holds more than one copy. What it refused, and what replaced the copy it had, is none. */
export function outputDuplicates({ record, writes, acceptances }: Repeated, job: Job): readonly Duplicate[] {
  const copies: Write[] = [];
  const origins = new Set<string>();
  const cases: Duplicate[] = [];
  for (const write of writes) {
    const { origin, effect } = write.moment;
    const replaces = effect === 'upsert' && copies.some(copy => copy.moment.effect === 'upsert');
    if (effect !== 'refused' && !replaces) {
      const circumstances = { job, acceptances, originsBefore: origins.size };
      const same = copies.filter(copy => copy.moment.origin === origin).at(-1);
      const before = same ?? copies.at(-1);
      if (before) {
        const causeOf = same ? causeOfSameOrigin : causeOfOtherOrigin;
        cases.push(duplicate(record, before, { write, cause: causeOf(before, write, circumstances) }));
      }
      copies.push(write);
    }
    origins.add(origin);
  }
  return cases;
}

function duplicate(
  record: number,
  before: Write,
  { write, cause }: { readonly write: Write; readonly cause: Duplicate['cause'] }
): Duplicate {
  return { record, cause, origin: write.moment.origin, momentIndex: write.index, firstIndex: before.index };
}
