import { describe, expect, test } from '@jest/globals';
import { findingSentence, findingsSentence } from '../../src/guarantee/why.js';
import type { LossPlace } from '../../src/terms/result.js';
import { after, delay, drop, kill, pause } from '../engine/failures.js';
import { rowJob } from '../engine/jobs.js';
import { finding, met, onTheWay, type Run } from './findings.js';

const job = rowJob('reliable-replicated');
const driver = kill('driver', after('ack'));
const records = (n: number): readonly number[] => Array.from({ length: n }, (_, at) => at);
const said = (run: Run, of = job): string => findingSentence(of, finding(run));

describe('a run that lost records says where they were and who died', () => {
  test.each<readonly [LossPlace, string]>([
    ['one memory', 'only in memory when the driver died'],
    ['receiver memory', 'only in the receiver’s memory when the driver died'],
    ['two memories', 'only in two memories when the driver died'],
    ['log', 'in the log when the driver died, and never read back'],
    ['log without its entry', 'in the log without its entry when the driver died'],
    ['batch', 'with their batch when the driver died'],
    ['skipped offsets', 'skipped after the driver died'],
    ['in flight', 'on their way to the receiver when the driver died']
  ])('%s', (place, words) => {
    expect(said({ place, failures: [met(driver, { lostRecords: records(30) })] })).toBe(
      `30 of 1,990 records lost: ${words}`
    );
  });

  test('the place of most, where there are several', () => {
    const lossy = finding({ failures: [met(driver, { lostRecords: records(30) })] });
    const causes = { ...lossy.tally.causes, lost: { batch: 10, 'one memory': 20 } };
    expect(findingSentence(job, { ...lossy, tally: { ...lossy.tally, causes } })).toBe(
      '30 of 1,990 records lost: most of them only in memory when the driver died'
    );
  });

  test('the failure that took them, not another one', () => {
    const failures = [met(kill('receiver executor', after('put'))), met(driver, { lostRecords: [1] })];
    expect(said({ failures })).toBe('1 of 1,990 records lost: only in memory when the driver died');
  });

  test('no failure, where there was none', () => {
    expect(said({ lostOtherwise: [1] })).toBe('1 of 1,990 records lost: only in memory');
  });

  test('and those processed twice, beside them', () => {
    expect(said({ failures: [met(driver, { lostRecords: [1] })], twice: [7, 8] })).toBe(
      '1 of 1,990 records lost: only in memory when the driver died; 2 processed twice'
    );
  });
});

describe('a run that did not end within its limit', () => {
  test('has records on their way', () => {
    expect(said({ ended: 'limit', waiting: 30 })).toMatch(/^No end within \S+: 30 of 1,990 records still on the way$/);
  });
  test('or has none, and says so', () => {
    expect(said({ ended: 'limit' })).toMatch(
      /^All 1,990 records processed, and yet the job did not come to rest within \S+$/
    );
  });
});

describe('a job that did not go on', () => {
  const lost = [met(driver, { lostRecords: records(30) })];

  test('was stopped, where nothing restarts the driver', () => {
    expect(said({ outcome: 'stopped', waiting: 876, failures: lost }, { ...job, supervise: false })).toBe(
      'The driver was killed and nothing restarts it: 30 lost, 876 waiting at the source'
    );
  });

  test('ended itself', () => {
    const failures = [met(kill('task executor', after('out')))];
    expect(said({ outcome: 'aborted', waiting: 3, failures })).toBe(
      'The job ended itself after the task’s executor was killed: 0 lost, 3 waiting at the source'
    );
  });
});

describe('a run that lost nothing', () => {
  test.each<readonly [string, Run]>([
    ['Undisturbed: all 1,990 records processed once', {}],
    ['No record lost and none processed twice when the driver died', { failures: [met(driver)] }],
    ['The failure did not fire: all 1,990 records processed once', { failures: [met(driver, { fired: false })] }],
    [
      'Nothing was on its way when the driver died: all 1,990 records processed once',
      { failures: [met(driver, { standing: onTheWay(0) })] }
    ],
    [
      'No record lost, 6 of 1,990 processed twice: the source sent them again',
      { failures: [met(drop('acknowledgement', after('ack')))], twice: records(6) }
    ],
    [
      'No record lost; 5 of 1,990 twice in the sink: the batch of the checkpoint ran again',
      { failures: [met(driver)], twiceInSink: records(5), cause: 'checkpoint replay' }
    ],
    ['Every record processed, and 2 of 1,990 missing in the sink', { failures: [met(driver)], missingInSink: [3, 4] }],
    [
      'No record lost and none processed twice when the acknowledgement was delayed',
      { failures: [met(delay('acknowledgement', 300, after('ack')))] }
    ],
    [
      'No record lost and none processed twice when the receiver’s executor died and the driver was paused',
      { failures: [met(pause('driver', 3000, after('put'))), met(kill('receiver executor', after('ack')))] }
    ]
  ])('%s', (sentence, run) => {
    expect(said(run)).toBe(sentence);
  });
});

test.each<readonly [string, Run]>([
  ['No end within 1min: 14 of 1,990 records still on the way', { ended: 'limit', waiting: 14 }],
  ['14 of 1,990 records are on the way', { ended: 'running', waiting: 14 }],
  ['“clicks” never became steady, so nothing is said of it', { ended: 'never steady' }]
])('a run without an end: %s', (sentence, run) => {
  expect(said(run)).toBe(sentence);
});

describe('several runs', () => {
  const keeping: Run = { failures: [met(driver)] };
  const losing: Run = { failures: [met(driver, { lostRecords: [1, 2] })] };
  const all = (...runs: readonly Run[]): string => findingsSentence(job, runs.map(finding));

  test('say how many lost records, and where', () => {
    expect(all(losing, keeping, keeping)).toBe('1 of 3 runs lost records: only in memory when the driver died');
  });

  test('say that none did', () => {
    expect(all(keeping, keeping)).toBe('None of 2 runs lost a record');
  });

  test('say how many processed some twice, and how many did not end', () => {
    expect(all(losing, { ...keeping, twice: [4] }, { ended: 'limit' })).toBe(
      '1 of 2 runs lost records: only in memory when the driver died; 1 of 2 processed some twice; 1 run did not end'
    );
  });

  test('are told as one where there is one', () => {
    expect(all(losing)).toBe(said(losing));
  });
});
