/** Jobs side by side: what each lost and doubled, as shares on one scale, with its verdict. */
import { pageConfiguration } from '../guarantee/page.js';
import { count, listed } from '../guarantee/words.js';
import type { ComparisonResult, VerdictResult } from '../terms/result.js';
import { finePrint } from './fine-print.js';
import { whatHappened } from './failure-words.js';
import { nextStep } from './next-step.js';
import type { Box } from './marks.js';
import { boxes, lines, signs, words } from './marks.js';
import type { Layer, Picture } from './picture.js';
import { badColours } from './promise-lines.js';
import { sheet, sheetWidth } from './sheet.js';
import { shortNames } from './short-names.js';
import { sign } from './signs.js';
import type { Table } from './table.js';
import { colour, fade, line, type } from './tokens.js';
import { verdictMarks, verdictWord } from './verdict-mark.js';
import { wrap } from './wrap.js';
import { outOf, plain } from './writing.js';

const nameWidth = 172;
const countsAt = nameWidth + 22;
const barsAt = 368;
const barsWidth = 150;
const verdictAt = sheetWidth - 142;

/** One line of a job: a count, and the share of what was delivered that its bar shows. */
interface CountLine {
  readonly text: string;
  readonly n: number;
  readonly share: number;
  readonly kind: 'lost' | 'twice';
  readonly y: number;
}
interface Row {
  readonly verdict: VerdictResult;
  readonly y: number;
  readonly height: number;
  readonly about: readonly string[];
  readonly counts: readonly CountLine[];
}

export function comparisonPicture(result: ComparisonResult): Picture {
  const rows = placed(result.verdicts);
  const last = rows.at(-1);
  const bottom = last === undefined ? 0 : last.y + last.height;
  const most = Math.max(0, ...rows.flatMap(row => row.counts.map(({ share }) => share)));
  const finding = comparisonFinding(result);
  const text = comparisonText(result, finding);
  const spec = sheet({
    finding,
    description: text,
    height: bottom,
    layers: [
      ...lines(
        [...rows.map(({ y }) => y), bottom].map(y => ({ x: 0, y, x2: sheetWidth, y2: y })),
        { stroke: colour.quiet, opacity: fade.rule }
      ),
      ...rows.flatMap(row => barLayers(row, most)),
      ...rowWords(rows),
      ...verdictMarks(rows.map(({ verdict, y }) => ({ x: verdictAt, y: y + 24, verdict: verdict.verdict, note: '' })))
    ],
    finePrint: [
      ...(most === 0 ? [] : [`Bars: share of the records delivered, on one scale; the longest is ${percent(most)}.`]),
      ...result.verdicts.flatMap(finePrint)
    ]
  });
  return { spec, text };
}

function placed(verdicts: readonly VerdictResult[]): readonly Row[] {
  let y = 0;
  return verdicts.map(verdict => {
    const name = verdict.configuration === null ? 'no row of the page' : shortNames[verdict.configuration];
    const about = [name, ...struck(verdict)].flatMap(text =>
      wrap(text, { width: nameWidth - 8, face: { size: type.small } })
    );
    const counts = countLines(verdict, y);
    const height = Math.max(24 + about.length * line.small + 8, 24 + (counts.length - 1) * countGap + 14);
    const row = { verdict, y, height, about, counts };
    y += height;
    return row;
  });
}
const countGap = 20;

/** What struck it, and how it ended where it did not go on. */
function struck({ failures, outcome }: VerdictResult): readonly string[] {
  const first = failures[0];
  const what = first === undefined ? 'undisturbed' : whatHappened(first);
  const more = failures.length > 1 ? `, and ${failures.length - 1} more` : '';
  return [`${what}${more}${outcome === 'stopped' || outcome === 'aborted' ? `: ${outcome}` : ''}`];
}

/** Lost and doubled never share a bar; the sink's own doubles stand apart where they are others. */
function countLines({ records, receipt, output, runs }: VerdictResult, y: number): readonly CountLine[] {
  const entry = (kind: CountLine['kind'], n: number, words: string) => ({
    kind,
    n,
    share: records.delivered === 0 ? 0 : n / records.delivered,
    text: `${outOf(n, records.delivered)} ${words}`
  });
  const entries = [
    entry('lost', receipt.lost, 'lost'),
    entry('twice', receipt.duplicated, 'twice'),
    ...(receipt.duplicated === output.duplicated ? [] : [entry('twice', output.duplicated, 'twice in sink')]),
    ...(records.waiting === 0
      ? []
      : [{ kind: 'lost' as const, n: 0, share: 0, text: `${count(records.waiting)} still waiting` }]),
    ...(runs === undefined
      ? []
      : [{ kind: 'lost' as const, n: 0, share: 0, text: `${outOf(runs.lost, runs.judged)} runs lost some` }])
  ];
  return entries.map((each, i) => ({ ...each, y: y + 24 + i * countGap }));
}

