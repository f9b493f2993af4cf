/** Stands for a kernel on a machine that does not play along: runs one job on the local engine, and says when it is steady and with which words it failed. */
import { tmpdir } from 'node:os';
import { localEngine } from '../../../src/engine/local/local-engine.js';
import { endless, numbers, rowJob } from '../jobs.js';
import { after, kill } from '../failures.js';
import { inputOf } from '../number-input.js';

const [, , supervisor = '', script = ''] = process.argv;
const pace = { breathe: () => Promise.resolve() };
const job = rowJob('reliable-wal', { ...endless, executors: 2, engine: 'local' });

try {
  const engine = localEngine({
    baseFolder: tmpdir(),
    temporaryFolder: tmpdir(),
    scripts: { supervisor, process: script, keeper: '' }
  });
  const run = engine.launch(job, inputOf(numbers), 1);
  await run.toSteady(pace);
  process.stdout.write('steady\n');
  await run.inject([kill('driver', after('ack', { record: 1_000_000 }))], pace); // never reached: it waits for trouble
} catch (error) {
  process.stdout.write(error instanceof Error ? `${error.name}: ${error.message}\n` : `${String(error)}\n`);
}
