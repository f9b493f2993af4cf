import { isPure, roomOf } from './rooms.js';
import { at, imports, target } from './source.js';
import type { Rooms } from './rooms.js';
import type { Complaint, Source } from './source.js';

/** A room imports only rooms above it, and itself; `lab` stands aside, and runs where there is no Node. */
export function importOrder(files: readonly Source[], rooms: Rooms): readonly Complaint[] {
  return files.flatMap(file =>
    imports(file).flatMap(({ node, from }) => {
      const why = forbidden({ file, from, rooms });
      return why === null ? [] : [`${at(file, node)} imports ${from}: ${why}`];
    })
  );
}

/** Every file lies in a room that the page lists. */
export function knownRooms(files: readonly Source[], rooms: Rooms): readonly Complaint[] {
  return files
    .filter(file => !rooms.order.includes(roomOf(file.path) ?? ''))
    .map(file => `${file.path} lies in no room of docs/architecture.md`);
}

/** A source that nothing reaches from an entry point, by imports of any kind, is dead. */
export function deadFiles(files: readonly Source[], entries: readonly string[]): readonly Complaint[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  const reached = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    open.push(...imports(file).flatMap(({ from }) => target(file, from) ?? []));
  }
  return files
    .filter(file => file.path.startsWith('src/') && !reached.has(file.path))
    .map(file => `${file.path} is reached from no entry point`);
}

function forbidden({ file, from, rooms }: { file: Source; from: string; rooms: Rooms }): string | null {
  const own = roomOf(file.path) ?? '';
  const to = target(file, from);
  if (to === null) {
    if (!from.startsWith('node:')) return null;
    if (own === 'lab') return 'lab runs in the browser';
    return isPure(rooms, file.path) ? 'a pure room is handed what it needs of the machine' : null;
  }
  if (!/\.(js|json|css|svg)$/.test(from)) return 'a relative import names the file, with .js';
  if (to === 'package.json') return null; // the version
  const room = roomOf(to);
  if (room === null) return 'src/ imports nothing outside src/';
  if (room === own) return null;
  if (own === 'lab') return rooms.besideLab.includes(room) ? null : `lab may import ${rooms.besideLab.join(', ')}`;
  if (room === 'lab') return 'lab stands aside';
  return rooms.order.indexOf(room) < rooms.order.indexOf(own) ? null : `${own} lies above ${room}`;
}
