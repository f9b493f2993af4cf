/** How a judged result came about, in small type under it: settings, engine, seed, runs, what was overridden, where it was kept. */
import { configurations } from '../guarantee/configuration.js';
import type { VerdictResult } from '../terms/result.js';
import { outOf } from './writing.js';

export function finePrint(verdict: VerdictResult): readonly string[] {
  const title = configurations.find(({ id }) => id === verdict.configuration)?.title;
  return [
    [
      verdict.job,
      title ?? 'no row of the page',
      verdict.engine === 'simulated' ? 'simulated engine' : `${verdict.engine} engine`,
      `seed ${verdict.seed}`,
      verdict.runs === undefined ? '1 run' : `${outOf(verdict.runs.judged, verdict.runs.wanted)} runs judged`
    ].join(' · '),
    ...boundsOf(verdict),
    ...overridden(verdict),
    ...(verdict.archived === undefined ? [] : [`From the archive: finished ${verdict.archived}.`])
  ];
}

/** What the runs can exclude; one run's bound says nothing that "1 run" does not. */
function boundsOf(verdict: VerdictResult): readonly string[] {
  if (verdict.runs === undefined) return [];
  const bounds = [...new Set(verdict.promises.map(({ promise, bound }) => `“${promise}”: ${bound}`))];
  return bounds.length === 0 ? [] : [`Bound: ${bounds.join('; ')}.`];
}

function overridden({ overrides = {} }: VerdictResult): readonly string[] {
  const said = Object.entries(overrides).map(([key, value]) => `${key}: ${value}`);
  return said.length === 0 ? [] : [`Set from outside the cell: ${said.join(', ')}.`];
}
