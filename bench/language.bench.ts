/**
 * Reading cells: right ones, mutated ones, and texts made to be slow. The goal is 50 ms for any cell that a person writes;
 * a text of the largest size that is read is shown beside it.
 */
import fc from 'fast-check';
import { newContext, readCell } from '../src/language/read.js';
import { renderProblems } from '../src/language/render.js';
import { cellTexts } from '../tests/language/mutations.js';
import { rightCells } from '../tests/language/right-cells.js';

const goalMs = 50;
const context = newContext();

function read(text: string): number {
  const startedAt = performance.now();
  for (const document of readCell(text, context)) {
    if (document.kind === 'problems') renderProblems(text, document.problems);
  }
  return performance.now() - startedAt;
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const late = times.filter(time => time > goalMs).length;
  console.log(
    `${name.padEnd(34)} ${String(times.length).padStart(6)} cells   mean ${mean.toFixed(2)} ms   99 % ${at(0.99)} ms   max ${at(1)} ms   over ${goalMs} ms: ${late}`
  );
}

console.log(`first cell of a process            ${read('job: clicks\nconfiguration: reliable-wal').toFixed(1)} ms`);
const single = rightCells.flatMap(text => text.split('---\n'));
report(
  'right cells',
  Array.from({ length: 20 }).flatMap(() => single.map(read))
);
report('random and mutated cells', fc.sample(cellTexts, { numRuns: 10_000, seed: 1 }).map(read));

const largest = 256_000;
const filled = (piece: string) => piece.repeat(Math.ceil(largest / piece.length)).slice(0, largest);
const slow: Readonly<Record<string, string>> = {
  comments: filled('# a comment\n'),
  braces: filled('{a: '),
  brackets: filled('['),
  dashes: filled('- '),
  quotes: filled('"'),
  'colons on one line': filled('job: '),
  'squeezed colons': filled('job:'),
  'unknown keys': Array.from({ length: 12_000 }, (_, index) => `key${index}: ${index}`).join('\n'),
  failures: `job: a\nfailures:\n${filled('  - {kill: driver, after: ack}\n')}`.slice(0, largest),
  documents: filled('job: a\n---\n'),
  'one long word': `job: ${filled('x')}`.slice(0, largest),
  parameters: `job: ${filled('$(a)')}`.slice(0, largest)
};
for (const [name, text] of Object.entries(slow)) report(`256 kB of ${name}`, [read(text)]);
