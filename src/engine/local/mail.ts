/** Messages between processes, all through the supervisor: in order per pair, lost with their receiver, a question answered once at most. */
import type { Message } from '../../protocol/effect.js';
import type { ProcessId, StepMoment } from '../../terms/trace.js';
import type { Acknowledging, Fate } from '../run-control.js';
import { Questions } from './questions.js';

/** What befalls acknowledgements on their way. */
export type FateOf = (message: Acknowledging, moment: () => StepMoment) => Fate;

/** A message that has reached its place; `question`: what it is to be answered under, null where it was only told. */
export interface Letter {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly message: Message;
  readonly question: number | null;
}

/** A question, the moment at which it is sent, and what hears its answer (null: none came). */
export interface Asked {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly message: Message;
  readonly step: string | null;
  readonly moment: () => StepMoment;
  readonly answer: (value: unknown) => void;
}

export const arrives: Fate = { kind: 'arrives', laterByMs: 0 };

/** A Kafka's answer is lost on the way from its broker, so that its producer's own repeating is put to the test. */
export const lostAtBroker =
  (fateOf: FateOf, loseAnswer: (() => void) | undefined): FateOf =>
  (message, moment) => {
    const fate = fateOf(message, moment);
    if (fate.kind !== 'its answer is lost' || loseAnswer === undefined) return fate;
    loseAnswer();
    return arrives;
  };

export class Mail {
  readonly questions = new Questions();

  /** @param deliver hands a letter to whom it is for; false: nobody of that name lives. */
  constructor(
    private readonly deliver: (letter: Letter) => boolean,
    private readonly fateOf: FateOf
  ) {}

  /** @returns the question's number, for `questions.expire`. */
  ask(asked: Asked): number {
    const { from, to, message } = asked;
    const question = this.questions.open(from, to, asked.answer);
    this.send({ from, to, message, question }, this.fateFor(asked));
    return question;
  }

  tell(from: ProcessId, to: ProcessId, message: Message): void {
    this.deliver({ from, to, message, question: null });
  }

  private fateFor({ step, message, moment }: Asked): Fate {
    if (step === 'ack') {
      return this.fateOf('acknowledgement', moment);
    }
    return message.what === 'produce' ? this.fateOf('produce acknowledgement', moment) : arrives;
  }

  /** A question on its way; it goes unanswered where its message or its answer is lost. */
  private send(letter: Letter, fate: Fate): void {
    const { from, to, question } = letter;
    switch (fate.kind) {
      case 'is lost':
        return;
      case 'its answer is lost':
        this.deliver({ ...letter, question: null });
        return;
      case 'its answer is late': {
        const late = (value: unknown) => {
          setTimeout(() => this.answer(question, value), fate.byMs);
        };
        return this.hand({ ...letter, question: this.questions.open(from, to, late) });
      }
      case 'arrives':
        if (fate.laterByMs > 0) {
          setTimeout(() => this.hand(letter), fate.laterByMs);
        } else {
          this.hand(letter);
        }
    }
  }

  private hand(letter: Letter): void {
    if (!this.deliver(letter)) {
      this.answer(letter.question, null); // dead: nobody will answer
    }
  }

  private answer(question: number | null, value: unknown): void {
    if (question !== null) {
      this.questions.answer(question, value);
    }
  }
}
