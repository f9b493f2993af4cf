/**
 * The durable store as files. An entry is one write of one line; what a kill left half-written is no entry.
 * A line holds the entry and, where the world saw it, what it saw and who wrote: so a write whose writer died before it could say so is known.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Claim, Observation, Path } from '../../protocol/effect.js';
import type { ProcessId } from '../../terms/trace.js';
import { lineAt, lineOf, seenIn, tailOf, wholeLines, type Line, type SeenEntry } from './store-lines.js';

const entriesFolder = '.entries';
/** Digits of a claimed entry's name: names sort as their places do. */
const placeDigits = 12;
/** How many of the newest entries can be those of processes that are dying now. */
const newest = 64;

export class FileStore {
  private readonly open = new Map<Path, number>();
  /** Claimed entries never change, so each is read once. */
  private readonly claimed = new Map<Path, Line[]>();
  private drafts = 0;
  private serial = 0;

  /** @param writer unique among the processes of the run: drafts bear its name. */
  constructor(
    private readonly folder: string,
    private readonly writer: ProcessId
  ) {}

  /** Begins with a newline too: an entry never continues the torn tail of a writer that died. @returns its byte position, exact where the file has one writer. */
  append(path: Path, entry: unknown, seen: Observation | null = null): number {
    const file = this.fileFor(path);
    const position = fstatSync(file).size;
    writeSync(file, `\n${this.line(entry, seen)}\n`);
    return position;
  }

  /** link(2) makes the name or finds it taken: the one atomic "only if absent" that a file system has. */
  claim(path: Path, { length, entry }: Claim, seen: Observation | null = null): boolean {
    if (length !== this.length(path)) {
      return false;
    }
    const draft = this.draft(this.line(entry, seen));
    const place = join(this.place(`${path}${entriesFolder}`), String(length).padStart(placeDigits, '0'));
    mkdirSync(dirname(place), { recursive: true });
    try {
      linkSync(draft, place);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
        this.serial -= seen === null ? 0 : 1;
        return false;
      }
      throw error;
    } finally {
      unlinkSync(draft);
    }
  }

  /** Old or new, whole. */
  replace(path: Path, entry: unknown): void {
    const place = this.place(path);
    mkdirSync(dirname(place), { recursive: true });
    renameSync(this.draft(this.line(entry, null)), place);
  }

  /** @param from the place of the first to be read. */
  read(path: Path, from = 0): readonly unknown[] {
    const appended = this.appendedLines(path);
    const claimed = this.claimedLines(path);
    const lines = [...appended.slice(from), ...claimed.slice(Math.max(0, from - appended.length))];
    return lines.map(({ entry }) => entry);
  }

  readAt(path: Path, position: number): unknown {
    const place = this.place(path);
    if (!this.exists(place)) {
      return null;
    }
    const file = openSync(place, 'r');
    try {
      return lineAt(file, position + 1)?.entry ?? null;
    } finally {
      closeSync(file);
    }
  }

  /** What the world saw of the newest entries at that path, in order; enough to hold all that processes dying now have written. */
  newestSeen(path: Path): readonly SeenEntry[] {
    const place = this.place(path);
    const appended = existsSync(place) ? tailOf(place) : [];
    return [
      ...appended,
      ...this.claimedNames(path)
        .slice(-newest)
        .flatMap(file => wholeLines(readFileSync(file)))
    ].flatMap(seenIn);
  }

  private line(entry: unknown, seen: Observation | null): string {
    this.serial += seen === null ? 0 : 1;
    return lineOf(entry, seen, { by: this.writer, serial: this.serial });
  }

  /** How many entries there are. What was claimed lies behind what was appended. */
  private length(path: Path): number {
    return this.appendedLines(path).length + this.claimedLines(path).length;
  }

  private appendedLines(path: Path): readonly Line[] {
    const place = this.place(path);
    return this.exists(place) ? wholeLines(readFileSync(place)) : [];
  }

  private claimedLines(path: Path): readonly Line[] {
    const known = this.claimed.get(path) ?? [];
    for (const file of this.claimedNames(path).slice(known.length)) {
      known.push(...wholeLines(readFileSync(file)));
    }
    this.claimed.set(path, known);
    return known;
  }

  private claimedNames(path: Path): readonly string[] {
    const folder = this.place(`${path}${entriesFolder}`);
    return this.exists(folder)
      ? readdirSync(folder)
          .sort()
          .map(name => join(folder, name))
      : [];
  }

  /** @throws where the run's whole folder is gone: then nothing is known of what it held. */
  private exists(place: string): boolean {
    if (existsSync(place)) {
      return true;
    }
    statSync(this.folder);
    return false;
  }

  private fileFor(path: Path): number {
    const known = this.open.get(path);
    if (known !== undefined) {
      return known;
    }
    const place = this.place(path);
    mkdirSync(dirname(place), { recursive: true });
    const file = openSync(place, 'a');
    this.open.set(path, file);
    return file;
  }

  private draft(line: string): string {
    const draft = this.place(`.draft-${this.writer}-${this.drafts}`);
    this.drafts += 1;
    writeFileSync(draft, line);
    return draft;
  }

  private place(path: Path): string {
    return join(this.folder, ...path.split('/'));
  }
}
