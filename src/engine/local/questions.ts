/** Questions that have not been answered yet. Each is answered once at most: by the other, by its death, or by the time. */
import type { ProcessId } from '../../terms/trace.js';

interface Question {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly answer: (value: unknown) => void;
}

export class Questions {
  private readonly questions = new Map<number, Question>();
  private count = 0;

  open(from: ProcessId, to: ProcessId, answer: (value: unknown) => void): number {
    const question = this.count;
    this.count += 1;
    this.questions.set(question, { from, to, answer });
    return question;
  }

  /** No answer after that time: null. */
  expire(question: number, timeoutMs: number | null): void {
    if (timeoutMs !== null) {
      setTimeout(() => this.answer(question, null), timeoutMs);
    }
  }

  answer(question: number, value: unknown): void {
    const open = this.questions.get(question);
    this.questions.delete(question);
    open?.answer(value);
  }

  /** Nobody answers for the dead, and nobody waits for them. */
  died(id: ProcessId): void {
    for (const [question, { from, to }] of this.questions) {
      if (from === id) {
        this.questions.delete(question);
      } else if (to === id) {
        this.answer(question, null);
      }
    }
  }
}
