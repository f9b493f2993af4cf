/** Two runs of one job beside each other, from a little before the first fault on: what a finding shows where two engines disagree. */
import type { Moment, Trace } from '../terms/trace.js';
import type { Table } from './table.js';

/** Moments before the fault, and all that are shown. */
const before = 8;
const shown = 60;

/** @param title what they disagree about. */
export function sideBySide(title: string, one: Trace, other: Trace): Table {
  const [left, right] = [linesOf(one), linesOf(other)];
  const length = Math.max(left.length, right.length);
  return {
    title,
    columns: [{ head: `${one.engine}, ms` }, { head: 'what' }, { head: `${other.engine}, ms` }, { head: 'what' }],
    rows: Array.from({ length }, (_, row) => [...(left[row] ?? ['', '']), ...(right[row] ?? ['', ''])]),
    notes: [
      `${before} moments before the first fault and up to ${shown - before} after it; virtual time beside wall-clock time.`
    ],
    next: null
  };
}

function linesOf({ moments }: Trace): readonly (readonly [string, string])[] {
  const telling = moments.filter(isTelling);
  const fault = Math.max(
    0,
    telling.findIndex(moment => moment.kind === 'fault')
  );
  const from = Math.max(0, fault - before);
  return telling.slice(from, from + shown).map(lineOf);
}

/** Steps of batches without records say nothing here. */
const isTelling = (moment: Moment): boolean =>
  moment.kind !== 'step' ||
  moment.records.length > 0 ||
  ['restart', 'restore', 'replay', 'start'].includes(moment.step);

function lineOf(moment: Moment): readonly [string, string] {
  const what = moment.kind === 'step' ? moment.step : moment.kind === 'state' ? moment.state : moment.kind;
  const records = 'records' in moment ? moment.records : [];
  const [first] = records;
  const last = records.at(-1);
  const about = first === undefined ? '' : first === last ? ` ${first}` : ` ${first}–${last}`;
  return [moment.atMs.toFixed(1), `${moment.process} ${what}${about}`];
}
