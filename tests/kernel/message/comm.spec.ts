import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';
import { told } from '../client.js';

describe('comms', () => {
  test('none is open', async () => {
    expect(await bench().ask('comm_info_request', { target_name: 'any' })).toEqual({ status: 'ok', comms: {} });
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
