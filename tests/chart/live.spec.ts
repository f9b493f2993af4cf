import { describe, expect, test } from '@jest/globals';
import { liveDisplay, liveLine } from '../../src/chart/live.js';
import type { Live } from '../../src/chart/live.js';

const running = {
  job: { name: 'clicks', engine: 'simulated' },
  progress: { clockMs: 2400, state: 'recovering', sent: 1200, written: 1000, backlog: 200, batches: 4, batch: 2000 }
} as const satisfies Live;

describe('the live view', () => {
  test('is one line, and says "on the way", never "lost"', () => {
    expect(liveLine(running)).toBe(
      'clicks: recovering · 2.40\u00a0s (virtual) · 1,200 sent · 1,000 writes in the sink · 4 batches · the rest on the way'
    );
    expect(JSON.stringify(liveDisplay(running))).not.toContain('lost');
  });

  test('never subtracts one count from the other', () => {
    const { progress } = running;
    expect(liveLine({ ...running, progress: { ...progress, written: 1050 } })).not.toContain('150');
  });

  test('counts runs, and squares of a table', () => {
    const runs = { done: 3, wanted: 50, leftMs: 900 };
    expect(liveLine({ job: running.job, runs })).toBe('clicks: 3\u00a0of\u00a050 runs done');
    expect(liveLine({ table: 'streaming', done: 5, wanted: 14 })).toBe('streaming: 5\u00a0of\u00a014 squares measured');
  });

  test('says of runs on real processes how long they still take, and what would not take long', () => {
    const line = (leftMs: number | null) =>
      liveLine({ job: { name: 'clicks', engine: 'local' }, runs: { done: 3, wanted: 50, leftMs } });
    expect(line(null)).toBe('clicks: 3\u00a0of\u00a050 runs done');
    expect(line(9100)).toBe('clicks: 3\u00a0of\u00a050 runs done · some 10s to go (wall clock)');
    expect(line(100_000)).toContain('some 2min to go (wall clock); with "engine: simulated" it takes seconds');
  });

  test('is small, and its bar never longer than the whole', () => {
    const { content } = liveDisplay({ ...running, progress: { ...running.progress, written: 5000 } });
    expect(String(content['text/html'])).toContain('<rect width="320.0"');
    expect(String(content['text/html']).length).toBeLessThan(700);
  });

  test('escapes the name of a job', () => {
    const { content } = liveDisplay({ job: { name: '<b>', engine: 'local' }, progress: running.progress });
    expect(String(content['text/html'])).toContain('&lt;b&gt;');
  });
});
