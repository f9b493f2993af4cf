/** Whether a job may do on a user's Kafka what it will do there besides reading: commit as a group of its own, and write to a topic of its own. */
import { newRun, outputNames } from '../engine/local/run-names.js';
import { connectionTo } from '../kafka/client-properties.js';
import type { KafkaConnection } from '../kafka/kafka-connection.js';
import { tryGroup, tryOutput } from '../kafka/rights.js';
import type { Job } from '../terms/job.js';
import { kafkaError } from './users-kafka.js';

/** Tries it, before anything starts; nothing of it is left behind. @param folder the notebook's. @throws CellError with the remedy */
export async function mustBePermitted(job: Job, folder: string): Promise<void> {
  const { content } = job.source;
  if (content.from !== 'kafka' || content.bootstrap === null) return;
  const { bootstrap, properties } = content;
  const [source, run] = [['source', 'kafka'], newRun(job)];
  await blaming(source, source, async () => {
    const connection = connectionTo({ bootstrap, properties, baseFolder: folder, environment: process.env });
    const use = useOfGroup(job);
    if (use !== null) await tryGroup(connection, run, use);
    await blaming(source, ['sink', 'kafka'], () => writes(job, run, connection));
  });
}

/** What the source's group is for; null: nothing. */
function useOfGroup({ consumer, offsets }: Job): 'commit' | 'ask' | null {
  if (consumer !== 'direct') return 'commit';
  switch (offsets) {
    case 'with output':
      return null;
    case 'none':
      return 'ask';
    case 'auto-commit':
    case 'after output':
      return 'commit';
  }
}

async function writes(job: Job, run: string, connection: KafkaConnection): Promise<void> {
  if (job.sinkTopic === null) return;
  const { topic, name, settings } = outputNames(run, job.sinkTopic, job);
  const transactions = job.sink === 'transactional' ? { name, group: name } : null;
  await tryOutput(connection, { topic, settings, transactions });
}

/** @param connection what leads to the keys of the connection. @param otherwise to what is at fault where they are not. */
async function blaming(
  connection: readonly string[],
  otherwise: readonly string[],
  act: () => Promise<void>
): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw kafkaError(error, { at: connection, otherwise: () => otherwise });
  }
}
