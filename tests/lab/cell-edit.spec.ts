import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { definition, keysOf } from '../../src/language/schema.js';
import { parse } from '../../src/language/parse.js';
import { editFor } from '../../src/lab/form-edit.js';
import { writtenValue } from '../../src/lab/cell-edit.js';
import type { MapNode } from '../../src/language/tree.js';

const cell = '# first\njob: clicks   # its name\nstorageLevel:   MEMORY_ONLY # why\n\nsource: {rate: 200/s}\n# last';

function rootOf(text: string): MapNode {
  const { root } = parse(text, { from: 0, to: text.length });
  if (root?.kind !== 'map') throw new Error(`no mapping: ${text}`);
  return root;
}

function changed(text: string, path: readonly string[], value: string): string {
  const edit = editFor({ text, root: rootOf(text), verb: 'job', path, value });
  return edit === null ? text : text.slice(0, edit.from) + edit.text + text.slice(edit.to);
}

describe('a field that is changed', () => {
  test.each([
    ['a value, its comment and blanks kept', ['storageLevel'], 'DISK_ONLY', cell.replace('MEMORY_ONLY', 'DISK_ONLY')],
    ['the verb’s own value', ['job'], 'other', cell.replace('clicks', 'other')],
    [
      'a new key, behind the one that usually comes before it',
      ['writeAheadLog'],
      'true',
      cell.replace('# why\n', '# why\nwriteAheadLog: true\n')
    ],
    ['a key of a mapping on one line', ['source', 'rate'], '1/s', cell.replace('200/s', '1/s')],
    ['a new key of it', ['source', 'records'], '9', cell.replace('200/s', '200/s, records: 9')],
    [
      'its last key taken away, and the mapping with it',
      ['source', 'rate'],
      '',
      cell.replace('source: {rate: 200/s}\n', '')
    ],
    [
      'a key taken away, its comment kept',
      ['storageLevel'],
      '',
      cell.replace('storageLevel:   MEMORY_ONLY # why', '# why')
    ],
    ['the verb’s value taken away, its key kept', ['job'], '', cell.replace('clicks', '')],
    ['the same value again', ['storageLevel'], ' MEMORY_ONLY ', cell],
    ['what would be a comment', ['job'], '#1', cell.replace('clicks', '"#1"')]
  ])('%s', (_, path, value, expected) => {
    expect(changed(cell, path, value)).toBe(expected);
  });

  test('an empty value gets its blank', () => {
    expect(changed('job:', ['job'], 'clicks')).toBe('job: clicks');
    expect(changed('job: ', ['job'], 'clicks').trimEnd()).toMatch(/^job: +clicks$/);
  });

  test('a cell in braces stays one', () => {
    expect(changed('{job: clicks}', ['supervise'], 'false')).toBe('{job: clicks, supervise: false}');
    expect(changed('{job: clicks, supervise: false}', ['supervise'], '')).toBe('{job: clicks}');
  });

  test('a mapping over several lines gets a line of its own', () => {
    expect(changed('job: a\nsource:\n  rate: 1/s # slow\nseed: 2', ['source', 'records'], '5')).toBe(
      'job: a\nsource:\n  rate: 1/s # slow\n  records: 5\nseed: 2'
    );
  });
});

describe('any field set to any word', () => {
  const keys = [...keysOf(definition('job')).keys()];

  test('reads back as that word, and leaves every other key and comment as it was', () => {
    const word = fc.stringMatching(/^[ -~]{1,12}$/).filter(text => text.trim() !== '' && !/^[[{"']/.test(text.trim()));
    fc.assert(
      fc.property(fc.constantFrom(...keys), word, (key, value) => {
        const text = changed(cell, [key], value);
        const root = rootOf(text);
        const entry = root.entries.find(each => each.key === key);
        expect(entry?.value).toMatchObject({ kind: 'scalar', source: value.trim() });
        for (const other of rootOf(cell).entries.filter(each => each.key !== key)) {
          const now = root.entries.find(each => each.key === other.key);
          expect(now && writtenValue(text, now)).toBe(writtenValue(cell, other));
        }
        for (const comment of ['# first', '# its name', '# why', '# last']) expect(text).toContain(comment);
        if (key !== 'job' && !cell.includes(`${key}:`)) expect(changed(text, [key], '')).toBe(cell);
      })
    );
  });
});
