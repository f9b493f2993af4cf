import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Notebook } from './notebook.js';

let notebook: Notebook;
beforeEach(async () => {
  notebook = await Notebook.open();
  await notebook.ok('job: clicks\nengine: simulated\nconfiguration: reliable-replicated');
});
afterEach(() => notebook.remove());

test('a failure on a record that has passed its step is refused at once, with where it is', async () => {
  const { error } = await notebook.cell('fail: clicks\nkill: driver\nafter: ack\nrecord: 3');
  expect(error).toMatchObject({ name: 'PassedAlready', kind: 'wrong input' });
  expect(error?.message).toMatch(
    /^record 3 of "clicks" has passed “acknowledge” already, at 0\.\d\d s; name a later record, or leave "record" out$/
  );
});

test('and so is one on an effect that lies behind the run', async () => {
  const { error } = await notebook.cell('fail: clicks\nkill: driver\neffect: 10');
  expect(error).toMatchObject({ name: 'PassedAlready', kind: 'wrong input' });
});

test('and a job whose own failure waits for a record that had passed before the job was steady', async () => {
  const { error } = await notebook.cell(
    'job: other\nengine: simulated\nfailures: [{kill: driver, after: ack, record: 3}]'
  );
  expect(error?.name).toBe('PassedAlready');
  expect([...notebook.session.jobs.keys()]).toEqual(['clicks']);
});

test('the job goes on, and a record that is still to come can be waited for', async () => {
  await notebook.cell('fail: clicks\nkill: driver\nafter: ack\nrecord: 3');
  const { results } = await notebook.ok('fail: clicks\nkill: driver\nafter: ack\nrecord: 900');
  expect(results).toMatchObject([{ kind: 'failures', failures: [{ fired: true, record: 900 }] }]);
});

test('a later failure of a list may meet a record again, so it is not refused', async () => {
  const list = 'failures: [{kill: driver, after: ack}, {kill: driver, after: recv, record: 3, within: 200ms}]';
  const { error } = await notebook.cell(`fail: clicks\n${list}`);
  expect(error).toBeNull();
});
