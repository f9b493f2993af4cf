import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { latencies } from '../../src/engine/simulated/latency.js';
import * as timing from '../../src/protocol/timing.js';
import { steps } from '../../src/terms/failure.js';

const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
/** The rows of its tables, by their first cell. */
const rows = new Map(
  [...page.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, first = '', rest = '']) => [first, rest] as const)
);

test('every step has its row, in the order of a record’s way', () => {
  const named = [...rows.keys()]
    .flatMap(first => first.match(/^`(\w+)`$/)?.[1] ?? [])
    .filter(name => name !== 'commit');
  const receivers = steps.filter(step => step !== 'compute' && step !== 'commit');
  expect(named).toEqual([...receivers, 'compute']);
  expect(rows.has('`commit`')).toBe(true);
});

test('the latencies on the page are those of the simulated world', () => {
  const shown = (span: { readonly least: number; readonly most: number }) =>
    span.least === span.most ? `${span.least}` : `${span.least}–${span.most}`;
  const words = {
    memory: 'a change of memory',
    network: 'a message',
    disk: 'an append',
    start: 'the start',
    unnoticed: 'a death'
  };
  for (const [name, says] of Object.entries(words)) {
    const row = [...rows].find(([first, rest]) => first.startsWith(says) && !rest.includes('|'));
    const span = Object.entries(latencies).find(([one]) => one === name)?.[1];
    expect([name, row?.[1]]).toEqual([name, span && shown(span)]);
  }
  expect(Object.keys(words)).toEqual(Object.keys(latencies));
});

test('the lab’s own times on the page are those of the protocol', () => {
  const here = (says: string) => [...rows].find(([first]) => first.startsWith(says))?.[1].split(' | ')[0];
  expect({
    redelivery: here('a queue delivers again'),
    acknowledgement: here('a receiver or a producer waits'),
    sends: here('sends of one record'),
    linger: here('a producer sends at most every'),
    poll: here('one poll gives'),
    writes: here('writes of single records'),
    topicWrites: here('the same to a Kafka topic'),
    autoCommit: here('auto-commit every'),
    relaunch: here("from a receiver's loss")
  }).toEqual({
    redelivery: `${timing.redeliveryTimeoutMs / 1000} s`,
    acknowledgement: `${timing.acknowledgementTimeoutMs / 1000} s`,
    sends: `${timing.sendAttemptsMax}`,
    linger: `${timing.producerLingerMs} ms`,
    poll: `${timing.pollRecordsMax} records`,
    writes: timing.sinkWritesPerSecond.toLocaleString('en'),
    topicWrites: timing.topicWritesPerSecond.toLocaleString('en'),
    autoCommit: `${timing.autoCommitIntervalMs / 1000} s`,
    relaunch: `${timing.receiverRelaunchMs} ms`
  });
  const backOff = [timing.superviseBackOffMs, timing.superviseBackOffMaxMs, timing.superviseLongRunMs].map(
    ms => ms / 1000
  );
  expect(here('supervised restart')).toBe(
    `${backOff[0]}, 2, 4 … ${backOff[1]} s; ${backOff[0]} s again after a run of more than ${backOff[2]} s`
  );
});
