/** Lifelines, copies, ways and cuts of a life, as marks. */
import type { BiographyFrame } from './biography-frame.js';
import type { Hold, Life, Way } from './life.js';
import type { Box, Line, Place } from './marks.js';
import { inkLines, lines, signs } from './marks.js';
import type { Layer } from './picture.js';
import { sign } from './signs.js';
import { colour } from './tokens.js';

const thick = 7;
const arrow = { right: 'M-.8,-.9L.9,0L-.8,.9Z', left: 'M.8,-.9L-.9,0L.8,.9Z' } as const;

/** @param twice the colour of the second time. */
export function lifeLayers(life: Life, frame: BiographyFrame, twice: string): readonly Layer[] {
  const [first, again] = [
    (each: { readonly again: boolean }) => !each.again,
    (each: { readonly again: boolean }) => each.again
  ];
  return [
    ...guides(life, frame),
    ...lifelines(life, frame),
    ...cuts(life, frame),
    ...copies(life.holds.filter(first), frame, colour.quiet),
    ...copies(life.holds.filter(again), frame, twice),
    ...records(
      life.ways.filter(way => first(way) && way.look === 'record'),
      frame,
      colour.quiet
    ),
    ...records(
      life.ways.filter(way => again(way) && way.look === 'record'),
      frame,
      twice
    ),
    ...messages(
      life.ways.filter(({ look }) => look !== 'record'),
      frame
    ),
    ...deaths(life, frame)
  ];
}

/** Faint lines lead from a row's time to its sentence. */
function guides({ rows }: Life, { y, x, wordsAt }: BiographyFrame): readonly Layer[] {
  return lines(
    rows.flatMap(({ kind }, i) => (kind === 'cut' ? [] : [{ x: x(0) - 30, y: y(i), x2: wordsAt - 8, y2: y(i) }])),
    { stroke: colour.quiet, opacity: 0.18 }
  );
}

function lifelines({ lanes }: Life, { x, y, top }: BiographyFrame): readonly Layer[] {
  const pieces = lanes.flatMap(({ alive }, i) =>
    alive.map(({ from, to }) => ({ x: x(i), y: from < 0 ? top : y(from), x2: x(i), y2: y(to), starts: from >= 0 }))
  );
  const caps = pieces
    .filter(({ starts }) => starts)
    .map(each => ({ x: each.x - 8, y: each.y, x2: each.x + 8, y2: each.y }));
  return [
    ...lines(
      pieces.map(({ x: left, y: upper, x2, y2 }) => ({ x: left, y: upper, x2, y2 })),
      { stroke: colour.quiet }
    ),
    ...lines(caps, { stroke: colour.quiet, width: 2 })
  ];
}

/** Dashes in ink, since a crash must be seen in either theme. */
function cuts({ rows }: Life, { x, y, wordsAt }: BiographyFrame): readonly Layer[] {
  const dashes = rows.flatMap(({ kind }, i): Box[] => {
    if (kind !== 'cut') return [];
    const left = x(0) - 30;
    const n = Math.max(0, Math.floor((wordsAt - 8 - left) / 12));
    return Array.from({ length: n }, (_, k) => ({
      x: left + k * 12,
      x2: left + k * 12 + 7,
      y: y(i) - 1,
      y2: y(i) + 1
    }));
  });
  return inkLines(dashes);
}

function copies(holds: readonly Hold[], { x, y }: BiographyFrame, paint: string): readonly Layer[] {
  const at = (hold: Hold, row: number): Place => ({ x: x(hold.lane), y: y(row) });
  const bars = holds.map((hold): Line => {
    const [from, to] = [at(hold, hold.from), at(hold, hold.to)];
    return { x: from.x, y: from.y, x2: to.x, y2: hold.end === 'dies' ? Math.max(from.y, to.y - 5) : to.y };
  });
  const ended = (end: Hold['end']) => holds.filter(hold => hold.end === end).map(hold => at(hold, hold.to));
  return [
    ...lines(bars, { stroke: paint, width: thick }),
    ...signs(
      holds.map(hold => at(hold, hold.from)),
      { shape: sign.disc, size: 150, colour: paint }
    ),
    ...signs(ended('dies'), { shape: sign.disc, size: 90, colour: paint, outline: 2.5 }),
    ...lines(
      ended('let go').map(({ x: middle, y: end }) => ({ x: middle - 10, y: end, x2: middle + 10, y2: end })),
      {
        stroke: paint,
        width: 3
      }
    )
  ];
}

/** Shortened so that the head's point, not the line, touches the other. */
function drawn({ row, from, to }: Way, { x, y }: BiographyFrame, short: number): Line & { readonly right: boolean } {
  const right = x(to) > x(from);
  const by = right ? short : -short;
  return { x: x(from), y: y(row), x2: x(to) - by, y2: y(row), right };
}

function records(ways: readonly Way[], frame: BiographyFrame, paint: string): readonly Layer[] {
  const arrows = ways.map(way => drawn(way, frame, 16));
  return [
    ...lines(arrows.map(ends), { stroke: paint, width: thick }),
    ...arrowHeads(arrows, { size: 200, paint, back: 4 })
  ];
}

function messages(ways: readonly Way[], frame: BiographyFrame): readonly Layer[] {
  const isLost = ({ look }: Way) => look === 'lost';
  const arrived = ways.filter(way => !isLost(way)).map(way => drawn(way, frame, 12));
  const answers = ways
    .filter(({ look }) => look === 'both')
    .map(way => drawn({ ...way, from: way.to, to: way.from }, frame, 12));
  const lost = ways
    .filter(isLost)
    .map(way => drawn(way, frame, 12))
    .map(way => ({ ...way, x2: (way.x + way.x2) / 2 }));
  return [
    ...lines(arrived.map(ends), { stroke: colour.quiet, width: 1.5 }),
    ...arrowHeads([...arrived, ...answers], { size: 70, paint: colour.quiet, back: 3 }),
    ...lines(lost.map(ends), { stroke: colour.quiet, width: 1.5 }),
    ...crosses(lost.map(({ x2, y2 }) => ({ x: x2, y: y2 })))
  ];
}

function ends({ x, y, x2, y2 }: Line): Line {
  return { x, y, x2, y2 };
}

interface Heads {
  readonly size: number;
  readonly paint: string;
  /** Pixels from the line's end to the head's middle. */
  readonly back: number;
}

function arrowHeads(
  ways: readonly (Line & { readonly right: boolean })[],
  { size, paint, back }: Heads
): readonly Layer[] {
  const of = (right: boolean) =>
    ways.filter(way => way.right === right).map(({ x2, y2 }) => ({ x: x2 + (right ? back : -back), y: y2 }));
  return [
    ...signs(of(true), { shape: arrow.right, size, colour: paint }),
    ...signs(of(false), { shape: arrow.left, size, colour: paint })
  ];
}

function deaths({ rows }: Life, { x, y }: BiographyFrame): readonly Layer[] {
  return crosses(rows.flatMap(({ dies }, i) => dies.map(lane => ({ x: x(lane), y: y(i) }))));
}

/** White on a disc, so that it is seen on a line, on a bar and in either theme. */
function crosses(at: readonly Place[]): readonly Layer[] {
  return [
    ...signs(at, { shape: sign.disc, size: 230, colour: colour.chip }),
    ...signs(at, { shape: sign.cross, size: 230, colour: colour.onPill })
  ];
}
