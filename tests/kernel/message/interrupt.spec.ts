import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { graceMs, keepingMs } from '../../../src/kernel/message/execute.js';
import { bench, type Bench } from '../bench.js';
import { told } from '../client.js';

/** Lets everything go on that can. */
const turn = () => new Promise(resolve => setImmediate(resolve));

/** A kernel whose interpreter is loaded. */
async function loaded(): Promise<Bench> {
  const kernel = bench();
  await kernel.inbox.reply(kernel.run(''));
  return kernel;
}

describe('an interrupted cell that puts away what it has made', () => {
  afterEach(() => void jest.useRealTimers());

  /** A cell that has been interrupted and has said so; in time that the test makes pass. */
  async function keeping() {
    const kernel = await loaded();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const cell = kernel.run('keep');
    await kernel.ask('interrupt_request', {}, 'control');
    const replies = () =>
      kernel.inbox.all.filter(({ type, parentId }) => type === 'execute_reply' && parentId === cell);
    return { ...kernel, cell, replies };
  }

  test('is waited for, and what it says then is shown', async () => {
    const { echo, inbox, cell, replies } = await keeping();
    await jest.advanceTimersByTimeAsync(keepingMs - 50);
    expect(replies()).toEqual([]);
    const nobody = { display: () => undefined, update: () => undefined, stream: () => undefined };
    await echo.execute('release', nobody, new AbortController().signal);
    await jest.advanceTimersByTimeAsync(1);
    expect((await inbox.reply(cell)).content).toMatchObject({ ename: 'Interrupted', evalue: 'asked to end' });
  });

  test('is not waited for without end', async () => {
    const { inbox, cell } = await keeping();
    await jest.advanceTimersByTimeAsync(keepingMs + 1);
    expect(keepingMs).toBeGreaterThan(graceMs);
    expect((await inbox.reply(cell)).content).toMatchObject({ evalue: 'the cell was interrupted' });
  });
});

describe('interrupt', () => {
  test('is answered at once and ends the running cell by an error', async () => {
    const { run, ask, inbox } = await loaded();
    const cell = run('sleep');
    expect(await ask('interrupt_request', {}, 'control')).toEqual({ status: 'ok' });
    expect((await inbox.reply(cell)).content).toMatchObject({
      status: 'error',
      ename: 'Interrupted',
      evalue: 'asked to end'
    });
    expect(told(await inbox.story(cell))).toEqual(['busy', 'execute_input', 'busy', 'error', 'idle']);
  });

  test('ends also a cell that does not listen; what it prints later is not shown', async () => {
    const { run, ask, inbox } = await loaded();
    const cell = run('stuck');
    await ask('interrupt_request', {}, 'control');
    expect((await inbox.reply(cell)).content).toMatchObject({
      ename: 'Interrupted',
      evalue: 'the cell was interrupted'
    });
    const next = run('release\nprint after');
    expect(told(await inbox.story(next))).toEqual(['busy', 'execute_input', 'stream', 'idle']);
    expect(inbox.all.filter(message => message.type === 'stream' && message.parentId === cell)).toEqual([]);
  });

  test('ends a cell whose interpreter is still loading', async () => {
    const { run, ask, inbox } = bench(() => new Promise(() => undefined));
    const cell = run('print a');
    await ask('interrupt_request', {}, 'control');
    expect((await inbox.reply(cell)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  });

  test('leaves the outputs of a cell that ended in time open: a job may go on updating them', async () => {
    const { run, ask, inbox } = await loaded();
    const cell = run('then later\nsleep');
    await ask('interrupt_request', {}, 'control');
    await inbox.reply(cell);
    await new Promise(resolve => setTimeout(resolve, 120));
    await inbox.reply(run('release'));
    expect(inbox.all.find(message => message.type === 'stream')).toMatchObject({
      parentId: cell,
      content: { text: 'later\n' }
    });
  });

  test('while nothing runs goes to the interpreter', async () => {
    const { run, ask, inbox, echo } = bench();
    await inbox.reply(run('print a'));
    await turn();
    await ask('interrupt_request', {}, 'control');
    await turn();
    expect(echo.idleInterrupts).toBe(1);
  });

  test('before the interpreter is loaded loads nothing', async () => {
    const { ask, loads } = bench();
    expect(await ask('interrupt_request', {}, 'control')).toEqual({ status: 'ok' });
    expect(loads()).toBe(0);
  });

  test('aborts what waits, unless the cell said to go on', async () => {
    const { run, ask, inbox } = bench();
    run('sleep');
    const waiting = run('print a');
    await ask('interrupt_request', {}, 'control');
    expect((await inbox.reply(waiting)).content['status']).toBe('aborted');
    run('sleep', { stop_on_error: false });
    const goesOn = run('print b');
    await ask('interrupt_request', {}, 'control');
    expect((await inbox.reply(goesOn)).content['status']).toBe('ok');
  });
});
