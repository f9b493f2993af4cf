import { afterAll, beforeAll, test } from '@jest/globals';
import { openKafka } from '../../src/kafka/kafkajs-log.js';
import type { RecordLog } from '../../src/kafka/record-log.js';
import { contract } from './contract.js';
import { onRealKafka, sharedBroker } from './real-broker.js';

onRealKafka('real Kafka, through kafkajs', () => {
  const broker = sharedBroker();
  const clients: RecordLog[] = [];
  const another = async (): Promise<RecordLog> => {
    const client = await openKafka(broker().connection);
    clients.push(client);
    return client;
  };
  let log: RecordLog;
  beforeAll(async () => {
    log = await another();
  });
  afterAll(() => Promise.all(clients.map(client => client.close())));

  test.each(contract.map((clause, number) => ({ ...clause, topic: `contract-${number}` })))(
    '$promise',
    ({ topic, play }) => play({ topic, log, another })
  );
});
