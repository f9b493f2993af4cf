import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bench, key } from './bench.js';
import { request, told } from './client.js';

/** Lets everything go on that can. */
const turn = () => new Promise(resolve => setImmediate(resolve));

describe('the kernel', () => {
  test('replies on the channel asked, to the peer that asked, with its header as the parent', async () => {
    const { kernel, inbox } = bench();
    const { id, frames } = request(key, 'kernel_info_request', {}, [Buffer.from('peer'), Buffer.from('behind')]);
    kernel.receive('control', frames);
    const reply = await inbox.reply(id);
    expect(reply).toMatchObject({
      channel: 'control',
      type: 'kernel_info_reply',
      parentHeader: { msg_id: id, username: 'user' }
    });
    expect(reply.identities.map(String)).toEqual(['peer', 'behind']);
  });

  test('puts busy and idle around every message, also one that fails', async () => {
    const { send, inbox } = bench();
    const messages = [
      'kernel_info_request',
      'complete_request',
      'inspect_request',
      'is_complete_request',
      'history_request'
    ];
    for (const type of [...messages, 'comm_info_request', 'interrupt_request', 'nonsense', 'constructor'])
      expect(told(await inbox.story(send(type)))).toEqual(['busy', 'idle']);
  });

  test('answers an unknown request instead of dropping it', async () => {
    expect(await bench().ask('debug_request', {}, 'control')).toMatchObject({
      status: 'error',
      evalue: 'unknown message: debug_request'
    });
  });

  test('says that it is starting', async () => {
    const { kernel, inbox } = bench();
    kernel.announce();
    expect((await inbox.first(message => message.type === 'status')).content).toEqual({ execution_state: 'starting' });
  });

  test('never executes what is forged or replayed, and says why it dropped it', async () => {
    const { kernel, inbox, reports } = bench();
    kernel.receive('shell', request('another key', 'execute_request', { code: 'print forged' }).frames);
    const { id, frames } = request(key, 'execute_request', { code: 'print once' });
    kernel.receive('shell', frames);
    kernel.receive('shell', frames);
    await inbox.story(id);
    await turn();
    expect(inbox.all.filter(message => message.type === 'stream').map(message => message.content['text'])).toEqual([
      'once\n'
    ]);
    expect(reports).toEqual([
      'dropped a message on shell: signature forged',
      'dropped a message on shell: signature replayed'
    ]);
  });

  test('lives through any content of any message', async () => {
    const types = fc.constantFrom(
      'complete_request',
      'inspect_request',
      'is_complete_request',
      'history_request',
      'execute_request'
    );
    const fields = fc.constantFrom(
      'code',
      'cursor_pos',
      'silent',
      'hist_access_type',
      'n',
      'pattern',
      'user_expressions',
      'session'
    );
    const content = fc.dictionary(
      fields,
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('tail', 'search', 'range'))
    );
    const { send, inbox, ask } = bench();
    await fc.assert(
      fc.asyncProperty(types, content, async (type, any) => {
        const story = told(await inbox.story(send(type, { stop_on_error: false, ...any })));
        expect(story[0]).toBe('busy');
        expect(story.at(-1)).toBe('idle');
      })
    );
    expect((await ask('kernel_info_request'))['status']).toBe('ok');
  });

  test('shows a fault outside any cell in the cell that ran last, and goes on', async () => {
    const { kernel, inbox, reports, run } = bench();
    kernel.complain(new Error('before any cell'));
    const cell = run('print a');
    await inbox.story(cell);
    kernel.complain(new Error('a job broke'));
    const shown = await inbox.first(message => message.content['name'] === 'stderr');
    expect(shown.parentId).toBe(cell);
    expect(String(shown.content['text'])).toContain('a job broke');
    expect(reports.map(report => report.split('\n')[0])).toEqual(['Error: before any cell', 'Error: a job broke']);
    expect((await inbox.reply(run('print b'))).content['status']).toBe('ok');
  });
});

describe('the queue', () => {
  test('runs cells one after the other, in their order', async () => {
    const { run, inbox } = bench();
    const ids = ['print a', 'print b', 'print c'].map(code => run(code));
    await Promise.all(ids.map(id => inbox.story(id)));
    const cells = inbox.all
      .filter(message => message.channel === 'iopub')
      .map(message => ids.indexOf(message.parentId));
    expect(cells).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  });

  test('lets everything else past while a cell runs, and the kernel stays busy', async () => {
    const { run, send, inbox, ask } = bench();
    const cell = run('sleep');
    const waiting = run('print later');
    for (const type of ['kernel_info_request', 'comm_info_request']) expect((await ask(type))['status']).toBe('ok');
    expect(await ask('complete_request', { code: 'pri' })).toMatchObject({ matches: ['print'] });
    expect(await ask('history_request', { hist_access_type: 'tail' })).toMatchObject({ history: [[1, 1, 'sleep']] });
    await turn();
    const statuses = inbox.all.filter(message => message.type === 'status');
    expect(statuses.at(-1)).toMatchObject({ parentId: cell, content: { execution_state: 'busy' } });
    expect(inbox.all.some(message => message.parentId === waiting)).toBe(false);
    await inbox.reply(send('interrupt_request', {}, 'control'));
    await inbox.story(waiting);
    await turn();
    expect(inbox.all.filter(message => message.type === 'status').at(-1)?.content).toEqual({ execution_state: 'idle' });
  });

  test('aborts what waits behind an error: no input, no number, and busy and idle all the same', async () => {
    const { run, inbox } = bench();
    const [, second, third] = [run('fail a'), run('print b'), run('print c')];
    for (const id of [second, third]) {
      expect((await inbox.reply(id)).content).toEqual({ status: 'aborted', execution_count: 1 });
      expect(told(await inbox.story(id))).toEqual(['busy', 'idle']);
    }
    expect((await inbox.reply(run('print d'))).content).toMatchObject({ status: 'ok', execution_count: 2 });
  });

  test('aborts also the rest of a burst that comes in while the failing cell is done already', async () => {
    const { run, inbox } = bench();
    run('fail a');
    await inbox.first(message => message.type === 'error');
    expect((await inbox.reply(run('print b'))).content['status']).toBe('aborted');
  });

  test.each([{ stop_on_error: false }, { silent: true }])('goes on behind an error of a cell with %j', async more => {
    const { run, inbox } = bench();
    run('fail a', more);
    expect((await inbox.reply(run('print b'))).content['status']).toBe('ok');
  });

  test('of any cells tells each story in order and ends idle', async () => {
    const codes = fc.constantFrom('print a', 'show b', 'fail c', 'throw d', '', 'print e\nfail f');
    const cells = fc.array(fc.record({ code: codes, stop_on_error: fc.boolean(), silent: fc.boolean() }), {
      maxLength: 6
    });
    await fc.assert(
      fc.asyncProperty(cells, async list => {
        const { run, inbox } = bench();
        const ids = list.map(cell => run(cell.code, cell));
        await Promise.all(ids.map(id => inbox.story(id)));
        const order = inbox.all
          .filter(message => message.channel === 'iopub')
          .map(message => ids.indexOf(message.parentId));
        expect(order).toEqual([...order].sort((one, other) => one - other));
        const stopper = list.findIndex(cell => /fail|throw/.test(cell.code) && cell.stop_on_error && !cell.silent);
        for (const [at, id] of ids.entries()) {
          const aborted = (await inbox.reply(id)).content['status'] === 'aborted';
          expect(aborted).toBe(stopper >= 0 && at > stopper);
        }
      }),
      { numRuns: 40 }
    );
  });
});
