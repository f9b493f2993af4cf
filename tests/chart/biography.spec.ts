import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { biographyPicture, type Biography } from '../../src/chart/biography.js';
import { biographyTable } from '../../src/chart/biography-table.js';
import { lifeOf } from '../../src/chart/life-of.js';
import { fateOfRecord } from '../../src/chart/life-words.js';
import { tableText } from '../../src/chart/table-text.js';
import { simulate } from '../../src/engine/simulated/simulated-engine.js';
import { tally } from '../../src/ledger/count.js';
import type { Failure } from '../../src/terms/failure.js';
import type { Job } from '../../src/terms/job.js';
import type { RecordId } from '../../src/terms/trace.js';
import { failureLists, jobs, seeds } from '../engine/arbitrary-runs.js';
import { numbers } from '../engine/jobs.js';
import { marksWith, valuesOf, wordsOn } from './fixtures/layers.js';
import { endings, lived } from './fixtures/lives.js';
import { expectGoldenSpec, expectGoldenText } from './golden.js';

const blue = '#2880c0';
const hollow = { type: 'point', filled: false } as const;
const drawn = (ending: keyof typeof endings) => biographyPicture(lived(endings[ending])).spec;
const life = (ending: keyof typeof endings) => {
  const { trace, record } = lived(endings[ending]);
  return lifeOf(trace, record);
};

describe('a biography', () => {
  test.each([
    ['biography-lost', 'both copies died'],
    ['biography-twice', 'sent again'],
    ['biography-in-sink', 'batch run again'],
    ['biography-direct', 'plan died']
  ] as const)('looks as it was looked at: %s', (name, ending) => {
    const biography = lived(endings[ending]);
    const { spec, text } = biographyPicture(biography);
    expectGoldenSpec(name, spec);
    expectGoldenText(name, text);
    expectGoldenText(`${name}-table`, tableText(biographyTable(biography)));
  });

  test.each([
    ['both copies died', 'lost', 'only two memories held it, and both died'],
    ['only copy died', 'lost', 'only one executor’s memory held it'],
    ['plan died', 'lost', 'it was planned for a batch that never wrote it'],
    ['passed over', 'lost', 'whoever took over began to read behind it'],
    ['sent again', 'duplicated', 'the source heard no acknowledgement and sent it again'],
    ['batch run again', 'duplicated', 'the batch of the checkpoint ran again'],
    ['read back from the log', 'processed', 'was processed once'],
    ['waits at the source', 'waiting', 'is still waiting'],
    ['nothing happened', 'processed', 'was processed once']
  ] as const)('says what became of the record: %s', (ending, fate, finding) => {
    const { trace, record, tally: counted } = lived(endings[ending]);
    expect(fateOfRecord(trace, record, counted)).toMatchObject({ fate, finding: expect.stringContaining(finding) });
  });

  test('draws copies hollow whose process died, and the crash through all lifelines', () => {
    const { lanes, holds, rows } = life('both copies died');
    expect(holds.filter(({ end }) => end === 'dies').map(({ lane }) => lanes[lane]?.kind)).toEqual([
      'receiver',
      'replica'
    ]);
    expect(rows.filter(({ kind }) => kind === 'cut')).toMatchObject([
      { text: 'driver killed; its executors die with it', dies: [3, 1, 2] }
    ]);
    expect(marksWith(drawn('both copies died'), hollow)).toHaveLength(2);
    expect(wordsOn(drawn('both copies died'))).toEqual(expect.arrayContaining(['never', 'got it']));
  });

  test('paints the second delivery blue, and nothing where there was none', () => {
    expect(marksWith(drawn('sent again'), { type: 'rule', stroke: blue }).length).toBeGreaterThan(0);
    expect(marksWith(drawn('both copies died'), { stroke: blue })).toEqual([]);
    expect(wordsOn(drawn('sent again'))).toEqual(expect.arrayContaining(['has it', 'twice']));
  });

  test('shows an acknowledgement that never arrived', () => {
    const { lanes, ways } = life('acknowledgement lost');
    const [lost] = ways.filter(({ look }) => look === 'lost');
    expect([lanes[lost?.from ?? -1]?.kind, lanes[lost?.to ?? -1]?.kind]).toEqual(['receiver', 'source']);
  });

  test('has the log as a lifeline only where there is one, and it outlives the driver', () => {
    expect(life('both copies died').lanes.map(({ kind }) => kind)).toEqual([
      'source',
      'receiver',
      'replica',
      'driver',
      'sink'
    ]);
    const { lanes, holds } = life('logged before it was sent again');
    const log = lanes.findIndex(({ kind }) => kind === 'log');
    expect(holds.filter(({ lane }) => lane === log).map(({ end }) => end)).toEqual(['stays', 'stays']);
  });

  test('tells a death before the record’s time where it decided over it', () => {
    const { rows } = life('passed over');
    expect(rows.map(({ text }) => text)).toEqual([
      'driver killed',
      'sent: the source holds it',
      'restart: a new driver, its memory empty',
      'its plan begins behind the record'
    ]);
  });

  test('needs no more than fourteen rows for a record that came twice', () => {
    for (const ending of ['sent again', 'acknowledgement lost', 'logged before it was sent again'] as const) {
      expect(life(ending).rows.length).toBeLessThanOrEqual(14);
    }
  });
});

