/** The durable store in memory: what it has answered survives every process. */
import type { Path } from '../../protocol/effect.js';

const none: readonly unknown[] = [];

export class DurableStore {
  private readonly files = new Map<Path, unknown[]>();

  append(path: Path, entry: unknown): number {
    const file = this.files.get(path);
    if (file === undefined) {
      this.files.set(path, [entry]);
      return 0;
    }
    file.push(entry);
    return file.length - 1;
  }
  claim(path: Path, length: number, entry: unknown): boolean {
    if ((this.files.get(path)?.length ?? 0) !== length) {
      return false;
    }
    this.append(path, entry);
    return true;
  }
  replace(path: Path, entry: unknown): void {
    this.files.set(path, [entry]);
  }
  /** A copy: what is appended later is not seen by who has read. */
  read(path: Path, from = 0): readonly unknown[] {
    return this.files.get(path)?.slice(from) ?? none;
  }
  readAt(path: Path, position: number): unknown {
    return this.files.get(path)?.[position] ?? null;
  }
}
