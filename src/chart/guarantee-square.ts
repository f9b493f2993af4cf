/** One square of the guarantee table, in words: what the page says, what was measured, the verdict, and at most 20 letters of reason. */
import { count } from '../guarantee/words.js';
import type { FailureResult, Judgement, LossPlace, PromiseVerdict, TableRowResult } from '../terms/result.js';
import { boundWords } from '../guarantee/bound.js';
import { outOf } from './writing.js';

export interface Square {
  readonly cell: TableRowResult['cell'];
  /** The page's words, unquoted. */
  readonly page: string;
  /** A promise that one record can break; else a warning that one record bears out. */
  readonly isPromise: boolean;
  readonly measured: string;
  /** What the simulated protocol says, where it says otherwise than what was measured; else null. */
  readonly predicted: string | null;
  readonly verdict: Judgement | null;
  readonly note: string;
}

export function squareOf(row: TableRowResult): Square {
  const promise = promiseOf(row);
  const verdict = row.verdict === 'contradicts' ? row.verdict : (promise?.verdict ?? row.verdict);
  return {
    cell: row.cell,
    page: promise?.promise ?? 'nothing',
    isPromise: promise?.promise !== 'data loss',
    measured: measuredOf(row, verdict),
    predicted: predictedOf(row),
    verdict,
    note: noteOf(row, promise, verdict)
  };
}

/** The promise that the square is about: loss in the twelve cells, how often in the semantics rows. */
export function promiseOf(row: TableRowResult): PromiseVerdict | null {
  const isLoss = (p: PromiseVerdict) => p.promise === 'data loss' || p.promise === 'no data loss';
  return row.promises.find(p => isLoss(p) === (row.cell !== 'semantics')) ?? null;
}

function measuredOf(row: TableRowResult, verdict: Judgement | null): string {
  if (verdict === 'not exercised') return 'nothing to measure';
  if (row.cell === 'semantics') return howOften(row);
  if (row.runs !== undefined) {
    return `${outOf(row.runs.lost, row.runs.judged)} runs lost ${row.runs.lost === 0 ? 'any' : 'some'}`;
  }
  if (verdict === 'inconclusive') {
    return row.records.waiting > 0 ? `${count(row.records.waiting)} still on the way` : 'no end to judge by';
  }
  return `${outOf(row.receipt.lost, row.records.delivered)} lost`;
}

function howOften(row: TableRowResult): string {
  const inSink = promiseOf(row)?.oracle === 'output';
  const twice = inSink ? row.output.duplicated : row.receipt.duplicated;
  const lost = inSink ? row.output.lost : row.receipt.lost;
  if (row.runs !== undefined) return `${outOf(row.runs.duplicated, row.runs.judged)} runs processed some twice`;
  return `${outOf(twice, row.records.delivered)} ${inSink ? 'twice in the sink' : 'processed twice'}, ${count(lost)} lost`;
}

/** Counts differ from engine to engine, as timing does; what may not differ is the verdict, and whether anything was lost at all. */
function predictedOf(row: TableRowResult): string | null {
  const { predicted } = row;
  if (predicted === null) return null;
  const isSame = predicted.verdict === row.verdict && predicted.lost > 0 === row.receipt.lost > 0;
  if (isSame) return null;
  const counts = row.cell === 'semantics' ? `${count(predicted.duplicated)} twice` : `${count(predicted.lost)} lost`;
  return predicted.verdict === null ? counts : `${counts}, ${predicted.verdict}`;
}

function noteOf(row: TableRowResult, promise: PromiseVerdict | null, verdict: Judgement | null): string {
  switch (verdict) {
    case 'contradicts':
      return contradiction(row, promise);
    case 'not exercised':
      return row.failures.some(failure => !failure.fired) ? unfired(row.failures) : 'nothing on its way';
    case 'inconclusive':
      return row.runs === undefined ? 'no end within limit' : `${outOf(row.runs.judged, row.runs.wanted)} runs ended`;
    case 'not shown':
      return row.cell === 'semantics' ? 'none came twice' : stakeNote(row.failures);
    case 'agrees':
      return agreement(row, promise);
    case null:
      return '';
  }
}

function contradiction(row: TableRowResult, promise: PromiseVerdict | null): string {
  if (promise?.verdict === 'contradicts' && row.cell !== 'semantics') return placeOf(row.causes.lost);
  return row.cell === 'semantics' ? '' : `${count(row.receipt.duplicated)} twice`;
}

function placeOf(lost: Readonly<Partial<Record<LossPlace, number>>>): string {
  const worst = Object.entries(lost).sort(([, a], [, b]) => b - a)[0];
  if (worst === undefined) return '';
  const [place] = worst;
  if (place.startsWith('log')) return 'lost from the log';
  if (place.includes('memor')) return 'lost from memory';
  if (place === 'batch') return 'lost with its batch';
  if (place === 'expired') return 'expired in the topic';
  if (place === 'not in the topic') return place;
  return place === 'skipped offsets' ? 'offsets skipped' : '';
}

function unfired(failures: readonly FailureResult[]): string {
  const first = failures.find(failure => !failure.fired);
  if (first?.kill !== undefined) return 'never killed';
  if (first?.drop !== undefined) return 'never dropped';
  if (first?.pause !== undefined) return 'never paused';
  return 'never delayed';
}

function stakeNote(failures: readonly FailureResult[]): string {
  const atStake = failures.reduce((sum, { stake }) => sum + (stake === null ? 0 : stakeOf(stake)), 0);
  return atStake === 0 ? 'none was at stake' : `${count(atStake)} were at stake`;
}

/** What could be lost at that instant: taken over by the job, and not yet processed. */
export function stakeOf(stake: NonNullable<FailureResult['stake']>): number {
  return stake.log + stake.twoMemories + stake.oneMemory + stake.nowhere;
}

function agreement(row: TableRowResult, promise: PromiseVerdict | null): string {
  if (row.cell === 'semantics') return '';
  if (row.runs !== undefined) return row.runs.lost === 0 ? `${boundWords(row.runs.judged)} of runs` : '';
  const isAllowed = row.promises.some(p => p.promise === 'at least once' && p.verdict !== 'contradicts');
  if (promise?.promise !== 'no data loss') return '';
  if (row.receipt.duplicated > 0 && isAllowed) return `${count(row.receipt.duplicated)} twice, allowed`;
  return row.output.duplicated > 0 ? `${count(row.output.duplicated)} twice in the sink` : '';
}
