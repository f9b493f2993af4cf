/** What a driver knows of its executors: who lives, and which of them holds which block (the driver's block map). */
import type { ProcessId } from '../terms/trace.js';
import { death, fork, type Steps } from './effect.js';
import { answer, type Body, type Reply } from './message.js';

export class ExecutorPool {
  private alive: readonly ProcessId[] = [];
  private readonly locations = new Map<string, readonly ProcessId[]>();

  live(): readonly ProcessId[] {
    return this.alive;
  }

  holders(block: string): readonly ProcessId[] {
    return this.locations.get(block) ?? [];
  }

  forget(blocks: readonly string[]): void {
    for (const block of blocks) {
      this.locations.delete(block);
    }
  }

  listen(): Steps<void> {
    return answer({
      register: (_, executor) => this.register(executor),
      blockStored: (body, executor) => this.blockStored(body, executor),
      locate: body => this.locate(body),
      peers: (_, asker) => this.peers(asker)
    });
  }

  private *register(executor: ProcessId): Steps<Reply<'register'>> {
    this.alive = [...this.alive, executor];
    yield* fork(this.watch(executor));
    return true;
  }

  private *blockStored({ block }: Body<'blockStored'>, executor: ProcessId): Steps<Reply<'blockStored'>> {
    if (this.alive.includes(executor)) {
      this.locations.set(block, [...this.holders(block), executor]);
    }
    return true;
  }

  private *locate({ block }: Body<'locate'>): Steps<Reply<'locate'>> {
    return this.holders(block);
  }

  private *peers(asker: ProcessId): Steps<Reply<'peers'>> {
    return this.alive.filter(executor => executor !== asker);
  }

  private *watch(executor: ProcessId): Steps<void> {
    yield* death(executor);
    this.alive = this.alive.filter(one => one !== executor);
    for (const [block, holders] of this.locations) {
      if (holders.includes(executor)) {
        const others = holders.filter(one => one !== executor);
        this.locations.set(block, others);
      }
    }
  }
}
