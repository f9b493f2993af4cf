/** A process that saves run after run until it is killed, and says each one's name once it is saved. */
import { randomBytes } from 'node:crypto';
import { runArchive } from '../../src/archive/run-archive.js';
import { finishedRun } from './finished-runs.js';

const [folder = '.', job = 'clicks'] = process.argv.slice(2);
const archive = runArchive(folder, { keep: 1000 });
const run = finishedRun({ job });
// Nothing that can be compressed, so that a file takes several writes.
const settings = [{ key: 'noise', value: randomBytes(1_500_000).toString('base64'), origin: 'given' }] as const;
for (;;) {
  const { name, kind } = await archive.save({ ...run, settings });
  if (kind === 'in memory') throw new Error(`${name} was not written`);
  process.stdout.write(`${name}\n`);
}
