import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EmbeddedLog } from '../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../src/kafka/embedded-store.js';
import { contract, entries, textsOf } from './contract.js';

describe('the embedded log', () => {
  test.each(contract)('$promise', async ({ play }) => {
    const store = new EmbeddedStore(Date.now);
    await play({
      topic: 'clicks',
      log: new EmbeddedLog(store),
      another: () => Promise.resolve(new EmbeddedLog(store))
    });
  });

  test('whatever transactions come and go, a committed reader sees the committed ones, whole and in order', async () => {
    const life = fc.record({
      producer: fc.integer({ min: 0, max: 2 }),
      ends: fc.constantFrom('commit' as const, 'abort' as const, null)
    });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 12 }), async lives => {
        const log = new EmbeddedLog(new EmbeddedStore(Date.now));
        await log.createTopic({ topic: 't', partitions: 1 });
        const producers = await Promise.all([0, 1, 2].map(name => log.transactions(String(name))));
        const kept: string[] = [];
        let open = false;
        for (const [index, { producer, ends }] of lives.entries()) {
          const transaction = await producers[producer]?.begin();
          await transaction?.send({ topic: 't', partition: 0, entries: entries(`${index}a`, `${index}b`) });
          if (ends !== null) await transaction?.[ends]();
          if (ends === 'commit' && !open) kept.push(`${index}a`, `${index}b`);
          open ||= ends === null; // nobody settles it: all that follows waits
        }
        const reading = { topic: 't', partition: 0, isolation: 'committed', waitMs: 0, maxBytes: 1000 } as const;
        expect(textsOf(await log.read({ ...reading, from: 0n }))).toEqual(kept);
      })
    );
  });
});
