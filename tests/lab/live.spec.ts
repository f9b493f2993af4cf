/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import { nullTranslator } from '@jupyterlab/translation';
import { LIVE_COMM as kernelsComm } from '../../src/kernel/live-comm.js';
import { LIVE_COMM } from '../../src/lab/command-ids.js';
import { failText, injectionsFor, pauseText, stopText } from '../../src/lab/injection.js';
import { cellOf, livePlaces, placeOfFailure, type PlacedCell } from '../../src/lab/live-place.js';
import { LiveStrip } from '../../src/lab/live-strip.js';
import { canFail, canStop, figures } from '../../src/lab/live-words.js';
import { nothingRead, readNotebook } from '../../src/lab/notebook-reading.js';
import { extendContext, newContext, readCell } from '../../src/language/read.js';
import type { LiveJob } from '../../src/terms/live-job.js';

const trans = nullTranslator.load('jupyterlab_spillway');

function liveJob(more: Partial<LiveJob> = {}): LiveJob {
  return {
    ...{ job: 'clicks', cell: 'job', engine: 'local', state: 'steady', elapsedMs: 12_340, sent: 2000, written: 1500 },
    ...{ backlog: 20, ratePerSecond: 480, end: null, step: 'ack', display: null },
    ...more
  } as const;
}

const states = [
  ...(['starting', 'running', 'steady', 'recovering', 'draining', 'finished', 'stopped', 'aborted', 'failed'] as const)
];

test('extension and kernel mean the same comm', () => {
  expect(LIVE_COMM).toBe(kernelsComm);
});

describe('a failure that is injected by hand', () => {
  test('is the cell with the step at which the job stands', () => {
    expect(failText(liveJob())).toBe('fail: clicks\nkill: driver\nafter: ack');
    expect(failText(liveJob(), 'kill: replica executor')).toMatch(/after: replicate$/);
  });

  test.each([
    ['the job is on its way back', liveJob({ state: 'recovering' })],
    ['its source has ended', liveJob({ end: { of: 'records', done: 9, all: 9 } })],
    ['no step is known', liveJob({ step: null })]
  ])('has no step where %s: that step might never come again', (_, live) => {
    expect(failText(live)).toBe('fail: clicks\nkill: driver');
  });

  test.each(['unreliable', 'reliable-replicated', 'reliable-wal', 'direct-checkpoint'] as const)(
    'is, for %s, a cell that the language takes',
    row => {
      const [defined] = readCell(`job: clicks\nconfiguration: ${row}\nengine: local`, newContext());
      const context = defined === undefined ? newContext() : extendContext(newContext(), defined);
      const job = context.jobs.get('clicks')?.job;
      if (job === undefined) throw new Error('no job');
      const live = liveJob({ step: 'out' });
      const injections = injectionsFor(job, live, trans);
      expect(injections[0]?.fault).toBe('kill: driver');
      const texts = injections.map(({ fault }) => failText(live, fault));
      for (const text of [...texts, pauseText(live), stopText(live)]) {
        expect(readCell(text, context)).toMatchObject([{ kind: 'cell', warnings: [] }]);
      }
    }
  );
});

describe('what can be done to a job', () => {
  test('is to fail while it runs, and to stop until it is on its end', () => {
    expect(states.filter(state => canFail(liveJob({ state })))).toEqual(['steady', 'recovering']);
    expect(states.filter(state => canFail(liveJob({ state, cell: 'compare' })))).toEqual([]);
    expect(states.filter(state => canStop(liveJob({ state })))).toEqual([
      'starting',
      'running',
      'steady',
      'recovering'
    ]);
  });
});

describe('the figures of a job', () => {
  test('are its rate, what it wrote, what is on the way, and for how long it runs', () => {
    expect(figures(liveJob(), trans)).toEqual(['480 writes/s', '1,500 written', '20 on the way', '12.3 s']);
    expect(figures(liveJob({ engine: 'simulated', elapsedMs: 61_000 }), trans).at(-1)).toBe('1 min 1 s (virtual)');
    const runs = liveJob({
      state: 'running',
      ratePerSecond: null,
      elapsedMs: 0,
      end: { of: 'runs', done: 3, all: 20 }
    });
    expect(figures(runs, trans)).toEqual(['3 of 20 runs']);
    expect(figures(liveJob({ state: 'finished' }), trans)).toEqual([]);
  });
});

