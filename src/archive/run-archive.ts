/** The finished runs of a notebook, under `.spillway` in its folder: saved whole or not at all, listed by reading the folder. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { entriesOf, readRun, type Entry } from './entry.js';
import type { DamagedRun, FinishedRun, RunSummary } from './finished-run.js';
import { FolderStore, RUN_ENDING } from './folder-store.js';
import { encodeRun } from './run-file.js';
import { MemoryStore, type RunStore } from './run-store.js';
import { systemCode } from './system-error.js';

/** Where a run was kept. In memory only, it is gone when the kernel ends: `why` says so, to be told the first time. */
export type Saved = Placed & {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** How many older runs of the notebook made room for it. */
  readonly letGo: number;
};

type Placed =
  { readonly kind: 'on disk' } | { readonly kind: 'in memory'; readonly why: string; readonly firstTime: boolean };

export interface ArchivedRun {
  readonly name: string;
  readonly run: FinishedRun;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
}

export interface RunArchive {
  /** Keeps a run, and lets go the notebook's oldest beyond the number, and the bytes, that are kept. Never throws for want of a place. */
  save(run: FinishedRun): Promise<Saved>;
  /** The newest whole run of the job of that name; null: there is none. */
  newest(job: string): Promise<ArchivedRun | null>;
  /** Every whole run, the newest first. */
  list(): Promise<readonly RunSummary[]>;
  /** What cannot be read, by name. It is never removed unasked. */
  damaged(): Promise<readonly DamagedRun[]>;
  /** Forgets every run of the job of that name. @returns how many */
  remove(job: string): Promise<number>;
  /** From now on so many runs of the notebook are kept: at least one. */
  keepAtMost(runs: number): void;
}

export interface ArchiveOptions {
  /** Whose runs to keep and list: the notebook's file name. Null: runs are kept unmarked, and all of the folder are listed. */
  readonly notebook?: string | null;
  /** How many runs of one notebook are kept. */
  readonly keep?: number;
  /** How many bytes they may take in all; the newest is kept whatever it takes. */
  readonly keepBytes?: number;
  /** Wall-clock ms. */
  readonly nowMs?: () => number;
  /** Different for every run, whoever writes it: with the time it makes a run's name. */
  readonly unique?: () => string;
}

/** What one notebook's runs may take: a large class has thirty of them on one disk. */
const keptBytes = 256 * 1024 * 1024;

/** @param folder the notebook's; nothing is written into it before the first run is saved */
export function runArchive(folder: string, options: ArchiveOptions = {}): RunArchive {
  return new FolderArchive(folder, {
    notebook: options.notebook ?? null,
    keep: options.keep ?? 50,
    keepBytes: options.keepBytes ?? keptBytes,
    nowMs: options.nowMs ?? Date.now,
    unique: options.unique ?? (() => randomBytes(6).toString('hex'))
  });
}

class FolderArchive implements RunArchive {
  readonly #disk: RunStore;
  readonly #memory = new MemoryStore();
  #told = false;
  #kept: number;

  constructor(
    private readonly folder: string,
    private readonly options: Required<ArchiveOptions>
  ) {
    this.#kept = options.keep;
    this.#disk = new FolderStore(join(folder, '.spillway'), options.nowMs);
  }

  async save(run: FinishedRun): Promise<Saved> {
    const { notebook, nowMs, unique } = this.options;
    const finishedAt = new Date(nowMs()).toISOString();
    const name = `${finishedAt.replace(/[-:.]/g, '')}-${unique()}-${shortened(run.job)}${RUN_ENDING}`;
    const saved = await this.#write(name, await encodeRun({ run, finishedAt, notebook, folder: this.folder }));
    return { ...saved, name, finishedAt, letGo: await this.#letGoOldest() };
  }

  async newest(job: string): Promise<ArchivedRun | null> {
    for (const { store, name, summary } of await this.#runs(job)) {
      const run = await readRun(store, name);
      if (run !== null && typeof run !== 'string') return { name, run, finishedAt: summary.finishedAt };
    }
    return null;
  }

  async list(): Promise<readonly RunSummary[]> {
    return (await this.#runs()).map(({ summary }) => summary);
  }

  async damaged(): Promise<readonly DamagedRun[]> {
    const found: DamagedRun[] = [];
    for (const entry of await this.#entries()) {
      const why = entry.kind === 'damaged' ? entry.why : await readRun(entry.store, entry.name);
      if (typeof why === 'string') found.push({ name: entry.name, why });
    }
    return found;
  }

  async remove(job: string): Promise<number> {
    let removed = 0;
    for (const { store, name } of await this.#runs(job)) if (await store.remove(name)) removed += 1;
    return removed;
  }

  keepAtMost(runs: number): void {
    this.#kept = Math.max(1, runs);
  }

  async #write(name: string, bytes: Buffer): Promise<Placed> {
    try {
      await this.#disk.write(name, bytes);
      return { kind: 'on disk' };
    } catch (error) {
      await this.#memory.write(name, bytes);
      const firstTime = !this.#told;
      this.#told = true;
      return { kind: 'in memory', firstTime, why: inMemoryOnly(systemCode(error)) };
    }
  }

  /** Other notebooks' runs stay, and so does what cannot be read. @returns how many went */
  async #letGoOldest(): Promise<number> {
    const own = (await this.#runs()).filter(({ summary }) => summary.notebook === this.options.notebook);
    let [bytes, letGo] = [0, 0];
    for (const [index, { store, name, size }] of own.entries()) {
      bytes += size;
      const isKept = index === 0 || (index < this.#kept && bytes <= this.options.keepBytes);
      if (!isKept && (await store.remove(name))) letGo += 1;
    }
    return letGo;
  }

  /** The newest first: of this notebook, or of all where it is not known; of one job where it is named. */
  async #runs(job?: string): Promise<readonly RunEntry[]> {
    const { notebook } = this.options;
    return (await this.#entries()).filter(
      (entry): entry is RunEntry =>
        entry.kind === 'run' &&
        (notebook === null || entry.summary.notebook === notebook) &&
        (job === undefined || entry.summary.job === job)
    );
  }

  async #entries(): Promise<readonly Entry[]> {
    const entries = [...(await entriesOf(this.#disk)), ...(await entriesOf(this.#memory))];
    return entries.sort((one, other) => (one.name < other.name ? 1 : -1));
  }
}

type RunEntry = Extract<Entry, { readonly kind: 'run' }>;

/** A job's name as part of a file's: for people who look into the folder; the file itself says the name in full. */
function shortened(job: string): string {
  return job.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 40);
}

function inMemoryOnly(code: string): string {
  return `.spillway cannot be written in this folder (${code}), so finished runs are kept in memory and are gone when the kernel ends`;
}
