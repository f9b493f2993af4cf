/** The fields of a cell's form, generated from the schema of the cell language: what each takes, what it is now, what is wrong with it. */
import type { Problem, SettingOrigin, Verb } from '../language/cell.js';
import { problemsInText } from '../language/before-yaml.js';
import { verbIn } from '../language/cursor.js';
import { splitDocuments } from '../language/documents.js';
import { describeKey } from '../language/describe.js';
import { completeCell } from '../language/complete.js';
import { parse } from '../language/parse.js';
import { alternatives, definition, has, keysOf, valuesOf, type SchemaNode } from '../language/schema.js';
import { entryOf, type EntryNode, type ListNode, type MapNode } from '../language/tree.js';
import { writtenValue } from './cell-edit.js';
import type { CellReading } from './notebook-reading.js';

export interface FormChoice {
  readonly value: string;
  readonly help: string;
}

export interface FormField {
  /** From the cell's mapping: `['storageLevel']`, `['source', 'rate']`. */
  readonly path: readonly string[];
  readonly title: string;
  /** A sentence, then Spark's word and the page's sentence, as text. */
  readonly help: string;
  /** As it is written; empty: not given. */
  readonly value: string;
  /** What it is where it is not given; an example, where it is nothing then. */
  readonly usual: string;
  /** Where that comes from; null: it is an example. */
  readonly from: 'default' | 'configuration' | 'like' | null;
  /** Empty: any text that its kind takes. */
  readonly choices: readonly FormChoice[];
  readonly required: boolean;
  /** Not among the settings that matter at first. */
  readonly further: boolean;
  /** Why it is changed in the text alone; null: it is changed here. */
  readonly inText: 'several lines' | 'kafka' | null;
  /** Its failure's place in the list of failures, from 0; null: it is of none. */
  readonly failure: number | null;
  readonly problems: readonly Problem[];
}

export type CellForm =
  /** The text takes no form now; why, and that the text above is where to go on. */
  | { readonly kind: 'aside'; readonly why: string }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'fields';
      readonly verb: Verb;
      readonly root: MapNode;
      readonly fields: readonly FormField[];
      /** Whether another failure can be put into the cell. */
      readonly takesFailure: boolean;
      /** Problems that stand at no field. */
      readonly problems: readonly Problem[];
    };

/** Keys of a job that people set first; the others fold away until one is given. */
const foremost: ReadonlySet<string> = new Set([
  ...['configuration', 'engine', 'consumer', 'storageLevel', 'writeAheadLog', 'checkpoint', 'supervise', 'executors'],
  ...['dataset', 'rate', 'sink', 'kill', 'after', 'occurrence', 'failures', 'lost', 'duplicated', 'verdict']
]);

export function formOf({ text, documents, context }: CellReading): CellForm {
  const [span, ...more] = splitDocuments(text);
  if (span === undefined || text.trim() === '') return { kind: 'empty' };
  if (more.length > 0) return { kind: 'aside', why: 'it has several documents, and a form fills in one' };
  const { root, problems } = parse(text, span);
  const [first] = [...problemsInText(text, span), ...problems];
  if (first !== undefined) return { kind: 'aside', why: first.message };
  if (root === null) return { kind: 'empty' };
  const verb = verbIn(root);
  if (root.kind !== 'map' || verb === null) return { kind: 'aside', why: 'it has none of the verbs yet' };
  const wrong = documents.flatMap(document =>
    document.kind === 'problems' ? document.problems : document.kind === 'cell' ? document.warnings : []
  );
  const [read] = documents;
  const settings = read?.kind === 'cell' && read.cell.verb === 'job' ? read.cell.definition.settings : null;
  const fields = fieldsOf({ text, root, problems: wrong, settings, offers: offersIn(text, context) }, verb);
  const atFields = new Set(fields.flatMap(field => field.problems));
  const takesFailure = verb === 'job' || entryOf(root, 'failures') !== undefined;
  return {
    kind: 'fields',
    verb,
    root,
    fields,
    takesFailure,
    problems: wrong.filter(problem => !atFields.has(problem))
  };
}

interface Written {
  readonly text: string;
  readonly root: MapNode;
  readonly problems: readonly Problem[];
  /** A job's settings as they are in effect; null: no job, or not to be made out now. */
  readonly settings: readonly SettingOrigin[] | null;
  /** What a place of the text may hold, in this notebook. */
  readonly offers: (entry: EntryNode) => readonly FormChoice[];
}

const offersIn =
  (text: string, context: CellReading['context']) =>
  ({ value }: EntryNode): readonly FormChoice[] => {
    const emptied = text.slice(0, value.from) + text.slice(value.to);
    return completeCell(emptied, value.from, context).matches.map(({ text: word, help }) => ({ value: word, help }));
  };

