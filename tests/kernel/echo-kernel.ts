/** The kernel as a process, speaking the echo language: what the tests start where a whole process matters. */
import { startKernel } from '../../src/kernel/start.js';

await startKernel({
  connectionFile: process.argv[2],
  version: '0.0.0',
  load: async () => new (await import('./echo.js')).Echo()
});
