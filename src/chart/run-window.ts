/** Which part of a run its picture shows, and in bins of which width. */
import type { Tally } from '../ledger/tally.js';
import type { Trace } from '../terms/trace.js';

export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Levels are shown in bins of this width: at most 140 of them in the window. */
  readonly binMs: number;
  /** What is sent is counted in bins of this width: a whole number of batch intervals, and of `binMs`. */
  readonly sentBinMs: number;
  /** False: the undisturbed beginning or end of a long run is left out. */
  readonly isWhole: boolean;
}

const binsMax = 140;

/** A run that went on for long before or after its failures is shown from shortly before the first to shortly after the last trace of them. */
export function windowOf(trace: Trace, tally: Tally): Window {
  const batchMs = trace.job.batchIntervalMs;
  const endMs = Math.max(trace.moments.at(-1)?.atMs ?? 0, batchMs);
  const trouble = troubleOf(trace, tally);
  const pad = Math.max(4 * batchMs, trouble.untilMs - trouble.fromMs);
  const fromMs = Math.max(0, Math.floor((trouble.fromMs - pad) / batchMs) * batchMs);
  const untilMs = Math.min(endMs, Math.ceil((trouble.untilMs + pad) / batchMs) * batchMs);
  const isPart = trouble.untilMs > 0 && untilMs - fromMs < endMs / 2;
  const shown = isPart ? { fromMs, untilMs } : { fromMs: 0, untilMs: endMs };
  return { ...shown, ...bins(shown.untilMs - shown.fromMs, batchMs), isWhole: !isPart };
}

/** From the first sign of a failure to the last: when it struck, when all was back, when the records were sent that it cost or doubled. */
function troubleOf(trace: Trace, tally: Tally): { fromMs: number; untilMs: number } {
  let fromMs = Infinity;
  let untilMs = 0;
  const see = (ms: number) => {
    fromMs = Math.min(fromMs, ms);
    untilMs = Math.max(untilMs, ms);
  };
  for (const { atMs, backAtMs } of trace.failures) {
    if (atMs !== null) [atMs, backAtMs ?? atMs].forEach(see);
  }
  for (const cases of [tally.lost, tally.receiptDuplicates, tally.outputDuplicates]) {
    for (const { sentAtMs } of cases) see(sentAtMs);
  }
  return untilMs === 0 ? { fromMs: 0, untilMs: 0 } : { fromMs, untilMs };
}

/** Short of 140 bins a batch interval is cut into equal parts; beyond them several intervals make a bin. */
function bins(spanMs: number, batchMs: number): Pick<Window, 'binMs' | 'sentBinMs'> {
  const finest = spanMs / binsMax;
  const binMs =
    finest <= batchMs ? batchMs / Math.max(1, Math.floor(batchMs / finest)) : batchMs * Math.ceil(finest / batchMs);
  return { binMs, sentBinMs: Math.max(batchMs, binMs) };
}
