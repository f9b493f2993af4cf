import { describe, expect, jest, test } from '@jest/globals';
import { bench } from '../bench.js';
import { told } from '../client.js';

describe('shutdown', () => {
  test.each([true, false])(
    'with restart %p is answered when the interpreter has ended, to everybody',
    async restart => {
      const { run, send, inbox, echo, kernel } = bench();
      await inbox.reply(run('print a'));
      const id = send('shutdown_request', { restart }, 'control');
      expect((await inbox.reply(id)).content).toEqual({ status: 'ok', restart });
      expect(echo.shutdowns).toBe(1);
      expect(told(await inbox.story(id))).toEqual(['busy', 'shutdown_reply', 'idle']);
      await kernel.ended;
    }
  );

  test('ends the running cell and those that wait', async () => {
    const { run, send, inbox } = bench();
    const [running, waiting] = [run('sleep'), run('print a')];
    await inbox.reply(send('shutdown_request', {}, 'control'));
    expect((await inbox.reply(running)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
    expect((await inbox.reply(waiting)).content['status']).toBe('aborted');
  });

  test('lets no further cell begin', async () => {
    const { run, send, inbox } = bench();
    send('shutdown_request', {}, 'control');
    expect((await inbox.reply(run('print late'))).content['status']).toBe('aborted');
  });

  test('without an interpreter loads none', async () => {
    const { ask, loads, kernel } = bench();
    await ask('shutdown_request', {}, 'control');
    await kernel.ended;
    expect(loads()).toBe(0);
  });

  test('is not held up by an interpreter that fails to end', async () => {
    const { echo, reports, inbox, run, send, kernel } = bench();
    echo.shutdown = () => Promise.reject(new Error('disk full'));
    await inbox.reply(run('print a'));
    expect((await inbox.reply(send('shutdown_request', {}, 'control'))).content['status']).toBe('ok');
    await kernel.ended;
    expect(reports).toEqual([expect.stringContaining('disk full')]);
  });

  test('is not held up by an interpreter that never ends', async () => {
    const { echo, inbox, run, send } = bench();
    echo.shutdown = () => new Promise(() => undefined);
    await inbox.reply(run('print a'));
    jest.useFakeTimers();
    const reply = inbox.reply(send('shutdown_request', {}, 'control'));
    await jest.advanceTimersByTimeAsync(2000);
    jest.useRealTimers();
    expect((await reply).content['status']).toBe('ok');
  });

  test('twice ends the interpreter once', async () => {
    const { kernel, inbox, run, echo } = bench();
    await inbox.reply(run('print a'));
    await Promise.all([kernel.shutDown(), kernel.shutDown()]);
    expect(echo.shutdowns).toBe(1);
  });
});
