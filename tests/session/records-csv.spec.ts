import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { Notebook } from './notebook.js';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

test('a run’s records survive a CSV reader: quotes, commas, lost and doubled ones with their reasons', async () => {
  const notebook = await Notebook.open();
  try {
    await writeFile(join(notebook.folder, 'odd.csv'), 'city,amount\n"Lyon, ""old"" town",1\nGraz,2\n');
    await notebook.ok(
      'job: odd\nengine: simulated\nconfiguration: reliable-replicated\nsource: {file: odd.csv, rate: 500/s, records: 1000}\nfailures: [{kill: driver, after: ack}]'
    );
    await notebook.ok('export: odd\nto: out.csv');
    const rows: Record<string, string>[] = parse(await readFile(join(notebook.folder, 'out.csv')), { columns: true });
    expect(rows).toHaveLength(1000);
    expect(rows[0]).toMatchObject({ record: '0', key: 'Lyon, "old" town', measure: '1' });
    const lost = rows.filter(row => row['copies'] === '0');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every(row => row['lost'] !== '')).toBe(true);
  } finally {
    await notebook.remove();
  }
});

test('an export never overwrites what is none, and overwrites an earlier one', async () => {
  const notebook = await Notebook.open();
  try {
    await writeFile(join(notebook.folder, 'notebook.ipynb'), '{"cells": []}\n');
    await notebook.ok('job: few\nengine: simulated\nsource: {generate: true, records: 100}');
    const { error } = await notebook.cell('export: few\nto: notebook.ipynb');
    expect(error?.message).toContain('notebook.ipynb is there already');
    expect(await readFile(join(notebook.folder, 'notebook.ipynb'), 'utf8')).toBe('{"cells": []}\n');
    await notebook.ok('export: few\nto: few.csv');
    await notebook.ok('export: few\nto: few.csv');
  } finally {
    await notebook.remove();
  }
});
