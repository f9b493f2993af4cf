/** Where one cell plays: the session it changes, the place its outputs go, the pace it waits at, the results it leaves. */
import { chartDisplay, tableDisplay, textDisplay } from '../chart/bundle.js';
import type { Picture } from '../chart/picture.js';
import type { Table } from '../chart/table.js';
import type { Pace } from '../engine/engine.js';
import type { Display, Publisher } from '../terms/display.js';
import type { Result } from '../terms/result.js';
import { paceOf } from './pace.js';
import type { Session } from './session.js';

/** What a cell runs in. */
export interface Setting {
  readonly session: Session;
  readonly publisher: Publisher;
  readonly signal: AbortSignal;
  /** Unique among the cells of a session: the stem of display ids. */
  readonly cellId: string;
}

export class Stage {
  readonly results: Result[] = [];
  private displays = 0;
  /** Displays of what goes on; they go when the cell is done. */
  private readonly live: string[] = [];

  readonly session: Session;
  /** Aborted by an interrupt. */
  readonly signal: AbortSignal;
  private readonly publisher: Publisher;
  private readonly cellId: string;

  constructor({ session, publisher, signal, cellId }: Setting) {
    this.session = session;
    this.publisher = publisher;
    this.signal = signal;
    this.cellId = cellId;
  }

  /** A pace that draws what `live` gives into one display, updated in place. */
  pace(live?: () => Display): Pace {
    if (live === undefined) {
      return paceOf({ signal: this.signal, nowMs: this.session.parts.nowMs });
    }
    const id = this.nextId();
    let shown = false;
    return paceOf({ signal: this.signal, nowMs: this.session.parts.nowMs }, () => {
      if (shown) {
        this.publisher.update(live(), id);
      } else {
        this.publisher.display(live(), id);
        this.live.push(id);
        shown = true;
      }
    });
  }

  /** A display that is updated also when the cell is done. Its id is saved with it, so that it can be found again. */
  lasting(): { readonly id: string; readonly draw: (display: Display) => void } {
    const id = this.nextId();
    let shown = false;
    const draw = (display: Display): void => {
      const marked = { ...display, metadata: { ...display.metadata, spillway: { live: id } } };
      if (shown) {
        this.publisher.update(marked, id);
      } else {
        this.publisher.display(marked, id);
        shown = true;
      }
    };
    return { id, draw };
  }

  /** Something to look at until the result is there. @param inPlaceOf what it was shown under. @returns what it is shown under. */
  passing(display: Display, inPlaceOf: string | null = null): string {
    if (inPlaceOf !== null) {
      this.publisher.update(display, inPlaceOf);
      return inPlaceOf;
    }
    const id = this.nextId();
    this.publisher.display(display, id);
    this.live.push(id);
    return id;
  }

  /** Asks for time after an interrupt where there is something to put away by then. */
  putAwayIf(isThere: () => boolean): void {
    const ask = (): void => {
      if (isThere()) {
        this.publisher.puttingAway?.();
      }
    };
    this.signal.addEventListener('abort', ask, { once: true });
  }

  /** What was shown on the way makes room for the result. */
  finish(): void {
    for (const id of this.live) {
      this.publisher.update({ content: { 'text/plain': '', 'text/html': '' } }, id);
    }
  }

  /** A picture with its result; drawn as SVG and PNG too. */
  async chart(picture: Picture, result: Result): Promise<void> {
    this.results.push(result);
    const card = await this.session.parts.drawing.card(picture.spec);
    this.publisher.display(chartDisplay(picture, card, result), this.nextId());
  }

  table(table: Table, result?: Result): void {
    if (result !== undefined) {
      this.results.push(result);
    }
    this.publisher.display(tableDisplay(table, result), this.nextId());
  }

  text(text: string, result?: Result): void {
    if (result !== undefined) {
      this.results.push(result);
    }
    this.publisher.display(textDisplay(text, result), this.nextId());
  }

  show(display: Display): void {
    this.publisher.display(display, this.nextId());
  }

  warn(text: string): void {
    this.publisher.stream('stderr', `${text}\n`);
  }

  private nextId(): string {
    this.displays += 1;
    return `${this.cellId}-${this.displays}`;
  }
}
