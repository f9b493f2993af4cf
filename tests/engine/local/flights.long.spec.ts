import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LocalRun, type Scripts } from '../../../src/engine/local/local-run.js';
import { dataFolders } from '../../../src/input/data-folders.js';
import { openInput } from '../../../src/input/open-input.js';
import { tally } from '../../../src/ledger/count.js';
import { observe } from '../../../src/ledger/observed.js';
import type { Trace } from '../../../src/terms/trace.js';
import { rowJob } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { MemoryWatch } from './memory.js';

const onLinux = process.platform === 'linux' ? describe : describe.skip;
const content = { from: 'dataset', dataset: 'flights-200k' } as const;
const ratePerSecond = 10_000;
/** A heap that has been collected a moment ago and one that will be in a moment differ by so much, MB. */
const breathMb = 16;
/** What all processes of a job with two executors may hold together, MB. */
const jobMb = 250;

onLinux('every flight of the first quarter of 2001, through a write-ahead log, in one run', () => {
  let records: number;
  let trace: Trace;
  let memory: MemoryWatch;
  beforeAll(async () => {
    const places = { baseFolder: tmpdir(), dataFolders: dataFolders(), seed: 1 };
    records = (await openInput(content, places)).length ?? 0;
    const scripts: Scripts = await bundledScripts();
    const job = rowJob('reliable-wal', {
      engine: 'local',
      executors: 2,
      batchIntervalMs: 500,
      properties: { blockIntervalMs: 200 },
      source: { content, ratePerSecond, records }
    });
    const run = new LocalRun(job, 1, { baseFolder: tmpdir(), temporaryFolder: tmpdir(), scripts });
    memory = new MemoryWatch(run);
    try {
      await run.toSteady(memory);
      await run.drain(memory);
      trace = run.trace();
    } finally {
      run.stop();
    }
  }, 180_000);

  test('none is lost, none is processed twice', () => {
    const { records: counted, receipt, output } = tally(trace);
    expect(records).toBe(200_000);
    expect(counted).toMatchObject({ sent: records, delivered: records, waiting: 0 });
    expect(receipt).toMatchObject({ distinct: records, lost: 0, duplicated: 0 });
    expect(output).toMatchObject({ distinct: records, lost: 0, duplicated: 0 });
  });

  test('no process holds more in the end than it did in the beginning', () => {
    const early = memory.most({ from: records / 8, until: records / 2 });
    const late = memory.most({ from: records / 2, until: records });
    expect(early.length).toBe(4);
    for (const [index, heldMb] of late.entries()) {
      expect(heldMb - (early[index] ?? 0)).toBeLessThan(breathMb);
    }
  });

  test(`all of them together hold less than ${jobMb} MB`, () => {
    expect(memory.mostTogetherMb).toBeGreaterThan(4 * 30);
    expect(memory.mostTogetherMb).toBeLessThan(jobMb);
  });

  test('the ledger holds at most 64 bytes of each', () => {
    const { flags, position, sentMs, count } = observe(trace);
    expect(count).toBe(records);
    expect((flags.byteLength + position.byteLength + sentMs.byteLength) / count).toBeLessThanOrEqual(64);
  });
});
