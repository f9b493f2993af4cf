/** One lane of a run's picture as layers: its level or bars, the hatched outages, the marks, the names and the tally. */
import { count } from '../guarantee/words.js';
import { hatch } from './hatch.js';
import { textWidth } from './letter-widths.js';
import type { Words } from './marks.js';
import { lines, signs, silent, words } from './marks.js';
import type { Layer } from './picture.js';
import { frame, xOf } from './run-frame.js';
import type { TimeScale } from './run-time.js';
import type { Lane, Stage } from './run-lanes.js';
import type { Mark } from './run-marks.js';
import { areFew, stackedMarks } from './run-marks.js';
import type { Window } from './run-window.js';
import { sign } from './signs.js';
import { colour, fade, line, type } from './tokens.js';
import { wrap } from './wrap.js';

/** A lane with its place on the sheet. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly y: number;
  readonly height: number;
}
/** What all lanes share. */
export interface Drawing {
  readonly window: Window;
  readonly time: TimeScale;
  /** Records at the top of a lane: one scale for all. */
  readonly most: number;
  readonly faultsAt: readonly number[];
  readonly lostColour: string;
  readonly twiceColour: string;
}

const room = 46;
const base = (placed: PlacedLane) => placed.y + placed.height - 6;

/** Lanes one under the other from `top` on; one with a long tally is higher. */
export function placeLanes(lanes: readonly Lane[], top: number): readonly PlacedLane[] {
  let y = top;
  return lanes.map(lane => {
    const height = Math.max(68, 24 + (tallyLines(lane).length - 1) * line.small + 14);
    const placed = { lane, y, height };
    y += height;
    return placed;
  });
}

export function laneLayers(placed: PlacedLane, drawing: Drawing): readonly Layer[] {
  return [...stageLayers(placed, drawing), ...outageLayers(placed, drawing.window), ...markLayers(placed, drawing)];
}

/** The one place where time and records keep their own units: the scales of the lane turn them into pixels. */
function stageLayers(placed: PlacedLane, { window, time, most }: Drawing): readonly Layer[] {
  const { lane } = placed;
  const stages = shownStages(lane, window);
  if (!stages.some(({ records }) => records > 0)) return [];
  const y = {
    field: 'records',
    type: 'quantitative' as const,
    scale: { domain: [0, most], range: [base(placed), base(placed) - room], nice: false },
    stack: null,
    axis: null
  };
  const s = (ms: number) => Math.round(ms) / 1000;
  if (lane.name === 'sent' || lane.name === 'written') {
    const values = stages
      .filter(({ records }) => records > 0)
      .map(({ fromMs, toMs, records }) => ({ s: s(fromMs), until: s(widened(fromMs, toMs, window)), records }));
    const mark = {
      ...silent,
      type: 'rect',
      color: colour.quiet,
      opacity: fade.stage,
      stroke: null,
      x2Offset: lane.name === 'sent' ? -1 : 0
    } as const;
    return [
      { data: { values }, mark, encoding: { x: { ...time, field: 's' }, x2: { field: 'until' }, y, y2: { datum: 0 } } }
    ];
  }
  const last = stages.at(-1);
  const values = [
    ...stages.map(({ fromMs, records }) => ({ s: s(fromMs), records })),
    ...(last === undefined ? [] : [{ s: s(window.untilMs), records: last.records }])
  ];
  const mark = {
    ...silent,
    type: 'area',
    interpolate: 'step-after',
    color: colour.quiet,
    opacity: fade.stage
  } as const;
  return [{ data: { values }, mark, encoding: { x: { ...time, field: 's' }, y } }];
}

/** A batch is as wide as it took, but never too thin to be seen. */
function widened(fromMs: number, toMs: number | null, window: Window): number {
  const thinnest = ((window.untilMs - window.fromMs) * 3) / (frame.right - frame.left);
  return Math.min(window.untilMs, Math.max(toMs ?? fromMs, fromMs + thinnest));
}

/** What the window shows of a lane, cut to it: a level lasts until the next one, so the last one before the window still stands in it. */
function shownStages({ stages }: Lane, window: Window): readonly Stage[] {
  return stages.flatMap((stage, i) => {
    const endMs = stage.toMs ?? stages[i + 1]?.fromMs ?? Infinity;
    if (stage.fromMs >= window.untilMs || endMs <= window.fromMs) return [];
    const toMs = stage.toMs === null ? null : Math.min(stage.toMs, window.untilMs);
    return [{ ...stage, fromMs: Math.max(stage.fromMs, window.fromMs), toMs }];
  });
}

/** Records at the top of every lane: the greatest that the window shows; at least one. */
export function mostShown(lanes: readonly PlacedLane[], window: Window): number {
  return Math.max(1, ...lanes.flatMap(({ lane }) => shownStages(lane, window).map(({ records }) => records)));
}