type Settings = readonly [job: Job, failures: readonly Failure[], seed: number, record: RecordId];

describe('any record of any run', () => {
  // The run is made inside each property: a counterexample then is a short list of settings, not a whole trace.
  const settings = fc.tuple(jobs, failureLists, seeds, fc.nat(40));
  const runOf = ([job, failures, seed, record]: Settings): Biography => ({
    trace: simulate({ ...job, failures }, numbers, seed),
    record
  });

  test('has as many copies in the sink as the ledger counts, and none if it was lost', () => {
    fc.assert(
      fc.property(settings, chosen => {
        const { trace, record } = runOf(chosen);
        const counted = tally(trace);
        const { lanes, holds } = lifeOf(trace, record);
        const inSink = holds.filter(({ lane }) => lanes[lane]?.kind === 'sink').length;
        const surplus = counted.outputDuplicates.filter(each => each.record === record).length;
        if (surplus > 0) expect(inSink).toBe(surplus + 1);
        if (counted.lost.some(each => each.record === record)) expect(inSink).toBe(0);
      }),
      { numRuns: 60 }
    );
  });

  test('has its copies and ways on lifelines that are there, from above to below', () => {
    fc.assert(
      fc.property(settings, chosen => {
        const { trace, record } = runOf(chosen);
        const { lanes, holds, ways, rows } = lifeOf(trace, record);
        for (const { lane, from, to } of holds) {
          expect(lanes[lane]).toBeDefined();
          expect(to).toBeGreaterThanOrEqual(from);
        }
        for (const { from, to, row } of ways) {
          expect([lanes[from], lanes[to], rows[row]].includes(undefined)).toBe(false);
          expect(from).not.toBe(to);
        }
        expect(rows.map(({ atMs }) => atMs)).toEqual(rows.map(({ atMs }) => atMs).sort((a, b) => a - b));
      }),
      { numRuns: 60 }
    );
  });

  test('is drawn on its sheet, in less than 100 kB, and again the same', () => {
    fc.assert(
      fc.property(settings, chosen => {
        const { trace, record } = runOf(chosen);
        const { spec } = biographyPicture({ trace, record });
        const height = typeof spec.height === 'number' ? spec.height : 0;
        const marks = spec.layer.flatMap(layer =>
          wordsOn({ ...spec, layer: [layer] }).length > 1 ? [] : valuesOf(layer)
        );
        expect(marks.filter(({ x, x2 }) => Number(x) < -1 || Number(x2 ?? x) > 673)).toEqual([]);
        expect(marks.filter(({ y, y2 }) => Number(y) < -1 || Number(y2 ?? y) > height)).toEqual([]);
        const json = JSON.stringify(spec);
        expect(json.length).toBeLessThan(100_000);
        expect(JSON.stringify(biographyPicture({ trace, record }).spec)).toBe(json);
      }),
      { numRuns: 40 }
    );
  });
});
