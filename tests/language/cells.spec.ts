import { describe, expect, test } from '@jest/globals';
import { stepTitles } from '../../src/chart/step-titles.js';
import { extendContext, newContext, readCell } from '../../src/language/read.js';
import { after, cellOf, problemsOf } from './notebook.js';

const context = after('job: clicks\nconfiguration: reliable-replicated', 'job: safer\nconfiguration: reliable-wal');

describe('a text that asks for nothing does nothing', () => {
  test.each(['', '   \n\n', '# a comment', '# one\n\n# two\r\n', '---', '---\n...\n'])('%j', text => {
    expect(readCell(text, context).every(document => document.kind === 'empty')).toBe(true);
  });
});

describe('fail', () => {
  test('now, when nothing is said', () => {
    expect(cellOf('fail: clicks\nkill: executor', context)).toEqual({
      verb: 'fail',
      job: 'clicks',
      failures: [
        {
          fault: { kind: 'kill', victims: ['executor'] },
          place: { at: 'now' },
          withinMs: null,
          duringRecovery: false
        }
      ]
    });
  });

  const jobs = [
    'job: cuts\nconfiguration: unreliable',
    'job: logs\nlike: cuts\nconfiguration: reliable-wal',
    'job: copies\nconfiguration: reliable-replicated',
    'job: commits\nconfiguration: direct-checkpoint\noffsets: after output'
  ];
  test.each(Object.entries(stepTitles))('after: %s can also be said as results print it: %s', (step, title) => {
    const places = jobs.flatMap(job => {
      const [document] = readCell(`${job}\nfailures: [{kill: driver, after: ${title}}]`, after(...jobs));
      return document?.kind === 'cell' && document.cell.verb === 'job'
        ? document.cell.definition.job.failures.map(({ place }) => place)
        : [];
    });
    expect(new Set(places.map(place => place.at === 'step' && place.step))).toEqual(new Set([step]));
  });

  test('several together, at a step of its own', () => {
    const cell = cellOf(
      'fail: clicks\nkill: [driver, replica executor]\nafter: replicate\noccurrence: 3\nrecord: 417\nphase: 120ms',
      context
    );
    expect(cell).toMatchObject({
      failures: [
        {
          fault: { kind: 'kill', victims: ['driver', 'replica executor'] },
          place: { at: 'step', step: 'replicate', occurrence: 3, record: 417, phaseMs: 120 }
        }
      ]
    });
  });

  test('a list: within the one before at a moment of the seed, during its recovery', () => {
    const cell = cellOf(
      'fail: clicks\nfailures:\n  - {kill: driver, at: 2s}\n  - {kill: driver, within: 500ms}\n  - {kill: driver, during: recovery}',
      context
    );
    expect(cell).toMatchObject({
      failures: [
        { place: { at: 'time', ms: 2000 }, withinMs: null, duringRecovery: false },
        { place: { at: 'random' }, withinMs: 500 },
        { place: { at: 'now' }, withinMs: null, duringRecovery: true }
      ]
    });
  });

  test.each([
    ['drop: acknowledgement', { kind: 'drop', message: 'acknowledgement' }],
    ['delay: produce acknowledgement\nby: 300ms', { kind: 'delay', message: 'produce acknowledgement', byMs: 300 }],
    ['kill: driver\nfor: 3s', { kind: 'kill', victims: ['driver'], forMs: 3000 }],
    ['pause: driver\nfor: 3s', { kind: 'pause', victim: 'driver', forMs: 3000 }]
  ])('%s', (keys, fault) => {
    expect(cellOf(`fail: clicks\n${keys}`, context)).toMatchObject({ failures: [{ fault }] });
  });
});

