/** The nearest words: for misspelt or unfinished keys, values and names. */

/** Longer texts are nobody's misspelling, and comparing them costs their product. */
const lengthMax = 64;
/** So few letters begin too many words. */
const beginningMin = 3;
/** More are no answer. */
const answersMax = 4;

/** What was probably meant, where one answer is wanted. Null: nothing is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return near(word, candidates)[0] ?? null;
}

/**
 * The candidates that were probably meant: the one that is the same but for case, blanks, `-`, `_` and `.`; or else those that
 * begin with the word, the shortest first; or else those that have it as a word of theirs; or else the one with the fewest wrong
 * letters, when they are fewer than about a third of the word. A beginning that more than four share says nothing.
 */
export function near(word: string, candidates: Iterable<string>): readonly string[] {
  const plain = plainForm(word);
  if (plain === '' || word.length > lengthMax) return [];
  const all = [...candidates];
  const same = all.find(candidate => plainForm(candidate) === plain);
  if (same !== undefined) return [same];
  if (plain.length >= beginningMin) {
    for (const isMeant of [begins, containsWord]) {
      const found = all.filter(candidate => isMeant(candidate, plain));
      if (found.length > 0) return found.length > answersMax ? [] : byLength(found);
    }
  }
  const slip = fewestWrong(plain, all);
  return slip === null ? [] : [slip];
}

/** The candidate of which the word is a slip: the same but for case and separators, or a few wrong letters. Null: of none. */
export function slipOf(word: string, candidates: Iterable<string>): string | null {
  const plain = plainForm(word);
  if (plain === '' || word.length > lengthMax) return null;
  const all = [...candidates];
  return all.find(candidate => plainForm(candidate) === plain) ?? fewestWrong(plain, all);
}

function begins(candidate: string, plain: string): boolean {
  return plainForm(candidate).startsWith(plain);
}

/** `receiver` in `reliable receiver`, `interval` in `batchInterval`. */
function containsWord(candidate: string, plain: string): boolean {
  const words = candidate.split(/[\s\-_.]|(?<=[a-z])(?=[A-Z])/).map(plainForm);
  return words.some((_, from) => words.some((__, to) => words.slice(from, to + 1).join('') === plain));
}

function byLength(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort((one, other) => one.length - other.length);
}

function fewestWrong(plain: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const candidate of candidates) {
    const other = plainForm(candidate);
    if (Math.abs(other.length - plain.length) >= fewest) continue;
    const wrong = wrongLetters(plain, other);
    if (wrong < fewest && wrong < other.length) {
      fewest = wrong;
      best = candidate;
    }
  }
  return best;
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/[\s\-_.]/g, '');
}

/** Letters to insert, drop or replace, or neighbours to swap (optimal string alignment). */
function wrongLetters(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(last, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let wrong = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) wrong = Math.min(wrong, at(beforeLast, j - 2) + 1);
      row.push(wrong);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
