/** Outputs as text, for the command line. */
import type { Publisher } from '../terms/display.js';

interface Writable {
  write(text: string): unknown;
}

/** @param out where displays go; null: nowhere. Updates are not repeated: a terminal keeps what it has shown. */
export function textPublisher(out: Writable | null, err: Writable): Publisher {
  return {
    display({ content }) {
      const text = content['text/plain'];
      if (typeof text === 'string') {
        out?.write(`${text}\n\n`);
      }
    },
    update() {},
    stream(name, text) {
      if (name === 'stderr') {
        err.write(text);
      } else {
        out?.write(text);
      }
    }
  };
}
