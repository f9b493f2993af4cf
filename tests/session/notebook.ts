/** A notebook for tests: cells run in one session, in a folder of their own, and their outputs are kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCell, type CellRun } from '../../src/run-cell.js';
import { noDrawing } from '../../src/session/drawing.js';
import { newSession } from '../../src/session/new-session.js';
import { Session, type SessionParts } from '../../src/session/session.js';
import type { Display } from '../../src/terms/display.js';
import type { Result, VerdictResult } from '../../src/terms/result.js';

export interface Played extends CellRun {
  readonly displays: readonly Display[];
  readonly warnings: string;
  /** Whether it asked for time at an interrupt. */
  readonly putAway: boolean;
}

export class Notebook {
  readonly interrupt = new AbortController();
  private cells = 0;

  private constructor(
    readonly folder: string,
    readonly session: Session
  ) {}

  static async open(folder?: string): Promise<Notebook> {
    const place = folder ?? (await mkdtemp(join(tmpdir(), 'spillway-notebook-')));
    return new Notebook(
      place,
      newSession({ folder: place, notebook: 'test.ipynb', drawing: noDrawing, overrides: {} })
    );
  }

  /** The same folder with a session that has other parts. */
  with(parts: Partial<SessionParts>): Notebook {
    const { session, folder } = this;
    return new Notebook(folder, new Session({ ...session.parts, ...parts }, session.context));
  }

  /** The same folder with a new kernel. */
  restart(): Promise<Notebook> {
    return Notebook.open(this.folder);
  }

  async cell(text: string): Promise<Played> {
    this.cells += 1;
    const displays: Display[] = [];
    let warnings = '';
    let putAway = false;
    const run = await runCell(text, {
      session: this.session,
      publisher: {
        display: display => void displays.push(display),
        update: () => undefined,
        stream: (_, words) => {
          warnings += words;
        },
        puttingAway: () => {
          putAway = true;
        }
      },
      signal: this.interrupt.signal,
      cellId: `cell-${this.cells}`
    });
    return { ...run, displays, warnings, putAway };
  }

  /** Runs a cell that must succeed. */
  async ok(text: string): Promise<Played> {
    const played = await this.cell(text);
    if (played.error !== null) {
      throw new Error(`${text}\n${[played.error.message, ...played.error.details].join('\n')}`);
    }
    return played;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export const textOf = (displays: readonly Display[]): string =>
  displays.map(display => String(display.content['text/plain'])).join('\n');

export function verdictOf({ results }: { readonly results: readonly Result[] }): VerdictResult {
  const verdict = results.find(result => result.kind === 'verdict');
  if (verdict?.kind !== 'verdict') {
    throw new Error('the cell left no verdict');
  }
  return verdict;
}
