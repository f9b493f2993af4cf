/** The rooms of the house, as docs/architecture.md lists them. */
export interface Rooms {
  /** Top to bottom: a room imports only rooms above it. */
  readonly order: readonly string[];
  /** Rooms, or folders of rooms, that get clock, files, sockets and randomness handed in. */
  readonly pure: readonly string[];
  /** What `lab` may import. */
  readonly besideLab: readonly string[];
}

/**
 * Reads the table of rooms: `| \`terms/\` | what it is | yes |`. A room that is pure in part names its pure folder, with
 * the word after it: `simulated/` (pure).
 *
 * @throws Error where the page has no such table
 */
export function readRooms(page: string): Rooms {
  const rows = [...page.matchAll(/^\| `([\w-]+)(?:\/|\.ts)` \| (.*) \| (yes|no|partly) \|$/gm)].map(row => ({
    room: row[1] ?? '',
    what: row[2] ?? '',
    pure: row[3] ?? ''
  }));
  const lab = rows.find(row => row.room === 'lab')?.what.match(/imports `([\w -]+)` only/);
  if (rows.length < 2 || !lab) throw new Error('docs/architecture.md has no table of rooms that could be read');
  return {
    order: rows.map(row => row.room),
    pure: rows.flatMap(row => (row.pure === 'yes' ? [row.room] : pureFolders(row.room, row.what))),
    besideLab: (lab[1] ?? '').split(' ')
  };
}

/** The room of a file, `protocol` of `src/protocol/receiver.ts`, `run-cell` of `src/run-cell.ts`; null outside src/. */
export function roomOf(path: string): string | null {
  return path.match(/^src\/([\w-]+)(?:\/|\.ts$)/)?.[1] ?? null;
}

/** Whether a file lies in a pure room. */
export function isPure(rooms: Rooms, path: string): boolean {
  return rooms.pure.some(room => path.startsWith(`src/${room}/`));
}

function pureFolders(room: string, what: string): readonly string[] {
  return [...what.matchAll(/`([\w-]+)\/` \(pure\)/g)].map(match => `${room}/${match[1] ?? ''}`);
}
