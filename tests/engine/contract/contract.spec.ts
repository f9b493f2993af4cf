import { describe, expect, test } from '@jest/globals';
import { contract, mistaken, only } from './contract.js';
import type { Moment } from '../../../src/terms/trace.js';
import { toldIn, type Play } from './play.js';
import { stages } from './stages.js';

describe.each(stages)('$name', stage => {
  const performed = new Map<Play, Promise<readonly Moment[]>>();
  /** Each play once: real processes take their time. */
  function performance(play: Play): Promise<readonly Moment[]> {
    const known = performed.get(play) ?? stage.perform(play);
    performed.set(play, known);
    return known;
  }

  describe.each(Object.entries(contract))('%s', (_, plays) => {
    test.each(plays.map(play => [play.says, play] as const))('%s', async (_, play) => {
      const moments = await performance(play);
      const told = toldIn(moments);
      if (typeof play.told === 'function') {
        play.told(told, moments);
      } else {
        expect(told).toEqual(play.told);
      }
    });
  });

  test('a program that throws fails the run, loudly: it is no crash', async () => {
    const error: unknown = await stage.perform(mistaken).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty('message', expect.stringContaining('executor-1'));
    expect(error).toHaveProperty('cause.message', 'no such block');
  });

  test('a program that nobody knows fails the run', async () => {
    const unknown: Play = { says: 'nobody', parts: {}, plot: only, told: [] };
    await expect(stage.perform(unknown)).rejects.toThrow('no play has the part nobody/one');
  });

  test('the dead are silent, and times never go back', async () => {
    for (const play of Object.values(contract).flat()) {
      const dead = new Set<string>();
      let lastMs = 0;
      for (const { kind, process, atMs } of await performance(play)) {
        expect([play.says, dead.has(process)]).toEqual([play.says, false]);
        expect(atMs).toBeGreaterThanOrEqual(lastMs);
        lastMs = atMs;
        if (kind === 'died') dead.add(process);
      }
    }
  }, 90_000);
});

describe('in virtual time', () => {
  const [virtual] = stages;

  test('what is promised is promised for every seed', async () => {
    for (let seed = 2; seed < 40; seed += 1) {
      for (const play of Object.values(contract).flat()) {
        const moments = (await virtual?.perform(play, seed)) ?? [];
        if (typeof play.told === 'function') {
          play.told(toldIn(moments), moments);
        } else {
          expect([play.says, seed, ...toldIn(moments)]).toEqual([play.says, seed, ...play.told]);
        }
      }
    }
  });

  test('the same seed gives the same bytes, another seed other times', async () => {
    for (const play of Object.values(contract).flat()) {
      const bytes = async (seed: number) => JSON.stringify(await virtual?.perform(play, seed));
      expect(await bytes(3)).toBe(await bytes(3));
      expect(await bytes(3)).not.toBe(await bytes(4));
    }
  });
});
