/** Errors as they cross from process to process, and the system's own in words that say what to do. */
import { RunFailed } from '../engine.js';
import type { Trouble } from './wire.js';

/** What was thrown, whoever threw it. */
export function troubleOf(error: unknown): Trouble {
  const known: Partial<Record<keyof Trouble, unknown>> = typeof error === 'object' && error !== null ? error : {};
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  const message = text(known.message, String(error));
  return {
    name: text(known.name, 'Error'),
    message,
    stack: text(known.stack, message),
    code: typeof known.code === 'string' ? known.code : null
  };
}

/** What a code of the operating system means here, and what helps. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room in the folder of temporary files, or name another one in TMPDIR',
  EDQUOT: 'the disk quota is used up: make room in the folder of temporary files, or name another one in TMPDIR',
  EROFS: 'the folder of temporary files cannot be written to: name another one in TMPDIR',
  EACCES: 'writing there is not permitted: make the folder of temporary files writable, or name another one in TMPDIR',
  EPERM: 'that is not permitted: make the folder of temporary files writable, or name another one in TMPDIR',
  ENOTDIR: 'that is no folder: name another one in TMPDIR',
  EMFILE: 'too many files are open: stop other jobs (`stop: all`), or raise the limit with `ulimit -n`',
  ENFILE: 'this machine has too many files open: end other programs, then run the job again',
  EAGAIN: 'no more processes can be started: stop other jobs (`stop: all`), or raise the limit with `ulimit -u`',
  ENOMEM: 'the memory is used up: stop other jobs (`stop: all`), or take fewer executors',
  ENOENT: 'a file of the run is gone: something has removed its temporary folder; run the job again'
};

/** Errors whose message says already what happened where, and what helps. */
const saidInFull: ReadonlySet<string> = new Set(['RunFailed', 'LogError']);

/** @returns an error for the cell: what failed where, and, for what the system refused, the remedy. */
export function runFailed(where: string, trouble: Trouble): RunFailed {
  if (saidInFull.has(trouble.name)) {
    return new RunFailed(trouble.message);
  }
  const remedy = trouble.code === null ? undefined : remedies[trouble.code];
  if (remedy !== undefined) {
    return new RunFailed(`${where}: ${remedy} (${trouble.message})`);
  }
  const cause = new Error(trouble.message);
  cause.name = trouble.name;
  cause.stack = trouble.stack;
  return new RunFailed(`${where}: ${trouble.message}`, { cause });
}
