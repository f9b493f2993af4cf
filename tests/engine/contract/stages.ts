/** The worlds that the contract is played in. A world of real processes joins the list by performing the same plays. */
import { VirtualWorld } from '../../../src/engine/simulated/virtual-world.js';
import type { Moment } from '../../../src/terms/trace.js';
import { inRealProcesses } from '../local/real-stage.js';
import { partOf, type Play } from './play.js';
import { rootOf, Strikes, type Stage } from './staging.js';

const inVirtualTime: Stage = {
  name: 'in virtual time',
  perform: (play, seed = 1) => new Promise(resolve => resolve(played(play, seed)))
};

function played(play: Play, seed: number): readonly Moment[] {
  const world = new VirtualWorld({ root: rootOf(play), program: partOf.bind(null, [play]) }, seed);
  const strikes = new Strikes(play.strikes ?? []);
  world.observer = {
    see: () => undefined,
    fateOf: () => ({ kind: 'arrives', laterByMs: 0 }),
    passed(moment) {
      for (const { victim, by } of moment === null ? [] : strikes.after(moment)) {
        if (by === 'kill') {
          world.kill(victim);
        } else {
          world.pause(victim, by);
        }
      }
    }
  };
  while (!world.over) {
    world.step();
  }
  return world.moments;
}

export const stages: readonly Stage[] = [inVirtualTime, inRealProcesses];
