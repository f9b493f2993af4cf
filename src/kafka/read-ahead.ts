/** Reads on in partitions page by page, and hands out what is asked for: a page is fetched once, though it be asked for in small parts. */
import type { LogEntry, Page, Reading, RecordLog } from './record-log.js';

export type Place = Omit<Reading, 'from'>;
interface Known {
  readonly from: bigint;
  readonly page: Page;
}

export class ReadAhead {
  /** The newest page of each partition. */
  private readonly known = new Map<string, Known>();

  constructor(private readonly log: Pick<RecordLog, 'read'>) {}

  /** What a partition holds from this offset on, before that one; waits for what is not there yet. @throws LogError where it is gone */
  async between(place: Place, from: bigint, until: bigint): Promise<readonly LogEntry[]> {
    const found: LogEntry[] = [];
    for (let next = from; next < until;) {
      const { page } = await this.at(place, next);
      const { entries } = page;
      found.push(...entries.slice(firstAt(entries, next), firstAt(entries, until)));
      next = page.next;
    }
    return found;
  }

  private async at(place: Place, from: bigint): Promise<Known> {
    const key = `${place.partition} ${place.isolation} ${place.topic}`;
    const known = this.known.get(key);
    if (known !== undefined && known.from <= from && from < known.page.next) return known;
    const read = { from, page: await this.log.read({ ...place, from }) };
    if (read.page.next > from) this.known.set(key, read);
    return read;
  }
}

/** Where the first stands that lies at this offset or behind it. */
function firstAt(entries: readonly LogEntry[], offset: bigint): number {
  let low = 0;
  for (let high = entries.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.offset ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
