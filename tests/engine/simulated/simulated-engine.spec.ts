import { describe, expect, test } from '@jest/globals';
import type { LiveRun, Pace } from '../../../src/engine/engine.js';
import { simulatedEngine } from '../../../src/engine/simulated/simulated-engine.js';
import type { Input } from '../../../src/input/input.js';
import type { Job } from '../../../src/terms/job.js';
import { count } from '../counting.js';
import { after, kill, now } from '../failures.js';
import { endless, numbers, rowIds, rowJob } from '../jobs.js';
import { wholeRun } from '../whole-run.js';
import { launchesOf, momentsOf, passings } from '../reading.js';

const input: Input = { title: 'numbers', aggregate: 'sum by parity', length: null, ...numbers };
const calm: Pace = { breathe: () => Promise.resolve() };
const launch = (job: Job, seed = job.seed): LiveRun => simulatedEngine.launch(job, input, seed);

describe('a run, cell by cell', () => {
  test('is the same as a run at once', async () => {
    for (const id of rowIds) {
      const failures = [kill('driver', after('submit'))];
      const job = rowJob(id, { failures });
      const run = launch(job);
      expect(await run.toSteady(calm)).toBe('reached');
      await run.inject(failures, calm);
      expect(await run.drain(calm)).toBe('reached');
      expect(JSON.stringify(run.trace())).toBe(JSON.stringify(wholeRun(job, failures)));
    }
  });

  test('stands still between its waits', async () => {
    const run = launch(rowJob('reliable-wal', endless));
    await run.toSteady(calm);
    const { clockMs } = run.progress();
    await new Promise(resolve => setImmediate(resolve));
    expect(run.progress().clockMs).toBe(clockMs);
    expect(run.trace().ended).toBe('running');
  });

  test('takes failures again and again, and numbers them through', async () => {
    const run = launch(rowJob('reliable-wal', endless));
    await run.toSteady(calm);
    const [first] = await run.inject([kill('executor', now)], calm);
    const [second, third] = await run.inject([kill('driver', after('ack')), kill('executor', after('put'))], calm);
    expect([first, second, third].map(report => report?.fired)).toEqual([true, true, true]);
    expect(
      momentsOf(run.trace(), 'fault')
        .map(({ failure }) => failure)
        .sort()
    ).toEqual([0, 1, 2]);
    expect(run.trace().failures).toEqual([first, second, third]);
    expect(await run.drain(calm)).toBe('reached');
    expect(run.trace().outcome).toBe('recovered');
  });

  test('says where it is', async () => {
    const run = launch(rowJob('reliable-replicated', endless));
    expect(run.progress()).toMatchObject({ state: 'starting', sent: 0, written: 0, batches: 0, batch: null });
    await run.toSteady(calm);
    expect(run.progress().state).toBe('steady');
    expect(run.progress().written).toBeGreaterThan(0);
    await run.inject([kill('executor', now)], calm);
    expect(run.progress().state).toBe('steady');
    await run.drain(calm);
    const { state, sent, written, batches } = run.progress();
    expect(state).toBe('finished');
    expect(written).toBeGreaterThanOrEqual(sent);
    expect(batches).toBe(passings(run.trace(), 'done').length);
  });

  test('breathes while it waits, and ends when its breath throws', async () => {
    const run = launch(rowJob('reliable-wal', { source: { records: null, ratePerSecond: 200 } }));
    await run.toSteady(calm);
    let breaths = 0;
    const pace: Pace = {
      breathe() {
        breaths += 1;
        return breaths === 3 ? Promise.reject(new Error('interrupted')) : Promise.resolve();
      }
    };
    await expect(run.inject([kill('driver', after('ack', { record: 1_000_000 }))], pace)).rejects.toThrow(
      'interrupted'
    );
    expect(breaths).toBe(3);
  });

  test('may be stopped, at any time and twice', async () => {
    const run = launch(rowJob('reliable-wal', endless));
    run.stop();
    await run.toSteady(calm);
    run.stop();
    run.stop();
    expect(run.progress().state).toBe('stopped');
  });
});

describe('a wait', () => {
  test('for a steady point that never comes is limited, and makes no result', () => {
    const trace = wholeRun(rowJob('reliable-wal', { limitMs: 100 }), [kill('driver', now)]);
    expect(trace.ended).toBe('never steady');
    expect(momentsOf(trace, 'fault')).toEqual([]);
  });

  test('for a step that never comes is limited; the failure says so, and the run goes on', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { limitMs: 3000 }), [kill('driver', after('wal'))]);
    expect(trace.failures[0]?.why).toBe('its step or time was not reached within 3s');
    expect([trace.ended, trace.outcome]).toEqual(['drained', 'undisturbed']);
  });

  test('for a recovery that is longer than the limit ends too, and the drain begins', () => {
    const trace = wholeRun(rowJob('reliable-wal', { limitMs: 700 }), [kill('driver', after('ack'))]);
    expect(trace.failures[0]).toMatchObject({ fired: true, backAtMs: null });
    expect(trace.ended).not.toBe('never steady');
  });

  test('for the end of a job that nothing restarts is short: it is over', () => {
    const trace = wholeRun(rowJob('reliable-replicated', { supervise: false }), [kill('driver', after('ack'))]);
    expect([trace.ended, trace.outcome]).toEqual(['drained', 'stopped']);
    expect(launchesOf(trace, 'driver')).toHaveLength(1);
    expect(count(trace).accepted).toHaveLength(24);
  });

  test('for what comes after a stop gives the reason', () => {
    const failures = [kill('driver', after('ack')), kill('executor', after('put', { occurrence: 50 }))];
    const trace = wholeRun(rowJob('reliable-replicated', { supervise: false }), failures);
    expect(trace.failures[1]?.why).toBe('the job was over before');
  });

  test('of the drain stops an endless source, and notes its end', () => {
    const trace = wholeRun(rowJob('reliable-replicated', endless), [kill('executor', now)]);
    const { accepted, lost } = count(trace);
    expect(trace.endPosition).toBe(accepted.length);
    expect(lost).toEqual([]);
    expect(momentsOf(trace, 'state').map(({ state }) => state)).toEqual(['steady', 'source stopped']);
  });
});

describe('the same seed', () => {
  test.each(rowIds)('gives the same bytes: %s', id => {
    const bytes = (seed: number) => JSON.stringify(wholeRun(rowJob(id), [kill('driver', after('submit'))], seed));
    expect(bytes(5)).toBe(bytes(5));
    expect(bytes(5)).not.toBe(bytes(6));
  });

  test('gives the same run up to the fault, whatever the fault is', () => {
    const job = rowJob('reliable-wal');
    const calmRun = wholeRun(job, []);
    const trace = wholeRun(job, [kill('executor', after('put', { occurrence: 3 }))]);
    const index = trace.failures[0]?.momentIndex ?? 0;
    expect(index).toBeGreaterThan(50);
    expect(trace.moments.slice(0, index)).toEqual(calmRun.moments.slice(0, index));
  });
});
