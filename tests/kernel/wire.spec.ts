import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Signature } from '../../src/kernel/signature.js';
import { decode, encode, Session, WireError, type Header, type Json } from '../../src/kernel/wire.js';

const key = 'secret';
const header: Header = { msg_id: '1', msg_type: 'execute_request', session: 's' };

function framed(parts: readonly string[]): Buffer[] {
  const bytes = parts.map(part => Buffer.from(part));
  return [Buffer.from('peer'), Buffer.from('<IDS|MSG>'), Buffer.from(new Signature(key).of(bytes)), ...bytes];
}

function refusal(frames: readonly Buffer[]): string {
  try {
    decode(frames, new Signature(key));
  } catch (error) {
    if (error instanceof WireError) return error.message;
  }
  return 'none';
}

describe('a message on the wire', () => {
  test('comes back as it was sent, whatever its content', () => {
    const anyJson = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(anyJson, content => {
        const sent: Json = JSON.parse(JSON.stringify(content)) as Json;
        const frames = encode(
          { identities: [Buffer.from('peer')], header, parent: {}, content: sent },
          new Signature(key)
        );
        const message = decode(frames, new Signature(key));
        expect(message.content).toEqual(sent);
        expect(message.header).toEqual(header);
        expect(message.identities.map(String)).toEqual(['peer']);
      })
    );
  });

  test('may bring buffers, which are not read', () => {
    const frames = [...framed([JSON.stringify(header), '{}', '{}', '{"code":""}']), Buffer.from([0, 255])];
    expect(decode(frames, new Signature(key)).content).toEqual({ code: '' });
  });

  test.each([
    ['without a delimiter', [Buffer.from('hello')], 'no <IDS|MSG> delimiter'],
    ['of no frames', [], 'no <IDS|MSG> delimiter'],
    ['without its parts', framed(['{}', '{}']), 'fewer than five parts'],
    ['with a header that is no JSON', framed(['{', '{}', '{}', '{}']), 'header is not JSON'],
    ['with a header that is a list', framed(['[]', '{}', '{}', '{}']), 'header is not a JSON object'],
    [
      'with a header that lacks its type',
      framed(['{"msg_id":"1"}', '{}', '{}', '{}']),
      'header lacks msg_id, msg_type or session'
    ],
    ['with a content of null', framed([JSON.stringify(header), '{}', '{}', 'null']), 'content is not a JSON object']
  ])('%s is refused', (_what, frames, why) => {
    expect(refusal(frames)).toBe(why);
  });

  test('that is forged is refused before it is parsed', () => {
    const frames = framed(['{', '{}', '{}', '{}']);
    frames[2] = Buffer.from('0'.repeat(64));
    expect(refusal(frames)).toBe('signature forged');
  });

  test('sent twice is refused the second time', () => {
    const signature = new Signature(key);
    const frames = framed([JSON.stringify(header), '{}', '{}', '{}']);
    decode(frames, signature);
    expect(() => decode(frames, signature)).toThrow('signature replayed');
  });

  test('of random bytes never does more than being refused', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), frames => {
        expect(refusal(frames.map(frame => Buffer.from(frame)))).not.toBe('none');
      })
    );
  });
});

describe('a session', () => {
  test('gives each message an id of its own and says protocol 5.4', () => {
    const session = new Session();
    const [one, two] = [session.header('status'), session.header('status')];
    expect(one.msg_id).not.toBe(two.msg_id);
    expect(one).toMatchObject({ msg_type: 'status', session: session.id, version: '5.4', username: 'kernel' });
    expect(new Date(String(one['date'])).toISOString()).toBe(one['date']);
  });
});