function fieldsOf(written: Written, verb: Verb): readonly FormField[] {
  return [...keysOf(definition(verb))].flatMap(([key, node]) => {
    const inner = entryOf(written.root, key)?.value;
    if (key === 'failures' && inner?.kind === 'list') return failureFields(written, inner, verb);
    const nested = key === 'source' ? [...keysOf(node)] : [];
    if (nested.length === 0) return [fieldOf(written, [key], { node, verb })];
    const map = inner?.kind === 'map' ? inner : null;
    if (map !== null && entryOf(map, 'kafka') !== undefined) {
      return [{ ...fieldOf(written, [key], { node, verb }), choices: [], inText: 'kafka' as const }];
    }
    return nested
      .filter(([, below]) => alternatives(below).every(each => !has(each, 'object')))
      .map(([name, below]) => fieldOf({ ...written, root: map ?? noEntries }, [key, name], { node: below, verb }));
  });
}

/** The keys of each failure that are given, those that people set first, and where it has none yet, what it could do. */
function failureFields(written: Written, { items }: ListNode, verb: Verb): readonly FormField[] {
  return items.flatMap((item, at) => {
    if (item.kind !== 'map') return [];
    const given = new Set(item.entries.map(({ key }) => key));
    const isBare = !faults.some(fault => given.has(fault));
    return [...keysOf(definition('failure'))]
      .filter(([key]) => given.has(key) || foremostOfFailure.has(key) || (isBare && faults.includes(key)))
      .map(([key, node]) => {
        const path = ['failures', String(at), key];
        return {
          ...fieldOf({ ...written, settings: [], root: item }, path, { node, verb }),
          failure: at,
          further: false
        };
      });
  });
}

const faults: readonly string[] = ['kill', 'drop', 'delay', 'pause'];
const foremostOfFailure: ReadonlySet<string> = new Set(['after', 'occurrence']);

const noEntries: MapNode = { kind: 'map', from: 0, to: 0, entries: [], flow: true };

function fieldOf(written: Written, path: readonly string[], of: { node: SchemaNode; verb: Verb }): FormField {
  const { node, verb } = of;
  const key = path.at(-1) ?? '';
  const entry = written.root.entries.find(each => each.key === key);
  const value = entry === undefined ? '' : writtenValue(written.text, entry);
  const required = key === verb;
  const usual = required ? null : usualOf(written, path, node);
  const choices = choicesOf(node, entry === undefined ? [] : written.offers(entry));
  return {
    path,
    title: node.title ?? key,
    help: describeKey(key, node)
      .plain.split('\n')
      .slice(1)
      .filter(line => !isSeenAnyway(line, choices))
      .join('\n'),
    value,
    usual: usual?.value ?? (required || choices.length > 0 ? '' : exampleOf(node)),
    from: usual?.from ?? null,
    choices,
    required,
    further: !required && value === '' && !foremost.has(key),
    inText: value.includes('\n') ? 'several lines' : null,
    failure: null,
    problems: entry === undefined ? [] : written.problems.filter(problem => isAt(entry, problem))
  };
}

/** On one line: an example over several is a list of one. */
function exampleOf({ examples = [] }: SchemaNode): string {
  const [first = ''] = examples;
  return first.startsWith('\n') ? `[${first.trim().replace(/^- /, '')}]` : first;
}

/** Choices list what a key takes, with help of their own; the default stands in the control. */
function isSeenAnyway(line: string, choices: readonly FormChoice[]): boolean {
  return line.startsWith('  * ') || line.startsWith('Default: ') || (choices.length > 0 && line.startsWith('Takes '));
}

/** What is in effect without the key: a job's configuration, or the job that it is like, comes before the default. */
function usualOf(
  { settings, root }: Written,
  path: readonly string[],
  node: SchemaNode
): { readonly value: string; readonly from: 'default' | 'configuration' | 'like' } | null {
  const setting = path.length === 1 ? settings?.find(({ key }) => key === path[0]) : undefined;
  if (setting !== undefined && setting.origin !== 'given' && setting.origin !== 'override') {
    const isNothing = setting.value === '[]' || setting.value === '{}';
    return isNothing ? null : { value: setting.value, from: setting.origin };
  }
  const isHidden = settings === null && root.entries.some(({ key }) => key === 'configuration' || key === 'like');
  return node.default === undefined || isHidden ? null : { value: String(node.default), from: 'default' };
}

function isAt({ keyAt, value }: EntryNode, { from }: Problem): boolean {
  return keyAt.from <= from && from <= Math.max(value.to, keyAt.to);
}

/** Words of the schema, and examples that are more than a word; else the names that the notebook offers. */
function choicesOf(node: SchemaNode, offers: readonly FormChoice[]): readonly FormChoice[] {
  const free = alternatives(node).some(each => each.format !== undefined || has(each, 'integer') || has(each, 'array'));
  const words = [...valuesOf(node)].map(([value, { help }]) => ({ value, help }));
  if (words.length > 0 && (!free || words.length > 2)) {
    const known = (node.examples ?? []).filter(example => example.startsWith('{'));
    const more = known.map(value => ({ value, help: node.description ?? '' }));
    return [...words, ...more.filter(({ value }) => !words.some(word => word.value === value))];
  }
  return alternatives(node).some(({ format }) => format === 'job-name') && !has(node, 'array') ? offers : [];
}
