import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveRun } from '../../../src/engine/engine.js';
import { localEngine } from '../../../src/engine/local/local-engine.js';
import { LocalRun, type Scripts } from '../../../src/engine/local/local-run.js';
import type { Failure } from '../../../src/terms/failure.js';
import { endless, rowJob } from '../jobs.js';
import { bundled, bundledScripts } from './bundled.js';
import { untilNoneWith } from './processes.js';

const pace = { breathe: () => Promise.resolve() };
const longestMs = 2000;
const onUnix = process.platform === 'win32' ? describe.skip : describe;
const onLinux = process.platform === 'linux' ? test : test.skip;
const job = rowJob('reliable-wal', { ...endless, executors: 2, engine: 'local' });
const pause: Failure = {
  fault: { kind: 'pause', victim: 'receiver executor', forMs: 60_000 },
  place: { at: 'now' },
  withinMs: null,
  duringRecovery: false
};

onUnix('when the machine does not play along, the run ends with a sentence and leaves nothing', () => {
  let scripts: Scripts;
  let folder: string;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spillway-trouble-'));
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.stop();
    }
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
    rmSync(folder, { recursive: true, force: true });
  });
  const runs: LiveRun[] = [];
  function start(others: Partial<Scripts> = {}, temporaryFolder = folder): LocalRun {
    const run = new LocalRun(job, 1, { baseFolder: folder, temporaryFolder, scripts: { ...scripts, ...others } });
    runs.push(run);
    return run;
  }

  test('the supervisor is killed, with an executor paused', async () => {
    const run = start();
    await run.toSteady(pace);
    const supervisor = run.supervisorPid ?? NaN;
    let killed = false;
    const injecting = run.inject([pause], {
      breathe() {
        if (!killed && run.trace().moments.some(moment => moment.kind === 'fault')) {
          killed = true;
          process.kill(supervisor, 'SIGKILL');
        }
        return Promise.resolve();
      }
    });
    await expect(injecting).rejects.toThrow(/the supervisor of the job has ended \(SIGKILL\).*run its cell again/);
    expect(run.progress().state).toBe('stopped');
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('the temporary folder vanishes', async () => {
    const run = start();
    await run.toSteady(pace);
    for (const name of readdirSync(folder)) {
      rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
    }
    await expect(run.drain(pace)).rejects.toThrow(/temporary folder/);
  });

  onLinux('the disk is full', async () => {
    const run = start();
    const [name = ''] = readdirSync(folder);
    symlinkSync('/dev/full', join(folder, name, 'sink'));
    await expect(run.toSteady(pace)).rejects.toThrow(/executor-\d.*the disk is full: make room/);
  });

  test('there is no folder for temporary files', () => {
    expect(() => start({}, join(folder, 'nowhere'))).toThrow(
      /no folder for the run can be made in .*nowhere: .*TMPDIR/
    );
  });

  test('processes die as soon as they start', async () => {
    const run = start({ process: await bundled('tests/engine/local/dying-main.ts', 'dying') });
    await expect(run.toSteady(pace)).rejects.toThrow(/dies as soon as it starts, the last with code 7/);
  });

  test('the supervisor itself cannot start', async () => {
    const run = start({ supervisor: join(folder, 'nowhere.mjs') });
    await expect(run.toSteady(pace)).rejects.toThrow(/the supervisor of the job has ended \(code 1\)/);
  });

  test('a wait that is interrupted ends, and the job goes on', async () => {
    const run = start();
    await run.toSteady(pace);
    let breaths = 0;
    const interrupted = {
      breathe() {
        breaths += 1;
        return breaths > 3 ? Promise.reject(new Error('interrupted')) : Promise.resolve();
      }
    };
    await expect(run.inject([{ ...pause, place: { at: 'time', ms: 50_000 } }], interrupted)).rejects.toThrow(
      'interrupted'
    );
    expect(await run.drain(pace)).toBe('reached');
    expect(run.trace().failures).toMatchObject([{ fired: false }]);
  });

  test('a stopped job leaves no process and no folder, and says that it has ended', async () => {
    const run = start();
    await run.toSteady(pace);
    run.stop();
    run.stop();
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
    expect(readdirSync(folder)).toEqual([]);
    expect(run.progress().state).toBe('stopped');
    await expect(run.drain(pace)).rejects.toThrow('run its cell again');
  });

  test('what a dead kernel has left behind is swept at the next start', async () => {
    const run = start();
    const [name = ''] = readdirSync(folder);
    const another = name.replace(/-\d+-/, '-4194305-'); // larger than any process number
    mkdtempSync(join(folder, another));
    const next = localEngine({ baseFolder: folder, temporaryFolder: folder, scripts }).launch(job, unused, 1);
    runs.push(next);
    expect(readdirSync(folder).filter(one => one.startsWith(another))).toEqual([]);
    expect(readdirSync(folder)).toContain(name);
    run.stop();
    next.stop();
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
  });
});

/** The local engine's processes open their input themselves. */
const unused = {
  title: '',
  aggregate: '',
  length: null,
  text: String,
  compute: () => ({ key: '', measure: 0, row: '' })
};
