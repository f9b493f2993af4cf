/** The kernel that Jupyter starts: `node kernel.mjs CONNECTION_FILE`. */
import manifest from '../../package.json' with { type: 'json' };
import { startKernel } from './start.js';

await startKernel({
  connectionFile: process.argv[2],
  version: manifest.version,
  load: async () => (await import('../interpreter.js')).createInterpreter(process.cwd(), process.env)
});
