/** Stands for a kernel with a job on a Kafka of its own: says when the job is steady, and goes on until it is killed. */
import { localEngine } from '../../../src/engine/local/local-engine.js';
import { numbers } from '../jobs.js';
import { inputOf } from '../number-input.js';
import { endlessKafkaJob } from './kafka-jobs.js';

const [, , supervisor = '', script = '', keeper = '', temporaryFolder = ''] = process.argv;
const scripts = { supervisor, process: script, keeper };
const engine = localEngine({ baseFolder: temporaryFolder, temporaryFolder, scripts });
const run = engine.launch(endlessKafkaJob, inputOf(numbers), 1);
await run.toSteady({ breathe: () => Promise.resolve() });
process.stdout.write('steady\n');
setInterval(() => undefined, 1000);
