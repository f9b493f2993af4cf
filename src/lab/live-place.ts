/** Where in a notebook a running job belongs: to which cell, and below which cell what is done to it by hand. */
import type { LiveJob } from '../terms/live-job.js';
import { cellsIn, type CellReading } from './notebook-reading.js';

export interface PlacedCell {
  readonly id: string;
  readonly reading: CellReading;
  /** The number in its brackets; null: it has not run. */
  readonly executed: number | null;
  /** Its star: it runs, or waits its turn. */
  readonly running: boolean;
}

/** The jobs that each cell shows, by the cell's id. */
export function livePlaces(
  cells: readonly PlacedCell[],
  live: readonly LiveJob[]
): ReadonlyMap<string, readonly LiveJob[]> {
  const places = new Map<string, readonly LiveJob[]>();
  for (const job of live) {
    const id = (job.cell === 'compare' ? comparisonOf(cells, job.job) : cellOf(cells, job.job))?.id;
    if (id !== undefined) places.set(id, [...(places.get(id) ?? []), job]);
  }
  return places;
}

/** The cell that runs a job anew beside others: the one that runs; a page that was loaded anew does not know which, and takes the first that has no number. */
function comparisonOf(cells: readonly PlacedCell[], job: string): PlacedCell | null {
  const comparing = cells.filter(cell =>
    cellsIn(cell.reading).some(each => each.verb === 'compare' && each.failures !== null && each.jobs.includes(job))
  );
  return comparing.find(cell => cell.running) ?? comparing.find(cell => cell.executed === null) ?? null;
}

/** The cell that defines a job: of several the one that ran last, and where none has run the first. */
export function cellOf(cells: readonly PlacedCell[], job: string): PlacedCell | null {
  const defining = cells.filter(cell =>
    cellsIn(cell.reading).some(each => each.verb === 'job' && each.definition.job.name === job)
  );
  return defining.reduce<PlacedCell | null>(
    (best, cell) => (best === null || (cell.executed ?? 0) > (best.executed ?? 0) ? cell : best),
    null
  );
}

/** Below the job's cell, and below the failures of this run that stand there already: so *Run All* does the same in the same order. */
export function placeOfFailure(cells: readonly PlacedCell[], job: string): string | null {
  const own = cellOf(cells, job);
  if (own === null) return null;
  const since = own.executed ?? 0;
  const failures = cells
    .slice(cells.indexOf(own) + 1)
    .filter(
      cell =>
        (cell.executed ?? 0) > since && cellsIn(cell.reading).some(each => each.verb === 'fail' && each.job === job)
    );
  return (failures.at(-1) ?? own).id;
}
