/** Failures that only a Kafka has, on a real one: each is judged by what Kafka says of itself. */
import { beforeAll, expect, test } from '@jest/globals';
import { RunFailed } from '../../../src/engine/engine.js';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { examine } from '../../../src/guarantee/finding.js';
import { kafkaVerdicts } from '../../../src/guarantee/kafka-verdict.js';
import type { Failure } from '../../../src/terms/failure.js';
import type { Job } from '../../../src/terms/job.js';
import { onRealKafka } from '../../kafka/real-broker.js';
import { count } from '../counting.js';
import { after, atTime, drop, kill } from '../failures.js';
import { ownKafka, rowJob, type KafkaContent } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { localWholeRun } from './local-whole-run.js';

const limits = { engine: 'local', limitMs: 120_000, batchIntervalMs: 300 } as const;

/** A broker's death can leave a transaction open: of such a run nothing can be counted, it says so, and it is made again. */
const triesMax = 3;
async function untilCounted<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const isUncounted = error instanceof RunFailed && error.message.includes('has a transaction that nobody ends');
      if (!isUncounted || tries === triesMax) throw error;
    }
  }
}
const job = (id: 'direct-checkpoint' | 'reliable-wal', kafka: Partial<KafkaContent>, rest: Partial<Job> = {}): Job =>
  rowJob(id, {
    ...{ ...limits, ...rest },
    source: { kind: 'log', ratePerSecond: 200, records: null, content: { ...ownKafka, ...kafka } }
  });

onRealKafka('a failure that only Kafka has', () => {
  let scripts: Scripts;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  async function judged(of: Job, failures: readonly Failure[]) {
    const trace = await localWholeRun({ ...of, failures }, scripts);
    expect(trace.failures.map(({ fired, why }) => [fired, why])).toEqual(failures.map(() => [true, null]));
    expect(trace.ended).toBe('drained');
    const finding = examine(trace);
    const verdicts = kafkaVerdicts({ job: of, findings: [finding], wanted: 1 });
    return {
      ...{ ...count(trace), inLog: finding.inLog },
      verdicts: verdicts.map(({ documented, promise, verdict }) => [documented?.row, promise, verdict])
    };
  }

  test('a lost produce acknowledgement: an idempotent producer’s records are in the topic once', async () => {
    const { inLog, lost, verdicts } = await judged(job('direct-checkpoint', {}), [
      drop('produce acknowledgement', atTime(100))
    ]);
    expect([inLog, lost]).toEqual([{ twice: [], missing: [] }, []]);
    expect(verdicts).toEqual([['idempotent producer', 'exactly-once', 'agrees']]);
  }, 120_000);

  test('… another’s are there twice, and to the job they are two', async () => {
    const unsure = job('direct-checkpoint', { producer: { acks: 'all', idempotent: false } });
    const { inLog, lost, outputTwice, verdicts } = await judged(unsure, [drop('produce acknowledgement', atTime(100))]);
    expect(inLog?.twice.length).toBeGreaterThan(0);
    expect([inLog?.missing, lost, outputTwice]).toEqual([[], [], inLog?.twice]);
    expect(verdicts).toEqual([['producer that sends again', 'at least once', 'agrees']]);
  }, 120_000);

  test('a broker killed three times under load and started again has lost nothing that it acknowledged', async () => {
    const wal = job('reliable-wal', {}, { sink: 'transactional', sinkTopic: 'output', limitMs: 40_000 });
    const kills = [
      kill('broker', after('ack')),
      kill('broker', after('out'), { withinMs: 60_000 }),
      kill('broker', after('commit'), { withinMs: 60_000 })
    ];
    const { inLog, lost, outputTwice, verdicts } = await untilCounted(() => judged(wal, kills));
    expect([inLog, lost, outputTwice]).toEqual([{ twice: [], missing: [] }, [], []]);
    expect(verdicts).toEqual([
      ['idempotent producer', 'exactly-once', 'agrees'],
      ['reader that saves its position afterwards', 'at least once', 'agrees'],
      ['output in transactions', 'exactly-once', 'agrees']
    ]);
  }, 900_000);
});
