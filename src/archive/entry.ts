/** One file of an archive as its first line tells it: a run's summary, or why it is none. */
import type { FinishedRun, RunSummary } from './finished-run.js';
import { decodeRun, FIRST_LINE_BYTES, summaryOf, UnreadableRun } from './run-file.js';
import type { RunStore } from './run-store.js';
import { systemCode } from './system-error.js';

export type Entry =
  | {
      readonly kind: 'run';
      readonly store: RunStore;
      readonly name: string;
      /** Bytes. */
      readonly size: number;
      readonly summary: RunSummary;
    }
  | { readonly kind: 'damaged'; readonly store: RunStore; readonly name: string; readonly why: string };

/** Every file of a store, in the order of time. One that another process removes meanwhile is left out. */
export async function entriesOf(store: RunStore): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const name of await store.names()) {
    const entry = await entryOf(store, name);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** The run itself; in words why it cannot be read; null: it has gone meanwhile. */
export async function readRun(store: RunStore, name: string): Promise<FinishedRun | string | null> {
  try {
    const file = await store.whole(name);
    return file === null ? null : await decodeRun(file);
  } catch (error) {
    return reasonOf(error);
  }
}

async function entryOf(store: RunStore, name: string): Promise<Entry | null> {
  try {
    const read = await store.start(name, FIRST_LINE_BYTES);
    if (read === null) return null;
    return { kind: 'run', store, name, size: read.size, summary: { name, ...summaryOf(read.start, read.size) } };
  } catch (error) {
    return { kind: 'damaged', store, name, why: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof UnreadableRun ? error.message : `it cannot be read (${systemCode(error)})`;
}
