/** A driver that is down for longer than a real topic keeps its records: what is lost, by whose reading, and what Kafka says of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KernelKafka } from '../../../src/engine/local/kernel-kafka.js';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { examine } from '../../../src/guarantee/finding.js';
import { kafkaVerdicts } from '../../../src/guarantee/kafka-verdict.js';
import type { ConfigurationId } from '../../../src/terms/result.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { after, outage } from '../failures.js';
import { ownKafka, rowJob, sparkDefaults, type Overrides } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

const retentionMs = 2000;
/** Whatever a topic's segments and the broker's looks at them add, it is over by then. */
const outageMs = 8000;

onRealKafka('a driver that is down for longer than the topic keeps its records', () => {
  let scripts: Scripts;
  let temporaryFolder: string;
  let kafka: KernelKafka;
  beforeAll(async () => {
    scripts = await bundledScripts();
    temporaryFolder = mkdtempSync(join(tmpdir(), 'spillway-expired-'));
    kafka = new KernelKafka({ keeper: scripts.keeper, temporaryFolder });
  });
  afterAll(async () => {
    await kafka.stop();
    rmSync(temporaryFolder, { recursive: true, force: true });
  });

  async function judged(id: ConfigurationId, overrides: Overrides, keptMs = retentionMs) {
    const job = rowJob(id, {
      ...{ engine: 'local', limitMs: 120_000, batchIntervalMs: 300 },
      source: { kind: 'log', ratePerSecond: 200, records: null, content: { ...ownKafka, retentionMs: keptMs } },
      ...overrides
    });
    const failures = [outage(outageMs, after(job.consumer === 'direct' ? 'submit' : 'ack'))];
    const trace = await localWholeRun({ ...job, failures }, scripts, {
      ...{ baseFolder: temporaryFolder, temporaryFolder, kafka }
    });
    expect(trace.failures.map(({ fired, why }) => [fired, why])).toEqual([[true, null]]);
    expect(trace.ended).toBe('drained');
    const finding = examine(trace);
    const { tally, outcome, inLog } = finding;
    const verdicts = kafkaVerdicts({ job, findings: [finding], wanted: 1 });
    return {
      ...{ outcome, records: tally.records, lost: tally.causes.lost, expiry: inLog?.expiry },
      verdicts: verdicts.map(({ documented, verdict }) => [documented?.row, verdict])
    };
  }
  const producing = [
    ['idempotent producer', 'not exercised'],
    ['record that is younger than its topic’s retention', 'agrees']
  ];
  const earliest: Overrides = { properties: { ...sparkDefaults, autoOffsetReset: 'earliest' } };

  test('a direct stream reads no other offsets than its checkpoint’s: its tasks fail until it gives up, and what has not expired waits', async () => {
    const { outcome, records, lost, verdicts } = await judged('direct-checkpoint', {});
    expect(outcome).toBe('aborted');
    expect(records.waiting).toBeGreaterThan(0);
    expect(lost.expired).toBeGreaterThan(0);
    expect(Object.keys(lost)).toEqual(['expired']);
    expect(verdicts).toEqual([...producing, ['reader whose position is gone, set to none', 'agrees']]);
  }, 240_000);

  test('a receiver set to the earliest loses what has expired, and no more', async () => {
    const { outcome, lost, verdicts } = await judged('reliable-wal', earliest);
    expect(outcome).toBe('recovered');
    expect(lost.expired).toBeGreaterThan(0);
    expect(Object.keys(lost)).toEqual(['expired']);
    expect(verdicts).toEqual([
      ...producing,
      ['reader whose position is gone, set to the earliest', 'agrees'],
      ['reader that saves its position afterwards', 'agrees']
    ]);
  }, 240_000);

  test('… one set to the latest skips what was still there, too', async () => {
    const { outcome, lost, verdicts } = await judged('reliable-wal', {});
    expect(outcome).toBe('recovered');
    expect(lost.expired).toBeGreaterThan(0);
    expect(lost['skipped offsets']).toBeGreaterThan(0);
    expect(verdicts).toEqual([
      ...producing,
      ['reader whose position is gone, set to the latest', 'agrees'],
      ['reader that saves its position afterwards', 'agrees']
    ]);
  }, 240_000);

  test('a topic that keeps its records for longer than the outage loses none', async () => {
    const { outcome, lost } = await judged('reliable-wal', {}, 120_000);
    expect([outcome, lost]).toEqual(['recovered', {}]);
  }, 240_000);
});
