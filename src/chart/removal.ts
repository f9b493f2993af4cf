/** What runs have left on a Kafka of the user's, and what was taken away: one line a run. */
import { count, counted } from '../guarantee/words.js';
import type { RemovalResult } from '../terms/result.js';
import type { Table } from './table.js';

/** A transactional sink has a group for each block: more are counted. */
const groupsShown = 3;

/** @param confirmed the cell that takes all of it away. */
export function removalTable(result: RemovalResult, confirmed: string): Table {
  const { runs } = result;
  return {
    title: titleOf(result),
    columns: [
      { head: 'topics' },
      { head: 'records, at most', align: 'right' },
      { head: 'groups' },
      { head: 'state' },
      { head: 'why' }
    ],
    rows: runs.map(({ topics, groups, offsets, state, why }) => [
      topics.length === 0 ? 'none' : topics.join(', '),
      topics.length === 0 ? '' : count(offsets),
      groupWords(groups),
      state,
      why ?? ''
    ]),
    notes: [],
    next: runs.some(({ state, why }) => state === 'left' && why === null)
      ? { why: 'Nothing has been taken away yet; this does it:', cell: confirmed }
      : null
  };
}

function titleOf({ runs, job, kafka }: RemovalResult): string {
  const whose = job === 'all' ? 'runs of any job' : `runs of ${job}`;
  if (runs.length === 0) return `Nothing is left at ${kafka} by ${whose}`;
  const said = (['left', 'removed', 'not removed'] as const).flatMap(state => {
    const some = runs.filter(one => one.state === state);
    const words = `${counted(sum(some, 'topics'), 'topic')} and ${counted(sum(some, 'groups'), 'group')} ${state}`;
    return some.length === 0 ? [] : [words];
  });
  return `${said.join(', ')} at ${kafka}, by ${whose}`;
}

const sum = (runs: RemovalResult['runs'], of: 'topics' | 'groups'): number =>
  runs.reduce((all, run) => all + run[of].length, 0);

const groupWords = (groups: readonly string[]): string =>
  groups.length > groupsShown ? count(groups.length) : groups.join(', ');
