import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LiveView } from '../../src/session/live-jobs.js';
import type { LiveJob, LiveJobs } from '../../src/terms/live-job.js';
import { Notebook } from './notebook.js';

const JOB =
  'job: clicks\nengine: simulated\nconfiguration: reliable-wal\nsource: {generate: true, rate: 100/s, records: 400}';

let notebook: Notebook;
let live: LiveView;
let told: LiveJobs[];

beforeEach(async () => {
  notebook = await Notebook.open();
  live = new LiveView(notebook.session);
  told = [];
});

afterEach(async () => {
  notebook.session.stopAll();
  await notebook.remove();
});

const run = (text: string) => live.during(() => notebook.ok(text));
const newest = (): LiveJob | undefined => told.at(-1)?.jobs[0];

describe('whoever follows the jobs of a notebook', () => {
  test('is told at once, also that there is none', () => {
    live.follow(state => told.push(state));
    expect(told).toEqual([{ jobs: [] }]);
  });

  test('hears of a job with the step that it passed last, and how far it has come where its end is known', async () => {
    live.follow(state => told.push(state));
    await run(JOB);
    expect(newest()).toMatchObject({
      job: 'clicks',
      engine: 'simulated',
      state: 'steady',
      end: { of: 'records', all: 400 }
    });
    expect(newest()?.step).toEqual(expect.any(String));
    expect(newest()?.written).toBeGreaterThan(0);
  });

  test('hears that it is finished when a cell has judged it', async () => {
    live.follow(state => told.push(state));
    await run(JOB);
    await run('chart: clicks');
    expect(newest()).toMatchObject({ job: 'clicks', state: 'finished' });
  });

  test('comes late and is told how things stand', async () => {
    await run(JOB);
    live.follow(state => told.push(state));
    expect(newest()).toMatchObject({ job: 'clicks', state: 'steady' });
  });

  test('is told of a change once, and not of none', async () => {
    await run(JOB);
    live.follow(state => told.push(state));
    await run('help: job');
    expect(told).toHaveLength(1);
  });

  test('hears of a job of several runs as it goes, one after another', async () => {
    live.follow(state => told.push(state));
    const states: (LiveJob | undefined)[] = [];
    const cell = live.during(() => notebook.ok(`${JOB}\nruns: 3`));
    while (notebook.session.starting.size === 0) await new Promise(resolve => setImmediate(resolve));
    states.push(live.now().jobs[0]);
    await cell;
    expect(states[0]).toMatchObject({ job: 'clicks', state: 'running', end: { of: 'runs', all: 3 } });
    expect(newest()).toMatchObject({ state: 'finished', end: { of: 'runs', done: 3, all: 3 } });
  });

  test('hears of every job that a comparison runs anew, and of the notebook’s own beside them', async () => {
    await run(`${JOB}\nruns: 5`);
    await run(JOB.replace('clicks', 'views').replace('reliable-wal', 'reliable-replicated'));
    live.follow(state => told.push(state));
    const cell = live.during(() => notebook.ok('compare: [clicks, views]\nfailures: [{kill: driver, after: ack}]'));
    while (notebook.session.starting.size < 2) await new Promise(resolve => setImmediate(resolve));
    const seen = live.now().jobs.map(({ job, cell: verb }) => `${verb} ${job}`);
    expect(seen).toEqual(['job clicks', 'job views', 'compare clicks', 'compare views']);
    await cell;
    expect(live.now().jobs.map(({ cell: verb }) => verb)).toEqual(['job', 'job']);
  });

  test('hears of a stop', async () => {
    await run(JOB);
    notebook.session.stopAll();
    expect(live.now().jobs[0]).toMatchObject({ state: 'stopped' });
  });
});
