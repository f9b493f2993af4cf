/** A text with what is no structure blanked out, offset for offset: inside quotes dots, comments as blanks. */
import type { Place } from './tree.js';

export interface Masked {
  readonly text: string;
  /** How many brackets are open before each line, by the line's number. */
  readonly depthAtLine: readonly number[];
  readonly comments: readonly Place[];
  /** The quote or bracket that is never closed; null: all are. */
  readonly unclosed: (Place & { readonly mark: string }) | null;
  /** The most brackets that are open at once. */
  readonly depth: number;
}

/** Reads the text once, letter by letter; it need not be YAML. */
export function mask(text: string): Masked {
  const letters = [...Array(text.length).keys()].map(index => text.charAt(index));
  const open: number[] = [];
  const depthAtLine = [0];
  const comments: Place[] = [];
  let depth = 0;
  let before = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const starts = before === '' || '[{,:-?'.includes(before);
    if (letter === '\n') {
      depthAtLine.push(open.length);
      before = open.length > 0 ? before : '';
    } else if (letter === '#' && /^\s?$/.test(text.charAt(at - 1))) {
      const to = endOfLine(text, at);
      comments.push({ from: at, to });
      letters.fill(' ', at, to);
      at = to - 1;
    } else if ((letter === '"' || letter === "'") && starts) {
      const to = closingQuote(text, at);
      if (to === null) {
        return {
          text: letters.join(''),
          depthAtLine,
          comments,
          depth,
          unclosed: { from: at, to: at + 1, mark: letter }
        };
      }
      for (let inside = at + 1; inside < to; inside += 1) {
        if (letters[inside] === '\n') depthAtLine.push(open.length);
        else letters[inside] = '.';
      }
      at = to;
      before = letter;
    } else {
      if ((letter === '{' || letter === '[') && (starts || open.length > 0)) {
        open.push(at);
        depth = Math.max(depth, open.length);
      } else if ((letter === '}' || letter === ']') && open.length > 0) {
        open.pop();
      }
      if (!/\s/.test(letter)) before = letter;
    }
  }
  const last = open.at(-1);
  const unclosed = last === undefined ? null : { from: last, to: last + 1, mark: text.charAt(last) };
  return { text: letters.join(''), depthAtLine, comments, depth, unclosed };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Double quotes escape with a backslash, single ones by doubling. */
function closingQuote(text: string, from: number): number | null {
  const quote = text.charAt(from);
  for (let at = from + 1; at < text.length; at += 1) {
    if (quote === '"' && text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) {
      if (quote === '"' || text.charAt(at + 1) !== "'") return at;
      at += 1;
    }
  }
  return null;
}
