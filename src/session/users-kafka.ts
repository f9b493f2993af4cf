/** A Kafka that Spillway did not start, opened for a cell; what is wrong stands under the line of the setting that is to be changed. */
import { connectionTo } from '../kafka/client-properties.js';
import { openKafka } from '../kafka/kafkajs-log.js';
import { LogError, type LogErrorCode } from '../kafka/log-error.js';
import type { RecordLog } from '../kafka/record-log.js';
import { CellError } from './cell-error.js';

/** As a cell names it. */
export interface KafkaPlace {
  readonly bootstrap: string;
  /** The path of a `client.properties`; null: the environment says. */
  readonly properties: string | null;
}

/** Whoever takes the connection and says nothing for so long is no Kafka, ms. */
const answersWithinMs = 2500;

/** @param folder the notebook's. @throws LogError within about 3 s, with what to change */
export function openUsersKafka({ bootstrap, properties }: KafkaPlace, folder: string): Promise<RecordLog> {
  const connection = connectionTo({ bootstrap, properties, baseFolder: folder, environment: process.env });
  return openKafka(connection, answersWithinMs);
}

/** The key of a mapping `kafka` that an error is about, where it is about the connection. */
const keyOf: Readonly<Partial<Record<LogErrorCode, 'bootstrap' | 'properties'>>> = {
  unreachable: 'bootstrap',
  'not authenticated': 'properties',
  'not trusted': 'properties',
  'bad properties': 'properties'
};

export interface Blamed {
  /** The keys that lead to the mapping `kafka`. */
  readonly at: readonly string[];
  /** Where it is about what is asked of the cluster. */
  readonly otherwise: (code: LogErrorCode) => readonly string[];
}

/** @returns a CellError for what a log could not do; anything else as it is. */
export function kafkaError(error: unknown, { at, otherwise }: Blamed): unknown {
  if (!(error instanceof LogError)) return error;
  const { code, message } = error;
  const key = keyOf[code];
  const path = key === undefined ? otherwise(code) : [...at, key];
  return new CellError({ kind: 'wrong input', name: 'KafkaError', message, path });
}
