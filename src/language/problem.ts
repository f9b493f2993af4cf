/** Problems in a cell's text: how they are made. */
import type { Problem, ProblemCode } from './cell.js';
import type { Place } from './tree.js';

export interface Fix extends Place {
  readonly title: string;
  readonly text: string;
}

/** An error at a place, with the sentence that says the remedy. */
export function problem(code: ProblemCode, at: Place, message: string): Problem {
  return {
    severity: 'error',
    code,
    message,
    from: at.from,
    to: Math.max(at.to, at.from)
  };
}

/** The problem with the edit that mends it, where there is one. */
export function withFix(of: Problem, fix: Fix | undefined): Problem {
  return fix === undefined ? of : { ...of, fix };
}

/** The edit that writes what was meant, where that is one word alone. */
export function onlyOne(meant: readonly string[], at: Place): Fix | undefined {
  const [only, ...others] = meant;
  if (only === undefined || others.length > 0) return undefined;
  return { from: at.from, to: at.to, title: `write ${only}`, text: only };
}

/** The same as a warning: the cell runs. */
export function warning(code: ProblemCode, at: Place, message: string): Problem {
  return { ...problem(code, at, message), severity: 'warning' };
}

/** `a`, `a or b`, `a, b or c`. */
export function anyOfWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** A text of the user's, short enough for a sentence. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `"${line.length > 40 ? `${line.slice(0, 39)}…` : line}"`;
}
