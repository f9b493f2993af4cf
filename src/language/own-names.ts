/** Names of what a run makes on brokers: they bear our mark, the job's name and a number that is the run's alone. Whatever lacks them is another's. */

/** @param digits twelve hexadecimal ones, drawn for this run. */
export const runName = (job: string, digits: string): string => `spillway-${asciiOf(job)}-${digits}`;
/** A topic's name takes letters without marks, digits, `.`, `_` and `-`. */
const asciiOf = (job: string): string => job.replaceAll(/[^\w.-]/g, '_');

/** Who has made what bears this name. */
export interface Maker {
  /** The job's name, as brokers can write it. */
  readonly job: string;
  /** What all names of the run begin with. */
  readonly run: string;
}

const marked = /^(spillway-(.+?)-[0-9a-f]{12})(?:-.+)?$/;

/** null: no run of ours. */
export function makerOf(name: string): Maker | null {
  const [, run, job] = marked.exec(name) ?? [];
  return run === undefined || job === undefined ? null : { run, job };
}
export const isOf = (job: string, maker: Maker): boolean => maker.job === asciiOf(job);
