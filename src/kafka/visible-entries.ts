/** What a reader of committed records sees of a fetch: Kafka leaves it to its client to hide markers and aborted records. */

/** A record as kafkajs decodes it, with the batch that it came in; records of the oldest format have none. */
export interface DecodedEntry {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly isControlRecord?: boolean;
  readonly batchContext?: {
    readonly firstOffset: string;
    readonly lastOffsetDelta: number;
    readonly producerId: string;
    readonly inTransaction: boolean;
    readonly partitionLeaderEpoch?: number;
  };
}
export interface AbortedTransaction {
  readonly producerId: string;
  readonly firstOffset: string;
}

/** A marker's key is its version and its kind, two bytes each: 0 is "aborted" (Kafka's `ControlRecordType`). */
const isAbort = ({ isControlRecord, key }: DecodedEntry): boolean =>
  isControlRecord === true && key !== null && key.length >= 4 && key.readInt16BE(2) === 0;

/** @param aborted the transactions among these that were aborted, by their first offsets; none for a reader of everything */
export function visibleEntries(
  entries: readonly DecodedEntry[],
  aborted: readonly AbortedTransaction[]
): readonly DecodedEntry[] {
  if (aborted.length === 0) return entries.filter(({ isControlRecord }) => isControlRecord !== true);
  const toCome = [...aborted].sort((one, other) => Number(BigInt(one.firstOffset) - BigInt(other.firstOffset)));
  const hidden = new Set<string>();
  return entries.filter(entry => {
    const offset = BigInt(entry.offset);
    for (let next = toCome[0]; next !== undefined && BigInt(next.firstOffset) <= offset; next = toCome[0]) {
      hidden.add(next.producerId);
      toCome.shift();
    }
    const { batchContext } = entry;
    if (isAbort(entry) && batchContext !== undefined) hidden.delete(batchContext.producerId);
    return (
      entry.isControlRecord !== true && !(batchContext?.inTransaction === true && hidden.has(batchContext.producerId))
    );
  });
}

/** Behind the last batch, whose last records compaction may have taken away; null where nothing was fetched. */
export function behind(entries: readonly DecodedEntry[]): bigint | null {
  const last = entries.at(-1);
  if (last === undefined) return null;
  const { batchContext } = last;
  return batchContext === undefined
    ? BigInt(last.offset) + 1n
    : BigInt(batchContext.firstOffset) + BigInt(batchContext.lastOffsetDelta) + 1n;
}
