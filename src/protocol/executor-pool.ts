/** What a driver knows of its executors: who lives, and which of them holds which block (the driver's block map). */
import type { ProcessId } from '../terms/trace.js';
import { death, fork, type Steps } from './effect.js';
import { answer } from './message.js';

export interface ExecutorPool {
  live(): readonly ProcessId[];
  holders(block: string): readonly ProcessId[];
  forget(blocks: readonly string[]): void;
  listen(): Steps<void>;
}

export function executorPool(): ExecutorPool {
  let live: readonly ProcessId[] = [];
  const locations = new Map<string, readonly ProcessId[]>();

  function* watch(executor: ProcessId): Steps<void> {
    yield* death(executor);
    live = live.filter(one => one !== executor);
    for (const [block, holders] of locations) {
      if (holders.includes(executor)) {
        locations.set(
          block,
          holders.filter(one => one !== executor)
        );
      }
    }
  }
  const holders = (block: string): readonly ProcessId[] => locations.get(block) ?? [];
  return {
    live: () => live,
    holders,
    forget(blocks) {
      for (const block of blocks) {
        locations.delete(block);
      }
    },
    *listen() {
      yield* answer({
        *register(_, executor) {
          live = [...live, executor];
          yield* fork(watch(executor));
          return true as const;
        },
        *blockStored({ block }, executor) {
          if (live.includes(executor)) {
            locations.set(block, [...holders(block), executor]);
          }
          return true as const;
        },
        *locate({ block }) {
          return holders(block);
        },
        *peers(_, asker) {
          return live.filter(executor => executor !== asker);
        }
      });
    }
  };
}