function barLayers({ verdict, counts }: Row, most: number): readonly Layer[] {
  const colours = badColours(verdict);
  const of = (kind: CountLine['kind']) => counts.filter(each => each.kind === kind && each.n > 0);
  const bar = ({ share, y }: CountLine): Box => ({
    x: barsAt,
    x2: barsAt + Math.max(2, (share / most) * barsWidth),
    y: y - 10,
    y2: y + 1
  });
  const at = ({ y }: CountLine) => ({ x: nameWidth + 10, y: y - 4.5 });
  return [
    ...boxes(of('lost').map(bar), { fill: colours.lostColour }),
    ...boxes(of('twice').map(bar), { stroke: colours.twiceColour, strokeWidth: 1.5 }),
    ...signs(of('lost').map(at), { shape: sign.cross, size: 320, colour: colours.lostColour }),
    ...signs(of('twice').map(at), { shape: sign.triangle, size: 70, colour: colours.twiceColour, outline: 1.8 })
  ];
}

function rowWords(rows: readonly Row[]): readonly Layer[] {
  return [
    ...words(
      rows.map(({ verdict, y }) => ({ x: 0, y: y + 24, text: verdict.job })),
      { bold: true }
    ),
    ...words(
      rows.flatMap(({ about, y }) => about.map((text, i) => ({ x: 0, y: y + 24 + (i + 1) * line.small, text }))),
      { size: type.small, muted: true }
    ),
    ...words(rows.flatMap(({ counts }) => counts.map(({ text, y }) => ({ x: countsAt, y, text }))))
  ];
}

/** `“clicks” lost 30 of 1,990 records, “safer” none`. */
export function comparisonFinding({ verdicts }: ComparisonResult): string {
  const named = ({ job }: VerdictResult) => `“${job}”`;
  const losing = verdicts.filter(({ receipt }) => receipt.lost > 0);
  const keeping = verdicts.filter(({ receipt }) => receipt.lost === 0);
  if (losing.length === 0)
    return `Neither lost a record: ${listed(verdicts.map(twiceWords))}`.replace(
      /^Neither/,
      verdicts.length === 2 ? 'Neither' : 'None'
    );
  if (verdicts.length > 3)
    return `${outOf(losing.length, verdicts.length)} jobs lost records${keeping.length === 0 ? '' : `; ${listed(keeping.map(named))} lost none`}`;
  const said = losing.map((verdict, i) => `${named(verdict)} ${i === 0 ? 'lost ' : ''}${lostWords(verdict)}`);
  return [...said, ...(keeping.length === 0 ? [] : [`${listed(keeping.map(named))} none`])].join(', ');
}

function lostWords({ receipt, records, runs }: VerdictResult): string {
  if (runs !== undefined) return `records in ${outOf(runs.lost, runs.judged)} runs`;
  return `${outOf(receipt.lost, records.delivered)} records`;
}

function twiceWords({ job, receipt }: VerdictResult): string {
  return `“${job}” processed ${receipt.duplicated === 0 ? 'none' : count(receipt.duplicated)} twice`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}\u00a0%`;
}

/** The same counts as rows. */
export function comparisonTable(result: ComparisonResult): Table {
  return {
    title: comparisonFinding(result),
    columns: [
      { head: 'job' },
      { head: 'row of the page' },
      { head: 'delivered', align: 'right' },
      { head: 'lost', align: 'right' },
      { head: 'processed twice', align: 'right' },
      { head: 'twice in the sink', align: 'right' },
      { head: 'waiting', align: 'right' },
      { head: 'outcome' },
      { head: 'verdict' }
    ],
    rows: result.verdicts.map(verdict => {
      const { job, configuration, records, receipt, output, outcome } = verdict;
      const numbers = [records.delivered, receipt.lost, receipt.duplicated, output.duplicated, records.waiting];
      const row = configuration === null ? 'none' : pageConfiguration(configuration).title;
      return [job, row, ...numbers.map(count), outcome, verdictWord(verdict.verdict)];
    }),
    notes: result.verdicts.flatMap(finePrint),
    next: nextStep({ verb: 'compare', result })
  };
}

function comparisonText(result: ComparisonResult, finding: string): string {
  const sentences = result.verdicts.map(verdict => {
    const { job, records, receipt, output } = verdict;
    const lost = `${outOf(receipt.lost, records.delivered)} lost`;
    return `${job}: ${lost}, ${count(receipt.duplicated)} processed twice, ${count(output.duplicated)} twice in the sink: ${verdictWord(verdict.verdict)}.`;
  });
  return plain([`${finding}.`, ...sentences].join('\n'));
}
