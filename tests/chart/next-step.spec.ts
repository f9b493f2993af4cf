import { describe, expect, test } from '@jest/globals';
import { nextStep } from '../../src/chart/next-step.js';
import type { Shown } from '../../src/chart/next-step.js';
import { extendContext, newContext, readCell } from '../../src/language/read.js';
import type { Context } from '../../src/language/cell.js';
import type { ConfigurationId, VerdictResult } from '../../src/terms/result.js';
import { comparisonOfThree, comparisonOfTwo } from './fixtures/comparisons.js';
import { configurationTitles, killed, promise, unfired, verdictOf } from './fixtures/verdicts.js';
import { agreeingTable, hardTable } from './fixtures/tables.js';

const ids = Object.keys(configurationTitles) as readonly ConfigurationId[];

/** A notebook that has a job of this configuration under each name that the fixtures use. */
function notebookWith(configuration: ConfigurationId): Context {
  return ['clicks', 'safer', 'direct'].reduce((context, name) => {
    const [document] = readCell(`job: ${name}\nconfiguration: ${configuration}\nexecutors: 3`, context);
    return document === undefined ? context : extendContext(context, document);
  }, newContext());
}

const after = (configuration: ConfigurationId): string => {
  if (configuration.startsWith('direct')) return 'compute';
  return configuration === 'unreliable' ? 'put' : 'ack';
};

function verdictsOf(configuration: ConfigurationId): readonly VerdictResult[] {
  const failures = [killed('driver', { after: after(configuration) })];
  const judged = (changes: Partial<VerdictResult>, lost = 0) =>
    verdictOf({ lost }, { configuration, failures, ...changes });
  return [
    judged({ failures: [] }),
    judged({ outcome: 'stopped', verdict: 'agrees' }),
    judged({
      verdict: 'not exercised',
      failures: [unfired('driver')].map(each => ({ ...each, after: after(configuration) }))
    }),
    judged({ verdict: 'inconclusive' }),
    judged({ verdict: 'contradicts' }, 4),
    judged({ verdict: 'not shown' }),
    judged({ verdict: 'agrees' }),
    judged({ verdict: 'agrees' }, 30),
    judged({ verdict: 'agrees', runs: { wanted: 50, judged: 50, lost: 0, duplicated: 0 } })
  ];
}

const shown: readonly (readonly [string, ConfigurationId, Shown])[] = ids.flatMap(configuration => [
  [`job, ${configuration}`, configuration, { verb: 'job', job: 'clicks', configuration, behind: 'nothing' }] as const,
  ...verdictsOf(configuration).map(
    result =>
      [
        `chart, ${configuration}: ${result.verdict}, ${result.outcome}, ${result.receipt.lost} lost`,
        configuration,
        { verb: 'chart', result }
      ] as const
  )
]);

const others: readonly (readonly [string, Shown])[] = [
  ['job with failures', { verb: 'job', job: 'clicks', configuration: null, behind: 'its failures' }],
  [
    'fail',
    {
      verb: 'fail',
      result: { schema: 'spillway/1', kind: 'failures', job: 'clicks', engine: 'simulated', failures: [] }
    }
  ],
  ['table', { verb: 'table', result: agreeingTable }],
  ['table that does not agree', { verb: 'table', result: hardTable }],
  ['compare', { verb: 'compare', result: comparisonOfTwo }],
  ['compare three', { verb: 'compare', result: comparisonOfThree }],
  ['stop', { verb: 'stop', job: 'clicks' }],
  ['jobs', { verb: 'jobs', result: { schema: 'spillway/1', kind: 'jobs', jobs: [] } }],
  [
    'expect',
    { verb: 'expect', result: { schema: 'spillway/1', kind: 'expectation', job: 'clicks', held: false, failed: [] } }
  ]
];

describe('the next step', () => {
  test.each(shown)('after %s is a cell that can be run', (_, configuration, output) => {
    expect(problemsOf(nextStep(output).cell, configuration)).toEqual([]);
  });

  test.each(others)('after %s is a cell that can be run', (_, output) => {
    expect(problemsOf(nextStep(output).cell, 'reliable-replicated')).toEqual([]);
  });

  test('after a loss that the page warns of is the next row down the page', () => {
    const result = verdictOf({ lost: 30 }, { verdict: 'agrees' });
    expect(nextStep({ verb: 'chart', result }).cell).toBe(
      [
        'job: clicks-safer',
        'like: clicks',
        'storageLevel: MEMORY_AND_DISK_SER',
        'writeAheadLog: true',
        'checkpoint: true',
        'failures: [{kill: driver, after: ack}]'
      ].join('\n')
    );
  });

  test('after a job is the failure that tells most about it', () => {
    const cellAfter = (configuration: ConfigurationId) =>
      nextStep({ verb: 'job', job: 'clicks', configuration, behind: 'nothing' }).cell;
    expect(cellAfter('reliable-replicated')).toBe('fail: clicks\nkill: driver\nafter: ack');
    expect(cellAfter('direct-no-checkpoint')).toBe('fail: clicks\nkill: driver\nafter: compute');
  });

  test('after a message was dropped, fifty runs drop it too', () => {
    const { atMs, backAtMs, fired, victims, stake } = killed('driver');
    const dropped = { drop: 'acknowledgement', after: 'ack', atMs, backAtMs, fired, victims, stake };
    const result = verdictOf({}, { verdict: 'agrees', failures: [dropped] });
    expect(nextStep({ verb: 'chart', result }).cell).toContain('failures: [{drop: acknowledgement, at: random}]');
  });

  test.each([
    ['supervise: false', 'supervise: true'],
    ['checkpoint: {recover: never}', 'checkpoint: true'],
    ['executors: 1', 'executors: 2'],
    ['offsets: auto-commit', 'checkpoint: true'],
    ['auto.offset.reset: earliest', 'checkpoint: true']
  ])('where %s voids a promise, the same job without it', (setting, remedy) => {
    const voided = promise('no data loss', 'not exercised', { voided: `${setting}: so it is` });
    const result = verdictOf({}, { configuration: 'direct-checkpoint', promises: [voided] });
    const { why, cell } = nextStep({ verb: 'chart', result });
    expect(why).toContain(`“${setting.split(' auto')[0] ?? ''}`);
    expect(cell.split('\n')).toContain(remedy);
  });

  test('after a comparison holds the best to what it kept, or looks where it lost', () => {
    const losing = { ...comparisonOfTwo, verdicts: comparisonOfTwo.verdicts.filter(({ receipt }) => receipt.lost > 0) };
    expect(nextStep({ verb: 'compare', result: comparisonOfTwo }).cell).toMatch(/^expect: .*\nlost: 0$/);
    expect(nextStep({ verb: 'compare', result: losing }).cell).toMatch(/^chart: /);
  });

  test('after a table looks into the square that does not agree', () => {
    expect(nextStep({ verb: 'table', result: hardTable }).cell).toContain('configuration: unreliable');
  });
});

/** What the language has to say against a cell, as errors. */
function problemsOf(cell: string, configuration: ConfigurationId): readonly string[] {
  return readCell(cell, notebookWith(configuration)).flatMap(document =>
    document.kind === 'problems' ? document.problems.map(({ message }) => message) : []
  );
}
