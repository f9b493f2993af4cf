/** Where run files are: on disk, or in memory where the folder cannot be written. */

export interface RunStore {
  /** In the order of their names, which is that of time. */
  names(): Promise<readonly string[]>;
  /** The file's first bytes (at most `bytes`) and its whole size; null: it has gone meanwhile. */
  start(name: string, bytes: number): Promise<{ readonly start: Buffer; readonly size: number } | null>;
  /** All of it; null: it has gone meanwhile. */
  whole(name: string): Promise<Buffer | null>;
  /** Whole or not at all. @throws the system's error where it cannot be written */
  write(name: string, bytes: Buffer): Promise<void>;
  /** False: another was quicker, or it cannot be removed. */
  remove(name: string): Promise<boolean>;
}

export class MemoryStore implements RunStore {
  readonly #files = new Map<string, Buffer>();

  names(): Promise<readonly string[]> {
    return Promise.resolve([...this.#files.keys()].sort());
  }

  start(name: string, bytes: number): Promise<{ readonly start: Buffer; readonly size: number } | null> {
    const file = this.#files.get(name);
    return Promise.resolve(file === undefined ? null : { start: file.subarray(0, bytes), size: file.length });
  }

  whole(name: string): Promise<Buffer | null> {
    return Promise.resolve(this.#files.get(name) ?? null);
  }

  write(name: string, bytes: Buffer): Promise<void> {
    this.#files.set(name, bytes);
    return Promise.resolve();
  }

  remove(name: string): Promise<boolean> {
    return Promise.resolve(this.#files.delete(name));
  }
}
