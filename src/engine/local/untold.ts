/** What a process wrote and was killed before it could say so: the store has it. */
import type { Observation, Path } from '../../protocol/effect.js';
import type { ProcessId } from '../../terms/trace.js';
import type { FileStore } from './file-store.js';

export class Untold {
  private readonly told = new Map<ProcessId, number>();
  private readonly paths = new Set<Path>();

  /** @param paths where entries that the world sees may lie. */
  constructor(
    private readonly store: FileStore,
    paths: readonly Path[]
  ) {
    for (const path of paths) {
      this.paths.add(path);
    }
  }

  /** That process has told of one more. */
  tells(id: ProcessId, path: Path): void {
    this.paths.add(path);
    this.told.set(id, (this.told.get(id) ?? 0) + 1);
  }

  /** In the order in which they were written. A process is one thread and tells of each write at once, so there is one at most. */
  of(id: ProcessId): readonly Observation[] {
    const told = this.told.get(id) ?? 0;
    this.told.delete(id);
    return [...this.paths]
      .flatMap(path => this.store.newestSeen(path))
      .filter(entry => entry.by === id && entry.serial > told)
      .sort((one, other) => one.serial - other.serial)
      .map(entry => entry.seen);
  }
}
