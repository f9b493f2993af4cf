/** Repeating what fails in passing: a leader that changes, a broker that starts again, a topic that is just being made. */
import { isPassing } from './kafkajs-trouble.js';

const everyMs = 50;
const longestMs = 90_000;
/** A topic that another broker does not know yet; one that does not exist is said soon. */
const unknownTopicMs = 500;

/** @param again what to look at anew before the next try; it may fail in passing too */
export async function patiently<T>(act: () => Promise<T>, again: () => Promise<void>): Promise<T> {
  const fromMs = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const patienceMs = isUnknownTopic(error) ? unknownTopicMs : longestMs;
      if (!isPassing(error) || performance.now() - fromMs > patienceMs) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
    await again().catch(() => undefined); // the next try says what is wrong
  }
}

const isUnknownTopic = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