describe('the other verbs', () => {
  test.each([
    ['chart: clicks', { verb: 'chart', job: 'clicks' }],
    ['compare: [clicks, safer]', { verb: 'compare', jobs: ['clicks', 'safer'], failures: null }],
    ['table: streaming\nseed: 4', { verb: 'table', table: 'streaming', engine: 'local', seed: 4 }],
    ['biography: clicks', { verb: 'biography', job: 'clicks', record: 'first lost' }],
    [
      'parameters: {rate: 500/s, n: 3, on: true}',
      { verb: 'parameters', parameters: { rate: '500/s', n: 3, on: true } }
    ],
    ['stop: all', { verb: 'stop', job: 'all' }],
    ['jobs: all', { verb: 'jobs' }],
    ['jobs:', { verb: 'jobs' }],
    ['export: clicks', { verb: 'export', job: 'clicks', to: 'clicks.csv' }],
    ['export: clicks\nto: out/a.csv', { verb: 'export', job: 'clicks', to: 'out/a.csv' }],
    [
      "remove: clicks\nkafka: {bootstrap: 'a:9092'}",
      {
        ...{ verb: 'remove', job: 'clicks', topics: null, confirm: false },
        kafka: { bootstrap: 'a:9092', properties: null }
      }
    ],
    [
      "remove: all\nkafka: {bootstrap: 'a:9092', properties: p}\ntopics: [spillway-b-0123456789ab-out]\nconfirm: true",
      {
        ...{ job: 'all', topics: ['spillway-b-0123456789ab-out'], confirm: true },
        kafka: { bootstrap: 'a:9092', properties: 'p' }
      }
    ],
    ['help: after', { verb: 'help', topic: 'after' }],
    ['help:', { verb: 'help', topic: null }],
    ['batch: wordcount', { verb: 'batch', name: 'wordcount' }],
    ['explore: clicks', { verb: 'explore', what: 'clicks', depth: 1, engine: 'simulated', definition: null }],
    ['explore: clicks\nengine: local', { verb: 'explore', engine: 'local', definition: null }],
    ['explore: table', { verb: 'explore', what: 'table', engine: 'simulated', definition: null }],
    ['explore: reliable-wal', { definition: { configuration: 'reliable-wal', job: { engine: 'simulated' } } }],
    ['explore: clicks\nsink: idempotent', { engine: 'simulated', definition: { job: { engine: 'simulated' } } }],
    ['explore: new\nconsumer: direct\ndepth: 2', { depth: 2, definition: { job: { name: 'new', consumer: 'direct' } } }]
  ])('%s', (text, cell) => {
    expect(cellOf(text, context)).toMatchObject(cell);
  });

  test('expect takes numbers, some, a verdict, an outcome, and may be soft', () => {
    expect(
      cellOf(
        'expect: clicks\nlost: 0\noutput duplicated: some\nverdict: agrees\noutcome: recovered\nsoft: true',
        context
      )
    ).toEqual({
      verb: 'expect',
      job: 'clicks',
      expectations: [
        { what: 'lost', wanted: 0 },
        { what: 'output duplicated', wanted: 'some' },
        { what: 'verdict', wanted: 'agrees' },
        { what: 'outcome', wanted: 'recovered' }
      ],
      soft: true
    });
  });

  test('the verb need not stand first', () => {
    expect(cellOf('kill: driver\nfail: clicks', context)).toMatchObject({ verb: 'fail', job: 'clicks' });
  });

  test('braces do as well as lines', () => {
    expect(cellOf('{fail: clicks, kill: driver}', context)).toEqual(cellOf('fail: clicks\nkill: driver', context));
  });

  test('lines may end as on Windows', () => {
    expect(cellOf('fail: clicks\r\nkill: driver\r\n', context)).toEqual(cellOf('fail: clicks\nkill: driver', context));
  });
});

describe('several documents', () => {
  test('each sees the jobs and parameters of those before it', () => {
    const documents = readCell('parameters: {n: 3}\n---\njob: a\nexecutors: $n\n---\nchart: a', newContext());
    expect(documents.map(document => document.kind)).toEqual(['cell', 'cell', 'cell']);
  });

  test('a problem in the second points into the whole text', () => {
    const text = 'job: a\n---\nstop: b';
    const second = readCell(text, newContext())[1];
    expect(second).toMatchObject({ kind: 'problems', problems: [{ from: text.lastIndexOf('b'), to: text.length }] });
  });

  test('what the first failed to define is no second mistake', () => {
    const documents = readCell('job: a\nexecutors: many\n---\nstop: a', newContext());
    expect(documents.map(document => document.kind)).toEqual(['problems', 'empty']);
  });

  test('other documents leave the context as it is', () => {
    const [chart] = readCell('chart: clicks', context);
    expect(chart && extendContext(context, chart)).toBe(context);
  });
});

describe('parameters', () => {
  const named = after('parameters: {rate: 1000/s, n: 4, word: driver}', 'job: clicks');

  test('$name stands for the value, with its type', () => {
    expect(cellOf('job: a\nexecutors: $n\nsource: {rate: $rate}', named)).toMatchObject({
      definition: { job: { executors: 4, source: { ratePerSecond: 1000 } } }
    });
  });

  test('$(name) stands for its text inside a text', () => {
    expect(cellOf('job: run-$(n)\nlimit: $(n)s', named)).toMatchObject({
      definition: { job: { name: 'run-4', limitMs: 4000 } }
    });
  });

  test('a later cell of parameters names others, and can use those before it', () => {
    const more = after('parameters: {n: 4}', 'parameters: {m: $n, n: 5}');
    expect(more.parameters).toEqual({ n: 5, m: 4 });
  });
});

describe('remove', () => {
  const kafka = "source: {kafka: {bootstrap: 'a:9092', topic: %, properties: client.properties}}\nengine: local";
  const on = (name: string, topic: string): string => `job: ${name}\n${kafka.replace('%', topic)}`;

  test('where nothing is said, it is about the Kafka that the job reads, with its properties', () => {
    expect(cellOf('remove: orders', after(on('orders', 'o')))).toMatchObject({
      kafka: { bootstrap: 'a:9092', properties: 'client.properties' }
    });
  });

  test('the output of one job that another reads as its source is not removed', () => {
    const output = 'spillway-orders-0123456789ab-output';
    const known = after(on('orders', 'o'), on('second', output));
    const [problem] = problemsOf(`remove: orders\ntopics: [${output}]`, known);
    expect(problem?.message).toMatch(/^"second" reads this topic/);
  });
});
