import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runPicture } from '../../src/chart/run.js';
import { runTable } from '../../src/chart/run-table.js';
import { sign } from '../../src/chart/signs.js';
import { tableText } from '../../src/chart/table-text.js';
import { marksWith, wordsOn } from './fixtures/layers.js';
import { logged, replicated, stories, told, toldPlainly } from './fixtures/runs.js';
import type { Plot } from './fixtures/traces.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

const crosses = { shape: sign.cross, size: 190 } as const;

describe('a run', () => {
  test.each(Object.entries(stories))('looks as it was looked at: %s', (name, story) => {
    const run = told(story);
    const { spec, text } = runPicture(run);
    expectGoldenSpec(`run-${name}`, spec);
    expectGoldenText(`run-${name}`, text);
    expectGoldenText(`run-${name}-table`, tableText(runTable(run.verdict)));
  });

  test('has its finding as title, and the lanes in a record’s way', () => {
    const words = wordsOn(runPicture(told(stories.kept)).spec);
    expect(words[0]).toBe('No record lost and none processed twice when the driver died');
    const lanes = ['sent', 'at the source', 'in executor memory', 'in the write-ahead log', 'written to the sink'];
    expect(words.filter(word => lanes.includes(word))).toEqual(lanes);
  });

  test('names its clock', () => {
    const run = told(stories.lost);
    expect(wordsOn(runPicture(run).spec)).toContain('time, virtual');
    expect(wordsOn(runPicture({ ...run, trace: { ...run.trace, engine: 'local' } }).spec)).toContain(
      'time, wall clock'
    );
  });

  test('calls nothing lost before its drain has ended', () => {
    const { spec } = runPicture(told(stories['no-end']));
    expect(wordsOn(spec)).toContain('20 on the way');
    expect(wordsOn(spec).filter(word => /^[\d,]+ lost$/.test(word))).toEqual([]);
    expect(marksWith(spec, crosses)).toEqual([]);
  });

  test('says what waits where nothing restarts the job', () => {
    const words = wordsOn(runPicture(told(stories.stopped)).spec);
    expect(words).toContain('180 still waiting');
    expect(words).toContain('never came back');
  });

  test('draws lost records in blue where the page warns of them, and in orange where it promises none', () => {
    expect(marksWith(runPicture(told(stories.lost)).spec, { ...crosses, color: '#2880c0' })).toHaveLength(6);
    expect(marksWith(runPicture(told(stories.broken)).spec, { ...crosses, color: '#c94a05' })).toHaveLength(6);
  });

  test('uses neither colour where no promise speaks of it', () => {
    const { spec } = runPicture(told(stories['no-row']));
    expect(marksWith(spec, { ...crosses, color: '#6b6b6b' })).toHaveLength(6);
    expect(wordsOn(spec)).toContain('no promise');
  });
});

const anyPlot: fc.Arbitrary<Plot> = fc
  .record({
    rate: fc.integer({ min: 1, max: 40 }),
    sendsForMs: fc.integer({ min: 6, max: 300 }).map(n => n * 100),
    job: fc.constantFrom(replicated, logged),
    atMs: fc.integer({ min: 1, max: 250 }).map(n => n * 100),
    downMs: fc.option(fc.integer({ min: 2, max: 60 }).map(n => n * 100)),
    kind: fc.constantFrom('none', 'driver killed', 'acknowledgement dropped'),
    drains: fc.boolean()
  })
  .map(({ atMs, downMs, kind, ...plot }): Plot => {
    if (kind === 'driver killed') return { ...plot, fault: { kind, atMs, downMs } };
    return { ...plot, fault: kind === 'none' ? { kind } : { kind: 'acknowledgement dropped', atMs } };
  });

/** The number a tally begins with, summed over all tallies that end so. */
function tallied(words: readonly string[], ending: RegExp): number {
  const numbers = words.filter(word => ending.test(word)).map(word => Number(word.replace(/,/g, '').split(' ')[0]));
  return numbers.reduce((sum, n) => sum + n, 0);
}

describe('any run', () => {
  test('has tallies that add up to what was delivered', () => {
    fc.assert(
      fc.property(anyPlot, plot => {
        const words = wordsOn(runPicture(toldPlainly(plot)).spec);
        const delivered = tallied(words, /^[\d,]+ delivered$/);
        const written = tallied(words, /^[\d,]+ (written|processed)$/);
        const lost = tallied(words, /^[\d,]+ lost$/);
        const waiting = tallied(words, /^[\d,]+ (left|still waiting|on the way)$/);
        expect(delivered).toBeGreaterThan(0);
        expect(written + lost + waiting).toBe(delivered);
      }),
      { numRuns: 60 }
    );
  });

  test('is drawn in at most 140 bins and 500 marks a lane, in less than 100 kB', () => {
    fc.assert(
      fc.property(anyPlot, plot => {
        const { spec } = runPicture(toldPlainly(plot));
        for (const layer of spec.layer) {
          const mark = 'mark' in layer && typeof layer.mark === 'object' ? layer.mark.type : '';
          const isLevel = mark === 'area';
          if (isLevel) expect(marksWith({ ...spec, layer: [layer] }, {}).length).toBeLessThanOrEqual(142);
          if (mark === 'point') expect(marksWith({ ...spec, layer: [layer] }, {}).length).toBeLessThanOrEqual(500);
        }
        expect(JSON.stringify(spec).length).toBeLessThan(100_000);
      }),
      { numRuns: 60 }
    );
  });

  test('gives the same bytes again', () => {
    fc.assert(
      fc.property(anyPlot, plot => {
        expect(JSON.stringify(runPicture(toldPlainly(plot)))).toBe(JSON.stringify(runPicture(toldPlainly(plot))));
      }),
      { numRuns: 10 }
    );
  });

  test('draws nothing outside its sheet', () => {
    fc.assert(
      fc.property(anyPlot, plot => {
        const { spec } = runPicture(toldPlainly(plot));
        const marks = [...marksWith(spec, { type: 'rule' }), ...marksWith(spec, { type: 'point' })];
        const within = (value: unknown, most: number) => typeof value !== 'number' || (value >= -1 && value <= most);
        const height = typeof spec.height === 'number' ? spec.height : 0;
        expect(marks.filter(({ x, x2 }) => !within(x, 673) || !within(x2, 673))).toEqual([]);
        expect(marks.filter(({ y, y2 }) => !within(y, height) || !within(y2, height))).toEqual([]);
      }),
      { numRuns: 40 }
    );
  });
});
