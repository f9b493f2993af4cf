import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { lookEveryMs, ownParentage, watchParent } from '../../src/kernel/parent-watch.js';

describe('the watch on the parent', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function watched(named: string | undefined) {
    const world = { parent: 7, alive: true, gone: 0 };
    watchParent({ named, parent: () => world.parent, runs: pid => pid !== 7 || world.alive }, () => {
      world.gone += 1;
    });
    return world;
  }

  test('is silent while the parent lives', () => {
    const world = watched('7');
    jest.advanceTimersByTime(100 * lookEveryMs);
    expect(world.gone).toBe(0);
  });

  test('tells once that an orphan was given another parent (Unix)', () => {
    const world = watched('7');
    world.parent = 1;
    jest.advanceTimersByTime(10 * lookEveryMs);
    expect(world.gone).toBe(1);
  });

  test('tells once that the parent is no more, though its id stays (Windows)', () => {
    const world = watched('1234');
    world.alive = false;
    jest.advanceTimersByTime(10 * lookEveryMs);
    expect(world.gone).toBe(1);
  });

  test('is not kept over a kernel that was started to be independent', () => {
    const world = watched(undefined);
    world.parent = 1;
    jest.advanceTimersByTime(10 * lookEveryMs);
    expect(world.gone).toBe(0);
  });
});

describe("this process's parentage", () => {
  test('sees a parent that runs, and knows an id that does not', () => {
    expect(ownParentage.runs(ownParentage.parent())).toBe(true);
    expect(ownParentage.runs(0x7ffffff0)).toBe(false);
  });
});
