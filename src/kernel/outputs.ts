/**
 * A cell's outputs as messages on iopub:
 *
 *   display_data        => data metadata transient: {display_id} or {}
 *   update_display_data => data metadata transient: {display_id}
 *   stream              => name text
 */
import type { Display, Publisher } from '../terms/display.js';
import type { Desk } from './answer.js';
import type { Json } from './wire.js';

export interface Outputs {
  /** Works on after the cell has ended: a job that runs on goes on updating its displays. */
  readonly publisher: Publisher;
  /** Whether the cell has said that it puts away what it has made. */
  isPuttingAway(): boolean;
  /** From now on nothing is sent: the cell was answered over the interpreter's head. */
  close(): void;
}

/** Outputs that leave through `publish`. */
export function outputsTo(publish: Desk['publish']): Outputs {
  let open = true;
  let puttingAway = false;
  const send = (type: string, content: Json): void => {
    if (open) publish(type, content);
  };
  return {
    publisher: {
      display: (display, id) => send('display_data', contentOf(display, id === undefined ? {} : { display_id: id })),
      update: (display, id) => send('update_display_data', contentOf(display, { display_id: id })),
      stream: (name, text) => send('stream', { name, text }),
      puttingAway: () => {
        puttingAway = true;
      }
    },
    isPuttingAway: () => puttingAway,
    close: () => {
      open = false;
    }
  };
}

function contentOf(display: Display, transient: Json): Json {
  return { data: display.content, metadata: display.metadata ?? {}, transient };
}
