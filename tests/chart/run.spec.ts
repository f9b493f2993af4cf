import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runPicture } from '../../src/chart/run.js';
import { runTable } from '../../src/chart/run-table.js';
import { sign } from '../../src/chart/signs.js';
import { tableText } from '../../src/chart/table-text.js';
import { anyPlot } from './fixtures/any-plot.js';
import { marksWith, wordsOn } from './fixtures/layers.js';
import { replicated, stories, told, toldPlainly } from './fixtures/runs.js';
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

  test('says what the place of a mark means, at the axis and below it', () => {
    const words = wordsOn(runPicture(told(stories.lost)).spec);
    expect(words).toContain('marks: when it was sent');
    expect(words.join(' ')).toContain('when its record was sent, not when it was lost');
    expect(wordsOn(runPicture(told(stories.kept)).spec).join(' ')).not.toMatch(/marks?:/);
  });

  test('says once what holds alike of what was received and of what is in the sink', () => {
    const run = told(stories.undisturbed);
    const [one] = run.verdict.promises;
    if (one === undefined) throw new Error('a run without a promise');
    const promises = [one, { ...one, oracle: 'output' as const }];
    const said = (verdict: typeof run.verdict) => runPicture({ ...run, verdict }).text.split('\n');
    expect(said({ ...run.verdict, promises }).filter(line => line.includes('not exercised'))).toEqual([
      `“${one.promise}”, received and in the sink: not exercised: ${one.why}.`
    ]);
    const other = { ...one, oracle: 'output' as const, why: 'the sink holds 3 records twice' };
    expect(said({ ...run.verdict, promises: [one, other] })).toContain(
      `“${one.promise}” in the sink: not exercised: the sink holds 3 records twice.`
    );
  });

  test('ends each sentence with one full stop', () => {
    const run = told(stories.undisturbed);
    const promises = run.verdict.promises.map(each => ({ ...each, why: 'nothing was lost. Try “after: ack”.' }));
    expect(runPicture({ ...run, verdict: { ...run.verdict, promises } }).text).not.toMatch(/\.\./);
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

  test('counts batches by the bin where there are more of them than bins', () => {
    const { spec } = runPicture(
      toldPlainly({ job: replicated, rate: 1, sendsForMs: 300_000, fault: { kind: 'none' } })
    );
    expect(wordsOn(spec).filter(word => word === 'records per 2.5\u00a0s')).toHaveLength(2);
    expect(marksWith(spec, { type: 'rect', x2Offset: 0 }).length).toBeLessThanOrEqual(140);
  });

  test('draws lost records in blue where the page warns of them, and in orange where it promises none', () => {
    expect(marksWith(runPicture(told(stories.lost)).spec, { ...crosses, color: '#2880c0' })).toHaveLength(6);
    expect(marksWith(runPicture(told(stories.broken)).spec, { ...crosses, color: '#c94a05' })).toHaveLength(6);
  });

  test('uses neither colour where no promise speaks of it', () => {
    const { spec } = runPicture(told(stories['no-row']));
    expect(marksWith(spec, { ...crosses, color: '#777777' })).toHaveLength(6);
    expect(wordsOn(spec)).toContain('no promise');
  });
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

  test('is drawn in at most 140 bins and 170 marks of a kind, in less than 100 kB', () => {
    fc.assert(
      fc.property(anyPlot, plot => {
        const { spec } = runPicture(toldPlainly(plot));
        for (const layer of spec.layer) {
          const mark = 'mark' in layer && typeof layer.mark === 'object' ? layer.mark.type : '';
          const isLevel = mark === 'area';
          if (isLevel) expect(marksWith({ ...spec, layer: [layer] }, {}).length).toBeLessThanOrEqual(142);
          if (mark === 'point') expect(marksWith({ ...spec, layer: [layer] }, {}).length).toBeLessThanOrEqual(170);
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
