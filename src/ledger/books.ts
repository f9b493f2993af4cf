/** The books of a run close, or the run is void: what went in is what came out, is lost, or waits. */
import type { OracleCounts } from '../terms/result.js';
import type { Tally } from './tally.js';

/** A fault of the counting itself: no verdict can rest on such a tally. */
export class BooksDoNotClose extends Error {
  override readonly name = 'BooksDoNotClose';

  constructor(what: string, left: number, right: number) {
    super(
      `the books do not close: ${what} (${left} against ${right}). This is a fault of Spillway: please report it with the cell, its engine and its seed`
    );
  }
}

/** @throws BooksDoNotClose where an identity of `results.md` does not hold. */
export function closeBooks(tally: Tally): Tally {
  const { records, receipt, output, causes } = tally;
  equal(
    'sent = delivered + failed + indeterminate + unseen',
    records.sent,
    records.delivered + records.failed + records.indeterminate + records.unseen
  );
  for (const [oracle, counts] of oracles(tally)) {
    equal(
      `${oracle}: delivered = distinct + lost + waiting`,
      records.delivered,
      counts.distinct + counts.lost + records.waiting
    );
    atMost(`${oracle}: duplicated records are among the distinct`, counts.duplicated, counts.distinct);
    atMost(`${oracle}: a duplicated record has a surplus copy`, counts.duplicated, counts.extra);
  }
  equal('places of loss add up to the records lost', sum(causes.lost), receipt.lost);
  equal('causes of receipt add up to its surplus', sum(causes.receipt), receipt.extra);
  equal('causes of output add up to its surplus', sum(causes.output), output.extra);
  return tally;
}

function oracles({ receipt, output }: Tally): readonly (readonly [string, OracleCounts])[] {
  return [
    ['receipt', receipt],
    ['output', output]
  ];
}

function sum(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
}

function equal(what: string, left: number, right: number): void {
  if (left !== right) {
    throw new BooksDoNotClose(what, left, right);
  }
}

function atMost(what: string, left: number, right: number): void {
  if (left > right) {
    throw new BooksDoNotClose(what, left, right);
  }
}
