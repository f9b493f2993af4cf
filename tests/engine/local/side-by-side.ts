/** Two traces beside each other, from a little before the first fault on. */
import type { Moment, Trace } from '../../../src/terms/trace.js';

const before = 12;
const shown = 120;
const width = 72;

/** For the message of a test that found that two engines disagree. */
export function sideBySide(one: Trace, other: Trace): string {
  const [left, right] = [linesOf(one), linesOf(other)];
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    [(left[row] ?? '').slice(0, width).padEnd(width), (right[row] ?? '').slice(0, width)].join(' | ')
  );
  return [`${one.engine.padEnd(width)} | ${other.engine}`, ...rows].join('\n');
}

function linesOf({ moments }: Trace): readonly string[] {
  const fault = Math.max(
    0,
    moments.findIndex(moment => moment.kind === 'fault')
  );
  return moments.slice(Math.max(0, fault - before), fault - before + shown).map(lineOf);
}

function lineOf(moment: Moment): string {
  const what = moment.kind === 'step' ? moment.step : moment.kind;
  const records = 'records' in moment ? moment.records : [];
  const about = records.length === 0 ? '' : ` ${records[0] ?? ''}..${records.at(-1) ?? ''}`;
  return `${moment.atMs.toFixed(1).padStart(9)} ${moment.process.padEnd(12)} ${what}${about}`;
}
