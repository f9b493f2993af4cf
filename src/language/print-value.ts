/** Values as a cell writes them: texts with quotes where they need them, failures, sources, sinks. */
import type { Failure, Fault, Place } from '../terms/failure.js';
import type { Checkpointing, Job, Replication, Source, SourceContent } from '../terms/job.js';
import { printDuration, printRate } from './quantity.js';
import { plainFactor, plainKind } from './source.js';

/** A text that reads back as itself: without quotes where no reader could take it for anything else. */
export function printText(text: string): string {
  const plain = /^[A-Za-z_](?:[\w./-]*[\w/])?(?: [\w./-]*[\w/])*$/.test(text);
  const means = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain && !means ? text : JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

/** `{kill: driver, after: ack}` */
export function printFailure(failure: Failure): string {
  return `{${failureEntries(failure)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')}}`;
}

/** The keys of a failure with their values, in the order in which people say them. */
export function failureEntries({
  fault,
  place,
  withinMs,
  duringRecovery,
  duringStart
}: Failure): readonly (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [...faultEntries(fault)];
  const implied = place.at === 'random' && withinMs !== null;
  if (!implied) entries.push(...placeEntries(place));
  if (withinMs !== null) entries.push(['within', printDuration(withinMs)]);
  if (duringRecovery) entries.push(['during', 'recovery']);
  if (duringStart) entries.push(['during', 'start']);
  return entries;
}

function faultEntries(fault: Fault): readonly (readonly [string, string])[] {
  switch (fault.kind) {
    case 'kill': {
      const [only = '', ...more] = fault.victims;
      return [
        ['kill', more.length === 0 ? only : `[${fault.victims.join(', ')}]`],
        ...(fault.forMs === undefined ? [] : [['for', printDuration(fault.forMs)] as const])
      ];
    }
    case 'drop':
      return [['drop', fault.message]];
    case 'delay':
      return [
        ['delay', fault.message],
        ['by', printDuration(fault.byMs)]
      ];
    case 'pause':
      return [
        ['pause', fault.victim],
        ['for', printDuration(fault.forMs)]
      ];
  }
}

function placeEntries(place: Place): readonly (readonly [string, string])[] {
  switch (place.at) {
    case 'step': {
      const entries: (readonly [string, string])[] = [['after', place.step]];
      if (place.occurrence !== 1) entries.push(['occurrence', String(place.occurrence)]);
      if (place.record !== null) entries.push(['record', String(place.record)]);
      if (place.phaseMs !== null) entries.push(['phase', printDuration(place.phaseMs)]);
      return entries;
    }
    case 'time':
      return [['at', printDuration(place.ms)]];
    case 'random':
      return [['at', 'random']];
    case 'effect':
      return [['effect', String(place.effect)]];
    case 'now':
      return [];
  }
}

export function printCheckpoint(checkpoint: Checkpointing): string {
  switch (checkpoint) {
    case 'none':
      return 'false';
    case 'recovered':
      return 'true';
    case 'written only':
      return '{recover: never}';
  }
}

export function printSink({ sink, sinkTopic }: Pick<Job, 'sink' | 'sinkTopic'>): string {
  return sinkTopic === null ? sink : `{kafka: ${printText(sinkTopic)}, kind: ${sink}}`;
}

/** `{dataset: flights, rate: 500/s}` */
export function printSource(source: Source, consumer: Job['consumer']): string {
  const entries = [printContent(source.content), `rate: ${printRate(source.ratePerSecond)}`];
  if (source.records !== null) entries.push(`records: ${source.records}`);
  if (source.kind !== plainKind(consumer, source.content)) entries.push(`kind: ${source.kind}`);
  return `{${entries.join(', ')}}`;
}

function printReplication({ factor, minInSync, uncleanElection }: Replication, brokers: number): readonly string[] {
  return [
    ...(factor === plainFactor(brokers) ? [] : [`replicationFactor: ${factor}`]),
    ...(minInSync === 1 ? [] : [`minInsyncReplicas: ${minInSync}`]),
    ...(uncleanElection ? ['uncleanElection: true'] : [])
  ];
}

function printContent(content: SourceContent): string {
  switch (content.from) {
    case 'dataset':
      return `dataset: ${content.dataset}`;
    case 'file':
      return `file: ${printText(content.path)}`;
    case 'generated':
      return 'generate: true';
    case 'kafka': {
      const { bootstrap, topic, properties, brokers, begin, end, producer, replication, retentionMs } = content;
      const entries = [bootstrap === null ? 'start: true' : `bootstrap: ${printText(bootstrap)}`];
      if (topic !== null) entries.push(`topic: ${printText(topic)}`);
      if (properties) entries.push(`properties: ${printText(properties)}`);
      if (begin !== 'latest') entries.push(`from: ${begin.startsWith('{') ? begin : printText(begin)}`);
      if (end !== null) entries.push(`until: ${end}`);
      if (brokers !== 1) entries.push(`brokers: ${brokers}`);
      if (replication !== undefined) entries.push(...printReplication(replication, brokers));
      if (retentionMs !== undefined) entries.push(`retention: ${printDuration(retentionMs)}`);
      if (producer !== undefined && producer.acks !== 'all') entries.push(`acks: ${producer.acks}`);
      if (producer?.acks === 'all') entries.push('idempotence: false');
      return `kafka: {${entries.join(', ')}}`;
    }
  }
}
