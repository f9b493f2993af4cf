/** How the records of a job are written to a topic of its own: a record's number is its key. */
import type { LogEntry, NewEntry } from '../../kafka/record-log.js';
import type { StreamRecord } from '../../protocol/stream-record.js';

export const entryOf = ({ id, text }: StreamRecord): NewEntry => ({
  key: Buffer.from(String(id)),
  value: Buffer.from(text)
});
/** The number that `entryOf` wrote, digit by digit: every record is asked for it twice. NaN for a key that is none. */
export function idOf({ key }: Pick<LogEntry, 'key'>): number {
  let id = key === null || key.length === 0 ? NaN : 0;
  for (let at = 0; at < (key?.length ?? 0); at += 1) {
    const digit = (key?.[at] ?? 0) - 48;
    id = digit >= 0 && digit <= 9 ? 10 * id + digit : NaN;
  }
  return id;
}
export const recordOf = ({ key, value }: Pick<LogEntry, 'key' | 'value'>): StreamRecord => ({
  id: idOf({ key }),
  text: value?.toString() ?? ''
});

/** The partition that holds them. */
export const partition = 0;
/** How long one question for more waits at the broker, ms. */
export const waitMs = 500;
export const maxBytes = 1 << 20;
