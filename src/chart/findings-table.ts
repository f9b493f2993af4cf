/** What an exploration found, line by line of the page: whether it holds, where it does not, and the cell that shows it. */
import type { ExplorationResult } from '../terms/result.js';
import type { Table } from './table.js';
import { grouped } from '../explore/grouped.js';
import { count, listed } from '../guarantee/words.js';
import { outOf } from './writing.js';

type PageLine = NonNullable<ExplorationResult['findings']>[number];

const judgementWords: Readonly<Record<PageLine['judgement'], string>> = {
  holds: 'holds at every crash',
  contradicted: 'contradicted',
  'borne out': 'comes true',
  'not shown': 'not shown'
};

/** @param result of one job, or of the table with each of its configurations. */
export function findingsTable(result: ExplorationResult): Table {
  const { each } = result;
  const job = (name: string): readonly string[] => (each === undefined ? [] : [name]);
  return {
    title: 'The page, line by line',
    columns: [
      ...job('job').map(head => ({ head })),
      { head: 'the page says' },
      { head: 'found' },
      { head: 'crashes', align: 'right' },
      { head: 'where' }
    ],
    rows: (each ?? [result]).flatMap(one => (one.findings ?? []).flatMap(finding => rowsOf(job(one.job), finding))),
    notes: [...notesOf(result), ...replayNotes(result)],
    next: null
  };
}

function rowsOf(
  job: readonly string[],
  { words, judgement, voided, points, bad, conditions }: PageLine
): readonly (readonly string[])[] {
  const found = voided === undefined ? judgementWords[judgement] : `not promised here: ${voided}`;
  const line = [...job, words, found];
  if (conditions.length === 0) return [[...line, outOf(bad, points), '']];
  return conditions.map(({ name, points: here }, at) => [
    ...(at === 0 ? line : line.map(() => '')),
    outOf(here, points),
    name
  ]);
}

/** The page's sentences for its lines; of several jobs only for the lines that something contradicts. */
function notesOf({ each, findings }: ExplorationResult): readonly string[] {
  const lines =
    each === undefined
      ? (findings ?? []).map(line => ({ name: '', line }))
      : each.flatMap(one => contradictedIn(one).map(line => ({ name: `${one.job}, `, line })));
  const said = grouped(
    lines.filter(({ line }) => line.sentences.length > 0),
    ({ name, line }) => `${name} ${line.sentences.join(' ')}`
  );
  return [...said.values()].flatMap(together => {
    const [first] = together;
    const words = listed(together.map(({ line }) => `“${line.words}”`));
    return first === undefined ? [] : [`${first.name}${words}: the page says “${first.line.sentences.join(' ')}”`];
  });
}

const contradictedIn = ({ findings }: ExplorationResult): readonly PageLine[] =>
  (findings ?? []).filter(({ judgement }) => judgement === 'contradicted');

function replayNotes({ replays }: ExplorationResult): readonly string[] {
  if (replays === undefined) return [];
  const agreeing = replays.filter(({ agrees }) => agrees);
  const elsewhere = agreeing.filter(({ simulated, local }) => simulated !== local).length;
  const others = elsewhere === 0 ? '' : `, ${count(elsewhere)} of them as simulated under another seed`;
  return [
    `On real processes: ${outOf(agreeing.length, replays.length)} came to the same${others}.`,
    ...replays
      .filter(({ agrees }) => !agrees)
      .map(({ job, failures, simulated, local }) =>
        [job, `${failures.join(', ')}: simulated ${simulated}, local ${local}.`].filter(Boolean).join(', ')
      )
  ];
}
