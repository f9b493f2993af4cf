/** Messages between processes in virtual time: in order per pair, lost with their receiver, and a question is answered once at most. */
import type { EffectOf } from '../../protocol/effect.js';
import type { ProcessId } from '../../terms/trace.js';
import type { Choose } from '../choices.js';
import type { Fiber, Inquiry, Process } from '../process.js';
import type { Fate } from '../run-control.js';
import type { Agenda } from './agenda.js';
import type { Deaths } from './deaths.js';
import { draw, latencies } from './latency.js';

/** A question that has not been answered yet. */
interface Question {
  readonly fiber: Fiber;
  readonly effect: EffectOf<'ask'>;
  readonly to: ProcessId;
}

export interface NetworkSetting {
  readonly agenda: Agenda;
  readonly deaths: Deaths;
  readonly choose: Choose;
  readonly nowMs: () => number;
  /** null: dead or never there. */
  process(id: ProcessId): Process | null;
}

interface Route {
  readonly from: ProcessId;
  readonly to: ProcessId;
}

export class Network {
  private readonly open = new Set<Question>();
  private readonly links = new Map<ProcessId, Map<ProcessId, number>>();

  constructor(private readonly setting: NetworkSetting) {}

  ask(effect: EffectOf<'ask'>, fiber: Fiber, fate: Fate): void {
    const question: Question = { fiber, effect, to: effect.to };
    this.open.add(question);
    if (effect.timeoutMs !== null) {
      this.setting.agenda.at(this.setting.nowMs() + effect.timeoutMs, fiber.process.id, () =>
        this.settle(question, null)
      );
    }
    if (fate.kind === 'is lost') {
      return;
    }
    const from = fiber.process.id;
    const answerLaterByMs = fate.kind === 'its answer is late' ? fate.byMs : 0;
    const reply = (value: unknown) =>
      this.send({ from: effect.to, to: from }, answerLaterByMs, () => this.settle(question, value));
    this.send({ from: from, to: effect.to }, fate.kind === 'arrives' ? fate.laterByMs : 0, () => {
      const inquiry = { from, message: effect.message, reply: fate.kind === 'its answer is lost' ? null : reply };
      if (!this.arrive(effect.to, inquiry)) {
        this.unanswered(question);
      }
    });
  }

  tell({ to, message }: EffectOf<'tell'>, from: ProcessId): void {
    this.send({ from, to }, 0, () => void this.arrive(to, { from, message, reply: null }));
  }

  /** Open questions to the dead end without an answer, once the broken connection is noticed. */
  died(id: ProcessId): void {
    for (const question of this.open) {
      if (question.to === id) {
        this.unanswered(question);
      } else if (question.fiber.process.id === id) {
        this.open.delete(question);
      }
    }
  }

  private settle(question: Question, value: unknown): void {
    if (this.open.delete(question)) {
      question.fiber.answer(value);
    }
  }

  private arrive(to: ProcessId, inquiry: Inquiry): boolean {
    const process = this.setting.process(to);
    process?.deliver(inquiry);
    return process !== null;
  }

  /** The broken connection is noticed a little later, by whoever asked. */
  private unanswered(question: Question): void {
    const { agenda, deaths, nowMs } = this.setting;
    const asker = question.fiber.process.id;
    const noticedMs = Math.max(nowMs(), deaths.noticedMs(question.to, asker, nowMs()));
    agenda.at(noticedMs, asker, () => this.settle(question, null));
  }

  /** A link keeps its order, as TCP does. */
  private send({ from, to }: Route, laterByMs: number, act: () => void): void {
    const { agenda, choose, nowMs } = this.setting;
    let links = this.links.get(from);
    if (links === undefined) {
      links = new Map();
      this.links.set(from, links);
    }
    const atMs = Math.max(nowMs() + draw(latencies.network, choose) + laterByMs, links.get(to) ?? 0);
    links.set(to, atMs);
    agenda.at(atMs, to, act);
  }
}
