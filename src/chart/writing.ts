/** How numbers and times are written in pictures and tables, beyond `guarantee/words.ts`: parts that belong together are bound by a hard blank. */
import { count } from '../guarantee/words.js';

const hard = '\u00a0';

/** `114 of 1,990`, bound so that no line breaks inside. */
export function outOf(n: number, m: number): string {
  return `${count(n)}${hard}of${hard}${count(m)}`;
}

/** Milliseconds as seconds, with two places below 1,000 s: `2.24 s`, `1,300 s`. */
export function seconds(ms: number): string {
  const s = ms / 1000;
  return `${s < 1000 ? s.toFixed(2) : count(Math.round(s))}${hard}s`;
}

/** Milliseconds without places that say nothing: `0.5 s`, `2 s`, `60 s`, `150 ms`. */
export function span(ms: number): string {
  if (ms < 1000 && ms % 100 !== 0) return `${count(ms)}${hard}ms`;
  return `${String(Math.round(ms / 10) / 100)}${hard}s`;
}

/** A moment of a run in whole milliseconds: `1,685 ms`. */
export function instant(ms: number): string {
  return `${count(Math.round(ms))}${hard}ms`;
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(n: number): string {
  const lastTwo = n % 100;
  const last = n % 10;
  if (lastTwo >= 11 && lastTwo <= 13) return `${count(n)}th`;
  return `${count(n)}${last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'}`;
}

/** Words as a sentence: with a full stop, where they do not end one already. */
export function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Hard blanks made soft again: for text that is copied from a terminal or searched. */
export function plain(text: string): string {
  return text.replaceAll(hard, ' ');
}

/** Binds every "n of m" in a sentence that was written elsewhere. */
export function boundCounts(sentence: string): string {
  return sentence.replace(/(\d) of (?=\d)/g, `$1${hard}of${hard}`);
}
