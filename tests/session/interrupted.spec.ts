import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Notebook, textOf, verdictOf } from './notebook.js';

let notebook: Notebook;
beforeEach(async () => {
  notebook = await Notebook.open();
});
afterEach(() => notebook.remove());

/** Interrupts once so many runs of the job that starts are made. */
function interruptAfter(runs: number): void {
  setImmediate(() => {
    const done = notebook.session.starting.get('many')?.runs?.().done ?? 0;
    if (done >= runs) notebook.interrupt.abort();
    else interruptAfter(runs);
  });
}

const many =
  'job: many\nengine: simulated\nconfiguration: reliable-wal\nruns: 400\nfailures: [{kill: driver, after: ack}]';

test('of a job of many runs, those that were made before an interrupt are kept, judged and drawn', async () => {
  interruptAfter(3);
  const { error, displays } = await notebook.cell(many);
  expect(error).toMatchObject({ name: 'Interrupted', kind: 'interrupted' });
  expect(error?.message).toMatch(
    /^the cell was interrupted: \d+ of 400 runs of "many" were made and are kept; "chart: many" shows them$/
  );
  expect(textOf(displays)).toContain('“many” is finished');
  expect(notebook.session.context.jobs.has('many')).toBe(true);

  const again = await Notebook.open(notebook.folder);
  const chart = await again.ok('chart: many');
  const verdict = verdictOf(chart);
  const made = verdict.runs?.judged ?? 0;
  expect(made).toBeGreaterThanOrEqual(3);
  expect(verdict.runs).toMatchObject({ wanted: made, judged: made });
  expect(verdict.finding).toContain(`; interrupted after ${made} of 400 runs`);
  expect(verdict.promises.find(({ promise }) => promise === 'no data loss')?.bound).toMatch(/^at most \d+ %$/);
});

test('time is asked for at an interrupt once a run has been made, not before', async () => {
  interruptAfter(1);
  expect((await notebook.cell(many)).putAway).toBe(true);
  const other = await Notebook.open();
  other.interrupt.abort();
  expect((await other.cell(many)).putAway).toBe(false);
  await other.remove();
});

test('an interrupt names the jobs that go on, and says nothing of any where none does', async () => {
  notebook.interrupt.abort();
  expect((await notebook.cell('job: other\nengine: simulated\nsource: {records: 100000}')).error?.message).toBe(
    'the cell was interrupted'
  );

  const other = await Notebook.open();
  await other.ok('job: clicks\nengine: simulated\nconfiguration: reliable-replicated');
  other.interrupt.abort();
  const { error, execution } = await other.cell('fail: clicks\nkill: driver\nat: 40s');
  expect(error?.message).toBe('the cell was interrupted; "clicks" goes on until "stop: all"');
  expect(execution).toMatchObject({ lines: [`Interrupted: ${error?.message ?? ''}`] });
  await other.remove();
});
