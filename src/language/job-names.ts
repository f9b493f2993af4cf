/** Names of jobs in a cell: the jobs that cells before it have defined. */
import type { Context, JobDefinition, Problem } from './cell.js';
import { near, slipOf } from './nearest.js';
import { anyOfWords, onlyOne, problem, quoted, withFix } from './problem.js';
import type { TreeNode } from './tree.js';

export interface Naming {
  readonly context: Context;
  readonly problems: Problem[];
}

/** The job of that name; an unknown one is a problem that says which there are. */
export function knownJob({ context, problems }: Naming, node: TreeNode): JobDefinition | null {
  if (node.kind !== 'scalar') return null;
  const definition = context.jobs.get(node.source);
  if (definition === undefined) problems.push(unknownJob(context, node));
  return definition ?? null;
}

/**
 * For a verb that also shows runs from the archive: a name that no cell has defined may be there, so only what looks like a slip
 * is a problem. A name that differs in its numbers alone is another job's.
 */
export function unlessMisspelt({ context, problems }: Naming, node: TreeNode): void {
  if (node.kind !== 'scalar' || context.jobs.has(node.source)) return;
  const meant = slipOf(node.source, context.jobs.keys());
  if (meant !== null && withoutNumbers(meant) !== withoutNumbers(node.source)) problems.push(unknownJob(context, node));
}

function withoutNumbers(name: string): string {
  return name.replace(/[\d_.-]+/g, '');
}

function unknownJob({ jobs }: Context, node: TreeNode & { readonly kind: 'scalar' }): Problem {
  const name = node.source;
  if (jobs.size === 0) {
    return problem('unknown job', node, `no job ${quoted(name)} is defined yet; run a cell "job: ${name}" first`);
  }
  const meant = near(name, jobs.keys());
  const remedy = `write ${anyOfWords(meant.length === 0 ? [...jobs.keys()].slice(-8) : meant)}`;
  const fix = node.parameter === undefined ? onlyOne(meant, node) : undefined;
  return withFix(
    problem(
      'unknown job',
      node,
      `no job ${quoted(name)} is defined in this notebook; ${remedy}, or run its cell first`
    ),
    fix
  );
}
