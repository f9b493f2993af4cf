/** Records as slices of the file's own bytes: 8 bytes of bookkeeping a record, instead of an object each. */

/** Where each slice begins (inclusive) and ends (exclusive), in bytes; grows by doubling. */
export class Slices {
  #bounds = new Uint32Array(2048);
  #count = 0;

  constructor(readonly bytes: Buffer) {}

  get count(): number {
    return this.#count;
  }

  add(from: number, until: number): void {
    if (this.#count * 2 === this.#bounds.length) {
      const larger = new Uint32Array(this.#bounds.length * 2);
      larger.set(this.#bounds);
      this.#bounds = larger;
    }
    this.#bounds[this.#count * 2] = from;
    this.#bounds[this.#count * 2 + 1] = until;
    this.#count += 1;
  }

  /** Where slice `index` begins, in bytes. @throws RangeError where there is none. */
  from(index: number): number {
    return this.#bound(index, 0);
  }

  /** The text of slice `index`. @throws RangeError where there is none. */
  text(index: number): string {
    return this.bytes.toString('utf8', this.#bound(index, 0), this.#bound(index, 1));
  }

  #bound(index: number, side: 0 | 1): number {
    const bound = index >= 0 && index < this.#count ? this.#bounds[index * 2 + side] : undefined;
    if (bound === undefined) throw new RangeError(`there is no slice ${index} of ${this.#count}`);
    return bound;
  }
}
