import { describe, expect, test } from '@jest/globals';
import { Signature } from '../../src/kernel/signature.js';

const parts = ['{"a":1}', '{}', '{}', '{}'].map(part => Buffer.from(part));

describe('a signature', () => {
  test('is the HMAC-SHA256 of the parts in hex, as Python computes it', () => {
    // hmac.new(b"secret", b'{"a":1}{}{}{}', hashlib.sha256).hexdigest()
    expect(new Signature('secret').of(parts)).toBe('5439160579203ae5952244a353b0f81b6ca58a3fb44727217799b393ee79601c');
  });

  test('of a holder of the key is genuine, once', () => {
    const signature = new Signature('secret');
    const claimed = Buffer.from(new Signature('secret').of(parts));
    expect(signature.judge(claimed, parts)).toBe('genuine');
    expect(signature.judge(claimed, parts)).toBe('replayed');
  });

  test('made with another key, cut short or absent is forged', () => {
    const signature = new Signature('secret');
    const right = signature.of(parts);
    for (const claimed of [new Signature('other').of(parts), right.slice(0, -1), right.toUpperCase(), ''])
      expect(signature.judge(Buffer.from(claimed), parts)).toBe('forged');
  });

  test('covers every part', () => {
    const signature = new Signature('secret');
    const claimed = Buffer.from(signature.of(parts));
    for (const changed of parts.keys())
      expect(
        signature.judge(
          claimed,
          parts.map((part, at) => (at === changed ? Buffer.from('{"b":2}') : part))
        )
      ).toBe('forged');
  });

  test('that was forged is not remembered: the genuine message still counts', () => {
    const signature = new Signature('secret');
    const claimed = Buffer.from(signature.of(parts));
    signature.judge(claimed, parts.slice(1));
    expect(signature.judge(claimed, parts)).toBe('genuine');
  });

  test('is empty with an empty key, and then nothing is checked', () => {
    const open = new Signature('');
    expect(open.of(parts)).toBe('');
    expect(open.judge(Buffer.from('anything'), parts)).toBe('genuine');
  });

  test('is forgotten only after 65,536 newer ones', () => {
    const signature = new Signature('secret');
    const claim = (text: string) => {
      const part = [Buffer.from(text)];
      return signature.judge(Buffer.from(signature.of(part)), part);
    };
    claim('first');
    for (let n = 1; n < 65_536; n += 1) claim(String(n));
    expect(claim('first')).toBe('replayed');
    claim('one more');
    expect(claim('first')).toBe('genuine');
  });
});
