/** The cells `explore` and `biography`, as a notebook has them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Result } from '../../../src/terms/result.js';
import { Notebook, textOf } from '../notebook.js';

let notebook: Notebook;
beforeAll(async () => {
  notebook = await Notebook.open();
});
afterAll(() => notebook.remove());

const explorationIn = ({ results }: { readonly results: readonly Result[] }) => {
  const result = results.find(({ kind }) => kind === 'exploration');
  if (result?.kind !== 'exploration') {
    throw new Error('the cell left no exploration');
  }
  return result;
};

describe('explore', () => {
  test('maps a configuration, judges the page line by line, and gives cells that show it', async () => {
    const played = await notebook.ok('explore: direct-no-checkpoint');
    const result = explorationIn(played);
    expect(result.complete).toBe(true);
    expect(result.findings?.map(({ words, judgement }) => `${words}: ${judgement}`)).toEqual([
      'executor failure => no data loss: holds',
      'driver failure => data loss: borne out',
      'exactly-once: holds'
    ]);
    const crashes = result.points.reduce((sum, { tried }) => sum + (tried ?? 0), 0);
    expect(result.bound).toContain(`${crashes} crashes in ${result.runs} runs of 20 records`);
    expect(result.changes?.map(({ against, settings }) => [against, ...(settings ?? [])])).toEqual([
      ['lost', 'conf: {auto.offset.reset: earliest}'],
      ['output duplicated', 'sink: idempotent'],
      ['lost and output duplicated', 'offsets: with output', 'sink: transactional']
    ]);
    expect(result.change).toEqual(result.changes?.[0]);
    expect(result.changes?.every(({ price }) => price.length === 4)).toBe(true);
    expect(textOf(played.displays)).toContain('The nearest safe changes, and their price');
    const lost = result.witnesses.find(({ shows }) => shows === 'lost');
    const shown = await notebook.ok(lost?.cells.join('\n---\n') ?? '');
    expect(shown.results.find(({ kind }) => kind === 'verdict')).toMatchObject({ receipt: { lost: lost?.lost } });
  });

  test('takes a job of the notebook with a key changed', async () => {
    await notebook.ok('job: clicks\nengine: simulated\nconfiguration: direct-no-checkpoint');
    const result = explorationIn(await notebook.ok('explore: clicks\nsink: idempotent'));
    expect(result.findings?.map(({ judgement }) => judgement)).toEqual(['holds', 'borne out', 'holds']);
    expect(result.points.some(({ output }) => output.duplicated > 0)).toBe(false);
  });

  test.each([
    ['explore: table\ndepth: 2', 'one configuration'],
    ['explore: reliable-wal\nengine: spark', 'write simulated']
  ])('refuses %j with the remedy', async (text, remedy) => {
    const { error } = await notebook.cell(text);
    expect(error?.kind).toBe('wrong input');
    expect([error?.message, ...(error?.details ?? [])].join('\n')).toContain(remedy);
  });
});

describe('biography', () => {
  test('tells why a record was lost, with the steps that bear it', async () => {
    await notebook.ok(
      'job: unlucky\nengine: simulated\nconfiguration: reliable-replicated\nfailures: [{kill: driver, after: ack}]'
    );
    const played = await notebook.ok('biography: unlucky\nrecord: first lost');
    const result = played.results.find(({ kind }) => kind === 'biography');
    expect(result).toMatchObject({ kind: 'biography', job: 'unlucky', fate: 'lost' });
    const steps = result?.kind === 'biography' ? result.moments.map(({ step }) => step) : [];
    expect(steps).toEqual(expect.arrayContaining(['recv', 'put', 'replicate', 'ack']));
    expect(steps).not.toContain('out');
  });

  test('says which records there are', async () => {
    expect((await notebook.cell('biography: unlucky\nrecord: 9999999')).error?.message).toContain(
      'sent the records 0 to'
    );
    expect((await notebook.cell('biography: unlucky\nrecord: first duplicated')).error?.message).toContain(
      'has no record twice'
    );
  });
});