function placed(...cells: readonly (readonly [text: string, executed: number | null])[]): readonly PlacedCell[] {
  const reading = readNotebook(
    cells.map(([text], at) => ({ id: String(at), text })),
    nothingRead
  );
  return cells.flatMap(([, executed], at) => {
    const read = reading.get(String(at));
    return read === undefined ? [] : [{ id: String(at), reading: read, executed, running: false }];
  });
}

describe('in a notebook, a job', () => {
  test('belongs to the cell that defines it: of two, to the one that ran last', () => {
    expect(cellOf(placed(['job: clicks', 1], ['chart: clicks', 2]), 'clicks')?.id).toBe('0');
    expect(cellOf(placed(['job: clicks', 1], ['job: clicks', 4]), 'clicks')?.id).toBe('1');
    expect(cellOf(placed(['job: clicks', null]), 'other')).toBeNull();
  });

  test('that a comparison runs stands at the comparison: the one that runs, or that has not run yet', () => {
    const failures = 'failures: [{kill: driver}]';
    const cells = placed(
      ['job: clicks', 1],
      [`job: views\n---\ncompare: [clicks, views]`, 2],
      [`compare: [clicks, views]\n${failures}`, 3],
      [`compare: [views, clicks]\n${failures}`, null],
      [`compare: [clicks, views]\n${failures}`, null]
    );
    const own = liveJob();
    const compared = ['clicks', 'views'].map(job => liveJob({ job, cell: 'compare', state: 'running' }));
    expect([...livePlaces(cells, [own, ...compared])]).toEqual([
      ['0', [own]],
      ['3', compared]
    ]);
    const last = cells.map((cell, at) => ({ ...cell, running: at === 4 }));
    expect([...livePlaces(last, compared)]).toEqual([['4', compared]]);
    expect(livePlaces(placed(['job: clicks', 1]), compared).size).toBe(0);
  });

  test('is failed below the failures of this run, in the order in which they were', () => {
    const fail = 'fail: clicks\nkill: driver';
    expect(placeOfFailure(placed(['job: clicks', 1], [fail, null], ['chart: clicks', null]), 'clicks')).toBe('0');
    expect(placeOfFailure(placed(['job: clicks', 3], [fail, 2], ['chart: clicks', null]), 'clicks')).toBe('0');
    expect(placeOfFailure(placed(['job: clicks', 1], [fail, 2], [fail, 3], ['chart: clicks', null]), 'clicks')).toBe(
      '2'
    );
  });
});

describe('the line of a running job', () => {
  function strip() {
    const pause = jest.fn((): Promise<void> => new Promise(() => undefined));
    const made = new LiveStrip(trans, { inject: () => undefined, pause, stop: () => Promise.resolve() });
    const button = (name: string) => [...made.node.querySelectorAll('button')].find(each => each.textContent === name);
    return { made, pause, button };
  }

  test('acts once, however often a button is pressed', () => {
    const { made, pause, button } = strip();
    made.tell(liveJob());
    button('Pause')?.click();
    button('Pause')?.click();
    made.tell(liveJob());
    button('Pause')?.click();
    expect(pause).toHaveBeenCalledTimes(1);
    expect(button('Stop')?.disabled).toBe(true);
  });

  test('has its buttons idle while the job drains, whoever asked for it, and none when it is over', () => {
    const { made, button } = strip();
    made.tell(liveJob({ state: 'draining' }));
    expect(['Inject failure now', 'Pause', 'Stop'].map(name => button(name)?.disabled)).toEqual([true, true, true]);
    made.tell(liveJob({ state: 'finished' }));
    expect([...made.node.querySelectorAll('button')].every(({ hidden }) => hidden)).toBe(true);
  });

  test('has, in a comparison, its name, and one button that ends all of it', () => {
    const { made, button } = strip();
    const seen = () => [...made.node.querySelectorAll('button')].flatMap(each => (each.hidden ? [] : each.textContent));
    made.tell(liveJob({ cell: 'compare' }));
    expect(made.node.textContent).toContain('clicks');
    expect(seen()).toEqual(['Stop']);
    expect(button('Stop')?.title).toContain('every job of the comparison');
    made.tell(liveJob({ cell: 'compare' }), { isFirst: false });
    expect(seen()).toEqual([]);
  });

  test('shows progress where an end is known, and only there', () => {
    const { made } = strip();
    const progress = made.node.querySelector('progress');
    made.tell(liveJob());
    expect(progress?.hidden).toBe(true);
    made.tell(liveJob({ end: { of: 'records', done: 500, all: 2000 } }));
    expect(progress).toMatchObject({ hidden: false, value: 500, max: 2000 });
    expect(progress?.getAttribute('aria-label')).toContain('clicks');
  });
});
