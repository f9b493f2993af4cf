import { describe, expect, test } from '@jest/globals';
import { sources, trackedTexts } from './house/checkout.js';
import { deadFiles, importOrder, knownRooms } from './house/imports.js';
import { emptyNames, hidingTypes } from './house/names.js';
import { purity } from './house/purity.js';
import { readRooms } from './house/rooms.js';
import { longFiles, longFunctions, manyParameters, medianFile } from './house/sizes.js';
import { strayTexts } from './house/texts.js';

const texts = trackedTexts();
const all = sources(texts);
const src = all.filter(file => file.path.startsWith('src/'));
const rooms = readRooms(texts.find(({ path }) => path === 'docs/architecture.md')?.text ?? '');

const ENTRIES = [
  'src/kernel/main.ts',
  'src/command-line.ts',
  'src/engine/local/supervisor-main.ts',
  'src/engine/local/process-main.ts',
  'src/kafka/broker-keeper-main.ts',
  'src/session/exploring/worker-main.ts',
  'src/lab/plugin.ts'
];

describe('the house of docs/architecture.md', () => {
  test('has its sources in the rooms it lists', () => {
    expect(src.length).toBeGreaterThan(0);
    expect(knownRooms(src, rooms)).toEqual([]);
  });

  test('imports from above only', () => {
    expect(importOrder(src, rooms)).toEqual([]);
  });

  test('hands clock, files, sockets and randomness to its pure rooms', () => {
    expect(purity(src, rooms)).toEqual([]);
  });

  test('has no source that nothing reaches', () => {
    const benches = all.filter(file => file.path.endsWith('.bench.ts')).map(file => file.path);
    expect(src.map(file => file.path)).toEqual(expect.arrayContaining(ENTRIES));
    expect(deadFiles(all, [...ENTRIES, ...benches])).toEqual([]);
  });
});

describe('its files', () => {
  test('are short', () => {
    expect([...longFiles(all), ...medianFile(src)]).toEqual([]);
  });

  test('hold short functions of few parameters', () => {
    expect([...longFunctions(src), ...manyParameters(src)]).toEqual([]);
  });

  test('are named for what they hold', () => {
    expect([...emptyNames(src), ...hidingTypes(all)]).toEqual([]);
  });

  test('put nothing off, and are true on every machine', () => {
    // The rules themselves and the inputs planted for them name what they forbid.
    expect(strayTexts(texts.filter(({ path }) => !path.startsWith('tests/house')))).toEqual([]);
  });
});
