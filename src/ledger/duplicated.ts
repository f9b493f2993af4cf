/** Records that came more than once: one function an oracle, one case a surplus origin or copy, each with its proof. */
import type { Job } from '../terms/job.js';
import type { Cause } from '../terms/result.js';
import { causeOfOtherOrigin, causeOfSameOrigin } from './cause.js';
import type { Repeated, Write } from './repeated.js';
import type { DuplicateCase } from './tally.js';

/** Receipt: the record was processed from more than one block or range. A second run of the same block or range is none: that is output's affair. */
export function receiptDuplicates(repeated: Repeated, job: Job): readonly DuplicateCase[] {
  const { writes, acceptances } = repeated;
  const firsts: Write[] = [];
  const cases: DuplicateCase[] = [];
  for (const write of writes) {
    if (firsts.some(first => first.moment.origin === write.moment.origin)) {
      continue;
    }
    const before = firsts.at(-1);
    if (before) {
      const circumstances = { job, acceptances, originsBefore: firsts.length };
      cases.push(duplicate(repeated, [before, write], causeOfOtherOrigin(before, write, circumstances)));
    }
    firsts.push(write);
  }
  return cases;
}

/** Output: the sink holds more than one copy. What it refused, and what replaced the copy it had, is none. */
export function outputDuplicates(repeated: Repeated, job: Job): readonly DuplicateCase[] {
  const { writes, acceptances } = repeated;
  const copies: Write[] = [];
  const origins = new Set<string>();
  const cases: DuplicateCase[] = [];
  for (const write of writes) {
    const { origin, effect } = write.moment;
    const replaces = effect === 'upsert' && copies.some(copy => copy.moment.effect === 'upsert');
    if (effect !== 'refused' && !replaces) {
      const circumstances = { job, acceptances, originsBefore: origins.size };
      const same = copies.filter(copy => copy.moment.origin === origin).at(-1);
      const before = same ?? copies.at(-1);
      if (before) {
        const causeOf = same ? causeOfSameOrigin : causeOfOtherOrigin;
        cases.push(duplicate(repeated, [before, write], causeOf(before, write, circumstances)));
      }
      copies.push(write);
    }
    origins.add(origin);
  }
  return cases;
}

function duplicate(
  { record, sentAtMs }: Repeated,
  [before, write]: readonly [Write, Write],
  cause: Cause
): DuplicateCase {
  return { record, sentAtMs, cause, origin: write.moment.origin, momentIndex: write.index, firstIndex: before.index };
}
