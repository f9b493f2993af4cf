/** A session on this machine: its engines, its files, its clock. */
import { isAbsolute, join } from 'node:path';
import { runArchive } from '../archive/run-archive.js';
import { localEngine } from '../engine/local/local-engine.js';
import { simulatedEngine } from '../engine/simulated/simulated-engine.js';
import { dataFolders } from '../input/data-folders.js';
import { InputError } from '../input/input-error.js';
import type { Input } from '../input/input.js';
import { openInput } from '../input/open-input.js';
import type { Context } from '../language/cell.js';
import { newContext } from '../language/read.js';
import { CellError, interrupted } from './cell-error.js';
import type { Drawing } from './drawing.js';
import { writeExport } from './export-file.js';
import { mustBePermitted } from './permitted.js';
import { mustReachTopic } from './reachable-topic.js';
import { openUsersKafka } from './users-kafka.js';
import { Session, type SessionParts } from './session.js';

export interface SessionSetting {
  /** Where the notebook lies: its files are found from here, and its runs are kept here. */
  readonly folder: string;
  /** The notebook's file name, whose runs are kept and listed; null: not known, so all of the folder are. */
  readonly notebook: string | null;
  readonly drawing: Drawing;
  readonly overrides: Context['overrides'];
}

/** Data sets do not change while a session lasts, so each is opened once; a file of the user's is read anew by every job. */
function rememberingDatasets(open: SessionParts['openInput']): SessionParts['openInput'] {
  const opened = new Map<string, Promise<Input>>();
  return (content, how) => {
    if (content.from !== 'dataset') {
      return open(content, how);
    }
    const known = opened.get(content.dataset) ?? open(content, how);
    opened.set(content.dataset, known);
    known.catch(() => opened.delete(content.dataset));
    return known;
  };
}

/** Keeps no process alive. */
function every(ms: number, act: () => boolean): void {
  const timer = setInterval(() => {
    if (!act()) {
      clearInterval(timer);
    }
  }, ms);
  timer.unref();
}

/** @throws CellError at an interrupt: what is asked of a cluster is then left to itself. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(interrupted());
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

export function newSession({ folder, notebook, drawing, overrides }: SessionSetting): Session {
  const context = { ...newContext(overrides.engine), overrides };
  return new Session(
    {
      engines: { simulated: simulatedEngine, local: localEngine({ baseFolder: folder }) },
      archive: runArchive(folder, { notebook }),
      drawing,
      openInput: rememberingDatasets(async (content, { seed, signal }) => {
        await untilAborted(mustReachTopic(content, folder), signal);
        try {
          return await openInput(content, { baseFolder: folder, dataFolders: dataFolders(), seed, signal });
        } catch (error) {
          if (signal.aborted) {
            throw interrupted();
          }
          throw error instanceof InputError
            ? new CellError({ kind: 'wrong input', name: 'BadInput', message: error.message })
            : error;
        }
      }),
      mustBePermitted: (job, signal) => untilAborted(mustBePermitted(job, folder), signal),
      openKafka: place => openUsersKafka(place, folder),
      writeFile: (path, text) => writeExport(isAbsolute(path) ? path : join(folder, path), text, path),
      nowMs: () => performance.now(),
      every
    },
    context
  );
}
