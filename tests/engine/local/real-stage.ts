/** The contract's plays in real processes. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealWorld } from '../../../src/engine/local/real-world.js';
import type { Moment } from '../../../src/terms/trace.js';
import { jobOf } from '../jobs.js';
import { rootOf, Strikes, type Stage } from '../contract/staging.js';
import type { Play } from '../contract/play.js';
import { bundled } from './bundled.js';

/** A play that is not over then hangs, ms. */
const longestMs = 15_000;

let script: Promise<string> | null = null;

/** Every part is a process of its own; the plot runs here, as in a supervisor. */
export const inRealProcesses: Stage = {
  name: 'in real processes',
  async perform(play, seed = 1) {
    script ??= bundled('tests/engine/local/play-main.ts', 'play');
    const folder = mkdtempSync(join(tmpdir(), 'spillway-play-'));
    try {
      return await played(play, { seed, folder, script: await script });
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
};

interface Playing {
  readonly seed: number;
  readonly folder: string;
  readonly script: string;
}

async function played(play: Play, { seed, folder, script }: Playing): Promise<readonly Moment[]> {
  let failed: Error | null = null;
  const world = new RealWorld({
    ...{ job: jobOf(), seed, folder, baseFolder: folder, script },
    programs: { root: rootOf(play), inside: () => null },
    failed: error => {
      failed ??= error;
    },
    alive: () => undefined
  });
  const strikes = new Strikes(play.strikes ?? []);
  world.observer = {
    see: () => undefined,
    fateOf: () => ({ kind: 'arrives', laterByMs: 0 }),
    passed(moment) {
      for (const { victim, by, tears } of moment === null ? [] : strikes.after(moment)) {
        if (tears !== undefined) {
          appendFileSync(join(folder, tears), '\n{"entry":"ha');
        }
        if (by === 'kill') {
          world.kill(victim);
        } else {
          world.pause(victim, by);
        }
      }
    }
  };
  world.begin();
  await curtain(() => world.over || failed !== null || world.nowMs > longestMs);
  const moments = world.takeMoments();
  await world.end();
  if (failed !== null || !world.over) {
    throw failed ?? new Error(`"${play.says}" was not over after ${longestMs} ms`);
  }
  return moments;
}

function curtain(falls: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const timer = setInterval(() => {
      if (falls()) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
  });
}
