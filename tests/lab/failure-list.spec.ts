import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newFailure, removeFailure } from '../../src/lab/failure-edit.js';
import { editFor } from '../../src/lab/form-edit.js';
import { formOf, type CellForm } from '../../src/lab/form-fields.js';
import type { Edit } from '../../src/lab/cell-edit.js';
import { parse } from '../../src/language/parse.js';
import { newContext, readCell } from '../../src/language/read.js';
import { plainMap, type MapNode } from '../../src/language/tree.js';

const BLOCK =
  'job: clicks\nfailures:   # two\n  - {kill: driver, after: ack}   # first\n  # between\n  - kill: executor\n    after: put   # second\nseed: 2\n';
const FLOW = 'job: clicks\nfailures: [{kill: driver, after: ack}, {kill: executor}]   # two\nseed: 2';

function rootOf(text: string): MapNode {
  const { root, problems } = parse(text, { from: 0, to: text.length });
  if (root?.kind !== 'map' || problems.length > 0) throw new Error(`no mapping: ${text}`);
  return root;
}

const applied = (text: string, edit: Edit | null): string =>
  edit === null ? text : text.slice(0, edit.from) + edit.text + text.slice(edit.to);

const added = (text: string): string => applied(text, newFailure(text, rootOf(text), 'job'));
const without = (text: string, at: number): string => applied(text, removeFailure(text, rootOf(text), at));
const failuresIn = (text: string): unknown => plainMap(rootOf(text))['failures'];

function changed(text: string, path: readonly string[], value: string): string {
  return applied(text, editFor({ text, root: rootOf(text), verb: 'job', path, value }));
}

function form(text: string): Extract<CellForm, { kind: 'fields' }> {
  const context = newContext();
  const made = formOf({ text, documents: readCell(text, context), context, after: context });
  if (made.kind !== 'fields') throw new Error(made.kind);
  return made;
}

describe('a failure that is added', () => {
  test('stands behind the others, in the same way', () => {
    expect(added(BLOCK)).toBe(BLOCK.replace('# second\n', '# second\n  - {kill: driver, after: ack}\n'));
    expect(added(FLOW)).toBe(FLOW.replace('{kill: executor}', '{kill: executor}, {kill: driver, after: ack}'));
  });

  test('begins a list where there is none', () => {
    expect(added('job: clicks   # mine\nseed: 2')).toBe(
      'job: clicks   # mine\nfailures: [{kill: driver, after: ack}]\nseed: 2'
    );
    expect(added('job: clicks\nfailures:')).toBe('job: clicks\nfailures: [{kill: driver, after: ack}]');
    expect(added('job: clicks\nfailures: []')).toBe('job: clicks\nfailures: [{kill: driver, after: ack}]');
  });

  test('and taken out again leaves the text as it was', () => {
    for (const text of [BLOCK, FLOW]) expect(without(added(text), 2)).toBe(text);
  });
});

describe('a failure that is taken out', () => {
  test('leaves the others with their comments', () => {
    expect(without(BLOCK, 0)).toBe(BLOCK.replace('  - {kill: driver, after: ack}   # first\n', ''));
    expect(without(BLOCK, 1)).toBe(BLOCK.replace('  - kill: executor\n    after: put   # second\n', ''));
    expect(failuresIn(without(FLOW, 0))).toEqual([{ kill: 'executor' }]);
    expect(failuresIn(without(FLOW, 1))).toEqual([{ kill: 'driver', after: 'ack' }]);
  });

  test('takes the key along when it is the last', () => {
    expect(without(without(FLOW, 0), 0)).toBe('job: clicks\n# two\nseed: 2');
  });

  test('is the one that was meant, in any list', () => {
    const item = fc.constantFrom('{kill: driver}', 'kill: executor\n    after: put', 'drop: acknowledgement   # why');
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 5 }), fc.nat(), (items, any) => {
        const text = ['job: clicks', 'failures:', ...items.map(each => `  - ${each}`), 'seed: 1'].join('\n');
        const at = any % items.length;
        const before = failuresIn(text) as readonly unknown[];
        expect(failuresIn(without(text, at))).toEqual(before.filter((_, other) => other !== at));
        expect(failuresIn(added(text))).toEqual([...before, { kill: 'driver', after: 'ack' }]);
      })
    );
  });
});

describe('the form of a list of failures', () => {
  test('has the keys that each has, and those that people set first', () => {
    const fields = form(BLOCK).fields.filter(({ failure }) => failure !== null);
    expect(fields.map(({ path, value }) => [path.join('.'), value])).toEqual([
      ['failures.0.kill', 'driver'],
      ['failures.0.after', 'ack'],
      ['failures.0.occurrence', ''],
      ['failures.1.kill', 'executor'],
      ['failures.1.after', 'put'],
      ['failures.1.occurrence', '']
    ]);
  });

  test('changes one failure, and nothing else', () => {
    expect(changed(BLOCK, ['failures', '1', 'after'], 'out')).toBe(BLOCK.replace('after: put', 'after: out'));
    expect(changed(BLOCK, ['failures', '1', 'occurrence'], '3')).toBe(
      BLOCK.replace('# second\n', '# second\n    occurrence: 3\n')
    );
    expect(changed(FLOW, ['failures', '0', 'after'], '')).toBe(
      FLOW.replace('kill: driver, after: ack', 'kill: driver')
    );
  });

  test('shows a problem at the field of the failure that has it', () => {
    const wrong = form(BLOCK.replace('after: put', 'after: pat')).fields.find(({ problems }) => problems.length > 0);
    expect(wrong?.path).toEqual(['failures', '1', 'after']);
  });

  test('offers what a failure can do where it does nothing yet', () => {
    const fields = form('job: clicks\nfailures: [{after: ack}]').fields.filter(({ failure }) => failure === 0);
    expect(fields.map(({ path }) => path.at(-1))).toEqual(expect.arrayContaining(['kill', 'drop', 'delay', 'pause']));
  });
});

describe('the form of a job that reads from Kafka', () => {
  test('leaves its source to the text, and says so', () => {
    const { fields } = form('job: clicks\nengine: local\nsource: {kafka: {start: true, topic: clicks}}');
    const source = fields.filter(({ path }) => path[0] === 'source');
    expect(source).toMatchObject([{ path: ['source'], inText: 'kafka', choices: [] }]);
  });
});
