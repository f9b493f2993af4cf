import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/kernel/wire.js';
import { bench, type Bench } from '../bench.js';

describe('history', () => {
  let kernel: Bench;

  beforeAll(async () => {
    kernel = bench();
    for (const code of ['print a', 'show b', 'print a', 'print c']) await kernel.inbox.reply(kernel.run(code));
    await kernel.inbox.reply(kernel.run('print not stored', { store_history: false }));
    await kernel.inbox.reply(kernel.run('print silent', { silent: true }));
  });

  async function asked(content: Json): Promise<unknown> {
    return (await kernel.ask('history_request', { raw: true, output: false, ...content }))['history'];
  }

  test('tail: the newest n', async () => {
    expect(await asked({ hist_access_type: 'tail', n: 2 })).toEqual([
      [1, 3, 'print a'],
      [1, 4, 'print c']
    ]);
  });

  test('range: of this session, called 0 or 1', async () => {
    for (const session of [0, 1])
      expect(await asked({ hist_access_type: 'range', session, start: 2, stop: 3 })).toEqual([[1, 2, 'show b']]);
    expect(await asked({ hist_access_type: 'range', session: 0, start: 4, stop: null })).toEqual([[1, 4, 'print c']]);
  });

  test('range: of another session is empty', async () => {
    for (const session of [-1, 2]) expect(await asked({ hist_access_type: 'range', session, start: 0 })).toEqual([]);
  });

  test('search: by glob, the newest n, each text once if asked', async () => {
    const search = { hist_access_type: 'search', pattern: 'print*' };
    expect(await asked(search)).toHaveLength(3);
    expect(await asked({ ...search, n: 1 })).toEqual([[1, 4, 'print c']]);
    expect(await asked({ ...search, unique: true })).toEqual([
      [1, 3, 'print a'],
      [1, 4, 'print c']
    ]);
    expect(await asked({ hist_access_type: 'search' })).toHaveLength(4);
  });

  test('with output: pairs, whose second is null', async () => {
    expect(await asked({ hist_access_type: 'tail', n: 1, output: true })).toEqual([[1, 4, ['print c', null]]]);
  });

  test('of an unknown kind is an error that lists the kinds', async () => {
    const reply = await kernel.ask('history_request', { hist_access_type: 'all' });
    expect(reply).toMatchObject({ status: 'error', evalue: 'hist_access_type "all": range, tail or search is needed' });
  });
});
