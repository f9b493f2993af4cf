import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';

describe('complete', () => {
  test('gives matches, and their help where JupyterLab shows it', async () => {
    expect(await bench().ask('complete_request', { code: 'pri', cursor_pos: 3 })).toEqual({
      status: 'ok',
      matches: ['print'],
      cursor_start: 0,
      cursor_end: 3,
      metadata: {
        _jupyter_types_experimental: [
          { start: 0, end: 3, text: 'print', type: 'keyword', signature: 'Writes its text to stdout.' }
        ]
      }
    });
  });

  test('of an empty cell offers everything there is', async () => {
    const reply = await bench().ask('complete_request', { code: '', cursor_pos: 0 });
    expect(reply['matches']).toHaveLength(13);
  });

  test('counts in code points, in and out', async () => {
    const code = 'print 🚰🚰\nwar';
    const reply = await bench().ask('complete_request', { code, cursor_pos: [...code].length });
    expect(reply).toMatchObject({ matches: ['warn'], cursor_start: 9, cursor_end: 12 });
  });

  test('without a place is at the end, and so is one beyond the text', async () => {
    expect(await bench().ask('complete_request', { code: 'war' })).toMatchObject({ matches: ['warn'], cursor_end: 3 });
    expect(await bench().ask('complete_request', { code: 'war', cursor_pos: 99 })).toMatchObject({ cursor_end: 3 });
  });

  test('without code is an error that names the field', async () => {
    expect(await bench().ask('complete_request', { cursor_pos: 0 })).toMatchObject({
      status: 'error',
      ename: 'BadRequest',
      evalue: 'code: a text is needed'
    });
  });
});
