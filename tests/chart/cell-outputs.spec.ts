/** What the cells show besides pictures: each as the text a terminal gets. */
import { describe, expect, test } from '@jest/globals';
import { expectationText } from '../../src/chart/expectation.js';
import { jobTable } from '../../src/chart/job-output.js';
import { jobsTable } from '../../src/chart/jobs.js';
import { stakeTable } from '../../src/chart/stake.js';
import { tableHtml } from '../../src/chart/table-html.js';
import { tableText } from '../../src/chart/table-text.js';
import type { JobDefinition } from '../../src/language/cell.js';
import { newContext, readCell } from '../../src/language/read.js';
import type { ExpectationResult, FailureResult, FaultResult } from '../../src/terms/result.js';
import { killed, noStake, unfired } from './fixtures/verdicts.js';
import { expectGoldenText } from './golden.js';

function definitionOf(cell: string): JobDefinition {
  const [document] = readCell(cell, newContext());
  if (document?.kind !== 'cell' || document.cell.verb !== 'job') throw new Error(`not a job: ${cell}`);
  return document.cell.definition;
}

describe('a job cell', () => {
  test('prints its row, its promises and the settings that differ; the rest in one line', () => {
    const definition = definitionOf('job: clicks\nconfiguration: reliable-replicated\nbatchInterval: 1s');
    const text = tableText(jobTable({ definition, state: 'steady' }));
    expectGoldenText('job', text);
    expect(text).toContain('given: ');
    expect(text).toContain('11 more settings by default; “help: clicks” prints them all');
    expect(text).not.toContain('seed: 1');
    expect(text).toContain('(single) executor failure => no data loss · driver failure => data loss');
    expect(text).not.toMatch(/\[\]|\{\}/);
    expect(text).toContain('fail: clicks');
  });

  test('folds the settings at their defaults away in a notebook', () => {
    const html = tableHtml(jobTable({ definition: definitionOf('job: clicks'), state: 'steady' }));
    expect(html).toMatch(/<details>\n<summary>14 more settings by default[^<]*<\/summary>\n<p>[^<]*seed: 1[^<]*<\/p>/);
  });

  test('calls the page’s consumers by their names', () => {
    const definition = definitionOf('job: clicks\nconfiguration: direct-checkpoint');
    expect(tableText(jobTable({ definition, state: 'steady' }))).toContain('direct Kafka consumer: “exactly-once”');
  });

  test.each([
    ['job: clicks', 'steady', 'Now break it:'],
    ['job: clicks\nfailures: [{kill: driver}]', 'steady', 'Its failures are behind it; see what they did:'],
    ['job: clicks\nruns: 50', 'finished', 'Its runs are over; see what came of them:']
  ] as const)('says what comes next: %j', (cell, state, why) => {
    expect(tableText(jobTable({ definition: definitionOf(cell), state }))).toContain(`Next. ${why}`);
  });

  test('says what voids a promise of the page', () => {
    const definition = definitionOf('job: clicks\nconfiguration: reliable-wal\nsupervise: false');
    expect(tableText(jobTable({ definition, state: 'steady' }))).toContain(
      'supervise: false: nothing restarts the driver'
    );
  });

  test('says so where its settings are no row of the page', () => {
    const definition = definitionOf('job: clicks\nconsumer: direct\noffsets: after output');
    expect(tableText(jobTable({ definition, state: 'steady' }))).toContain('No row of the page');
  });
});

function fault(...failures: readonly FailureResult[]): FaultResult {
  return { schema: 'spillway/1', kind: 'failures', job: 'clicks', engine: 'simulated', failures };
}

describe('a fail cell', () => {
  test('prints where every record was at that instant, and when it came back', () => {
    const stake = { processed: 1180, log: 30, twoMemories: 12, oneMemory: 24, nowhere: 3, source: 14 };
    const text = tableText(stakeTable(fault(killed('driver', { stake }))));
    expectGoldenText('fail', text);
    expect(text).toContain('acknowledged and nowhere durable        3');
    expect(text).toContain('back after 1.80 s');
  });

  test('tells a second failure on the same run from the first', () => {
    const text = tableText(
      stakeTable(fault(killed('receiver executor'), killed('driver', { atMs: 3000, backAtMs: null })))
    );
    expectGoldenText('fail-two', text);
    expect(text).toContain('never came back');
    expect(text).toContain('an earlier one had struck before');
  });

  test('says why a failure did not fire', () => {
    const text = tableText(stakeTable(fault({ ...unfired('driver'), why: 'a 900th acknowledge never came' })));
    expect(text).toContain(
      'Driver not killed, waited for the 900th acknowledge, did not fire (a 900th acknowledge never came).'
    );
  });

  test('says so where nothing was at stake', () => {
    const text = tableText(stakeTable(fault(killed('driver', { stake: { ...noStake, processed: 5 } }))));
    expect(text).toContain('no record was with the job and not yet processed');
  });
});

describe('an expect cell', () => {
  const result: ExpectationResult = {
    schema: 'spillway/1',
    kind: 'expectation',
    job: 'clicks',
    held: false,
    expected: [
      { what: 'lost', wanted: '0' },
      { what: 'verdict', wanted: 'agrees' }
    ],
    failed: [{ what: 'lost', wanted: '0', got: 30 }]
  };

  test('says what was wanted and what came', () => {
    const text = expectationText(result);
    expectGoldenText('expect-failed', text);
    expect(text).toContain('lost: wanted 0, got 30');
    expect(text).toContain('verdict: agrees, as expected');
  });

  test('says that it held, or that the notebook goes on', () => {
    expect(expectationText({ ...result, held: true, failed: [] })).toContain('“clicks” is as expected');
    expect(expectationText({ ...result, soft: true })).toContain('soft: the notebook goes on');
  });
});

describe('a jobs cell', () => {
  test('lists what runs and what has run', () => {
    const text = tableText(
      jobsTable({
        schema: 'spillway/1',
        kind: 'jobs',
        jobs: [
          { job: 'clicks', state: 'steady', configuration: 'reliable-wal', verdict: null, finishedAt: null },
          {
            job: 'old',
            state: 'from the archive',
            configuration: null,
            verdict: 'agrees',
            finishedAt: '2024-05-01T10:00:00Z'
          }
        ]
      })
    );
    expectGoldenText('jobs', text);
    expect(text).toContain('2 jobs');
  });

  test('leads to a first job where there is none', () => {
    expect(tableText(jobsTable({ schema: 'spillway/1', kind: 'jobs', jobs: [] }))).toContain('job: clicks');
  });
});
