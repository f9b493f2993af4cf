/** How many a second of late, from a count that only grows. */

/** The rate is that of so long a time. */
const overMs = 2000;

interface Count {
  readonly atMs: number;
  readonly count: number;
}

export class RecentRate {
  private counts: readonly Count[] = [];

  /** @param atMs on any clock that does not run back. @returns null before there is time to speak of. */
  see(atMs: number, count: number): number | null {
    const newest = this.counts.at(-1);
    if (newest === undefined || atMs > newest.atMs) {
      this.counts = [...this.counts.filter(each => atMs - each.atMs <= overMs), { atMs, count }];
    }
    const [first, last] = [this.counts[0], this.counts.at(-1)];
    const tookMs = first && last ? last.atMs - first.atMs : 0;
    return first && last && tookMs > 0 ? Math.round(((last.count - first.count) * 1000) / tookMs) : null;
  }
}
