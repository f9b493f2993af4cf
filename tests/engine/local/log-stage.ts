/** Programs that speak to a log of records, played in real time in this process: what they observe, what they pass, what they answer. */
import type { Ask, Body, Reply } from '../../../src/protocol/message.js';
import type { Observation, Steps } from '../../../src/protocol/effect.js';
import type { Role } from '../../../src/terms/trace.js';
import { Process, type OutsideEffect, type World } from '../../../src/engine/process.js';

export type Asking = <K extends Ask>(what: K, body: Body<K>) => Promise<Reply<K>>;

export class LogStage {
  readonly seen: Observation[] = [];
  readonly passed: OutsideEffect[] = [];
  /** Ms; a play in which time matters has one of its own. */
  clock: () => number = () => performance.now();
  private readonly processes: Process[] = [];
  private readonly world: World = {
    observe: observation => void this.seen.push(observation),
    clock: () => this.clock(),
    choose: () => 0,
    perform: (effect, fiber) => {
      if (effect.kind === 'call') {
        effect.act().then(
          answer => fiber.answer(answer),
          (error: unknown) => this.world.failed(fiber.process, error)
        );
      } else if (effect.kind === 'sleep') {
        setTimeout(() => fiber.answer(undefined), effect.ms);
      } else {
        this.passed.push(effect);
        setImmediate(() => fiber.resume());
      }
    },
    passed: () => undefined,
    failed: (_, error) => {
      throw error;
    }
  };

  start(role: Role, steps: Steps<unknown>): Asking {
    const process = new Process({ id: `${role}-1`, role, host: 'outside' }, this.world);
    this.processes.push(process);
    process.start(steps);
    return (what, body) =>
      new Promise(resolve =>
        process.deliver({ from: 'somebody', message: { what, body }, reply: answer => resolve(answer as never) })
      );
  }

  /** Nothing of it goes on. */
  end(): void {
    for (const process of this.processes) process.alive = false;
  }

  /** The next moment at which it is so. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise(resolve => setTimeout(resolve, 1));
  }
}
