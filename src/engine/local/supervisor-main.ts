/** The supervisor's process: one for each job, a child of the kernel. When the kernel is gone, it ends every process of the job, also a paused one. */
import type { Order } from './orders.js';
import { Supervisor } from './supervisor.js';

// A kernel that is gone is told nothing: `disconnect` ends this process.
const supervisor = new Supervisor(news => process.send?.(news, undefined, {}, () => undefined));
let work: Promise<void> = Promise.resolve();

process.on('message', (order: Order) => {
  work = work
    .then(() => supervisor.carryOut(order))
    .catch((error: unknown) => {
      process.send?.({ kind: 'failed', message: error instanceof Error ? String(error.stack) : String(error) });
    });
});
process.on('disconnect', () => {
  supervisor.end();
  process.exit(0);
});
