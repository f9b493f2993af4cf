import { BrokerError } from './broker-error.js';

/** A broker of 256 MB heap takes 206 MB at rest, one of several 220 MB, a controller beside them 195 MB, and their keeper 45 MB. */
const needsBytes = { oneBroker: 300e6, eachOfSeveral: 220e6, controllerAndKeeper: 240e6 };
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);

/** What so many brokers need, bytes. */
export const memoryFor = (brokers: number): number =>
  brokers === 1 ? needsBytes.oneBroker : brokers * needsBytes.eachOfSeveral + needsBytes.controllerAndKeeper;

/** @throws BrokerError where so much free memory is not enough for so many brokers */
export function mustHaveMemory(availableBytes: number, brokers: number): void {
  const needed = memoryFor(brokers);
  if (availableBytes < needed) {
    const fewer = brokers > 1 ? 'write a smaller number of "brokers", ' : '';
    throw new BrokerError(
      'no memory',
      `a Kafka of one's own${brokers > 1 ? `, of ${brokers} brokers,` : ''} needs ${gigabytes(needed)} GB, ${gigabytes(availableBytes)} free: ${fewer}stop other jobs (\`stop: all\`) or end other programs`
    );
  }
}
