/** A producer that sends one record after another to a topic, until it is told to stop. */
import type { RecordLog } from '../../src/kafka/record-log.js';
import { entries } from './contract.js';

export interface Load {
  /** What the broker has acknowledged, in order. */
  readonly acknowledged: readonly string[];
  /** Resolves when so much more has been acknowledged that it is under way. */
  more(): Promise<void>;
  /** Resolves when the last send has been answered. */
  stop(): Promise<void>;
}

/** Idempotent, acknowledged by all. */
export async function loadOn(log: RecordLog, topic: string): Promise<Load> {
  const producer = await log.producer({ acks: 'all', idempotent: true });
  const acknowledged: string[] = [];
  let stopped = false;
  const sending = (async () => {
    for (let number = 0; !stopped; number += 1) {
      await producer.send({ topic, partition: 0, entries: entries(`${number}`) });
      acknowledged.push(`${number}`);
    }
  })();
  return {
    acknowledged,
    async more() {
      const wanted = acknowledged.length + 20;
      while (acknowledged.length < wanted) await new Promise(setImmediate);
    },
    async stop() {
      stopped = true;
      await sending;
    }
  };
}
