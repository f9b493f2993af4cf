/** A cell at a glance: what it does, the row of the page with its promises, and what voids them. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { failureKinds, kindOf } from '../guarantee/failure-kind.js';
import { pageConfiguration, type FailureKind, type PagePromise } from '../guarantee/page.js';
import { voidsOf, type Void } from '../guarantee/voids.js';
import type { Cell, JobDefinition, Problem } from '../language/cell.js';
import { failureEntries } from '../language/print-value.js';
import { definition } from '../language/schema.js';
import { cellsIn, type CellReading } from './notebook-reading.js';

export interface GlancePromise {
  readonly failure: FailureKind;
  readonly promise: PagePromise['promise'];
  /** The page's own line. */
  readonly words: string;
  /** What voids it, if anything does. */
  readonly voids: readonly Void[];
}

export type Glance =
  | { readonly kind: 'empty'; readonly says: string }
  | { readonly kind: 'problems'; readonly says: string; readonly first: string }
  | { readonly kind: 'job'; readonly job: string; readonly row: GlanceRow | null; readonly says: string }
  | { readonly kind: 'cell'; readonly title: string; readonly says: string; readonly promise: GlancePromise | null };

export interface GlanceRow {
  readonly number: number;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly promises: readonly GlancePromise[];
  /** What voids the promise on how often a record is processed. */
  readonly semanticsVoids: readonly Void[];
}

export function glanceOf({ documents, context }: CellReading, trans: TranslationBundle): Glance {
  const problems = documents.flatMap(document => (document.kind === 'problems' ? document.problems : []));
  const [first] = problems;
  if (first !== undefined) return problemGlance(first, problems, trans);
  const cells = cellsIn({ documents });
  const [only] = cells;
  if (only === undefined) return { kind: 'empty', says: trans.__('Not filled in yet') };
  if (cells.length > 1) {
    const titles = cells.map(({ verb }) => verb).join(', ');
    return { kind: 'cell', title: trans.__('Several steps'), says: titles, promise: null };
  }
  if (only.verb === 'job') return jobGlance(only.definition, trans);
  return {
    kind: 'cell',
    title: definition(only.verb).title ?? only.verb,
    says: subjectOf(only),
    promise: only.verb === 'fail' ? promiseAtStake(only, context.jobs.get(only.job)) : null
  };
}

/** A cell that is still being begun is not told off. */
function problemGlance(first: Problem, problems: readonly Problem[], trans: TranslationBundle): Glance {
  if (first.code === 'no verb' || first.code === 'not a mapping')
    return { kind: 'empty', says: trans.__('Not filled in yet') };
  const says = trans._n('1 problem', '%1 problems', problems.length);
  return { kind: 'problems', says, first: first.message };
}

function jobGlance({ job, configuration }: JobDefinition, trans: TranslationBundle): Glance {
  if (configuration === null) {
    const says = trans.__('these settings are no row of the page');
    return { kind: 'job', job: job.name, row: null, says };
  }
  const { number, title, sentences, promises } = pageConfiguration(configuration);
  const voids = voidsOf(job);
  const row: GlanceRow = {
    number,
    title,
    sentences,
    promises: failureKinds.map(failure => promiseOf(failure, promises[failure], voids)),
    semanticsVoids: voids.filter(({ of }) => of === 'semantics')
  };
  return { kind: 'job', job: job.name, row, says: trans.__('Row %1: %2', String(number), title) };
}

function promiseOf(failure: FailureKind, { promise, words }: PagePromise, voids: readonly Void[]): GlancePromise {
  return { failure, promise, words, voids: voids.filter(({ of }) => of === failure) };
}

/** The promise that a failure puts to the test: of a driver's death or of an executor's, where it is one of the two. */
function promiseAtStake(cell: Extract<Cell, { verb: 'fail' }>, job: JobDefinition | undefined): GlancePromise | null {
  const [failure, ...others] = cell.failures;
  const kind = failure === undefined || others.length > 0 ? null : kindOf(failure.fault);
  if (kind === null || job === undefined || job.configuration === null) return null;
  return promiseOf(kind, pageConfiguration(job.configuration).promises[kind], voidsOf(job.job));
}

/** What a cell is about, in its own words. */
function subjectOf(cell: Exclude<Cell, { verb: 'job' }>): string {
  switch (cell.verb) {
    case 'fail': {
      const said = cell.failures.map(failure =>
        failureEntries(failure)
          .map(entry => entry.join(' '))
          .join(' ')
      );
      return `${cell.job}: ${said.join(', ')}`;
    }
    case 'compare':
      return cell.jobs.join(', ');
    case 'table':
      return cell.table;
    case 'explore':
      return cell.what;
    case 'parameters':
      return Object.keys(cell.parameters).join(', ');
    case 'jobs':
      return '';
    case 'help':
      return cell.topic ?? '';
    case 'batch':
    case 'service':
    case 'agent':
      return cell.name;
    case 'chart':
    case 'expect':
    case 'biography':
    case 'stop':
    case 'export':
    case 'remove':
      return cell.job;
  }
}
