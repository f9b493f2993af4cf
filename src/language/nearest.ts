/** The nearest word: for misspelt keys, values and names. */

/** Longer texts are nobody's misspelling, and comparing them costs their product. */
const lengthMax = 64;

/**
 * The candidate that was probably meant: the same but for case, blanks, `-`, `_` and `.`, or else the one with the fewest
 * wrong letters, when they are fewer than about a third of the word. Null: none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length === 0 || word.length > lengthMax) return null;
  const plain = plainForm(word);
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const candidate of candidates) {
    const other = plainForm(candidate);
    if (other === plain && plain !== '') return candidate;
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
