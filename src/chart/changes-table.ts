/** The nearest safe changes of a job, each with what it costs on the same input. */
import type { ChangeResult } from '../terms/result.js';
import type { Table } from './table.js';
import { outOf } from './writing.js';

const goalWords: Readonly<Record<ChangeResult['against'], string>> = {
  lost: 'nothing lost',
  'output duplicated': 'nothing twice in the sink',
  'lost and output duplicated': 'neither lost nor twice in the sink'
};

export function changesTable(changes: readonly ChangeResult[]): Table {
  const prices = [...new Set(changes.flatMap(({ price }) => price.map(({ what }) => what)))];
  const priceOf = ({ price }: ChangeResult, wanted: string): string => {
    const found = price.find(({ what }) => what === wanted);
    return found === undefined ? '' : `${String(found.before)} → ${String(found.after)}`;
  };
  return {
    title:
      changes.length === 1 ? 'The nearest safe change, and its price' : 'The nearest safe changes, and their price',
    columns: [
      { head: 'so that' },
      { head: 'change' },
      ...prices.map(head => ({ head, align: 'right' as const })),
      { head: 'tried' }
    ],
    rows: changes.map(change => [
      goalWords[change.against],
      settingsWords(change),
      ...prices.map(what => priceOf(change, what)),
      triedWords(change)
    ]),
    notes: prices.length === 0 ? [] : ['Price: measured on the same input, undisturbed, before → after.'],
    next: null
  };
}

/** Where no change does it, the one that leaves least. */
function settingsWords({ settings, nearest }: ChangeResult): string {
  if (settings !== null) return settings.join(' and ');
  return nearest === undefined ? 'none found' : `none; nearest: ${nearest.settings.join(' and ')}`;
}

function triedWords({ nearest, bound }: ChangeResult): string {
  return nearest === undefined ? bound : `${bound}; this one leaves ${outOf(nearest.bad, nearest.of)} crashes that do`;
}
