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

/** What the runs can exclude, where none of them broke a promise; one run excludes nothing. */
function boundsOf({ runs, promises }: VerdictResult): readonly string[] {
  if (runs === undefined) return [];
  const excluding = promises.filter(({ bound }) => bound.startsWith('at most'));
  const said = excluding.map(({ promise, failure, bound }) => {
    const of = failure === undefined ? `“${promise}”` : `“${promise}” at ${failure}`;
    return `No run broke ${of}: at 95 % confidence, ${bound} of such runs do.`;
  });
  return [...new Set(said)];
}

function overridden({ overrides = {} }: VerdictResult): readonly string[] {
  const said = Object.entries(overrides).map(([key, value]) => `${key}: ${value}`);
  return said.length === 0 ? [] : [`Set from outside the cell: ${said.join(', ')}.`];
}
