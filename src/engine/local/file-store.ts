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
  readSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Claim, Observation, Path } from '../../protocol/effect.js';
import type { ProcessId } from '../../terms/trace.js';

const entriesFolder = '.entries';
const readLength = 65_536;

/** A line of a file: the entry, and what was seen of it. */
interface Line {
  readonly entry: unknown;
  readonly seen?: Observation;
  readonly by?: ProcessId;
}
/** An entry that the world saw, with its writer. */
export interface SeenEntry {
  readonly seen: Observation;
  readonly by: ProcessId;
}

export class FileStore {
  private readonly open = new Map<Path, number>();
  private drafts = 0;

  /** @param writer unique among the processes of the run: drafts bear its name. */
  constructor(
    private readonly folder: string,
    private readonly writer: string
  ) {}

  /** Begins with a newline too: an entry never continues the torn tail of a writer that died. @returns its byte position, exact where the file has one writer. */
  append(path: Path, entry: unknown, seen: Observation | null = null): number {
    const file = this.fileFor(path);
    const position = fstatSync(file).size;
    writeSync(file, `\n${JSON.stringify(this.line(entry, seen))}\n`);
    return position;
  }

  /** link(2) makes the name or finds it taken: the one atomic "only if absent" that a file system has. */
  claim(path: Path, { length, entry }: Claim, seen: Observation | null = null): boolean {
    const draft = this.draft(this.line(entry, seen));
    const folder = this.place(`${path}${entriesFolder}`);
    mkdirSync(folder, { recursive: true });
    try {
      linkSync(draft, join(folder, String(length).padStart(12, '0')));
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
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

  read(path: Path): readonly unknown[] {
    return this.lines(path).map(line => line.entry);
  }

  /** What the world saw at that path, in order. */
  seen(path: Path): readonly SeenEntry[] {
    return this.lines(path).flatMap(({ seen, by }) => (seen && by !== undefined ? [{ seen, by }] : []));
  }

  private line(entry: unknown, seen: Observation | null): Line {
    return seen === null ? { entry } : { entry, seen, by: this.writer };
  }

  private lines(path: Path): readonly Line[] {
    const place = this.place(path);
    const folder = `${place}${entriesFolder}`;
    if (existsSync(folder)) {
      return readdirSync(folder)
        .sort()
        .flatMap(name => whole(readFileSync(join(folder, name), 'utf8')));
    }
    return existsSync(place) ? readFileSync(place, 'utf8').split('\n').flatMap(whole) : [];
  }

  readAt(path: Path, position: number): unknown {
    const place = this.place(path);
    if (!existsSync(place)) {
      return null;
    }
    const file = openSync(place, 'r');
    try {
      return whole(lineAt(file, position + 1))[0]?.entry ?? null;
    } finally {
      closeSync(file);
    }
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

  private draft(line: Line): string {
    const draft = this.place(`.draft-${this.writer}-${this.drafts}`);
    this.drafts += 1;
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, JSON.stringify(line));
    return draft;
  }

  private place(path: Path): string {
    return join(this.folder, ...path.split('/'));
  }
}

/** A line that does not parse is what a kill left of one. */
function whole(line: string): readonly Line[] {
  if (line === '') {
    return [];
  }
  try {
    return [JSON.parse(line) as Line]; // only this class writes in the run's own folder
  } catch {
    return [];
  }
}

function lineAt(file: number, position: number): string {
  const parts: Buffer[] = [];
  for (let at = position; ; at += readLength) {
    const buffer = Buffer.alloc(readLength);
    const length = readSync(file, buffer, 0, readLength, at);
    const end = buffer.subarray(0, length).indexOf(10);
    parts.push(buffer.subarray(0, end < 0 ? length : end));
    if (end >= 0 || length < readLength) {
      return Buffer.concat(parts).toString('utf8');
    }
  }
}
