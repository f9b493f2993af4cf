import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCell } from '../src/run-cell.js';
import type { Stake } from '../src/terms/result.js';
import { Notebook, textOf, verdictOf } from './session/notebook.js';

let notebook: Notebook;
beforeEach(async () => {
  notebook = await Notebook.open();
});
afterEach(() => notebook.remove());

const sumOf = ({ processed, log, twoMemories, oneMemory, nowhere, source }: Stake): number =>
  processed + log + twoMemories + oneMemory + nowhere + source;

const twoLines = 'job: clicks\nengine: simulated\nconfiguration: reliable-replicated';
const killDriver = 'fail: clicks\nkill: driver\nafter: ack';

describe('a job by its configuration, failed and charted', () => {
  test('the job is steady when its cell ends, and says which row of the page it is', async () => {
    const { results, displays } = await notebook.ok(twoLines);
    expect(results).toMatchObject([{ kind: 'job', job: 'clicks', state: 'steady' }]);
    expect(textOf(displays)).toContain('Reliable receivers, replicated storage level');
  });

  test('the failure fires, and what was at stake adds up to what was sent', async () => {
    await notebook.ok(twoLines);
    const { results } = await notebook.ok(killDriver);
    const [failures] = results;
    expect(failures).toMatchObject({ kind: 'failures', failures: [{ kill: 'driver', after: 'ack', fired: true }] });
    const stake = failures?.kind === 'failures' ? failures.failures[0]?.stake : null;
    const atStake = stake === null || stake === undefined ? 0 : sumOf(stake);
    const { records } = verdictOf(await notebook.ok('chart: clicks'));
    expect(atStake).toBeGreaterThan(0);
    expect(atStake).toBeLessThanOrEqual(records.sent);
  });

  test('the chart has a picture, its result and the same finding in words', async () => {
    await notebook.ok(twoLines);
    await notebook.ok(killDriver);
    const played = await notebook.ok('chart: clicks');
    const verdict = verdictOf(played);
    expect(verdict.outcome).toBe('recovered');
    expect(verdict.receipt.lost).toBeGreaterThan(0);
    expect(verdict.verdict).toBe('agrees');
    const [chart] = played.displays;
    expect(Object.keys(chart?.content ?? {})).toEqual(
      expect.arrayContaining(['application/vnd.vegalite.v5+json', 'application/vnd.spillway+json', 'text/plain'])
    );
    expect(chart?.content['text/plain']).toContain('lost');
  });

  test('jobs: a job of this kernel says when it finished', async () => {
    await notebook.ok(`${twoLines}\n---\njob: other\nengine: simulated`);
    await notebook.ok('chart: clicks');
    const { results } = await notebook.ok('jobs: all');
    const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(results).toMatchObject([
      {
        jobs: [
          { job: 'clicks', finishedAt: isoTime },
          { job: 'other', finishedAt: null }
        ]
      }
    ]);
  });

  test('of several documents, the one that failed is named with its line', async () => {
    const { at } = await notebook.cell(`# first\n${twoLines}\n---\n\nchart: clicks\n---\n${killDriver}`);
    expect(at).toEqual({ document: 3, line: 6 + twoLines.split('\n').length });
    expect((await notebook.cell(killDriver)).at).toBeNull();
  });

  test('what keeps a job from its Kafka is said under the line that it is about', async () => {
    const kafka = `kafka: {bootstrap: 'localhost:9092', properties: none.properties, topic: orders}`;
    const { error } = await notebook.cell(
      `job: other\nengine: simulated\n---\njob: clicks\nengine: local\nsource:\n  ${kafka}`
    );
    expect(error).toMatchObject({ kind: 'wrong input', name: 'KafkaError' });
    const [line, carets, ...sentence] = error?.details ?? [];
    expect(line).toBe(`line 7:   ${kafka}`);
    expect(line?.slice(carets?.indexOf('^'), carets?.length)).toBe('none.properties');
    expect(sentence).toEqual([error?.message]);
  });

  test('a finished job cannot be failed any more, and the cell says what to do', async () => {
    await notebook.ok(twoLines);
    await notebook.ok('chart: clicks');
    const { error } = await notebook.cell(killDriver);
    expect(error?.message).toContain('finished');
    expect(error?.message).toContain('run its job cell again');
  });

  test('running the job cell again replaces the job', async () => {
    await notebook.ok(twoLines);
    await notebook.ok('chart: clicks');
    await notebook.ok(twoLines);
    const { results } = await notebook.ok(killDriver);
    expect(results).toMatchObject([{ failures: [{ fired: true }] }]);
  });

  test('a job cell that fails leaves no earlier job behind under its name', async () => {
    await notebook.ok(twoLines);
    const { error } = await notebook.cell(`${twoLines}\nbatchInterval: 5s\nlimit: 1s`);
    expect(error?.name).toBe('NeverSteady');
    expect((await notebook.cell(killDriver)).error?.name).toBe('UnknownJob');
  });

  test('a chart drawn twice shows the same', async () => {
    await notebook.ok(twoLines);
    await notebook.ok(killDriver);
    const first = await notebook.ok('chart: clicks');
    const second = await notebook.ok('chart: clicks');
    expect(JSON.stringify(second.displays)).toBe(JSON.stringify(first.displays));
  });
});

