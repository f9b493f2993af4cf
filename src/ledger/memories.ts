/** Which processes hold a record in memory: a receiver's own, or a block store. It dies with its process. */
import type { Moment, ProcessId, RecordId, StepMoment } from '../terms/trace.js';
import { ByteTable } from './byte-table.js';

/** From where in a process a record went. */
export type MemoryPart = 'receiver' | 'block';

export interface MemoryListener {
  /** One more process holds the record; `holders` with it. */
  gained(record: RecordId, holders: number): void;
  /** One process fewer holds it. */
  dropped(record: RecordId, holders: number, part: MemoryPart): void;
}

interface ProcessMemory {
  /** Received, and not yet in a block. */
  readonly received: Set<RecordId>;
  readonly blocks: Map<string, readonly RecordId[]>;
  /** In how many places of this process each record lies. */
  readonly copies: Map<RecordId, number>;
}

/** A fold: give it the moments in order. */
export class Memories {
  private readonly processes = new Map<ProcessId, ProcessMemory>();
  private readonly dead = new Set<ProcessId>();
  private readonly holderCounts = new ByteTable();

  constructor(private readonly listener: MemoryListener) {}

  /** How many processes hold the record. */
  holders(record: RecordId): number {
    return this.holderCounts.get(record);
  }

  apply(moment: Moment): void {
    if (moment.kind === 'step') {
      this.applyStep(moment);
    } else if (moment.kind === 'died') {
      this.dead.add(moment.process);
      this.clear(moment.process);
    }
  }

  private applyStep(moment: StepMoment): void {
    const { step, process, records, block, peer } = moment;
    switch (step) {
      case 'start':
        this.forgetReceived(process); // a new receiver begins with an empty buffer
        return;
      case 'recv':
        this.receive(process, records);
        return;
      case 'put':
      case 'replica':
        this.store(process, block, records);
        return;
      case 'replicate':
        if (peer !== null) {
          this.store(peer, block, records); // known from the peer's own `replica`, where the engine sees inside it
        }
        return;
      case 'remove':
        this.remove(process, block);
        return;
      default: // the other steps move nothing in a memory
    }
  }

  private memoryOf(process: ProcessId): ProcessMemory {
    const known = this.processes.get(process);
    if (known) {
      return known;
    }
    const fresh = { received: new Set<RecordId>(), blocks: new Map<string, readonly RecordId[]>(), copies: new Map() };
    this.processes.set(process, fresh);
    return fresh;
  }

  private receive(process: ProcessId, records: readonly RecordId[]): void {
    if (this.dead.has(process)) {
      return;
    }
    const memory = this.memoryOf(process);
    for (const record of records) {
      if (!memory.received.has(record)) {
        memory.received.add(record);
        this.gain(memory, record);
      }
    }
  }

  /** The block first, then the buffer: between the two the record is not nowhere. */
  private store(process: ProcessId, block: string | null, records: readonly RecordId[]): void {
    if (this.dead.has(process) || block === null) {
      return;
    }
    const memory = this.memoryOf(process);
    if (memory.blocks.has(block)) {
      return;
    }
    memory.blocks.set(block, records);
    for (const record of records) {
      this.gain(memory, record);
      if (memory.received.delete(record)) {
        this.drop(memory, record, 'receiver');
      }
    }
  }

  private remove(process: ProcessId, block: string | null): void {
    const memory = this.processes.get(process);
    const records = memory?.blocks.get(block ?? '');
    if (memory && records) {
      memory.blocks.delete(block ?? '');
      for (const record of records) {
        this.drop(memory, record, 'block');
      }
    }
  }

  private forgetReceived(process: ProcessId): void {
    const memory = this.processes.get(process);
    for (const record of memory?.received ?? []) {
      if (memory) {
        this.drop(memory, record, 'receiver');
      }
    }
    memory?.received.clear();
  }

  private clear(process: ProcessId): void {
    this.forgetReceived(process);
    for (const block of [...(this.processes.get(process)?.blocks.keys() ?? [])]) {
      this.remove(process, block);
    }
    this.processes.delete(process);
  }

  private gain(memory: ProcessMemory, record: RecordId): void {
    const copies = memory.copies.get(record) ?? 0;
    memory.copies.set(record, copies + 1);
    if (copies === 0) {
      const holders = this.holderCounts.get(record) + 1;
      this.holderCounts.set(record, holders);
      this.listener.gained(record, holders);
    }
  }

  private drop(memory: ProcessMemory, record: RecordId, part: MemoryPart): void {
    const copies = memory.copies.get(record) ?? 0;
    if (copies > 1) {
      memory.copies.set(record, copies - 1);
      return;
    }
    memory.copies.delete(record);
    const holders = this.holderCounts.get(record) - 1;
    this.holderCounts.set(record, holders);
    this.listener.dropped(record, holders, part);
  }
}