function outageLayers(placed: PlacedLane, window: Window): readonly Layer[] {
  const strokes = placed.lane.outages.flatMap(({ fromMs, untilMs }) =>
    hatch({ x: xOf(window, fromMs), x2: xOf(window, untilMs ?? window.untilMs), y: placed.y + 6, y2: base(placed) }, 7)
  );
  return lines(strokes, { stroke: colour.quiet, opacity: fade.hatch });
}

function markLayers(placed: PlacedLane, drawing: Drawing): readonly Layer[] {
  const { lostMs, twiceMs } = placed.lane;
  const stack = (times: readonly number[]): readonly Mark[] => {
    const middle = times[times.length >> 1] ?? 0;
    return stackedMarks({
      at: times.map(ms => besideFaults(xOf(drawing.window, ms), drawing.faultsAt)),
      base: base(placed),
      level: (levelAt(placed.lane, middle) / drawing.most) * room
    });
  };
  const [lost, twice] = [stack(lostMs), stack(twiceMs)];
  return [
    ...signs(lost, { shape: sign.cross, size: areFew(lost) ? 190 : 110, colour: drawing.lostColour }),
    ...signs(twice, {
      shape: sign.triangle,
      size: areFew(twice) ? 46 : 26,
      colour: drawing.twiceColour,
      outline: 1.4
    })
  ];
}

/** A mark that a fault's line would cut stands beside it, on the side it belongs to. */
function besideFaults(x: number, faultsAt: readonly number[]): number {
  const line = faultsAt.find(at => Math.abs(x - at) < clearance);
  return line === undefined ? x : x <= line ? line - clearance : line + clearance;
}
const clearance = 5.5;

function levelAt({ stages }: Lane, ms: number): number {
  const standing = stages.filter(({ fromMs, toMs }) => fromMs <= ms && (toMs === null || ms <= toMs)).at(-1);
  return standing?.records ?? 0;
}

/** Names, tallies and peaks of all lanes: words of one look share one layer. */
export function laneWords(lanes: readonly PlacedLane[], drawing: Drawing): readonly Layer[] {
  const tally = lanes.flatMap(placed =>
    tallyLines(placed.lane).map((item, i) => ({ ...item, y: placed.y + 24 + i * line.small }))
  );
  const signsOf = (which: 'lost' | 'twice') =>
    tally.filter(item => item.sign === which).map(({ y }) => ({ x: frame.tallyAt + 6, y: y - 4.5 }));
  return [
    ...words(
      lanes.map(({ lane, y }) => ({ x: 0, y: y + 24, text: lane.title })),
      { bold: true }
    ),
    ...words(
      [
        ...lanes.map(({ lane, y }) => ({ x: 0, y: y + 41, text: lane.about })),
        ...lanes.flatMap(placed => peakOf(placed, drawing) ?? [])
      ],
      { size: type.small, muted: true }
    ),
    ...words(tally.map(({ text, y, indent }) => ({ x: frame.tallyAt + indent, y, text }))),
    ...signs(signsOf('lost'), { shape: sign.cross, size: 320, colour: drawing.lostColour }),
    ...signs(signsOf('twice'), { shape: sign.triangle, size: 70, colour: drawing.twiceColour, outline: 1.8 })
  ];
}

interface PrintedLine {
  readonly text: string;
  readonly sign: 'lost' | 'twice' | null;
  /** Room for the sign, also under it. */
  readonly indent: number;
}

function tallyLines(lane: Lane): readonly PrintedLine[] {
  return lane.tally.flatMap(({ text, sign: explained }) => {
    const indent = explained === null ? 0 : 18;
    const broken = wrap(text, { width: frame.tallyWidth - indent, face: { size: type.body } });
    return broken.map((part, i) => ({ text: part, sign: i === 0 ? explained : null, indent }));
  });
}

/** The greatest of a lane is labelled, where it begins; behind a fault's line that would cut the label. */
function peakOf(placed: PlacedLane, { window, most, faultsAt }: Drawing): Words | null {
  const shown = shownStages(placed.lane, window);
  const peak = shown.reduce<Stage | null>((a, b) => (a === null || b.records > a.records ? b : a), null);
  if (peak === null || peak.records === 0) return null;
  const text = count(peak.records);
  const width = textWidth(text, { size: type.small });
  const begins = xOf(window, peak.fromMs);
  const cutting = faultsAt.find(x => x > begins - 3 && x < begins + width + 2);
  const x = Math.min(cutting === undefined ? begins : cutting + 5, frame.right - width);
  return { x, y: base(placed) - (peak.records / most) * room - 4, text };
}
