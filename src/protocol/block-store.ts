/** The block manager of one executor: blocks live in its memory (or on its own disk, for our purpose the same) and die with it. */
import { replicationOf, type Job } from '../terms/job.js';
import type { ProcessId, RecordId } from '../terms/trace.js';
import { all, append, mark, oneOf, readAt, type Steps } from './effect.js';
import { ask, type Answers, type BlockInfo, type Body, type LogSegment, type Reply } from './message.js';
import { idsOf, type StreamRecord } from './stream-record.js';

type Records = readonly StreamRecord[];
/** A block on its way into the store. */
interface NewBlock {
  readonly id: string;
  readonly records: Records;
  /** What its steps are about. */
  readonly about: { readonly block: string; readonly records: readonly RecordId[] };
}
const newBlock = (id: string, records: Records): NewBlock => ({
  id,
  records,
  about: { block: id, records: idsOf(records) }
});

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
    return {
      storeReplica: body => this.storeReplica(body),
      getBlock: body => this.getBlock(body),
      removeBlocks: body => this.removeBlocks(body)
    };
  }

  private *storeReplica({ id, records }: Body<'storeReplica'>): Steps<Reply<'storeReplica'>> {
    yield* this.keep(newBlock(id, records), 'replica');
    return true;
  }

  private *getBlock({ block }: Body<'getBlock'>): Steps<Reply<'getBlock'>> {
    return { records: this.memory.get(block) ?? null };
  }

  private *removeBlocks({ blocks }: Body<'removeBlocks'>): Steps<Reply<'removeBlocks'>> {
    for (const id of blocks) {
      const records = this.memory.get(id);
      if (records) {
        this.memory.delete(id);
        yield* mark('remove', { block: id, records: idsOf(records) });
      }
    }
    return true;
  }

  /** Stores a received block as the job asks, and tells the driver. False: the driver has not accepted it. */
  *store(records: Records): Steps<boolean> {
    const made = newBlock(`input-0-${this.self}-${this.serial}`, records);
    const { id, about } = made;
    this.serial += 1;
    let segment: LogSegment | null = null;
    if (this.job.writeAheadLog) {
      segment = yield* this.log(made);
    } else {
      yield* this.keep(made, 'put');
      if (replicationOf(this.job) > 1) {
        yield* this.replicate(made);
      }
    }
    const block: BlockInfo = { id, records: about.records, segment };
    const timeoutMs = this.job.properties.networkTimeoutMs;
    const how = { step: 'reply' as const, about, timeoutMs };
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
  private *keep({ id, records, about }: NewBlock, step: 'put' | 'replica'): Steps<void> {
    this.memory.set(id, records);
    yield* mark(step, about);
    yield* ask(this.driver, { what: 'blockStored', body: { block: id } });
  }

  /** Best effort: a failure to replicate is only a line in Spark's log (`BlockManager.scala` 1658, 1900-1903). */
  private *replicate({ id, records, about }: NewBlock): Steps<void> {
    const { maxReplicationFailures } = this.job.properties;
    const peers = [...((yield* ask(this.driver, { what: 'peers', body: null })) ?? [])];
    for (let failures = 0; failures <= maxReplicationFailures && peers.length > 0; failures += 1) {
      const peer = yield* oneOf(peers);
      const how = { step: 'replicate' as const, about: { ...about, peer } };
      if (yield* ask(peer, { what: 'storeReplica', body: { id, records } }, how)) {
        return;
      }
      peers.splice(peers.indexOf(peer), 1);
    }
  }

  /** In parallel, and both awaited (`ReceivedBlockHandler.scala` 190-209). */
  private *log(block: NewBlock): Steps<LogSegment> {
    const path = this.logPath;
    const written = append(path, block.records, { step: 'wal', about: block.about });
    const [, position] = yield* all<number | void>([this.keep(block, 'put'), written]);
    return { path, position: position ?? 0 };
  }
}
