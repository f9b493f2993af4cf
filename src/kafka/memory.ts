import { BrokerError } from './broker-error.js';

/** A broker of 256 MB heap takes 206 MB at rest, and its keeper 45 MB. */
const brokerNeedsBytes = 300e6;
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);

/** @throws BrokerError where so much free memory is not enough for a broker */
export function mustHaveMemory(availableBytes: number): void {
  if (availableBytes < brokerNeedsBytes) {
    throw new BrokerError(
      'no memory',
      `a Kafka of one's own needs ${gigabytes(brokerNeedsBytes)} GB, ${gigabytes(availableBytes)} free: stop other jobs (\`stop: all\`) or end other programs`
    );
  }
}
