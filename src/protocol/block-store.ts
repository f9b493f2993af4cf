/** The block manager of one executor: blocks live in its memory (or on its own disk, for our purpose the same) and die with it. */
import { replicationOf, type Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { all, append, mark, oneOf, readAt, type Steps } from './effect.js';
import { ask, type Answers, type BlockInfo, type LogSegment } from './message.js';
import type { StreamRecord } from './stream-record.js';

export interface BlockStore {
  readonly answers: Answers<'storeReplica' | 'getBlock' | 'removeBlocks'>;
  /** Stores a received block as the job asks, and tells the driver. False: the driver has not accepted it. */
  store(records: readonly StreamRecord[]): Steps<boolean>;
  /** A block's records for a task, from here, from another executor, from the log; null: nobody has it. */
  find(block: BlockInfo, isBlockIdValid: boolean): Steps<readonly StreamRecord[] | null>;
}

export function blockStore(self: ProcessId, driver: ProcessId, job: Job): BlockStore {
  const memory = new Map<string, readonly StreamRecord[]>();
  const logPath = `receivedData/0/log-${self}`;
  let serial = 0;

  /** The driver's block map hears of it before any replica is made (`BlockManager.scala` 1649-1654). */
  function* keep(id: string, records: readonly StreamRecord[], step: 'put' | 'replica'): Steps<void> {
    memory.set(id, records);
    yield* mark(step, { block: id, records });
    yield* ask(driver, 'blockStored', { block: id });
  }

  /** Best effort: a failure to replicate is only a line in Spark's log (`BlockManager.scala` 1658, 1900-1903). */
  function* replicate(id: string, records: readonly StreamRecord[]): Steps<void> {
    const peers = [...((yield* ask(driver, 'peers', null)) ?? [])];
    for (let failures = 0; failures <= job.properties.maxReplicationFailures && peers.length > 0; failures += 1) {
      const peer = yield* oneOf(peers);
      const how = { step: 'replicate' as const, about: { block: id, records, peer } };
      if (yield* ask(peer, 'storeReplica', { id, records }, how)) {
        return;
      }
      peers.splice(peers.indexOf(peer), 1);
    }
  }

  /** In parallel, and both awaited (`ReceivedBlockHandler.scala` 190-209). */
  function* log(id: string, records: readonly StreamRecord[]): Steps<LogSegment> {
    let position = 0;
    function* write(): Steps<void> {
      position = yield* append(logPath, records, { step: 'wal', about: { block: id, records } });
    }
    yield* all([keep(id, records, 'put'), write()]);
    return { path: logPath, position };
  }

  return {
    answers: {
      *storeReplica({ id, records }) {
        yield* keep(id, records, 'replica');
        return true as const;
      },
      *getBlock({ block }) {
        return { records: memory.get(block) ?? null };
      },
      *removeBlocks({ blocks }) {
        for (const id of blocks) {
          const records = memory.get(id);
          if (records) {
            memory.delete(id);
            yield* mark('remove', { block: id, records });
          }
        }
        return true as const;
      }
    },
    *store(records) {
      const id = `input-0-${self}-${serial}`;
      serial += 1;
      let segment: LogSegment | null = null;
      if (job.writeAheadLog) {
        segment = yield* log(id, records);
      } else {
        yield* keep(id, records, 'put');
        if (replicationOf(job) > 1) {
          yield* replicate(id, records);
        }
      }
      const block: BlockInfo = { id, records, segment };
      return (yield* ask(driver, 'addBlock', { block }, { step: 'reply', about: { block: id, records } })) ?? false;
    },
    *find(block, isBlockIdValid) {
      const here = memory.get(block.id);
      if (here) {
        return here;
      }
      for (const holder of isBlockIdValid ? ((yield* ask(driver, 'locate', { block: block.id })) ?? []) : []) {
        const found = holder === self ? null : yield* ask(holder, 'getBlock', { block: block.id });
        if (found?.records) {
          return found.records;
        }
      }
      const { segment } = block;
      return segment ? yield* readAt<readonly StreamRecord[]>(segment.path, segment.position) : null;
    }
  };
}
