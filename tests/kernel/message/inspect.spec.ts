import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';

describe('inspect', () => {
  test('shows help for what stands there', async () => {
    expect(await bench().ask('inspect_request', { code: 'show x', cursor_pos: 2, detail_level: 0 })).toEqual({
      status: 'ok',
      found: true,
      data: { 'text/plain': 'Displays its text.' },
      metadata: {}
    });
  });

  test('says when there is none', async () => {
    expect(await bench().ask('inspect_request', { code: 'what', cursor_pos: 1 })).toEqual({
      status: 'ok',
      found: false,
      data: {},
      metadata: {}
    });
  });

  test('takes the place beyond the text that JupyterLab sends for a completion', async () => {
    expect(await bench().ask('inspect_request', { code: '🚰\nshow', cursor_pos: 10 })).toMatchObject({ found: true });
  });

  test('with a place that is no whole number is an error', async () => {
    const reply = await bench().ask('inspect_request', { code: 'show', cursor_pos: 1.5 });
    expect(reply).toMatchObject({ status: 'error', evalue: 'cursor_pos: a whole number is needed' });
  });
});
