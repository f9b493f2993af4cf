/** Endless made-up records: clicks in a shop. Record `id` is a function of seed and id alone, so any can be asked for at any time. */
import { numberField, parseFields, textField } from './fields.js';
import type { Input } from './input.js';

const PAGES = ['home', 'search', 'product', 'basket', 'checkout', 'help'] as const;
const USERS = 200;
const LONGEST_SECONDS = 300;

export function generatedInput(seed: number): Input {
  return {
    title: 'generated records (clicks, endless)',
    aggregate: 'seconds spent by page',
    length: null,
    text: id =>
      JSON.stringify({
        click: id,
        user: `user-${1 + (mixed(seed, id, 1) % USERS)}`,
        page: PAGES[mixed(seed, id, 2) % PAGES.length],
        seconds: 1 + (mixed(seed, id, 3) % LONGEST_SECONDS)
      }),
    compute: text => {
      const fields = parseFields(text) ?? {};
      const seconds = numberField(fields, 'seconds');
      return {
        key: textField(fields, 'page'),
        measure: seconds,
        row: JSON.stringify({ ...fields, long: seconds >= 60 })
      };
    }
  };
}

/** 32 bits that look random, the same for the same arguments: the finalizer of MurmurHash3 (Appleby, public domain), twice. */
function mixed(seed: number, id: number, field: number): number {
  return finalized(finalized(id ^ Math.imul(field, 0x9e3779b9)) ^ seed);
}

function finalized(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
