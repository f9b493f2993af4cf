/** The one stream of choices of a run: the same seed asks the same questions and gets the same answers (xorshift32). */
export type Choose = (bound: number) => number;

/** @param seed any integer. @returns a function that answers with an integer in [0, bound). */
export function choicesOf(seed: number): Choose {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
  return bound => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}
