/** The one clock of a machine: it never goes back, and all processes read the same (CLOCK_MONOTONIC and its like). */

/** Ms since some fixed point, with fractions. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;
