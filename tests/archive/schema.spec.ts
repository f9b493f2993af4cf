import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeRun, encodeRun } from '../../src/archive/run-file.js';
import { currentSchema, schemaSeam } from '../../src/archive/schema.js';
import { isFields } from '../../src/archive/stored-shape.js';
import { finishedRun } from './finished-runs.js';

const fixture = (schema: number) => readFile(fileURLToPath(new URL(`fixtures/schema-${schema}.run`, import.meta.url)));

describe('runs of older releases', () => {
  test('one of every schema so far still opens', async () => {
    for (let schema = 1; schema <= currentSchema; schema += 1) {
      const run = await decodeRun(await fixture(schema));
      expect(run).toMatchObject({ job: 'clicks', configuration: 'reliable-wal', result: { records: { sent: 24 } } });
      expect(run.traces[0]?.moments[3]).toMatchObject({ kind: 'step', step: 'recv', block: null });
    }
  });

  test('today’s schema is that of the newest fixture: a changed form needs a new number and a fixture of its own', async () => {
    expect(await decodeRun(await fixture(currentSchema))).toEqual(finishedRun());
  });

  test('an older form is brought to today’s step by step', async () => {
    const file = await encodeRun({ run: finishedRun(), finishedAt: '', notebook: null, folder: '.' });
    const migrations = new Map([
      [1, (run: unknown) => (isFields(run) ? { ...run, configuration: 'renamed once' } : run)],
      [2, (run: unknown) => (isFields(run) ? { ...run, configuration: `${String(run['configuration'])}, twice` } : run)]
    ]);
    expect(await decodeRun(file, { current: 3, migrations })).toMatchObject({ configuration: 'renamed once, twice' });
  });

  test('a file of today that an older release finds is refused by its number', async () => {
    const file = await encodeRun({ run: finishedRun(), finishedAt: '', notebook: null, folder: '.' });
    await expect(decodeRun(file, { ...schemaSeam, current: 0 })).rejects.toThrow(/a newer Spillway wrote it/);
  });

  test('a migration that leaves no run is told, not trusted', async () => {
    const file = await encodeRun({ run: finishedRun(), finishedAt: '', notebook: null, folder: '.' });
    const migrations = new Map([[1, () => ({ traces: [{}] })]]);
    await expect(decodeRun(file, { current: 2, migrations })).rejects.toThrow(/something else than a run/);
  });
});
