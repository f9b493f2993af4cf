/** Sends one message after the other: a ZeroMQ socket refuses a send while one is in flight (`EBUSY`). */
export class Outbox {
  private last: Promise<void> = Promise.resolve();

  /** `failed` hears of a message that could not be sent; the next ones still go. */
  constructor(
    private readonly deliver: (frames: Buffer[]) => Promise<void>,
    private readonly failed: (error: unknown) => void
  ) {}

  send(frames: Buffer[]): void {
    this.last = this.last.then(() => this.deliver(frames)).catch(this.failed);
  }

  /** Resolves when everything handed in so far has been handed to the socket. */
  drained(): Promise<void> {
    return this.last;
  }
}
