import { describe, expect, test } from '@jest/globals';
import { nullTranslator } from '@jupyterlab/translation';
import { glanceOf, type Glance } from '../../src/lab/glance.js';
import { formOf } from '../../src/lab/form-fields.js';
import { newCellText } from '../../src/lab/new-cell.js';
import { nothingRead, readNotebook, type CellReading, type NotebookReading } from '../../src/lab/notebook-reading.js';

const trans = nullTranslator.load('jupyterlab_spillway');

function read(texts: readonly string[], before: NotebookReading = nothingRead): NotebookReading {
  return readNotebook(
    texts.map((text, at) => ({ id: String(at), text })),
    before
  );
}

function reading(of: NotebookReading, id: number): CellReading {
  const found = of.get(String(id));
  if (found === undefined) throw new Error(`no cell ${id}`);
  return found;
}

const glance = (...texts: readonly string[]): Glance => glanceOf(reading(read(texts), texts.length - 1), trans);

describe('a job at a glance', () => {
  test('is its row of the page, with what the page promises', () => {
    expect(glance('job: clicks\nconfiguration: reliable-replicated')).toMatchObject({
      kind: 'job',
      job: 'clicks',
      says: 'Row 3: Reliable receivers, replicated storage level',
      row: {
        promises: [
          { promise: 'no data loss', voids: [] },
          { promise: 'data loss', voids: [] }
        ]
      }
    });
  });

  test.each([
    ['supervise: false', 1, 'supervise: false'],
    ['checkpoint: {recover: never}', 1, 'checkpoint: {recover: never}']
  ])('%s voids a promise', (line, promise, setting) => {
    const shown = glance(`job: clicks\nconfiguration: reliable-wal\n${line}`);
    if (shown.kind !== 'job' || shown.row === null) throw new Error('no row');
    expect(shown.row.promises[promise]?.voids.map(each => each.setting)).toEqual([setting]);
  });

  test('may be no row of the page', () => {
    expect(glance('job: a\nconsumer: direct\noffsets: auto-commit')).toMatchObject({ kind: 'job', row: null });
  });
});

describe('other cells at a glance', () => {
  test('a failure shows the promise that it puts to the test', () => {
    const [job, fail] = ['job: a\nconfiguration: reliable-wal', 'fail: a\nkill: executor'];
    expect(glance(job, fail)).toMatchObject({ kind: 'cell', promise: { failure: 'executor failure' } });
    expect(glance(job, 'fail: a\ndrop: acknowledgement')).toMatchObject({ promise: null });
  });

  test.each([
    ['', 'empty'],
    ['# a comment', 'empty'],
    ['some words', 'empty'],
    ['job: a\nseed: x', 'problems']
  ])('%j is %s', (text, kind) => {
    expect(glance(text).kind).toBe(kind);
  });
});

describe('a notebook that is read again', () => {
  const texts = ['job: a', 'chart: a', 'fail: a\nkill: driver'];

  test('reads anew what a change bears on, and nothing else', () => {
    const before = read(texts);
    expect([...read(texts, before).values()]).toEqual([...before.values()]);
    const chart = read(['job: a', 'chart: a # now', texts[2] ?? ''], before);
    expect(reading(chart, 0)).toBe(reading(before, 0));
    expect(reading(chart, 1)).not.toBe(reading(before, 1));
    expect(reading(chart, 2)).toBe(reading(before, 2));
    const job = read(['job: a\nseed: 2', ...texts.slice(1)], before);
    expect(reading(job, 2)).not.toBe(reading(before, 2));
  });

  test('keeps what a cell last defined while it is being mended', () => {
    const broken = read(['job: a\nse', ...texts.slice(1)], read(texts));
    expect(reading(broken, 0).documents[0]?.kind).toBe('problems');
    expect(reading(broken, 1).documents[0]?.kind).toBe('cell');
  });
});

describe('a form', () => {
  const form = (...texts: readonly string[]) => formOf(reading(read(texts), texts.length - 1));

  test('has every key of the verb, with its value, its words and its problems', () => {
    const shown = form('job: a\nbatchInterval: 500\nsource: {rate: 9/s}');
    if (shown.kind !== 'fields') throw new Error('no fields');
    const field = (path: string) => shown.fields.find(each => each.path.join('.') === path);
    expect(field('job')).toMatchObject({ value: 'a', required: true });
    expect(field('source.rate')).toMatchObject({ value: '9/s', usual: '500/s' });
    expect(field('checkpoint')?.choices.map(({ value }) => value)).toEqual(['true', 'false', '{recover: never}']);
    expect(field('batchInterval')?.problems).toHaveLength(1);
    expect(field('writeAheadLog')).toMatchObject({ usual: 'false', from: 'default' });
    expect(field('supervise')?.help).toContain('--supervise');
    expect(shown.problems).toEqual([]);
  });

  test('shows what is in effect without a key, and where it comes from', () => {
    const usual = (path: string, ...texts: readonly string[]) => {
      const shown = form(...texts);
      const field = shown.kind === 'fields' ? shown.fields.find(each => each.path.join('.') === path) : undefined;
      return [field?.usual, field?.from];
    };
    const safe = 'job: a\nconfiguration: reliable-wal';
    expect(usual('writeAheadLog', safe)).toEqual(['true', 'configuration']);
    expect(usual('writeAheadLog', safe, 'job: b\nlike: a')).toEqual(['true', 'like']);
    expect(usual('writeAheadLog', `${safe}\nseed: x`)).toEqual(['', null]);
    expect(usual('seed', safe)).toEqual(['1', 'default']);
  });

  test('offers the notebook’s jobs', () => {
    const shown = form('job: a', 'job: b', 'fail: a\nkill: driver');
    const job = shown.kind === 'fields' ? shown.fields.find(({ required }) => required) : undefined;
    expect(job?.choices.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  test.each(['job: a\n  b: c', 'job: [', '- x', 'job: a\n---\njob: b'])('steps aside for %j', text => {
    expect(form(text).kind).toBe('aside');
  });
});

describe('a new cell', () => {
  const context = reading(read(['job: first', 'job: clicks']), 1).after;
  const text = (verb: string, jobLines: readonly string[] = []) => newCellText({ verb, context, jobLines });

  test('is about the newest job; a new job has a name of its own', () => {
    expect(text('chart')).toBe('chart: clicks');
    expect(text('compare')).toContain('compare: [first, clicks]');
    expect(text('job', ['engine: local'])).toMatch(/^job: clicks-2\n(.*\n)*engine: local$/);
    expect(text('nothing')).toBeNull();
  });
});
