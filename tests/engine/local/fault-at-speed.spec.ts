import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { LocalRun, type Scripts } from '../../../src/engine/local/local-run.js';
import type { Moment } from '../../../src/terms/trace.js';
import { after, kill } from '../failures.js';
import { endless, rowJob } from '../jobs.js';
import { bundledScripts } from './bundled.js';
import { noPace } from './local-whole-run.js';

const rate = 20_000;
const job = rowJob('reliable-wal', {
  engine: 'local',
  executors: 2,
  properties: { blockIntervalMs: 50 },
  source: { ...endless.source, ratePerSecond: rate }
});
const stepsOf = (process: string, moments: readonly Moment[]) =>
  moments.flatMap(moment => (moment.kind === 'step' && moment.process === process ? [moment.step] : []));

describe('processes that nobody holds, until a failure waits for one of their steps', () => {
  let scripts: Scripts;
  let run: LocalRun | null = null;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  afterEach(() => run?.stop());

  test.each([
    ['task executor', 'out', 1],
    ['receiver executor', 'wal', 2],
    ['driver', 'queue', 3]
  ] as const)(
    'a fault that is set while they run at full speed: %s, after %s, number %d',
    async (victim, step, nth) => {
      run = new LocalRun(job, 1, { baseFolder: tmpdir(), temporaryFolder: tmpdir(), scripts });
      await run.toSteady(noPace);
      const [report] = await run.inject([kill(victim, after(step, { occurrence: nth }))], noPace);
      const process = report?.victims[0]?.process ?? 'nobody';
      const at = report?.momentIndex ?? -1;
      const { moments } = run.trace();

      expect(moments[at]).toMatchObject({ kind: 'fault', process });
      expect(stepsOf(process, moments.slice(0, at)).at(-1)).toBe(step);
      expect(stepsOf(process, moments.slice(at))).toEqual([]);
    }
  );
});
