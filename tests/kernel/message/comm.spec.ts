import { describe, expect, test } from '@jest/globals';
import { LIVE_COMM } from '../../../src/kernel/live-comm.js';
import { bench } from '../bench.js';
import { told } from '../client.js';

const live = { comm_id: LIVE_COMM, target_name: LIVE_COMM };

describe('comms', () => {
  test('the live one is always open, and no other', async () => {
    const comms = { [LIVE_COMM]: { target_name: LIVE_COMM } };
    const { ask } = bench();
    for (const asked of [{}, { target_name: LIVE_COMM }])
      expect(await ask('comm_info_request', asked)).toEqual({ status: 'ok', comms });
    expect(await ask('comm_info_request', { target_name: 'any' })).toEqual({ status: 'ok', comms: {} });
  });

  test.each(['comm_open', 'comm_msg'])('%s is answered by comm_close: there is no such target', async type => {
    const { send, inbox } = bench();
    const story = await inbox.story(send(type, { comm_id: 'c1', target_name: 'jupyter.widget', data: {} }));
    expect(told(story)).toEqual(['busy', 'comm_close', 'idle']);
    expect(story[1]?.content).toEqual({ comm_id: 'c1', data: {} });
  });

  test('comm_close is taken without an answer', async () => {
    const { send, inbox } = bench();
    expect(told(await inbox.story(send('comm_close', { comm_id: 'c1', data: {} })))).toEqual(['busy', 'idle']);
  });

  test('a comm_open without an id is reported, for it has no reply', async () => {
    const { send, inbox, reports } = bench();
    expect(told(await inbox.story(send('comm_open')))).toEqual(['busy', 'idle']);
    expect(reports).toEqual([expect.stringContaining('comm_open has no reply')]);
    expect(inbox.all.every(message => message.channel === 'iopub')).toBe(true);
  });
});

describe('the live comm', () => {
  test('tells how things stand when it is opened, and what changes later', async () => {
    const { echo, send, inbox } = bench();
    const story = await inbox.story(send('comm_open', { ...live, data: { runsKept: 7 } }));
    expect(told(story)).toEqual(['busy', 'comm_msg', 'idle']);
    expect(story[1]?.content).toEqual({ comm_id: LIVE_COMM, data: { said: '' } });
    expect(echo.wishes).toEqual({ runsKept: 7 });
    echo.say('later');
    const later = await inbox.first(({ content }) => JSON.stringify(content).includes('later'));
    expect(later).toMatchObject({ type: 'comm_msg', channel: 'iopub', content: { data: { said: 'later' } } });
  });

  test('is told to every front end by one message, whoever asked last', async () => {
    const { echo, send, inbox } = bench();
    for (const type of ['comm_open', 'comm_open', 'comm_msg']) await inbox.story(send(type, live));
    echo.say('once');
    await inbox.story(send('kernel_info_request'));
    expect(inbox.all.filter(({ content }) => JSON.stringify(content).includes('once'))).toHaveLength(1);
  });

  test('goes on for the others when one front end closes it', async () => {
    const { echo, send, inbox } = bench();
    await inbox.story(send('comm_open', live));
    await inbox.story(send('comm_close', live));
    echo.say('on');
    expect((await inbox.first(({ content }) => JSON.stringify(content).includes('on"'))).type).toBe('comm_msg');
  });

  test('is told while a cell runs, without waiting for its end', async () => {
    const { send, run, inbox } = bench();
    const cell = run('sleep');
    await inbox.first(message => message.parentId === cell && message.type === 'execute_input');
    expect(told(await inbox.story(send('comm_open', live)))).toContain('comm_msg');
    send('interrupt_request', {}, 'control');
    await inbox.reply(cell);
  });
});
