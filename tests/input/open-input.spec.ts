import { describe, expect, test } from '@jest/globals';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolders } from '../../src/input/data-folders.js';
import { openInput } from '../../src/input/open-input.js';
import type { Input } from '../../src/input/input.js';
import { withFolder } from './folder.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Opens the first of these files. */
function openFirst<T>(files: Files, use: (input: Input, folder: string) => T): Promise<T> {
  const path = Object.keys(files)[0] ?? '';
  return withFolder(files, async folder =>
    use(await openInput({ from: 'file', path }, { baseFolder: folder, dataFolders: [] }), folder)
  );
}

const all = (input: Input) => Array.from({ length: input.length ?? 0 }, (_, id) => input.compute(input.text(id)));

describe('a CSV file of the user’s', () => {
  const visits = 'city,visits\nOslo,3\nBergen,\n"Møre, west",2\n';

  test('header, key and measure are found and said; a missing measure counts 0', async () => {
    await openFirst({ 'visits.csv': visits }, input => {
      expect(input.title).toBe('visits.csv (3 records, 43 bytes)');
      expect(input.aggregate).toBe('sum of visits by city');
      expect(all(input).map(({ key, measure }) => [key, measure])).toEqual([
        ['Oslo', 3],
        ['Bergen', 0],
        ['Møre, west', 2]
      ]);
    });
  });

  test('past the end it starts again, with new ids', async () => {
    await openFirst({ 'visits.csv': visits }, input => {
      expect(input.text(3)).toBe(input.text(0));
      expect(input.text(3_000_001)).toBe(input.text(1));
    });
  });

  test('a row is one line of JSON, also when a field holds a line end', async () => {
    await openFirst({ 'a.csv': 'name,n\n"two\nlines",1' }, input => {
      const { row } = input.compute(input.text(0));
      expect(row).not.toContain('\n');
      expect(JSON.parse(row)).toEqual({ key: 'two\nlines', measure: 1, record: { name: 'two\nlines', n: '1' } });
    });
  });

  test.each([
    ['a byte order mark', '\ufeffcity,visits\nOslo,3'],
    ['Windows line ends', 'city,visits\r\nOslo,3\r\n'],
    ['semicolons', 'city;visits\nOslo;3'],
    ['tabs', 'city\tvisits\nOslo\t3'],
    ['quoted names', '"city","visits"\n"Oslo","3"']
  ])('with %s it reads the same', async (_, text) => {
    await openFirst({ 'a.csv': text }, input => {
      expect(all(input)).toEqual([
        { key: 'Oslo', measure: 3, row: '{"key":"Oslo","measure":3,"record":{"city":"Oslo","visits":"3"}}' }
      ]);
    });
  });
});

describe('a JSON file of the user’s', () => {
  const lines = '{"page":"home","ms":12}\n\n{"page":"help","ms":null}';

  test.each([
    ['lines.jsonl', lines],
    ['lines.ndjson', lines],
    ['array.json', '[{"page":"home","ms":12},\n{"page":"help","ms":null}]'],
    ['lines.json', lines],
    ['no-ending', lines]
  ])('%s: one record an object', async (name, text) => {
    await openFirst({ [name]: text }, input => {
      expect(input.aggregate).toBe('sum of ms by page');
      expect(all(input).map(({ key, measure }) => [key, measure])).toEqual([
        ['home', 12],
        ['help', 0]
      ]);
    });
  });
});

