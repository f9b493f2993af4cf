/** The block manager of one executor: blocks live in its memory (or on its own disk, for our purpose the same) and die with it. */
import { replicationOf, type Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { all, append, mark, oneOf, readAt, type Steps } from './effect.js';
import { ask, type Answers, type BlockInfo, type LogSegment } from './message.js';
import type { StreamRecord } from './stream-record.js';

type Records = readonly StreamRecord[];

export class BlockStore {
  private readonly memory = new Map<string, Records>();
  private readonly logPath: string;
  private serial = 0;

  constructor(
    private readonly self: ProcessId,
    private readonly driver: ProcessId,
    private readonly job: Job
  ) {
    this.logPath = `receivedData/0/log-${self}`;
  }

  /** What other executors and the driver ask of it. */
  answers(): Answers<'storeReplica' | 'getBlock' | 'removeBlocks'> {
    const { memory } = this;
    const keep = (id: string, records: Records) => this.keep(id, records, 'replica');
    return {
      *storeReplica({ id, records }) {
        yield* keep(id, records);
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
    };
  }

  /** Stores a received block as the job asks, and tells the driver. False: the driver has not accepted it. */
  *store(records: Records): Steps<boolean> {
    const id = `input-0-${this.self}-${this.serial}`;
    this.serial += 1;
    let segment: LogSegment | null = null;
    if (this.job.writeAheadLog) {
      segment = yield* this.log(id, records);
    } else {
      yield* this.keep(id, records, 'put');
      if (replicationOf(this.job) > 1) {
        yield* this.replicate(id, records);
      }
    }
    const block: BlockInfo = { id, records, segment };
    const timeoutMs = this.job.properties.networkTimeoutMs;
    const how = { step: 'reply' as const, about: { block: id, records }, timeoutMs };
    return (yield* ask(this.driver, { what: 'addBlock', body: { block } }, how)) ?? false;
  }

  /** A block's records for a task, from here, from another executor, from the log; null: nobody has it. */
  *find(block: BlockInfo, isBlockIdValid: boolean): Steps<Records | null> {
    const here = this.memory.get(block.id);
    if (here) {
      return here;
    }
    const question = { block: block.id };
    const holders = isBlockIdValid ? yield* ask(this.driver, { what: 'locate', body: question }) : null;
    for (const holder of holders ?? []) {
      const found = holder === this.self ? null : yield* ask(holder, { what: 'getBlock', body: question });
      if (found?.records) {
        return found.records;
      }
    }
    const { segment } = block;
    return segment ? yield* readAt<Records>(segment.path, segment.position) : null;
  }

  /** The driver's block map hears of it before any replica is made (`BlockManager.scala` 1649-1654). */
  private *keep(id: string, records: Records, step: 'put' | 'replica'): Steps<void> {
    this.memory.set(id, records);
    yield* mark(step, { block: id, records });
    yield* ask(this.driver, { what: 'blockStored', body: { block: id } });
  }

  /** Best effort: a failure to replicate is only a line in Spark's log (`BlockManager.scala` 1658, 1900-1903). */
  private *replicate(id: string, records: Records): Steps<void> {
    const { maxReplicationFailures } = this.job.properties;
    const peers = [...((yield* ask(this.driver, { what: 'peers', body: null })) ?? [])];
    for (let failures = 0; failures <= maxReplicationFailures && peers.length > 0; failures += 1) {
      const peer = yield* oneOf(peers);
      const how = { step: 'replicate' as const, about: { block: id, records, peer } };
      if (yield* ask(peer, { what: 'storeReplica', body: { id, records } }, how)) {
        return;
      }
      peers.splice(peers.indexOf(peer), 1);
    }
  }

  /** In parallel, and both awaited (`ReceivedBlockHandler.scala` 190-209). */
  private *log(id: string, records: Records): Steps<LogSegment> {
    const path = this.logPath;
    let position = 0;
    function* write(): Steps<void> {
      position = yield* append(path, records, { step: 'wal', about: { block: id, records } });
    }
    yield* all([this.keep(id, records, 'put'), write()]);
    return { path, position };
  }
}
