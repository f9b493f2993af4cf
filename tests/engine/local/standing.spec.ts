/** Who stands behind which step, and when each may go on. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Standing, type Stander } from '../../../src/engine/local/standing.js';
import type { StepMoment } from '../../../src/terms/trace.js';

class Child implements Stander {
  leaves = 0;
  kills = 0;
  giveLeave(): void {
    this.leaves += 1;
  }
  kill(): void {
    this.kills += 1;
  }
}

const passing = (step: StepMoment['step'], process: string): StepMoment => ({
  ...{ kind: 'step', atMs: 1, process, role: 'driver', step },
  ...{ records: [], block: null, batch: null, peer: null }
});

describe('processes that stand at their steps', () => {
  let standing: Standing;
  let [driver, executor] = [new Child(), new Child()];
  beforeEach(() => {
    standing = new Standing();
    [driver, executor] = [new Child(), new Child()];
  });

  test('stand behind the step that they have told of last', () => {
    standing.passed(driver, passing('ckpt1', 'driver-1'));
    standing.passed(executor, passing('put', 'executor-1'));
    expect(standing.stands(driver)).toMatchObject({ step: 'ckpt1' });
    expect(standing.stands(executor)).toMatchObject({ step: 'put' });
  });

  test('a step that was told of before they were to stand does not count, and its process goes on', () => {
    standing.passed(driver, passing('ckpt1', 'driver-1'));
    standing.begin();
    expect(standing.stands(driver)).toBeNull();
    standing.giveLeave();
    expect(driver.leaves).toBe(1);
    standing.passed(driver, passing('ckpt1', 'driver-1'));
    expect(standing.stands(driver)).toMatchObject({ step: 'ckpt1' });
  });

  test('nobody goes on before the killed are dead', () => {
    standing.passed(executor, passing('put', 'executor-1'));
    standing.stands(executor);
    standing.kill(driver);
    standing.giveLeave();
    expect([driver.kills, executor.leaves]).toEqual([1, 0]);
    standing.died(driver);
    standing.giveLeave();
    expect(executor.leaves).toBe(1);
  });
});
