/** Stands for a kernel: runs one job on the local engine, says when it is steady and, if it is to, when an executor is paused, and goes on until it is killed. */
import { localEngine } from '../../../src/engine/local/local-engine.js';
import type { Failure } from '../../../src/terms/failure.js';
import { endless, numbers, rowJob } from '../jobs.js';
import { inputOf } from '../number-input.js';

const [, , supervisor = '', script = '', paused = ''] = process.argv;
const pause: Failure = {
  fault: { kind: 'pause', victim: 'receiver executor', forMs: 60_000 },
  place: { at: 'now' },
  withinMs: null,
  duringRecovery: false
};

const job = rowJob('reliable-wal', { ...endless, executors: 2, engine: 'local' });
const run = localEngine({ baseFolder: process.cwd(), scripts: { supervisor, process: script, keeper: '' } }).launch(
  job,
  inputOf(numbers),
  1
);
let told = '';
function tell(word: string): void {
  if (told !== word) {
    told = word;
    process.stdout.write(`${word}\n`);
  }
}
const pace = {
  breathe() {
    if (run.trace().moments.some(moment => moment.kind === 'fault')) {
      tell('paused');
    }
    return Promise.resolve();
  }
};
await run.toSteady(pace);
tell('steady');
if (paused !== '') {
  await run.inject([pause], pace);
}
setInterval(() => undefined, 1000);
