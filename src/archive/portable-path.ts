/** A file path without the folders of this machine, so that an archive can be handed on. */
import { isAbsolute, posix, relative, win32 } from 'node:path';
import type { FinishedRun } from './finished-run.js';

/** A relative path stays; an absolute one inside `folder` becomes relative to it; of any other the file's name is left. */
export function portablePath(path: string, folder: string): string {
  if (!posix.isAbsolute(path) && !win32.isAbsolute(path)) return path;
  const inside = relative(folder, path);
  const isInside = isAbsolute(path) && inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return isInside ? inside.replaceAll('\\', '/') : win32.basename(path);
}

/**
 * For `JSON.stringify`: shortens the path of the run's file wherever it stands (the job, its settings as written, its result).
 * It is the only path that a run can hold.
 */
export function portably(run: FinishedRun, folder: string): (key: string, value: unknown) => unknown {
  const paths = run.traces.flatMap(({ job }) => (job.source.content.from === 'file' ? [job.source.content.path] : []));
  const shorter = [...new Set(paths)].map(path => [path, portablePath(path, folder)] as const);
  const longer = shorter.filter(([path, short]) => path !== short);
  return (_, value) =>
    typeof value === 'string' ? longer.reduce((text, [path, short]) => text.replaceAll(path, short), value) : value;
}
