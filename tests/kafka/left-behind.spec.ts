/** What runs have left on a cluster: found by name, and taken away, and nothing else. */
import { expect, test } from '@jest/globals';
import { EmbeddedLog } from '../../src/kafka/embedded-log.js';
import { EmbeddedStore } from '../../src/kafka/embedded-store.js';
import { inUse, leftBehind, quietMs, takeAway } from '../../src/kafka/left-behind.js';
import { LogError } from '../../src/kafka/log-error.js';
import { isOf, makerOf, runName } from '../../src/language/own-names.js';
import { entries } from './contract.js';

const [first, second] = ['spillway-clicks-0123456789ab', 'spillway-gr__e-ba9876543210'];
const names = {
  topics: [`${first}-output`, `${second}-out.put-2`, 'clicks', 'spillway-clicks', 'spillway-clicks-012345-output'],
  groups: [first, `${first}-output-block-7`, `${second}-output`, 'mine', 'spillway-mine']
} as const;
const nowMs = 1_700_000_000_000;

async function stage() {
  let clockMs = nowMs - 2 * quietMs;
  const log = new EmbeddedLog(new EmbeddedStore(() => clockMs));
  const producer = await log.producer({ acks: 'all', idempotent: true });
  for (const topic of names.topics) {
    await log.createTopic({ topic, partitions: 1 });
    await producer.send({ topic, partition: 0, entries: entries('a', 'b') });
  }
  const commit = (group: string, offset = 1n): Promise<void> =>
    log.commit({ group, topic: 'clicks', offsets: new Map([[0, offset]]) });
  for (const group of names.groups) await commit(group);
  const all = () => leftBehind(log, () => true);
  return { log, producer, commit, all, goOn: (ms: number) => void (clockMs += ms) };
}

test('a name that a run has made says so, and no other does', () => {
  expect(makerOf(runName('größe', 'ba9876543210'))).toEqual({ job: 'gr__e', run: second });
  expect([`${first}-output`, `${first}-output-block-7`, first].map(name => makerOf(name)?.run)).toEqual([
    ...[first, first, first]
  ]);
  const others = [
    'clicks',
    'spillway-clicks',
    'Spillway-clicks-0123456789ab',
    `my-${first}`,
    `${first}9`,
    `${first}.x`
  ];
  expect(others.map(makerOf)).toEqual(others.map(() => null));
  const maker = makerOf(second);
  expect(maker !== null && isOf('größe', maker)).toBe(true);
});

test('what runs have left is found run by run; what lacks our mark is not', async () => {
  const { all, log } = await stage();
  expect(await all()).toEqual([
    { run: first, job: 'clicks', topics: [`${first}-output`], groups: [first, `${first}-output-block-7`], offsets: 2 },
    { run: second, job: 'gr__e', topics: [`${second}-out.put-2`], groups: [`${second}-output`], offsets: 2 }
  ]);
  expect(await leftBehind(log, ({ job }) => job === 'nobody')).toEqual([]);
});

test('taken away, it is gone with its groups, and all else is as it was', async () => {
  const { all, log } = await stage();
  for (const run of await all()) expect(await takeAway(log, run)).toMatchObject({ kept: [] });
  expect(await all()).toEqual([]);
  expect(await log.topics()).toEqual(['clicks', 'spillway-clicks', 'spillway-clicks-012345-output']);
  expect(await log.groups()).toEqual(['mine', 'spillway-mine']);
});

test('whoever asks for another name is refused, before anything of it is touched', async () => {
  const { log } = await stage();
  await expect(takeAway(log, { topics: ['clicks'], groups: [] })).rejects.toThrow('clicks is not of our making');
  await expect(takeAway(log, { topics: [], groups: ['mine'] })).rejects.toThrow('mine is not of our making');
  expect([(await log.topics()).includes('clicks'), (await log.groups()).includes('mine')]).toEqual([true, true]);
});

test('what the cluster does not give up is told, and does not keep the rest', async () => {
  const { all, log } = await stage();
  const [run] = await all();
  const refuse = () => Promise.reject(new LogError('not permitted', 'ask for that right'));
  const taken = await takeAway(Object.assign(log, { removeTopic: refuse }), run ?? { topics: [], groups: [] });
  expect(taken).toEqual({
    topics: [],
    groups: [first, `${first}-output-block-7`],
    kept: [{ name: `${first}-output`, why: 'ask for that right' }]
  });
});

test('somebody else has taken it meanwhile: it is gone', async () => {
  const { all, log } = await stage();
  const [run] = await all();
  await log.removeTopic(`${first}-output`);
  expect(await takeAway(log, run ?? { topics: [], groups: [] })).toMatchObject({ kept: [] });
});

test('a run is in use whose topic was written within the last minute, or whose group commits while one looks', async () => {
  const { all, log, producer, commit, goOn } = await stage();
  const still = { nowMs, pause: () => Promise.resolve() };
  const runs = await all();
  expect(await inUse(log, runs, still)).toEqual(new Set());
  goOn(2 * quietMs - 1000);
  await producer.send({ topic: `${second}-out.put-2`, partition: 0, entries: entries('c') });
  expect(await inUse(log, runs, still)).toEqual(new Set([second]));
  const silent = runs.map(run => ({ ...run, topics: [] }));
  expect(await inUse(log, silent, { nowMs, pause: () => commit(first, 2n) })).toEqual(new Set([first]));
  expect(await inUse(log, silent, { nowMs, pause: () => log.forget(first) })).toEqual(new Set());
});
