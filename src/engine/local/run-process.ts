/** A process of a job: waits to be told which program it is, runs it, and dies with its supervisor. */
import type { Steps } from '../../protocol/effect.js';
import { ChildWorld } from './child-world.js';
import { keepHeapSmall } from './small-heap.js';
import type { Begin, Told } from './wire.js';

/** @param program finds the steps of what has been launched. */
export function runProcess(program: (told: Begin) => Promise<Steps<unknown>>): void {
  async function begin(told: Begin): Promise<ChildWorld> {
    const world = new ChildWorld(told);
    try {
      world.process.start(await program(told));
    } catch (error) {
      world.failed(world.process, error);
    }
    return world;
  }

  keepHeapSmall();
  let world: Promise<ChildWorld> | null = null;
  process.on('message', (told: Told) => {
    if (told.kind === 'begin') {
      world = begin(told.begin);
      return;
    }
    void world?.then(one => one.hear(told));
  });
  process.on('disconnect', () => process.exit(1));
  if (!process.connected) {
    process.exit(1); // the supervisor died while this process started
  }
}
