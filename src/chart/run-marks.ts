/** Where the marks of lost and doubled records stand: at the time they were sent, stacked from the lane's level upwards. */

export interface Stacking {
  /** Pixels along the time axis, in order. */
  readonly at: readonly number[];
  /** The lane's baseline. */
  readonly base: number;
  /** Pixels that the lane's level takes up where the marks stand. */
  readonly level: number;
}
export interface Mark {
  readonly x: number;
  readonly y: number;
}

const rows = 6;
/** All marks of a lane's kind; a picture has at most three such stacks, so at most about 500 marks. */
const marksMax = 170;
/** So few can be drawn larger. */
const fewAtMost = 12;
const largeStep = 7.5;
/** Pixels from mark to mark, from the closest that keeps them apart; a later one wherever too many would be drawn. */
const steps = [6, 8, 11, 15, 21] as const;

/** True where marks are drawn large. */
export function areFew(marks: readonly unknown[]): boolean {
  return marks.length <= fewAtMost;
}

/** Each mark takes the lowest of six rows that is free; one that finds none is left out: its neighbours stand for it. */
export function stackedMarks(stacking: Stacking): readonly Mark[] {
  const large = stackedBy(largeStep, stacking);
  if (areFew(large)) return large;
  const stacks = steps.map(step => stackedBy(step, stacking));
  return stacks.find(marks => marks.length <= marksMax) ?? stacks.at(-1) ?? [];
}

function stackedBy(step: number, { at, base, level }: Stacking): readonly Mark[] {
  const rise = Math.min(step, largeStep);
  const lift = Math.min(9, level);
  const taken = new Array<number>(rows).fill(-Infinity);
  const marks: Mark[] = [];
  for (const x of at) {
    const row = taken.findIndex(last => x - last >= step);
    if (row < 0) continue;
    taken[row] = x;
    marks.push({ x, y: base - rise + 1 - lift - row * rise });
  }
  return marks;
}
