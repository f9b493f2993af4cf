import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';
import { told } from '../client.js';

describe('execute', () => {
  test('tells the story busy, input, outputs, idle, and replies with the number', async () => {
    const { run, inbox } = bench();
    const id = run('print a\nwarn b\nshow c');
    const story = await inbox.story(id);
    expect(told(story)).toEqual(['busy', 'execute_input', 'stream', 'stream', 'display_data', 'idle']);
    expect(story.slice(1, 5).map(message => message.content)).toEqual([
      { code: 'print a\nwarn b\nshow c', execution_count: 1 },
      { name: 'stdout', text: 'a\n' },
      { name: 'stderr', text: 'b\n' },
      { data: { 'text/plain': 'c' }, metadata: {}, transient: {} }
    ]);
    expect((await inbox.reply(id)).content).toEqual({
      status: 'ok',
      execution_count: 1,
      payload: [],
      user_expressions: {}
    });
  });

  test('replaces a display by its id, also from a later cell', async () => {
    const { run, inbox } = bench();
    const shown = (await inbox.story(run('show-as d1 waiting')))[2];
    expect(shown).toMatchObject({ type: 'display_data', content: { transient: { display_id: 'd1' } } });
    const updated = (await inbox.story(run('update d1 done')))[2];
    expect(updated).toMatchObject({
      type: 'update_display_data',
      content: { data: { 'text/plain': 'done' }, metadata: {}, transient: { display_id: 'd1' } }
    });
  });

  test('that fails is an error reply and an error output that say the same', async () => {
    const { run, inbox } = bench();
    const id = run('fail no such job');
    const failed = { ename: 'Failed', evalue: 'no such job', traceback: ['Failed: no such job'] };
    expect((await inbox.reply(id)).content).toEqual({ status: 'error', execution_count: 1, ...failed });
    const story = await inbox.story(id);
    expect(told(story)).toEqual(['busy', 'execute_input', 'error', 'idle']);
    expect(story[2]?.content).toEqual(failed);
  });

  test('whose interpreter throws is an error reply, and the kernel goes on', async () => {
    const { run, inbox } = bench();
    const thrown = (await inbox.reply(run('throw oops'))).content;
    expect(thrown).toMatchObject({ status: 'error', ename: 'RangeError', evalue: 'oops' });
    expect(thrown['traceback']).toContainEqual(expect.stringContaining('echo.ts'));
    expect((await inbox.reply(run('print a'))).content['status']).toBe('ok');
  });

  test('whose output cannot be sent as JSON is an error reply', async () => {
    const { run, inbox, echo } = bench();
    echo.execute = (_text, publisher) => {
      publisher.display({ content: { 'application/json': 1n } });
      return Promise.resolve({ status: 'ok' });
    };
    expect((await inbox.reply(run(''))).content).toMatchObject({ status: 'error', ename: 'TypeError' });
  });

  test('whose interpreter cannot be loaded is an error reply, and the next cell tries again', async () => {
    const { run, inbox, loads } = bench(() => Promise.reject(new Error('no such file')));
    expect((await inbox.reply(run('print a'))).content).toMatchObject({ status: 'error', evalue: 'no such file' });
    await inbox.reply(run('print a'));
    expect(loads()).toBe(2);
  });

  test('silently shows nothing and has no number, but replies', async () => {
    const { run, inbox } = bench();
    const id = run('print a', { silent: true, store_history: true });
    expect(told(await inbox.story(id))).toEqual(['busy', 'idle']);
    expect((await inbox.reply(id)).content).toMatchObject({ status: 'ok', execution_count: 0 });
    const failed = run('fail b', { silent: true });
    expect(told(await inbox.story(failed))).toEqual(['busy', 'idle']);
    expect((await inbox.reply(failed)).content).toMatchObject({ status: 'error', ename: 'Failed' });
  });

  test('without storing shows its outputs under the number of the cell before', async () => {
    const { run, inbox } = bench();
    await inbox.reply(run('print a'));
    const id = run('print b', { store_history: false });
    expect(told(await inbox.story(id))).toEqual(['busy', 'execute_input', 'stream', 'idle']);
    expect((await inbox.reply(id)).content['execution_count']).toBe(1);
    expect((await inbox.reply(run('print c'))).content['execution_count']).toBe(2);
  });

  test('answers each user expression with its own error', async () => {
    const { run, inbox } = bench();
    const reply = (await inbox.reply(run('print a', { user_expressions: { x: '1 + 1', y: 'job' } }))).content;
    const error = {
      status: 'error',
      ename: 'NoExpressions',
      evalue: 'cells are settings, not expressions',
      traceback: []
    };
    expect(reply['user_expressions']).toEqual({ x: error, y: error });
  });

  test('needs a code, and an error in that aborts nobody', async () => {
    const { send, run, inbox } = bench();
    const bad = send('execute_request', { code: 7 });
    const next = run('print a');
    expect((await inbox.reply(bad)).content).toMatchObject({ status: 'error', evalue: 'code: a text is needed' });
    expect((await inbox.reply(next)).content['status']).toBe('ok');
  });
});
