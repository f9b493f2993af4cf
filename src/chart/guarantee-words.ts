/** The sentences around the guarantee table: its finding, and the fine print that says what its words mean. */
import { counted, listed } from '../guarantee/words.js';
import type { Judgement, TableResult, TableRowResult } from '../terms/result.js';
import { boundWords } from '../guarantee/bound.js';
import { promiseOf, squareOf, stakeOf } from './guarantee-square.js';
import type { Square } from './guarantee-square.js';
import { shortNames } from './short-names.js';
import { stepTitle } from './step-titles.js';
import { outOf } from './writing.js';

const unusual: readonly Judgement[] = ['contradicts', 'not shown', 'not exercised', 'inconclusive'];

/** The table in one sentence: the worst that it shows comes first. */
export function tableFinding(result: TableResult): string {
  const squares = result.rows.map(squareOf);
  const all = squares.length;
  const broken = result.rows.filter((_, i) => squares[i]?.verdict === 'contradicts');
  const first = broken[0];
  if (first !== undefined) {
    const more = broken.length === 1 ? '' : ', for one';
    return `${outOf(broken.length, all)} promises contradicted${more}: ${contradictionWords(first)}`;
  }
  const agreeing = squares.filter(square => square.verdict === 'agrees').length;
  if (agreeing === all)
    return `The page holds in all ${all} squares: every loss it warns of happened, none that it rules out did`;
  const rest = unusual.flatMap(verdict => {
    const n = squares.filter(square => square.verdict === verdict).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? 'was' : 'were'} ${verdict}`];
  });
  return `The page holds in ${outOf(agreeing, all)} squares, and none contradicts it: ${listed(rest)}`;
}

function contradictionWords(row: TableRowResult): string {
  const name = row.configuration === null ? row.row : shortNames[row.configuration];
  if (row.cell === 'semantics') {
    const twice = promiseOf(row)?.oracle === 'output' ? row.output.duplicated : row.receipt.duplicated;
    return `with ${name}, ${outOf(twice, row.records.delivered)} records were processed twice`;
  }
  const who = row.cell === 'driver failure' ? 'the driver' : 'an executor';
  if (row.runs !== undefined)
    return `with ${name}, ${outOf(row.runs.lost, row.runs.judged)} runs lost records when ${who} failed`;
  if (row.receipt.lost > 0) {
    return `with ${name}, ${outOf(row.receipt.lost, row.records.delivered)} records were lost when ${who} failed`;
  }
  return `with ${name}, ${outOf(row.receipt.duplicated, row.records.delivered)} records were processed twice when ${who} failed`;
}

/** What the words in the squares mean, one line for each that occurs; then how the table was made. */
export function tableFinePrint(result: TableResult): readonly string[] {
  const squares = result.rows.map(squareOf);
  return [
    '“no data loss” is a promise: one lost record breaks it. “data loss” is a warning: one lost record bears it out.',
    ...explained(squares, square => square.note.endsWith('twice, allowed'), [
      'twice, allowed: some records were processed twice; the page promises receivers only “at least once”.'
    ]),
    ...explained(squares, square => square.note.endsWith('twice in the sink'), [
      'twice in the sink: received once, written more than once; the page leaves that to the output operation.'
    ]),
    ...explained(squares, square => square.predicted !== null, [
      'predicted: what the simulated protocol says of the same square, where it says otherwise.'
    ]),
    ...notShown(result),
    ...explained(squares, square => square.verdict === 'not exercised', [
      'not exercised: the failure did not strike a record on its way, so this square says nothing about the page.'
    ]),
    ...explained(squares, square => square.verdict === 'inconclusive', [
      'inconclusive: what was still on the way when the limit ended is not called lost.'
    ]),
    ...sampled(result),
    ...placed(result),
    made(result, squares)
  ];
}

function explained(
  squares: readonly Square[],
  occurs: (square: Square) => boolean,
  lines: readonly string[]
): readonly string[] {
  return squares.some(occurs) ? lines : [];
}

function notShown(result: TableResult): readonly string[] {
  const row = result.rows.find(cell => squareOf(cell).verdict === 'not shown');
  if (row === undefined) return [];
  const hasStake = row.failures.some(({ stake }) => stake !== null && stakeOf(stake) > 0);
  const why = hasStake ? 'the loss did not happen this time' : 'nothing was at stake at that instant';
  return [`not shown: ${why}, which does not refute the page; try another step, or several runs.`];
}

function sampled(result: TableResult): readonly string[] {
  const runs = result.rows.find(row => row.runs !== undefined && row.runs.lost === 0)?.runs;
  return runs === undefined
    ? []
    : [`${boundWords(runs.judged)}: what ${outOf(0, runs.judged)} runs can exclude, at 95\u00a0% confidence.`];
}

/** The one rule by which every square's failure is placed, as the steps that it came to. */
function placed(result: TableResult): readonly string[] {
  const steps = [
    ...new Set(result.rows.flatMap(row => row.failures.flatMap(f => (f.after === undefined ? [] : [f.after]))))
  ];
  return steps.length === 0
    ? []
    : [
        `Each failure strikes right after a step at which a record hangs between source and sink: ${listed(steps.map(stepTitle))}.`
      ];
}

function made(result: TableResult, squares: readonly Square[]): string {
  const tried = squares.filter(square => square.verdict !== 'not exercised').length;
  const seeds = [...new Set(result.rows.map(row => row.seed))];
  const runs = result.rows.map(row => row.runs?.wanted ?? 1);
  const [fewest, most] = [Math.min(...runs), Math.max(...runs)];
  return [
    result.engine === 'simulated' ? 'simulated engine, reproducible' : `${result.engine} engine`,
    seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds`,
    `${fewest === most ? counted(most, 'run') : `${fewest} to ${counted(most, 'run')}`} a square`,
    `${outOf(tried, squares.length)} exercised`
  ].join(' · ');
}
