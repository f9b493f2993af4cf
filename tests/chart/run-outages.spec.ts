import { describe, expect, test } from '@jest/globals';
import { joined, outagesOf } from '../../src/chart/run-outages.js';
import type { Moment, Trace } from '../../src/terms/trace.js';
import { stories, told } from './fixtures/runs.js';
import type { Story } from './fixtures/runs.js';

const traceOf = (story: Story): Trace => told(story).trace;

describe('outages', () => {
  test('of a driver last until the next driver, and no receiver runs until the next one starts', () => {
    const [outages] = outagesOf(traceOf(stories.lost));
    expect(outages?.driver).toEqual({ fromMs: 1325, untilMs: 2100 });
    expect(outages?.receiver).toEqual({ fromMs: 1360, untilMs: 2105 });
    expect(outages?.struck).toEqual(outages?.driver);
  });

  test('last to the end where nothing restarts the job', () => {
    const [outages] = outagesOf(traceOf(stories.stopped));
    expect(outages?.driver?.untilMs).toBeNull();
    expect(outages?.receiver?.untilMs).toBeNull();
  });

  test('are none where nobody was struck', () => {
    const none = { struck: null, receiver: null, driver: null };
    expect(outagesOf(traceOf(stories.twice))).toEqual([none]);
    expect(outagesOf(traceOf(stories['not-exercised']))).toEqual([none]);
    expect(outagesOf(traceOf(stories.undisturbed))).toEqual([]);
  });

  test('of a paused driver last until it is resumed', () => {
    const { failures, ...trace } = traceOf(stories.lost);
    const driver = { process: 'driver-1', role: 'driver' } as const;
    const moments: readonly Moment[] = [
      { kind: 'launched', atMs: 0, ...driver, host: 'host-1' },
      {
        kind: 'fault',
        atMs: 700,
        ...driver,
        failure: 0,
        fault: 'pause',
        victims: [{ victim: 'driver', process: 'driver-1' }],
        records: []
      },
      { kind: 'state', atMs: 2200, ...driver, state: 'resumed' }
    ];
    const paused = failures.map(report => ({ ...report, momentIndex: 1 }));
    expect(outagesOf({ ...trace, moments, failures: paused })).toEqual([
      { struck: { fromMs: 700, untilMs: 2200 }, receiver: null, driver: { fromMs: 700, untilMs: 2200 } }
    ]);
  });

  test('that touch are one', () => {
    const outages = [
      { fromMs: 5, untilMs: null },
      { fromMs: 0, untilMs: 2 },
      { fromMs: 1, untilMs: 3 },
      { fromMs: 6, untilMs: 7 }
    ];
    expect(joined(outages)).toEqual([
      { fromMs: 0, untilMs: 3 },
      { fromMs: 5, untilMs: null }
    ]);
  });
});
