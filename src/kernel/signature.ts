/** Who may talk to the kernel: messages are signed with the key of the connection file (HMAC-SHA256, hex), and each signature counts once. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** As many signatures as jupyter_client remembers (`Session.digest_history_size`). */
const remembered = 65_536;

export type Trust = 'genuine' | 'forged' | 'replayed';

export class Signature {
  private readonly seen = new Set<string>();

  /** An empty key turns signing off, as the protocol has it: signatures are then empty and every message is genuine. */
  constructor(private readonly key: string) {}

  /** The signature over header, parent header, metadata and content, in this order. */
  of(parts: readonly Buffer[]): string {
    if (this.key === '') return '';
    const digest = createHmac('sha256', this.key);
    for (const part of parts) digest.update(part);
    return digest.digest('hex');
  }

  /** Judges a signature that came in, and remembers it if it is genuine. */
  judge(claimed: Buffer, parts: readonly Buffer[]): Trust {
    if (this.key === '') return 'genuine';
    const right = this.of(parts);
    const expected = Buffer.from(right);
    if (claimed.length !== expected.length || !timingSafeEqual(claimed, expected)) return 'forged';
    if (this.seen.has(right)) return 'replayed';
    this.seen.add(right);
    this.forgetOldest();
    return 'genuine';
  }

  private forgetOldest(): void {
    if (this.seen.size <= remembered) return;
    for (const oldest of this.seen) {
      this.seen.delete(oldest);
      return;
    }
  }
}
