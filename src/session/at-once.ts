/** Several works of one kind under way at once, their results in the order of what they are about. */
import type { Pace } from '../engine/engine.js';

export interface AtOnce {
  readonly atMost: number;
  /** Of the whole: where it throws, every work ends. */
  readonly pace: Pace;
}

/**
 * The first that fails ends the others at their next breath; then its error is thrown.
 * @param work waits at the pace that it is handed.
 */
export async function atOnce<A, B>(
  abouts: readonly A[],
  { atMost, pace }: AtOnce,
  work: (about: A, pace: Pace) => Promise<B>
): Promise<readonly B[]> {
  const results: B[] = [];
  const failures: unknown[] = [];
  const queue = [...abouts.entries()];
  const shared: Pace = {
    async breathe() {
      if (failures.length > 0) {
        throw failures[0];
      }
      await pace.breathe();
    }
  };
  async function worker(): Promise<void> {
    for (let next = queue.shift(); next !== undefined && failures.length === 0; next = queue.shift()) {
      try {
        results[next[0]] = await work(next[1], shared);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  await Promise.all(Array.from({ length: atMost }, worker));
  if (failures.length > 0) {
    throw failures[0];
  }
  return results;
}

/** All begin at once, and all end, one way or the other, before the first error is thrown: nothing goes on behind the cell. */
export async function allAtOnce<A, B>(abouts: readonly A[], work: (about: A) => Promise<B>): Promise<readonly B[]> {
  const settled = await Promise.allSettled(abouts.map(work));
  const results: B[] = [];
  for (const one of settled) {
    if (one.status === 'rejected') {
      throw one.reason;
    }
    results.push(one.value);
  }
  return results;
}