test('the same seed gives the same bytes: picture, tables, JSON', async () => {
  const other = await Notebook.open();
  try {
    for (const text of [twoLines, killDriver, 'chart: clicks']) {
      const here = await notebook.ok(text);
      const there = await other.ok(text);
      expect(JSON.stringify(there.displays)).toBe(JSON.stringify(here.displays));
      expect(JSON.stringify(there.results)).toBe(JSON.stringify(here.results));
    }
  } finally {
    await other.remove();
  }
});

test('`like` takes over what another job says, and `compare` runs both with the same failure', async () => {
  await notebook.ok(twoLines);
  await notebook.ok(
    'job: safer\nlike: clicks\nstorageLevel: MEMORY_AND_DISK_SER\nwriteAheadLog: true\ncheckpoint: true'
  );
  const { results } = await notebook.ok('compare: [clicks, safer]\nfailures: [{kill: driver, after: ack}]');
  const [comparison] = results;
  expect(comparison).toMatchObject({
    kind: 'comparison',
    jobs: ['clicks', 'safer'],
    verdicts: [{ configuration: 'reliable-replicated' }, { configuration: 'reliable-wal', receipt: { lost: 0 } }]
  });
});

test('two failures in one list, the second during the recovery of the first', async () => {
  const { results } = await notebook.ok(
    'job: twice\nengine: simulated\nconfiguration: reliable-wal\nfailures:\n  - {kill: driver, after: ack}\n  - {kill: driver, during: recovery}\n---\nchart: twice'
  );
  const verdict = verdictOf({ results });
  expect(verdict.failures).toMatchObject([{ fired: true }, { fired: true, during: 'recovery' }]);
  expect(verdict.receipt.lost).toBe(0);
});

test('fifty runs with a failure at random are charted as n of 50 with their bound', async () => {
  const played = await notebook.ok(
    'job: fifty\nengine: simulated\nconfiguration: reliable-replicated\nruns: 50\nfailures: [{kill: driver, at: random}]\n---\nchart: fifty'
  );
  const verdict = verdictOf(played);
  expect(verdict.runs).toMatchObject({ wanted: 50, judged: 50 });
  expect(verdict.each).toHaveLength(50);
  expect(textOf(played.displays)).toMatch(/of.50/);
});

describe('expect', () => {
  test('holds', async () => {
    await notebook.ok(twoLines);
    const { results } = await notebook.ok('expect: clicks\nlost: 0\nduplicated: 0');
    expect(results).toMatchObject([{ kind: 'expectation', held: true, failed: [] }]);
  });
  test('fails, with what was wanted and what came', async () => {
    await notebook.ok(twoLines);
    const { error, results } = await notebook.cell('expect: clicks\nlost: 7');
    expect(results).toMatchObject([{ held: false, failed: [{ what: 'lost', wanted: '7', got: 0 }] }]);
    expect(error?.kind).toBe('did not hold');
  });
  test('fails softly', async () => {
    await notebook.ok(twoLines);
    const { error, results } = await notebook.cell('expect: clicks\nlost: some\nsoft: true');
    expect(error).toBeNull();
    expect(results).toMatchObject([{ held: false, soft: true }]);
  });
});

