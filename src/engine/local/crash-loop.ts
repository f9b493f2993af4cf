/** Processes that die as soon as they start, again and again: nothing that the job could recover from. */

/** So many in a row that died young end the run. */
const youngDeathsMax = 5;

export class CrashLoop {
  private readonly grown = new Set<string>();
  private young = 0;

  /** It has said something: it did start. */
  lives(id: string): void {
    if (!this.grown.has(id)) {
      this.grown.add(id);
      this.young = 0;
    }
  }

  /** @returns whether that was one too many. */
  died(id: string): boolean {
    if (!this.grown.delete(id)) {
      this.young += 1;
    }
    return this.young >= youngDeathsMax;
  }
}
