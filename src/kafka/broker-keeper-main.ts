/** The keeper's process: a child of the broker's owner. When the owner is gone, also by SIGKILL, it ends the broker. */
import { BrokerKeeper } from './broker-keeper.js';
import type { BrokerOrder } from './broker-news.js';

// An owner that is gone is told nothing: `disconnect` ends this process.
const keeper = new BrokerKeeper(news => process.connected && process.send?.(news, undefined, {}, () => undefined));

async function end(): Promise<void> {
  try {
    await keeper.end();
  } finally {
    process.exit(0);
  }
}

process.on('message', (order: BrokerOrder) => keeper.take(order));
process.on('disconnect', () => void end());
if (!process.connected) void end(); // the owner died while this process started
