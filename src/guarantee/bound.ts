/** What sampled runs can and cannot exclude. */

/** Never seen in `runs` runs: with 95 % confidence it happens in at most this share of all such runs, 1 − 0.05^(1/n). */
export function boundOfNone(runs: number): number {
  return 1 - 0.05 ** (1 / runs);
}

/** `1 of 1 runs` for a single run that showed nothing, `at most 45 %` for five. */
export function boundWords(runs: number): string {
  return runs === 1 ? '1 of 1 runs' : `at most ${Math.round(boundOfNone(runs) * 100)} %`;
}
