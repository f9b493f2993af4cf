/**
 * Records counted a second, beside a count that keeps an object for each record in a Map, as one would write it at first. Each record is sent,
 * accepted, acknowledged and written once, in blocks or one by one, as an appending sink does it. Processor time, since neighbours share the machine.
 */
import { tally } from '../src/ledger/count.js';
import { observe } from '../src/ledger/observed.js';
import { PlantedHistory, records } from '../tests/ledger/history.js';
import type { RecordId, Trace } from '../src/terms/trace.js';

const rounds = 5;
const blockSize = 100;
const size = 1_000_000;

function plain(count: number, writeSize: number): Trace {
  const history = new PlantedHistory();
  for (let from = 0; from < count; from += blockSize) {
    const block = records(from, from + blockSize);
    history.send(block);
    for (let at = 0; at < block.length; at += writeSize) {
      history.write(block.slice(at, at + writeSize), `block-${from}`);
    }
  }
  return history.drained('undisturbed').trace();
}

/** Every tenth record is lost, every tenth comes twice: all that needs a proof. */
function spoiled(count: number): Trace {
  const history = new PlantedHistory();
  for (let from = 0; from < count; from += blockSize) {
    const block = records(from, from + blockSize);
    history.send(block).write(
      block.filter(record => record % 10 !== 3),
      `block-${from}`
    );
    history.write(
      block.filter(record => record % 10 === 5),
      `block-again-${from}`
    );
  }
  return history.drained('recovered').trace();
}

/** The rival: the same counts without causes, places and proofs. */
function countByMap({ moments }: Trace): { readonly lost: number; readonly twice: number } {
  const byRecord = new Map<RecordId, { delivered: boolean; readonly origins: Set<string>; copies: number }>();
  for (const moment of moments) {
    if (moment.kind === 'accepted' || moment.kind === 'written') {
      for (const record of moment.records) {
        const one = byRecord.get(record) ?? { delivered: false, origins: new Set<string>(), copies: 0 };
        if (moment.kind === 'accepted') {
          one.delivered = true;
        } else {
          one.origins.add(moment.origin);
          one.copies += 1;
        }
        byRecord.set(record, one);
      }
    }
  }
  const all = [...byRecord.values()].filter(({ delivered }) => delivered);
  return {
    lost: all.filter(({ origins }) => origins.size === 0).length,
    twice: all.filter(({ origins }) => origins.size > 1).length
  };
}

/** Processor time of this process, in ms. */
const processorMs = (): number => process.cpuUsage().user / 1000;

/** Millions of records a second; the median of the rounds. */
function speed(count: (trace: Trace) => unknown, trace: Trace): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = processorMs();
    count(trace);
    times.push(processorMs() - before);
  }
  return size / (times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? NaN) / 1000;
}

const cases: readonly (readonly [title: string, trace: Trace, goal: string])[] = [
  ['plain, written in blocks', plain(size, blockSize), '>= 20 M/s'],
  ['plain, written one by one', plain(size, 1), ''],
  ['a tenth lost, a tenth twice', spoiled(size), '']
];

console.log(`${size / 1e6} M records, medians of ${rounds} rounds, M records a second`);
console.log(['', 'ledger', 'by Map', 'ratio', 'goal'].map(word => word.padEnd(30)).join(''));
for (const [title, trace, goal] of cases) {
  const ours = speed(tally, trace);
  const theirs = speed(countByMap, trace);
  const shown = [title, ours.toFixed(1), theirs.toFixed(1), `${(ours / theirs).toFixed(1)}x`, goal];
  console.log(shown.map(word => word.padEnd(30)).join(''));
}
const { flags, position, sentMs, count } = observe(plain(size, blockSize));
console.log(
  `${((flags.byteLength + position.byteLength + sentMs.byteLength) / count).toFixed(1)} bytes a record (goal <= 64)`
);
