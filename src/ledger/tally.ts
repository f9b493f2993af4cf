/** What the ledger finds in one trace: every record accounted for, every anomaly with its proof. */
import type { Cause, CauseCounts, LossPlace, OracleCounts, RecordCounts } from '../terms/result.js';
import type { OffsetRange, RecordId } from '../terms/trace.js';

/** A delivered record that the job never processed, and why: the last holder and the moment (index in the trace) at which it was gone. */
export interface LostCase {
  readonly record: RecordId;
  readonly sentAtMs: number;
  readonly place: LossPlace;
  readonly momentIndex: number | null;
}
/** One surplus copy: the write (index of the `written` moment) that made it, and the one before it. */
export interface DuplicateCase {
  readonly record: RecordId;
  readonly sentAtMs: number;
  readonly cause: Cause;
  readonly origin: string;
  readonly momentIndex: number;
  readonly firstIndex: number;
}
export interface Tally {
  readonly records: RecordCounts;
  readonly receipt: OracleCounts;
  readonly output: OracleCounts;
  readonly causes: CauseCounts;
  /** Lost on receipt: never processed. */
  readonly lost: readonly LostCase[];
  /** Processed from more than one block or offset range; one case a surplus origin. */
  readonly receiptDuplicates: readonly DuplicateCase[];
  /** More than one copy in the sink; one case a surplus copy. */
  readonly outputDuplicates: readonly DuplicateCase[];
  /** Records in the sink that no producer sent (a fault of the measurement; always empty in an honest run). */
  readonly phantoms: readonly RecordId[];
  readonly end: OffsetRange | null;
}
