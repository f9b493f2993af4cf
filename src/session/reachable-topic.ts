import { connectionTo } from '../kafka/client-properties.js';
import type { LogErrorCode } from '../kafka/log-error.js';
import { checkTopic } from '../kafka/topic-check.js';
import { beginOf, endOf } from '../language/topic-span.js';
import type { SourceContent } from '../terms/job.js';
import { kafkaError } from './users-kafka.js';

/** Looks whether a topic that others write can be read, before anything starts. @param folder the notebook's. @throws CellError with the remedy */
export async function mustReachTopic(content: SourceContent, folder: string): Promise<void> {
  if (content.from !== 'kafka' || content.bootstrap === null) return;
  const { bootstrap, topic, properties } = content;
  try {
    const connection = connectionTo({ bootstrap, properties, baseFolder: folder, environment: process.env });
    await checkTopic(connection, { topic: topic ?? '', begin: beginOf(content), end: endOf(content, null) });
  } catch (error) {
    throw kafkaError(error, { at: ['source', 'kafka'], otherwise: settingOf });
  }
}

/** What of the source is to be changed, where it is no matter of the connection. */
const keyOf: Readonly<Partial<Record<LogErrorCode, readonly string[]>>> = {
  'not permitted': ['topic'],
  'no such topic': ['topic'],
  'unsupported codec': ['topic'],
  'out of range': ['from']
};
const settingOf = (code: LogErrorCode): readonly string[] => ['source', 'kafka', ...(keyOf[code] ?? [])];
