/** The columns of a crash map: the steps in the order of a record's way, in groups by where they change something. */
import type { MapStep } from '../explore/crash-points.js';
import { textWidth } from './letter-widths.js';
import { stepTitles } from './step-titles.js';
import { type } from './tokens.js';

export interface CrashColumn {
  readonly step: MapStep;
  /** One line, or two. */
  readonly title: readonly string[];
  readonly group: string;
}

/** `acknowledge` comes after the driver's reply and changes something at the source: there it is the watershed. */
const groups: readonly (readonly [group: string, steps: readonly MapStep[]])[] = [
  ['', ['launch']],
  ['receiver', ['recv', 'cut', 'put', 'replicate', 'wal']],
  ['driver', ['meta', 'queue', 'reply']],
  ['source', ['ack']],
  ['batch', ['alloc', 'rdd', 'compute', 'submit', 'ckpt1', 'out', 'done', 'ckpt2', 'commit']],
  ['recovery', ['restart', 'restore', 'replay', 'again']]
];

const titles: Readonly<Record<MapStep, string>> = {
  ...stepTitles,
  launch: 'launch',
  restart: 'restart',
  restore: 'read checkpoint',
  replay: 'replay log',
  again: 'run batch again'
};

/** The title of a step, in one line. */
export function mapStepTitle(step: MapStep): string {
  return titles[step];
}

/** What a title has in brackets stands on a second line. */
const columns: readonly CrashColumn[] = groups.flatMap(([group, steps]) =>
  steps.map(step => ({ step, group, title: titles[step].split(/ (?=\()/) }))
);

/** Only the steps that occur. */
export function crashColumns(steps: readonly MapStep[]): readonly CrashColumn[] {
  return columns.filter(({ step }) => steps.includes(step));
}

/** Where a step stands in a record's way, for sorting. */
export function placeOfStep(step: MapStep): number {
  return columns.findIndex(column => column.step === step);
}

/** Pixels that a title needs along its own line. */
export function titleLength({ title }: CrashColumn): number {
  return Math.max(...title.map(text => textWidth(text, { size: type.small })));
}