describe('parameters', () => {
  test('stand for values of later cells, whole or inside a text', async () => {
    await notebook.ok('parameters: {rate: 300/s, seconds: 2}');
    const { results } = await notebook.ok(
      'job: fed\nengine: simulated\nsource: {rate: $rate}\nbatchInterval: $(seconds)s'
    );
    expect(JSON.stringify(results)).toContain('300/s');
    expect(JSON.stringify(results)).toContain('2s');
  });
  test('an unknown name is an error that lists the known ones, and nothing starts', async () => {
    await notebook.ok('parameters: {rate: 300/s}');
    const { error } = await notebook.cell('job: fed\nengine: simulated\nsource: {rate: $rat}');
    expect([error?.message, ...(error?.details ?? [])].join('\n')).toContain('rate');
    expect(notebook.session.jobs.size).toBe(0);
  });
});

test('a driver killed without supervise: the job is stopped, and the rest waits at the source', async () => {
  const played = await notebook.ok(
    'job: alone\nengine: simulated\nconfiguration: reliable-replicated\nsupervise: false\nsource: {records: 2000}\nfailures: [{kill: driver, after: ack}]\n---\nchart: alone'
  );
  const verdict = verdictOf(played);
  expect(verdict.outcome).toBe('stopped');
  expect(verdict.records.waiting).toBeGreaterThan(0);
  expect(textOf(played.displays)).toContain('nothing restarts it');
});

