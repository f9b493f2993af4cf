import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, ConnectionError, readConnection } from '../../src/kernel/connection.js';

const file = {
  transport: 'tcp',
  ip: '127.0.0.1',
  shell_port: 1001,
  control_port: 1002,
  stdin_port: 1003,
  iopub_port: 1004,
  hb_port: 1005,
  key: 'secret',
  signature_scheme: 'hmac-sha256'
};

const read = (more: Readonly<Record<string, unknown>>) => readConnection(JSON.stringify({ ...file, ...more }));

describe('a connection file', () => {
  test('names key and ports', () => {
    const connection = read({ kernel_name: 'spillway', jupyter_session: '' });
    expect(connection.key).toBe('secret');
    expect(connection.ports).toEqual({ shell: 1001, control: 1002, stdin: 1003, iopub: 1004, hb: 1005 });
  });

  test.each([
    [{}, 'tcp://127.0.0.1:1001'],
    [{ ip: 'localhost' }, 'tcp://127.0.0.1:1001'],
    [{ ip: '127.0.1.254' }, 'tcp://127.0.1.254:1001'],
    [{ ip: '::1' }, 'tcp://[::1]:1001'],
    [{ transport: 'ipc', ip: '/run/kernel-7-ipc' }, 'ipc:///run/kernel-7-ipc-1001']
  ])('%j is bound at %s', (more, address) => {
    expect(addressOf(read(more), 'shell')).toBe(address);
  });

  test.each([
    '0.0.0.0',
    '*',
    '::',
    '10.0.0.1',
    '192.168.1.7',
    '127.0.0.256',
    '127.0.0',
    '127.0.0.1.evil.org',
    'lo',
    'eth0',
    '128.0.0.1'
  ])('that would let others in at %s is refused', ip => {
    expect(() => read({ ip })).toThrow(/this machine alone; use 127\.0\.0\.1/);
  });

  test.each([
    [{ transport: 'epgm' }, /transport "epgm": only "tcp" and "ipc"/],
    [{ ip: undefined }, /ip: a text is missing/],
    [{ ip: '' }, /ip: a text is missing/],
    [{ key: undefined }, /key: a text is missing/],
    [{ signature_scheme: 'hmac-md5' }, /signature_scheme "hmac-md5": only "hmac-sha256"/],
    [{ curve_secretkey: 'x' }, /transport encryption is not known/],
    [{ hb_port: 0 }, /hb_port 0: a number from 1 to 65535/],
    [{ hb_port: 65_536 }, /hb_port 65536/],
    [{ stdin_port: '1003' }, /stdin_port "1003"/],
    [{ iopub_port: undefined }, /iopub_port is missing/]
  ])('%j is refused with what is wrong', (more, why) => {
    expect(() => read(more)).toThrow(why);
  });

  test.each(['', '{', '[]', 'null', '7'])('of %j is refused as no connection file', text => {
    expect(() => readConnection(text)).toThrow(ConnectionError);
  });

  test('of any JSON is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(file)), fc.jsonValue({ maxDepth: 1 })), changes => {
        try {
          const { transport, ip } = read(changes);
          expect(transport === 'ipc' || ip === '::1' || ip.startsWith('127.')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectionError);
        }
      })
    );
  });
});
