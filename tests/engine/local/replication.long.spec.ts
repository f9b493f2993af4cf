/** The leader of a partition is killed while its followers stand still: what acknowledgements are worth, on three real brokers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KernelKafka } from '../../../src/engine/local/kernel-kafka.js';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { examine } from '../../../src/guarantee/finding.js';
import { kafkaVerdicts } from '../../../src/guarantee/kafka-verdict.js';
import type { Replication } from '../../../src/terms/job.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { count } from '../counting.js';
import { atTime, kill, pause } from '../failures.js';
import { ownKafka, rowJob, type KafkaContent } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

type Sending = Pick<KafkaContent, 'producer'>;
const leaderAlone: Sending = { producer: { acks: '1', idempotent: false } };

onRealKafka('a partition’s leader that is killed while its followers stand still', () => {
  let scripts: Scripts;
  let temporaryFolder: string;
  let kafka: KernelKafka;
  beforeAll(async () => {
    scripts = await bundledScripts();
    temporaryFolder = mkdtempSync(join(tmpdir(), 'spillway-three-'));
    kafka = new KernelKafka({ keeper: scripts.keeper, temporaryFolder });
  });
  afterAll(async () => {
    await kafka.stop();
    rmSync(temporaryFolder, { recursive: true, force: true });
  });

  /** @param pausedMs below 6 s the followers are in sync all the while, above they are not */
  async function judged(
    sending: Sending,
    copies: Partial<Replication>,
    [killedAtMs, pausedMs]: readonly [number, number]
  ) {
    const replication = { factor: 3, minInSync: 1, uncleanElection: false, ...copies };
    const content = { ...ownKafka, brokers: 3, replication, ...sending };
    const job = rowJob('direct-checkpoint', {
      ...{ engine: 'local', limitMs: 120_000, batchIntervalMs: 300 },
      source: { kind: 'log', ratePerSecond: 200, records: null, content }
    });
    const failures = [pause('partition followers', pausedMs, atTime(0)), kill('partition leader', atTime(killedAtMs))];
    const trace = await localWholeRun({ ...job, failures }, scripts, {
      baseFolder: temporaryFolder,
      temporaryFolder,
      kafka
    });
    expect(trace.failures.map(({ fired, why, victims }) => [fired, why, victims.length])).toEqual([
      [true, null, 2],
      [true, null, 1]
    ]);
    expect(trace.ended).toBe('drained');
    const finding = examine(trace);
    const verdicts = kafkaVerdicts({ job, findings: [finding], wanted: 1 });
    return {
      ...{ lost: count(trace).lost, places: finding.tally.causes.lost },
      ...{
        toNoDeath: finding.lostToNoDeath,
        missing: finding.inLog?.missing ?? [],
        takenBack: finding.inLog?.takenBack ?? []
      },
      verdicts: verdicts.map(({ documented, promise, verdict }) => [documented?.row, promise, verdict])
    };
  }

  test('acks: 1: what the leader acknowledged alone is lost, and no reader had seen it', async () => {
    const { missing, takenBack, lost, places, toNoDeath, verdicts } = await judged(leaderAlone, {}, [2000, 3000]);
    expect(missing.length).toBeGreaterThan(0);
    expect([takenBack, lost]).toEqual([[], []]);
    expect([places, toNoDeath]).toEqual([{ 'not in the topic': missing.length }, []]);
    expect(verdicts).toEqual([['committed record', 'at least once', 'agrees']]);
  }, 240_000);

  test('acks: all: nothing that was acknowledged is lost', async () => {
    const { missing, takenBack, lost, verdicts } = await judged({}, { minInSync: 2 }, [2000, 3000]);
    expect([missing, takenBack, lost]).toEqual([[], [], []]);
    expect(verdicts).toEqual([
      ['idempotent producer', 'exactly-once', 'agrees'],
      ['committed record', 'at least once', 'agrees']
    ]);
  }, 240_000);

  test('a leader that is left alone and dies: with min.insync.replicas 1 and unclean election, what it had committed is lost', async () => {
    const { missing, takenBack, places, toNoDeath, verdicts } = await judged(
      {},
      { uncleanElection: true },
      [12_000, 14_000]
    );
    expect(takenBack.length).toBeGreaterThan(0);
    expect(missing.length).toBeGreaterThan(0);
    expect([Object.keys(places), toNoDeath]).toEqual([['not in the topic'], []]);
    expect(verdicts).toEqual([['leader that was not in sync', 'at most once', 'agrees']]);
  }, 240_000);

  test('… without unclean election the partition waits for it, and nothing is lost', async () => {
    const { missing, takenBack, lost } = await judged({}, {}, [12_000, 14_000]);
    expect([missing, takenBack, lost]).toEqual([[], [], []]);
  }, 240_000);

  test('… with min.insync.replicas 2 a leader that is alone accepts nothing, so nothing is lost, unclean election or not', async () => {
    const { missing, takenBack, lost } = await judged({}, { minInSync: 2, uncleanElection: true }, [12_000, 14_000]);
    expect([missing, takenBack, lost]).toEqual([[], [], []]);
  }, 240_000);
});
