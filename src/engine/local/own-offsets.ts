/** How far a reader has come in a topic of the job's own: the answers that every source with such a topic gives alike. */
import type { RecordLog } from '../../kafka/record-log.js';
import { call, mark, type Steps } from '../../protocol/effect.js';
import type { Body, Reply } from '../../protocol/message.js';
import { partition } from './own-entry.js';

export interface OwnGroup {
  readonly log: RecordLog;
  readonly topic: string;
  /** Whose offsets are committed. */
  readonly group: string;
}

/** A run counts in positions, which only go on; its topic in offsets. */
export interface Positions {
  offsetAt(position: number): number;
  positionAt(offset: number): number;
}
/** Where nobody takes the log back, they are the same. */
export const asTheyAre: Positions = { offsetAt: position => position, positionAt: offset => offset };

/** Keeps them with the broker; what a commit settles is said once. */
export function ownOffsets({ log, topic, group }: OwnGroup, positions: Positions) {
  let settled = 0;
  return {
    *committed(): Steps<Reply<'committed'>> {
      const offset = (yield* call(() => log.committed(group, topic))).get(partition);
      return { offset: offset === undefined ? null : positions.positionAt(Number(offset)) };
    },
    *commit({ offset: position }: Body<'commit'>): Steps<Reply<'commit'>> {
      const offset = BigInt(positions.offsetAt(position));
      yield* call(() => log.commit({ group, topic, offsets: new Map([[partition, offset]]) }));
      const range = { from: Math.min(settled, position), until: position };
      settled = Math.max(settled, position);
      yield* mark('settle', { range });
      return true;
    }
  };
}
