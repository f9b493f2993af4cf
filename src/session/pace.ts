/** How a wait goes on in a notebook: it gives way to messages, ends at an interrupt, and draws at most four times a second. */
import type { Pace } from '../engine/engine.js';
import { interrupted } from './cell-error.js';

const drawEveryMs = 250;
/** A cell that takes less than this draws nothing on its way. */
const firstDrawMs = 400;

export interface PaceSetting {
  readonly signal: AbortSignal;
  /** Wall-clock ms, from any fixed point. */
  readonly nowMs: () => number;
}

/** @returns a pace that calls `draw` now and then. Its `breathe` throws a CellError at an interrupt. */
export function paceOf({ signal, nowMs }: PaceSetting, draw: () => void = () => undefined): Pace {
  let nextDrawMs = nowMs() + firstDrawMs;
  return {
    async breathe() {
      await new Promise(resolve => setImmediate(resolve));
      if (signal.aborted) {
        throw interrupted();
      }
      if (nowMs() >= nextDrawMs) {
        nextDrawMs = nowMs() + drawEveryMs;
        draw();
      }
    }
  };
}
