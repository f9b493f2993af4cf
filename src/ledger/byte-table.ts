/** A byte for each record; it grows as records come, so that a trace can be followed while it is being written. */
export class ByteTable {
  private bytes = new Uint8Array(1024);

  /** 0 where nothing has been set. */
  get(record: number): number {
    return this.bytes[record] ?? 0;
  }

  set(record: number, value: number): void {
    if (record >= this.bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.bytes.length, record + 1));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[record] = value;
  }
}
