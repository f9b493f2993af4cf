/** The supervisor's process: one for each job, a child of the kernel. When the kernel is gone, it ends every process of the job, also a paused one. */
import type { Order } from './orders.js';
import { keepHeapSmall } from './small-heap.js';
import { Supervisor } from './supervisor.js';

keepHeapSmall();

// A kernel that is gone is told nothing: `disconnect` ends this process.
const supervisor = new Supervisor(news => process.connected && process.send?.(news, undefined, {}, () => undefined));

async function end(): Promise<void> {
  try {
    await supervisor.end();
  } finally {
    process.exit(0);
  }
}

process.on('message', (order: Order) => supervisor.take(order));
process.on('disconnect', () => void end());
if (!process.connected) {
  void end(); // the kernel died while this process started
}
