/** From a mapping that the schema has taken to the cell that it is; what it asks for and cannot have is a problem. */
import type { Failure } from '../terms/failure.js';
import type { Cell, Context, Expectation, JobDefinition, Problem, Verb } from './cell.js';
import { failureOf, failuresOf } from './failure.js';
import { impossibilities, keyProblems } from './failure-problems.js';
import { booleanField, listField, mappingField, numberField, textField, wordField } from './fields.js';
import type { Fields } from './fields.js';
import { readExplore, readJob } from './job-reader.js';
import { knownJob, unlessMisspelt } from './job-names.js';
import { problem } from './problem.js';
import { readRemove } from './remove-reader.js';
import { entryOf } from './tree.js';
import type { EntryNode, MapNode } from './tree.js';
import { engineNames } from './words.js';

/** A cell's mapping, and where what is wrong with it goes. */
export interface Written {
  readonly root: MapNode;
  /** The verb's own entry. */
  readonly entry: EntryNode;
  readonly keys: Fields;
  readonly context: Context;
  readonly problems: Problem[];
}

/** The cell; null where a problem leaves none. */
export function readMapping(verb: Verb, written: Written): Cell | null {
  const { keys } = written;
  const name = textField(keys, verb) ?? '';
  switch (verb) {
    case 'job':
      return readJob(written);
    case 'explore':
      return readExplore(written);
    case 'fail':
      return readFail(written, name);
    case 'chart':
      unlessMisspelt(written, written.entry.value);
      return { verb, job: name };
    case 'compare':
      return readCompare(written);
    case 'expect':
      return readExpect(written, name);
    case 'table':
      return readTable(written);
    case 'biography': {
      unlessMisspelt(written, written.entry.value);
      const words = ['first lost', 'first duplicated'] as const;
      return {
        verb,
        job: name,
        record: numberField(keys, 'record') ?? wordField(keys, 'record', words) ?? 'first lost'
      };
    }
    case 'parameters':
      return { verb, parameters: parametersOf(keys) };
    case 'stop':
      if (name !== 'all') knownJob(written, written.entry.value);
      return { verb, job: name };
    case 'jobs':
      return { verb };
    case 'export':
      unlessMisspelt(written, written.entry.value);
      return { verb, job: name, to: textField(keys, 'to') ?? `${name}.csv` };
    case 'remove':
      return readRemove(written);
    case 'help':
      return { verb, topic: name === '' ? null : name };
    case 'batch':
    case 'service':
    case 'agent':
      return { verb, name };
  }
}

function readFail(written: Written, name: string): Cell | null {
  const { root, entry, keys, problems } = written;
  const definition = knownJob(written, entry.value);
  const list = entryOf(root, 'failures');
  const single = root.entries.filter(each => each.key !== 'fail' && each.key !== 'failures');
  if (list !== undefined && list.value.kind === 'list') {
    const [other] = single;
    if (other !== undefined) {
      const message = `"${other.key}" stands beside a list of failures; write it into the list, as its first failure`;
      problems.push(problem('both and different', other.keyAt, message));
      return null;
    }
    const nodes = list.value.items.flatMap(item => (item.kind === 'map' ? [item] : []));
    if (nodes.length === 0) {
      problems.push(
        problem('failure without a fault', list.value, 'the list is empty; write "failures: [{kill: driver}]"')
      );
    }
    problems.push(...nodes.flatMap((node, index) => keyProblems({ node, index, at: node })));
    judge(written, nodes, definition);
    return { verb: 'fail', job: name, failures: failuresOf(listField(keys, 'failures') ?? []) };
  }
  problems.push(...keyProblems({ node: root, index: 0, at: entry.keyAt }));
  judge(written, [root], definition);
  const failure = failureOf(keys);
  return failure === null ? null : { verb: 'fail', job: name, failures: [failure] };
}

/** Failures against the job that they are meant for. */
function judge({ problems, entry }: Written, nodes: readonly MapNode[], definition: JobDefinition | null): void {
  for (const during of nodes.flatMap(node => entryOf(node, 'during') ?? [])) {
    if (during.value.kind === 'scalar' && during.value.value === 'start') {
      const message =
        '"during: start" counts from the launch, and this job is steady already; write it into the job\'s own "failures"';
      problems.push(problem('nothing before it', during.value, message));
    }
  }
  if (definition === null) return;
  if (definition.job.runs > 1) {
    const message = `"${definition.job.name}" runs ${definition.job.runs} times; write the failure into the job: "failures: [{kill: driver, after: ack}]"`;
    problems.push(problem('job runs many times', entry.value, message));
    return;
  }
  problems.push(...nodes.flatMap(node => impossibilities(node, definition.job)));
}

function readCompare(written: Written): Cell {
  const { entry, keys, root, problems } = written;
  const names = (listField(keys, 'compare') ?? []).filter(name => typeof name === 'string');
  const items = entry.value.kind === 'list' ? entry.value.items : [];
  const definitions = items.flatMap(item => knownJob(written, item) ?? []);
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const name = names[index] ?? '';
    if (seen.has(name)) problems.push(problem('unknown value', item, `"${name}" is there twice; name each job once`));
    seen.add(name);
  });
  const list = entryOf(root, 'failures')?.value;
  if (list?.kind !== 'list') return { verb: 'compare', jobs: names, failures: null };
  const nodes = list.items.flatMap(item => (item.kind === 'map' ? [item] : []));
  problems.push(...nodes.flatMap((node, index) => keyProblems({ node, index, at: node })));
  for (const { job } of definitions) {
    const found = nodes.flatMap(node => impossibilities(node, job));
    problems.push(...found.map(each => ({ ...each, message: `"${job.name}": ${each.message}` })));
  }
  const failures: readonly Failure[] = failuresOf(listField(keys, 'failures') ?? []);
  return { verb: 'compare', jobs: names, failures };
}

const counts = ['lost', 'duplicated', 'output lost', 'output duplicated'] as const;

function readExpect(written: Written, name: string): Cell {
  const { entry, keys, problems } = written;
  unlessMisspelt(written, entry.value);
  const expectations: Expectation[] = [];
  for (const what of counts) {
    const wanted = numberField(keys, what) ?? wordField(keys, what, ['some'] as const);
    if (wanted !== null) expectations.push({ what, wanted });
  }
  for (const what of ['verdict', 'outcome'] as const) {
    const wanted = textField(keys, what);
    if (wanted !== null) expectations.push({ what, wanted });
  }
  if (expectations.length === 0) {
    const message = 'nothing is expected here; write "lost: 0", "duplicated: some", "verdict: agrees" or another';
    problems.push(problem('nothing expected', entry.keyAt, message));
  }
  return { verb: 'expect', job: name, expectations, soft: booleanField(keys, 'soft') ?? false };
}

function readTable({ keys, context }: Written): Cell {
  const { engine, seed } = context.overrides;
  return {
    verb: 'table',
    table: 'streaming',
    engine: engine ?? wordField(keys, 'engine', engineNames) ?? context.defaultEngine,
    seed: seed ?? numberField(keys, 'seed') ?? 1
  };
}

function parametersOf(keys: Fields): Readonly<Record<string, string | number | boolean>> {
  const named = Object.entries(mappingField(keys, 'parameters') ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value] as const] : []
  );
  return Object.fromEntries(named);
}
