/** The contract of a world: every play, by what it is about. */
import { mark, type Steps } from '../../../src/protocol/effect.js';
import { ofMemory } from './memory.js';
import { ofMessages } from './messages.js';
import type { Play } from './play.js';
import { ofProcesses } from './processes.js';
import { ofTheStore } from './store.js';

export const contract: Readonly<Record<string, readonly Play[]>> = {
  memory: ofMemory,
  messages: ofMessages,
  'the durable store': ofTheStore,
  processes: ofProcesses
};

export function* only(start: (part: string) => Steps<string>): Steps<void> {
  yield* start('one');
}
export const mistaken: Play = {
  says: 'a mistake',
  parts: {
    *one() {
      yield* mark(null);
      throw new RangeError('no such block');
    }
  },
  plot: only,
  told: []
};
