import { describe, expect, test } from '@jest/globals';
import { bench } from '../bench.js';

describe('kernel_info', () => {
  test('says protocol, version and how cells are highlighted', async () => {
    const reply = await bench().ask('kernel_info_request');
    expect(reply).toMatchObject({
      status: 'ok',
      protocol_version: '5.4',
      implementation: 'spillway',
      implementation_version: '1.2.3',
      language_info: {
        name: 'spillway',
        mimetype: 'text/x-yaml',
        file_extension: '.yaml',
        pygments_lexer: 'yaml',
        codemirror_mode: 'yaml'
      },
      debugger: false
    });
    expect(String(reply['banner'])).toContain('Spillway 1.2.3');
  });

  test('is answered before the interpreter is loaded, which begins then', async () => {
    const { ask, loads } = bench(() => new Promise(() => undefined));
    expect((await ask('kernel_info_request'))['status']).toBe('ok');
    expect(loads()).toBe(0);
    await new Promise(resolve => setImmediate(resolve));
    expect(loads()).toBe(1);
  });

  test('is answered on control too', async () => {
    expect((await bench().ask('kernel_info_request', {}, 'control'))['status']).toBe('ok');
  });
});