describe('what cannot be opened says what to do', () => {
  test.each<[string, Files, string, RegExp]>([
    ['empty', { 'a.csv': '' }, 'empty', /a\.csv is empty/],
    ['only blanks', { 'a.jsonl': '\ufeff \n\n' }, 'empty', /at least one record/],
    ['only a header', { 'a.csv': 'city,visits\n' }, 'empty', /a header and no record/],
    ['an empty array', { 'a.json': '[ ]' }, 'empty', /at least one JSON object/],
    ['not UTF-8', { 'a.csv': Uint8Array.from([0x6e, 0xe9, 0x0a]) }, 'not UTF-8', /save it as UTF-8/],
    [
      'a line that is no JSON',
      { 'a.jsonl': '{"a":1}\n\n{"a":}\n' },
      'no record',
      /^line 3 is not a JSON object: {"a":}/
    ],
    ['a line that is no object', { 'a.jsonl': '{"a":1}\n[2]\n' }, 'no record', /^line 2 is not a JSON object/],
    ['a bad element', { 'a.json': '[{"a":1},\n{"a" 1}]' }, 'no record', /^line 2 is not a JSON object/]
  ])('%s', async (_, files, code, message) => {
    await expect(openFirst(files, () => null)).rejects.toMatchObject({
      name: 'InputError',
      code,
      message: expect.stringMatching(message)
    });
  });

  test.each<readonly [string, string | Uint8Array, string, RegExp]>([
    ['photo.csv', Uint8Array.of(0x50, 0x4b, 0, 1, 2), 'not text', /photo\.csv is a binary file.*convert it first/],
    ['clicks.csv', '{"key": "a", "value": 1}\n', 'no columns', /clicks\.csv holds JSON: give it the ending \.json/],
    ['clicks.csv', '[\n  {"key": "a"}]', 'no columns', /clicks\.csv holds JSON/],
    ['server.log', 'GET /index.html HTTP/1.1\nGET /a HTTP/1.1\n', 'no columns', /server\.log is no CSV.*\.jsonl/],
    ['pipes.csv', 'city|visits\nOslo|3\n', 'no columns', /first line \(city\|visits\) names no columns/]
  ])('%s, which is no CSV, is not streamed as one column', async (name, content, code, message) => {
    await expect(openFirst({ [name]: content }, () => null)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message)
    });
  });

  test('a list of values under one name is CSV', async () => {
    await openFirst({ 'temperatures.csv': 'temp (C)\n3\n4\n' }, input => {
      expect(input.length).toBe(2);
    });
  });

  test('not found: with the folder it looked in and the files that are there', async () => {
    await withFolder({ 'visits.csv': 'a', 'notes.txt': 'b' }, async folder => {
      const places = { baseFolder: folder, dataFolders: [] };
      await expect(openInput({ from: 'file', path: 'visit.csv' }, places)).rejects.toMatchObject({
        code: 'not found',
        message: `there is no file visit.csv in ${folder}; the folder has visits.csv`
      });
      await expect(openInput({ from: 'file', path: 'sub/visit.csv' }, places)).rejects.toMatchObject({
        code: 'not found',
        message: expect.stringContaining('there is no such folder')
      });
    });
  });

  test('a folder', async () => {
    await withFolder({}, async folder => {
      await expect(
        openInput({ from: 'file', path: '.' }, { baseFolder: folder, dataFolders: [] })
      ).rejects.toMatchObject({ code: 'a folder' });
    });
  });

  test('larger than 256 MB is refused unread', async () => {
    await withFolder({ 'large.csv': 'a,b\n' }, async folder => {
      await truncate(join(folder, 'large.csv'), 256 * 1024 * 1024 + 1);
      await expect(
        openInput({ from: 'file', path: 'large.csv' }, { baseFolder: folder, dataFolders: [] })
      ).rejects.toMatchObject({ code: 'too large', message: expect.stringContaining('more than the 256 MB') });
    });
  });

  const kafka = { from: 'kafka', topic: null, properties: null, brokers: 1, begin: 'latest', end: null } as const;

  test('a topic of the job’s own is sent the flights', async () => {
    const places = { baseFolder: '.', dataFolders: dataFolders() };
    const own = await openInput({ ...kafka, bootstrap: null }, places);
    const flights = await openInput({ from: 'dataset', dataset: 'flights' }, places);
    expect([own.title, own.text(0)]).toEqual([flights.title, flights.text(0)]);
  });

  test('one that others write is known from the run that reads it, and nobody is asked for it here', async () => {
    const content = { ...kafka, bootstrap: 'broker:9092', topic: 'clicks' };
    const input = await openInput(content, { baseFolder: '.', dataFolders: [] });
    expect([input.title, input.isKnown?.()]).toEqual(['topic clicks at broker:9092', false]);
    const earlier = input.learning?.();
    input.learning?.()(['{"page": "home", "seconds": 3}', '7']);
    earlier?.(['of a run before']);
    expect([input.isKnown?.(), input.text(0)]).toEqual([true, '{"page": "home", "seconds": 3}']);
    expect(input.compute(input.text(0))).toMatchObject({ key: 'home', measure: 3 });
    expect(input.compute(input.text(1))).toMatchObject({ key: 'all', measure: 7 });
  });
});