test('a file of the user’s is streamed, and its aggregate is kept by its first text column', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${['Lyon', 'Graz'][row % 2]},${row}`);
  await writeFile(join(notebook.folder, 'orders.csv'), ['city,amount', ...rows, ''].join('\n'));
  const played = await notebook.ok(
    'job: mine\nengine: simulated\nconfiguration: direct-checkpoint\nsource: {file: orders.csv, rate: 100/s, records: 120}\n---\nchart: mine'
  );
  expect(verdictOf(played).records.delivered).toBe(120);
  expect(textOf(played.displays)).toContain('Graz');
});

test('a file that is not there is an error with the remedy, and nothing starts', async () => {
  const { error } = await notebook.cell('job: mine\nengine: simulated\nsource: {file: missing.csv}');
  expect(error?.kind).toBe('wrong input');
  expect(error?.message).toContain('missing.csv');
  expect(notebook.session.jobs.size).toBe(0);
});

test('a lost acknowledgement: processed twice on a queue, covered by the next commit on a log', async () => {
  await notebook.ok(
    'job: queue\nengine: simulated\nconfiguration: reliable-replicated\nfailures: [{drop: acknowledgement}]'
  );
  await notebook.ok('job: log\nlike: queue\nsource: {kind: log}');
  const { results } = await notebook.ok('compare: [queue, log]');
  expect(results).toMatchObject([
    {
      verdicts: [
        { receipt: { lost: 0 }, causes: { receipt: { 'source re-send': expect.any(Number) } } },
        { receipt: { lost: 0, duplicated: 0 } }
      ]
    }
  ]);
});

test('table: streaming runs twelve cells and the semantics, and every one is exercised', async () => {
  const { results } = await notebook.ok('table: streaming\nengine: simulated');
  const [table] = results;
  expect(table?.kind).toBe('table');
  const rows = table?.kind === 'table' ? table.rows : [];
  expect(rows).toHaveLength(14);
  expect(rows.filter(row => row.failures.every(failure => failure.fired))).toHaveLength(14);
  expect(rows.filter(row => row.verdict === 'not exercised')).toEqual([]);
});

describe('after a kernel restart', () => {
  test('a chart shows the same run, marked as from the archive', async () => {
    await notebook.ok(twoLines);
    await notebook.ok(killDriver);
    const before = verdictOf(await notebook.ok('chart: clicks'));
    const again = await notebook.restart();
    const after = verdictOf(await again.ok('chart: clicks'));
    const { archived, ...same } = after;
    expect(archived).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(same).toEqual(before);
  });
  test('so does the chart of a job of several runs, title and all', async () => {
    await notebook.ok(`${twoLines}\nruns: 3\nfailures: [{kill: driver, at: random}]`);
    const before = await notebook.ok('chart: clicks');
    const again = await notebook.restart();
    const after = await again.ok('chart: clicks');
    const title = (played: typeof before) => String(played.displays[0]?.content['text/plain']).split('\n')[0];
    expect(title(after)).toBe(title(before));
    expect(verdictOf(after).runs).toEqual(verdictOf(before).runs);
  });
  test('jobs lists what the archive holds', async () => {
    await notebook.ok(twoLines);
    await notebook.ok('stop: clicks');
    const again = await notebook.restart();
    const { results } = await again.ok('jobs: all');
    expect(results).toMatchObject([{ kind: 'jobs', jobs: [{ job: 'clicks', state: 'from the archive' }] }]);
  });
  test('a job that was never run is an error with the names there are', async () => {
    const { error } = await notebook.cell('chart: clicks');
    expect(error?.kind).toBe('wrong input');
  });
});

/** The cell that an output proposes next: the indented lines at its end. */
function nextCell(text: string): string {
  const lines = text.slice(text.lastIndexOf('Next.')).split('\n').slice(1);
  return lines.map(line => line.replace(/^ {4}/, '')).join('\n');
}

test.each([
  ['unreliable', 'cut'],
  ['reliable-unreplicated', 'ack'],
  ['reliable-replicated', 'ack'],
  ['direct-no-checkpoint', 'compute']
])('what the chart of %s proposes next can be run as it stands', async (configuration, step) => {
  await notebook.ok(
    `job: a\nengine: simulated\nconfiguration: ${configuration}\nfailures: [{kill: driver, after: ${step}}]`
  );
  const { displays } = await notebook.ok('chart: a');
  await notebook.ok(nextCell(textOf(displays)));
});

test('export writes one line a record', async () => {
  await notebook.ok('job: few\nengine: simulated\nsource: {records: 200}\n---\nexport: few\nto: few.csv');
  const lines = (await readFile(join(notebook.folder, 'few.csv'), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(201);
  expect(lines[0]).toBe('record,sent_ms,origins,copies,lost,cause,key,measure,text');
});

test('a cell with a bad document starts nothing, also not what stands before it', async () => {
  const { error } = await notebook.cell(`${twoLines}\n---\nfail: clicks\nkil: driver`);
  expect(error?.kind).toBe('wrong input');
  expect(notebook.session.jobs.size).toBe(0);
});

test('an interrupt ends the cell; a job that was still starting is gone, others go on', async () => {
  await notebook.ok(twoLines);
  notebook.interrupt.abort();
  const { error } = await notebook.cell(
    'job: other\nengine: simulated\nsource: {records: 100000}\nruns: 20\nfailures: [{kill: driver}]'
  );
  expect(error?.name).toBe('Interrupted');
  expect([...notebook.session.jobs.keys()]).toEqual(['clicks']);
});

test('a failure that was interrupted never fires later', async () => {
  await notebook.ok(twoLines);
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  const cell = { session: notebook.session, signal: stop.signal, cellId: 'interrupted' };
  const publisher = { display: () => undefined, update: () => undefined, stream: () => undefined };
  const { error } = await runCell('fail: clicks\nkill: driver\nat: 40s', { ...cell, publisher });
  expect(error?.name).toBe('Interrupted');
  const verdict = verdictOf(await notebook.ok('chart: clicks'));
  expect(verdict.outcome).toBe('undisturbed');
  expect(verdict.failures).toMatchObject([{ fired: false, why: 'the wait for it was interrupted' }]);
});

test('verbs whose engine is still to come answer in one sentence', async () => {
  await notebook.ok(twoLines);
  for (const text of ['batch: clicks', 'agent: clicks']) {
    const { error } = await notebook.cell(text);
    expect(error?.name).toBe('NotYet');
  }
  const { error } = await notebook.cell('job: real\nengine: spark');
  expect(error?.message).toBe('real Spark is no part of this version; write simulated or local');
});

test('help explains a verb, a step and a job', async () => {
  await notebook.ok(twoLines);
  for (const [text, words] of [
    ['help: fail', 'kill'],
    ['help: after', 'ack'],
    ['help: clicks', 'spark-submit']
  ] as const) {
    expect(textOf((await notebook.ok(text)).displays)).toContain(words);
  }
});
