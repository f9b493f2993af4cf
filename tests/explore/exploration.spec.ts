/** Every crash point of a configuration, and what of the page's table comes out of them. */
import { describe, expect, test } from '@jest/globals';
import { boundOf, isComplete } from '../../src/explore/bound.js';
import { crashPointsOf } from '../../src/explore/crash-points.js';
import { findingsOf } from '../../src/explore/findings.js';
import { Laboratory } from '../../src/explore/laboratory.js';
import { letterOf } from '../../src/explore/point-outcome.js';
import { smallJob } from '../../src/explore/small-job.js';
import { rowJob } from '../engine/jobs.js';
import { exploreHere, ownWorld, runHere } from './explored.js';

describe('the crash points of an undisturbed run', () => {
  const laboratory = new Laboratory(smallJob(rowJob('reliable-wal')));
  const { points } = crashPointsOf(laboratory, { ...ownWorld, crashes: [] });
  const effects = points.filter(({ victims }) => victims[0]?.struck !== 'acknowledgement');

  test('are its effects, numbered from the first, without a gap', () => {
    expect(effects.map(({ at }) => at)).toEqual(effects.map((_, index) => index));
  });

  test('have names at the steps of a write-ahead-log job', () => {
    const named = new Set(effects.flatMap(({ moment }) => moment?.step ?? []));
    for (const step of [
      'recv',
      'put',
      'wal',
      'meta',
      'queue',
      'reply',
      'ack',
      'alloc',
      'rdd',
      'submit',
      'out',
      'done'
    ]) {
      expect(named).toContain(step);
    }
  });

  test('have among them each acknowledgement, which can be lost', () => {
    const acknowledgements = points.filter(({ victims }) => victims[0]?.struck === 'acknowledgement');
    const heard = effects.filter(({ moment }) => moment?.step === 'ack');
    expect(acknowledgements.map(({ at }) => at)).toEqual(heard.map((_, index) => index + 1));
  });

  test('behind a first crash begin after it', () => {
    const behind = crashPointsOf(laboratory, { ...ownWorld, crashes: [{ struck: 'driver', at: 300 }] });
    const later = behind.points.filter(({ victims }) => victims[0]?.struck !== 'acknowledgement');
    expect(later[0]?.at).toBe(301);
    expect(behind.points.map(({ step }) => step)).toContain('replay');
  });
});

describe('the full map', () => {
  test('of a write-ahead log finds no loss at any point', async () => {
    const exploration = await exploreHere(rowJob('reliable-wal'));
    expect((await findingsOf(exploration, runHere)).map(({ words, judgement }) => [words, judgement])).toEqual([
      ['executor failure => no data loss', 'holds'],
      ['driver failure => no data loss', 'holds']
    ]);
    expect(isComplete(exploration)).toBe(true);
    expect(boundOf(exploration).join(' ')).toContain('every victim at each of');
  });

  test('of a direct stream with checkpoints finds what the page leaves out: the first checkpoint is not yet written', async () => {
    const exploration = await exploreHere(rowJob('direct-checkpoint'));
    const driver = (await findingsOf(exploration, runHere)).find(({ words }) => words.startsWith('driver failure'));
    expect(driver?.judgement).toBe('contradicted');
    expect(driver?.conditions.map(({ name }) => name)).toEqual([
      'before the first checkpoint was durable: skipped after the driver died'
    ]);
  });

  test('is the same when it is made again', async () => {
    const job = rowJob('direct-no-checkpoint');
    const [one, other] = [await exploreHere(job), await exploreHere(job)];
    expect(JSON.stringify(other.tried)).toBe(JSON.stringify(one.tried));
    expect(one.repeated.same).toBe(one.repeated.runs);
  });
});

test('the reduced map tries fewer crashes and misses no kind of outcome', async () => {
  const job = rowJob('reliable-unreplicated');
  const [full, reduced] = [await exploreHere(job), await exploreHere(job, 'reduced')];
  const kinds = (tried: typeof full.tried) => new Set(tried.map(({ letter }) => letter));
  expect(reduced.tried.length).toBeLessThan(full.tried.length / 2);
  expect(kinds(reduced.tried)).toEqual(kinds(full.tried));
  expect(isComplete(reduced)).toBe(false);
});

test('a run that came to no end says nothing of loss', () => {
  const nothing = { lost: 0, duplicated: 0 };
  const causes = { lost: {}, receipt: {}, output: {} };
  const base = {
    aborts: 0,
    outcome: 'recovered',
    receipt: { lost: 3, duplicated: 0 },
    output: nothing,
    causes
  } as const;
  const none = { firstLost: null, firstDuplicated: null, struck: { lost: false, duplicated: false } };
  expect(letterOf({ ...base, ...none, fired: true, drained: false })).toBe('?');
  expect(letterOf({ ...base, ...none, fired: true, drained: true })).toBe('L');
});
