/** Picture 2: one run, its records by stage over time, its failures through all lanes, what was lost and what came twice where it did. */
import type { Tally } from '../ledger/tally.js';
import { lanes } from '../ledger/lanes.js';
import type { VerdictResult } from '../terms/result.js';
import type { Trace } from '../terms/trace.js';
import { finePrint } from './fine-print.js';
import { lines, silent, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { badColours, promiseLines, promiseMarks } from './promise-lines.js';
import { failureLayers, failureRows, failuresLeftOut } from './run-failures.js';
import { frame, xOf } from './run-frame.js';
import type { Drawing, PlacedLane } from './run-lane-layers.js';
import { laneLayers, laneWords, mostShown, placeLanes } from './run-lane-layers.js';
import { lanesOf } from './run-lanes.js';
import { outagesOf } from './run-outages.js';
import type { Window } from './run-window.js';
import { timeScale } from './run-time.js';
import { windowOf } from './run-window.js';
import { runText } from './run-text.js';
import { sheet, sheetWidth } from './sheet.js';
import { colour, fade, type } from './tokens.js';
import { seconds } from './writing.js';

export interface Run {
  /** The finding, a sentence (`guarantee/why.ts`). */
  readonly finding: string;
  readonly trace: Trace;
  readonly tally: Tally;
  readonly verdict: VerdictResult;
}

const axisHeight = 30;

export function runPicture(run: Run): Picture {
  const { trace, tally, verdict } = run;
  const window = windowOf(trace, tally);
  const outages = outagesOf(trace);
  const failures = failureRows(verdict.failures, outages, window);
  const top = failures.reduce((sum, { height }) => sum + height, 0);
  const placed = placeLanes(lanesOf({ trace, tally, window, outages }, lanes(trace, window.binMs)), top);
  const bottom = placed.reduce((sum, { height }) => sum + height, top);
  const promises = promiseLines(verdict);
  const drawing: Drawing = {
    window,
    time: timeScale(window, axisHeight + promises.height),
    most: mostShown(placed, window),
    faultsAt: verdict.failures.flatMap(({ atMs }) => (atMs === null ? [] : [xOf(window, atMs)])),
    ...badColours(verdict)
  };
  const text = runText(run.finding, verdict);
  const spec = sheet({
    finding: run.finding,
    description: text,
    height: bottom + axisHeight + promises.height,
    layers: [
      ...separators([...failures.map(({ y }) => y), ...placed.map(({ y }) => y)]),
      ...placed.flatMap(lane => laneLayers(lane, drawing)),
      ...baselines(placed),
      ...failureLayers(failures, window, bottom),
      ...laneWords(placed, drawing),
      ...timeAxis(run, drawing, { placed, bottom }),
      ...promiseMarks(promises, bottom + axisHeight)
    ],
    finePrint: [...legend(run, placed, window), ...finePrint(verdict)]
  });
  return { spec, text };
}

function separators(at: readonly number[]): readonly Layer[] {
  return lines(
    at.map(y => ({ x: 0, y, x2: sheetWidth, y2: y })),
    { stroke: colour.quiet, opacity: fade.rule }
  );
}

function baselines(placed: readonly PlacedLane[]): readonly Layer[] {
  const at = placed.map(({ y, height }) => y + height - 6);
  return lines(
    at.map(y => ({ x: frame.left, y, x2: frame.right, y2: y })),
    { stroke: colour.quiet, opacity: 0.8 }
  );
}

interface Below {
  readonly placed: readonly PlacedLane[];
  readonly bottom: number;
}

/** Virtual and wall time are never mixed, so the axis names its clock; and what a mark's place on it means. */
function timeAxis({ trace }: Run, drawing: Drawing, { placed, bottom }: Below): readonly Layer[] {
  const clock = trace.engine === 'simulated' ? 'time, virtual' : 'time, wall clock';
  const marks = marksOf(placed) === 0 ? [] : [{ x: frame.tallyAt, y: bottom + 17, text: 'marks: when it was sent' }];
  // A mark that nobody sees: the axis stands also where no lane has a record.
  const axis: Layer = {
    data: { values: [{ s: drawing.window.fromMs / 1000 }] },
    mark: { ...silent, type: 'point', opacity: 0 },
    encoding: { x: { ...drawing.time, field: 's' } }
  };
  return [axis, ...words([{ x: 0, y: bottom + 17, text: clock }, ...marks], { size: type.small, muted: true })];
}

function marksOf(placed: readonly PlacedLane[]): number {
  return placed.reduce((sum, { lane }) => sum + lane.lostMs.length + lane.twiceMs.length, 0);
}

function legend({ verdict, trace, tally }: Run, placed: readonly PlacedLane[], window: Window): readonly string[] {
  const isHatched = placed.some(({ lane }) => lane.outages.length > 0);
  const leftOut = failuresLeftOut(verdict.failures);
  const endMs = trace.moments.at(-1)?.atMs ?? 0;
  const { failed, indeterminate, unseen } = tally.records;
  return [
    ...(marksOf(placed) === 0
      ? []
      : [
          'A mark stands at the time when its record was sent, not when it was lost or came again: a failure can take a record that was sent before it. Its lane is where it vanished or came again; one may stand for several.'
        ]),
    [
      ...(isHatched ? ['Hatched: the process is down.'] : []),
      'All lanes share one scale; the greatest of each is labelled.'
    ].join(' '),
    ...(failed + indeterminate + unseen === 0
      ? []
      : [
          `Of the records sent, ${failed} failed, ${indeterminate} stayed indeterminate, ${unseen} lie beyond the end that was judged.`
        ]),
    ...(window.isWhole
      ? []
      : [
          `Shown: ${seconds(window.fromMs)} to ${seconds(window.untilMs)} of a run of ${seconds(endMs)}; the tallies are of the whole run.`
        ]),
    ...(leftOut === 0 ? [] : [`${leftOut} more failures are listed in the table.`])
  ];
}
