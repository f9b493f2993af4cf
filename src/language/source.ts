/** Sources and sinks, from their keys to the values that the street works with. */
import type { Consumer, Job, ProducerAcks, Replication, Source, SourceContent, SourceKind } from '../terms/job.js';
import { booleanField, mappingField, numberField, textField, wordField } from './fields.js';
import type { Fields } from './fields.js';
import { parseDuration, parseRate } from './quantity.js';
import { producerAcks, sinkKinds, sourceKinds } from './words.js';

export const contentKeys = ['dataset', 'file', 'generate', 'kafka'] as const;
export const plainDataset = 'flights';
export const plainRate = 500;

/** The source that a job's keys say; flights at 500 a second where they say nothing. */
export function sourceOf(given: Fields, consumer: Consumer): Source {
  const fields = mappingField(given, 'source') ?? {};
  const content = contentOf(fields);
  return {
    kind: wordField(fields, 'kind', sourceKinds) ?? plainKind(consumer, content),
    content,
    ratePerSecond: parseRate(textField(fields, 'rate') ?? '') ?? plainRate,
    records: numberField(fields, 'records')
  };
}

/** Kafka is a log, and a direct stream reads nothing else; the receivers of the page read from queues. */
export function plainKind(consumer: Consumer, content: SourceContent): SourceKind {
  return consumer === 'direct' || content.from === 'kafka' ? 'log' : 'queue';
}

function contentOf(fields: Fields): SourceContent {
  const path = textField(fields, 'file');
  if (path !== null) return { from: 'file', path };
  if (booleanField(fields, 'generate') === true) return { from: 'generated' };
  const kafka = mappingField(fields, 'kafka');
  if (kafka === null) return { from: 'dataset', dataset: textField(fields, 'dataset') ?? plainDataset };
  return {
    from: 'kafka',
    bootstrap: textField(kafka, 'bootstrap'),
    topic: textField(kafka, 'topic'),
    properties: textField(kafka, 'properties'),
    brokers: numberField(kafka, 'brokers') ?? 1,
    begin: beginOf(kafka),
    ...producerOf(kafka),
    ...replicationOf(kafka),
    ...retentionOf(kafka),
    end: textField(kafka, 'until')?.replace(/ records?$/, '') ?? numberField(kafka, 'until')?.toString() ?? null
  };
}

/** As in Kafka, a producer that does not wait for all is not idempotent unless it is told to be. */
function producerOf(kafka: Fields): {
  readonly producer?: { readonly acks: ProducerAcks; readonly idempotent: boolean };
} {
  const acks = wordField(kafka, 'acks', producerAcks) ?? 'all';
  const idempotent = booleanField(kafka, 'idempotence') ?? acks === 'all';
  return acks === 'all' && idempotent ? {} : { producer: { acks, idempotent } };
}

function retentionOf(kafka: Fields): { readonly retentionMs?: number } {
  const retentionMs = parseDuration(textField(kafka, 'retention') ?? '');
  return retentionMs === null ? {} : { retentionMs };
}

/** Kafka keeps as many copies as it is told to; three, where there are as many brokers, is what its documentation advises. */
function replicationOf(kafka: Fields): { readonly replication?: Replication } {
  const brokers = numberField(kafka, 'brokers') ?? 1;
  if (brokers === 1 || textField(kafka, 'bootstrap') !== null) return {};
  return {
    replication: {
      factor: numberField(kafka, 'replicationFactor') ?? plainFactor(brokers),
      minInSync: numberField(kafka, 'minInsyncReplicas') ?? 1,
      uncleanElection: booleanField(kafka, 'uncleanElection') ?? false
    }
  };
}
export const plainFactor = (brokers: number): number => Math.min(3, brokers);

/** Offsets by partition are kept as they are written: `{0: 1200, 1: 1180}`. */
function beginOf(kafka: Fields): string {
  const offsets = mappingField(kafka, 'from');
  if (offsets === null) return textField(kafka, 'from') ?? 'latest';
  const written = Object.keys(offsets).map(partition => `${partition}: ${textField(offsets, partition) ?? ''}`);
  return `{${written.join(', ')}}`;
}

/** How the output is written, and the topic it goes to, if it goes to Kafka. */
export function sinkOf(given: Fields): Pick<Job, 'sink' | 'sinkTopic'> {
  const kafka = mappingField(given, 'sink');
  if (kafka === null) return { sink: wordField(given, 'sink', sinkKinds) ?? 'append', sinkTopic: null };
  return { sink: wordField(kafka, 'kind', sinkKinds) ?? 'append', sinkTopic: textField(kafka, 'kafka') };
}
