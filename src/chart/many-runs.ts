/** Several runs of one job: each a narrow bar, those that lost most first, so that "n of 50" is a width. */
import { count } from '../guarantee/words.js';
import type { RunResult, VerdictResult } from '../terms/result.js';
import { finePrint } from './fine-print.js';
import { hatch } from './hatch.js';
import type { Box, Words } from './marks.js';
import { boxes, lines, signs, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { badColours, promiseLines, promiseMarks } from './promise-lines.js';
import { frame } from './run-frame.js';
import { runText } from './run-text.js';
import { sheet, sheetWidth } from './sheet.js';
import { sign } from './signs.js';
import { colour, fade, line, type } from './tokens.js';
import { outOf } from './writing.js';

export interface ManyRuns {
  /** The finding, a sentence (`guarantee/why.ts`). */
  readonly finding: string;
  readonly verdict: VerdictResult;
}

interface Lane {
  readonly title: string;
  readonly about: string;
  /** Of each run, in the order of the picture. */
  readonly records: readonly number[];
  readonly colour: string;
  readonly sign: { readonly shape: string; readonly size: number; readonly outline?: number };
  readonly tally: readonly string[];
  readonly y: number;
}

const laneHeight = 68;
const room = 40;
const captionHeight = 26;

export function manyRunsPicture({ finding, verdict }: ManyRuns): Picture {
  const runs = ordered(verdict.each ?? []);
  const lanes = lanesOf(runs, verdict);
  const bottom = lanes.length * laneHeight;
  const promises = promiseLines(verdict);
  const text = runText(finding, verdict);
  const wanted = Math.max(1, verdict.runs?.wanted ?? runs.length, runs.length);
  const spec = sheet({
    finding,
    description: text,
    height: bottom + captionHeight + promises.height,
    layers: [
      ...rules(lanes),
      ...open(runs, wanted, bottom),
      ...lanes.flatMap(lane => bars(lane, lanes, wanted)),
      ...names(lanes, wanted),
      ...words([{ x: frame.left, y: bottom + 14, text: caption(runs, wanted) }], { size: type.small, muted: true }),
      ...promiseMarks(promises, bottom + captionHeight)
    ],
    finePrint: finePrint(verdict)
  });
  return { spec, text };
}

/** Those that lost most first, then those that doubled most; runs that did not end come last, for nobody knows of them. */
function ordered(runs: readonly RunResult[]): readonly RunResult[] {
  return [...runs].sort(
    (a, b) =>
      Number(isOpen(a)) - Number(isOpen(b)) ||
      b.receipt.lost - a.receipt.lost ||
      b.receipt.duplicated - a.receipt.duplicated ||
      b.output.duplicated - a.output.duplicated ||
      a.seed - b.seed
  );
}

/** Records wait at a source for good only where the job ended; where it goes on, its drain did not end. */
function isOpen({ outcome, records }: RunResult): boolean {
  return records.waiting > 0 && outcome !== 'stopped' && outcome !== 'aborted';
}

function lanesOf(runs: readonly RunResult[], verdict: VerdictResult): readonly Lane[] {
  const { lostColour, twiceColour } = badColours(verdict);
  const judged = runs.filter(run => !isOpen(run));
  const outputDiffers = judged.some(({ receipt, output }) => receipt.duplicated !== output.duplicated);
  const asked: readonly Asked[] = [
    { title: 'lost', of: run => run.receipt.lost, colour: lostColour, sign: crosses },
    { title: 'processed twice', of: run => run.receipt.duplicated, colour: twiceColour, sign: triangles },
    ...(outputDiffers
      ? [
          {
            title: 'twice in the sink',
            of: (run: RunResult) => run.output.duplicated,
            colour: twiceColour,
            sign: triangles
          }
        ]
      : [])
  ];
  return asked.map(({ of, ...look }, i) => {
    const records = judged.map(of);
    const hit = records.filter(n => n > 0).length;
    const most = Math.max(0, ...records);
    const tally = [`${outOf(hit, judged.length)} runs`, ...(most === 0 ? [] : [`at most ${count(most)} in one`])];
    const excluded = look.title === 'lost' && hit === 0 ? bound(verdict) : [];
    return { ...look, about: 'records of each run', records, tally: [...tally, ...excluded], y: i * laneHeight };
  });
}

interface Asked extends Pick<Lane, 'title' | 'colour' | 'sign'> {
  readonly of: (run: RunResult) => number;
}
const crosses = { shape: sign.cross, size: 320 };
const triangles = { shape: sign.triangle, size: 70, outline: 1.8 };

/** What losing none excludes: the bound of the promise, which counts only the runs that put it to the test. */
function bound({ promises }: VerdictResult): readonly string[] {
  const kept = promises.find(({ promise, bound: words }) => promise === 'no data loss' && words.startsWith('at most'));
  return kept === undefined ? [] : [`${kept.bound} lose any`];
}

function columnWidth(wanted: number): number {
  return (frame.right - frame.left) / wanted;
}

function rules(lanes: readonly Lane[]): readonly Layer[] {
  const separators = lanes.map(({ y }) => ({ x: 0, y, x2: sheetWidth, y2: y }));
  const baselines = lanes.map(({ y }) => ({
    x: frame.left,
    y: y + laneHeight - 6,
    x2: frame.right,
    y2: y + laneHeight - 6
  }));
  return [
    ...lines(separators, { stroke: colour.quiet, opacity: fade.rule }),
    ...lines(baselines, { stroke: colour.quiet, opacity: 0.8 })
  ];
}

/** Runs of which nothing is known: hatched through all lanes. */
function open(runs: readonly RunResult[], wanted: number, bottom: number): readonly Layer[] {
  const known = runs.filter(run => !isOpen(run)).length;
  if (known === wanted) return [];
  const box = { x: frame.left + known * columnWidth(wanted), x2: frame.right, y: 6, y2: bottom - 6 };
  return lines(hatch(box, 7), { stroke: colour.quiet, opacity: fade.hatch });
}

function bars(lane: Lane, lanes: readonly Lane[], wanted: number): readonly Layer[] {
  const most = Math.max(1, ...lanes.flatMap(({ records }) => records));
  const width = columnWidth(wanted);
  const base = lane.y + laneHeight - 6;
  const drawn = lane.records.flatMap((n, i): Box[] => {
    const x = frame.left + i * width;
    return n === 0
      ? []
      : [{ x, x2: x + Math.max(0.5, width - (width > 4 ? 1 : 0)), y: base - Math.max(2, (n / most) * room), y2: base }];
  });
  return boxes(drawn, { fill: lane.colour });
}

function names(lanes: readonly Lane[], wanted: number): readonly Layer[] {
  const tally = lanes.flatMap(({ y, tally: texts, records }) =>
    texts.map((text, i): Words => {
      const isSigned = i === 0 && records.some(n => n > 0);
      return { x: frame.tallyAt + (isSigned ? 18 : 0), y: y + 24 + i * line.small, text };
    })
  );
  const signed = lanes.filter(({ records }) => records.some(n => n > 0));
  return [
    ...words(
      lanes.map(({ y, title }) => ({ x: 0, y: y + 24, text: title })),
      { bold: true }
    ),
    ...words(
      [
        ...lanes.map(({ y, about }) => ({ x: 0, y: y + 41, text: about })),
        ...lanes.flatMap(lane => peak(lane, lanes, wanted))
      ],
      { size: type.small, muted: true }
    ),
    ...words(tally),
    ...signed.flatMap(lane =>
      signs([{ x: frame.tallyAt + 6, y: lane.y + 19.5 }], { ...lane.sign, colour: lane.colour })
    )
  ];
}

function peak(lane: Lane, lanes: readonly Lane[], wanted: number): readonly Words[] {
  const most = Math.max(1, ...lanes.flatMap(({ records }) => records));
  const n = Math.max(0, ...lane.records);
  if (n === 0) return [];
  const x = frame.left + lane.records.indexOf(n) * columnWidth(wanted);
  return [{ x, y: lane.y + laneHeight - 6 - Math.max(2, (n / most) * room) - 4, text: count(n) }];
}

function caption(runs: readonly RunResult[], wanted: number): string {
  const unknown = wanted - runs.filter(run => !isOpen(run)).length;
  const hatched = unknown === 0 ? '' : `; hatched: ${count(unknown)} did not end`;
  return `${count(wanted)} runs, those that lost most first${hatched}`;
}
