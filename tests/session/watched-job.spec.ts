import { beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveRun, Progress } from '../../src/engine/engine.js';
import { generatedInput } from '../../src/input/generated.js';
import type { NotebookJob } from '../../src/session/notebook-job.js';
import { untouchedMaxMs, WatchedJob } from '../../src/session/watched-job.js';
import { rowJob } from '../engine/jobs.js';

let progress: Progress;
let stops: number;
let drawn: string[];
let notebookJob: NotebookJob;
let watched: WatchedJob;

beforeEach(() => {
  progress = { clockMs: 2000, state: 'steady', sent: 1000, written: 800, backlog: 200, batches: 3, batch: 1500 };
  stops = 0;
  drawn = [];
  const unasked = () => Promise.reject(new Error('nobody waits for it'));
  const run: LiveRun = {
    trace: () => {
      throw new Error('nobody asks for its trace');
    },
    progress: () => progress,
    toSteady: unasked,
    inject: unasked,
    drain: unasked,
    stop: () => void (stops += 1)
  };
  const job = rowJob('reliable-wal', { engine: 'local' });
  const definition = { job, configuration: null, settings: [], given: {} };
  notebookJob = {
    definition,
    input: generatedInput(1),
    run,
    judged: null,
    finishedAt: null,
    stopped: false,
    touchedMs: 0,
    shown: null
  };
  watched = new WatchedJob(notebookJob, ({ content }) => drawn.push(String(content['text/plain'])));
});

describe('a job that runs on between cells', () => {
  test('shows state, rate, backlog and newest batch, its times as wall times', () => {
    watched.look(0);
    progress = { ...progress, written: 1300 };
    expect(watched.look(1000)).toBe(true);
    expect(drawn.at(-1)).toMatch(/steady .*wall clock.* 500 writes a second · 200 records on the way · newest batch/);
  });

  test.each(['stopped', 'finished', 'aborted'] as const)('is looked at no more when it is %s', state => {
    progress = { ...progress, state };
    expect(watched.look(0)).toBe(false);
    expect(drawn).toEqual([`clicks: ${state}`]);
  });

  test('is looked at no more when a cell has finished it', () => {
    notebookJob.run = null;
    expect(watched.look(0)).toBe(false);
    expect(drawn).toEqual(['clicks: finished']);
  });

  test('is stopped, and says so, when no cell has named it for ten minutes', () => {
    expect(watched.look(untouchedMaxMs)).toBe(true);
    expect(watched.look(untouchedMaxMs + 1)).toBe(false);
    expect(stops).toBe(1);
    expect(notebookJob.stopped).toBe(true);
    expect(drawn.at(-1)).toContain('no cell has named it for ten minutes; run its cell again');
  });

  test('is not stopped while cells name it', () => {
    notebookJob.touchedMs = untouchedMaxMs;
    expect(watched.look(untouchedMaxMs + 1)).toBe(true);
    expect(stops).toBe(0);
  });
});
