/**
 * What Apache Kafka says of its own deliveries, as rows that bear on jobs. Source: the Apache Kafka documentation, "Message Delivery
 * Semantics" and "Replication" (chapter "Design"), in our own words.
 */
import { isKafkaVictim, type Failure } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { Oracle } from '../terms/result.js';
import { retentionRows } from './retention-rows.js';

export const kafkaBy = 'Apache Kafka';

/** The sections of its documentation that speak of each. */
export const kafkaSections = {
  producer: 'Message Delivery Semantics',
  copies: 'Replication',
  retention: 'Topic Configs',
  reset: 'Consumer Configs',
  reader: 'Message Delivery Semantics',
  sink: 'Message Delivery Semantics'
} as const;

export type Delivery = 'at most once' | 'at least once' | 'exactly-once';

export interface KafkaRow {
  readonly of: keyof typeof kafkaSections;
  /** Whose deliveries, as the subject of a sentence. */
  readonly row: string;
  readonly promise: Delivery;
  /** What is counted: the source's log, what was processed, what the sink holds. */
  readonly oracle: Oracle;
  readonly sentence: string;
  /** For the reference page: which jobs. */
  readonly where: string;
  readonly bears: (job: Job) => boolean;
  /** The failures that put it to the test. */
  readonly strikes: (failure: Failure) => boolean;
}

const readsKafka = ({ source }: Job): boolean => source.content.from === 'kafka';
const producerOf = ({ source: { content } }: Job) =>
  content.from === 'kafka' && content.bootstrap === null
    ? (content.producer ?? { acks: 'all', idempotent: true })
    : null;
const copiesOf = ({ source: { content } }: Job) => (content.from === 'kafka' ? (content.replication ?? null) : null);
/** Whether what was acknowledged was committed: every broker in sync had it, and one of those leads next. */
const commitsFirst = (job: Job): boolean =>
  copiesOf(job) === null || (producerOf(job)?.acks === 'all' && copiesOf(job)?.uncleanElection === false);
const writesAs =
  (kind: Job['sink']) =>
  ({ sink, sinkTopic }: Job): boolean =>
    sinkTopic !== null && sink === kind;

const onProducer = ({ fault }: Failure): boolean =>
  fault.kind === 'kill'
    ? fault.victims.some(isKafkaVictim)
    : fault.kind !== 'pause' && fault.message === 'produce acknowledgement';
const any = (): boolean => true;

const producers: readonly KafkaRow[] = [
  {
    of: 'producer',
    row: 'idempotent producer',
    promise: 'exactly-once',
    oracle: 'log',
    sentence:
      'The broker knows a producer and numbers its sends, so one that is repeated for want of an answer is held once.',
    where: 'a source with `kafka: {start: true}`',
    bears: job => producerOf(job)?.idempotent === true && commitsFirst(job),
    strikes: onProducer
  },
  {
    of: 'producer',
    row: 'producer that sends again',
    promise: 'at least once',
    oracle: 'log',
    sentence:
      'A producer that hears no answer cannot know whether its records were kept; it sends them again, and they may then be there twice.',
    where: '`idempotence: false`; of several brokers, with `acks: all`',
    bears: job => producerOf(job)?.idempotent === false && producerOf(job)?.acks !== '0' && commitsFirst(job),
    strikes: onProducer
  },
  {
    of: 'producer',
    row: 'producer that does not wait',
    promise: 'at most once',
    oracle: 'log',
    sentence: 'A producer that asks for no answer repeats nothing, so what is lost on the way is lost.',
    where: '`acks: 0`',
    bears: job => producerOf(job)?.acks === '0',
    strikes: onProducer
  }
];

const copies: readonly KafkaRow[] = [
  {
    of: 'copies',
    row: 'committed record',
    promise: 'at least once',
    oracle: 'log',
    sentence:
      'A record is committed, and shown to readers, when every broker in sync has it; it is not lost while one of those lives. What a leader acknowledges before that, it may take along.',
    where: '`brokers: 3`',
    bears: job => copiesOf(job)?.uncleanElection === false,
    strikes: onProducer
  },
  {
    of: 'copies',
    row: 'leader that was not in sync',
    promise: 'at most once',
    oracle: 'log',
    sentence:
      'Where none that was in sync is left, another may lead, and its log is then the truth, though it need not have every committed record.',
    where: '`uncleanElection: true`, with an idempotent producer',
    bears: job => copiesOf(job)?.uncleanElection === true && producerOf(job)?.idempotent === true,
    strikes: onProducer
  }
];

const readers: readonly KafkaRow[] = [
  {
    of: 'reader',
    row: 'reader that saves its position first',
    promise: 'at most once',
    oracle: 'receipt',
    sentence:
      'One that takes over begins at the saved position, so what the dead one had not processed is passed over, and nothing comes twice.',
    where: '`consumer: unreliable receiver`, from Kafka',
    bears: job => readsKafka(job) && job.consumer === 'unreliable receiver',
    strikes: any
  },
  {
    of: 'reader',
    row: 'reader that saves its position afterwards',
    promise: 'at least once',
    oracle: 'receipt',
    sentence:
      'One that takes over begins at the saved position, so what was processed and not yet saved comes again, and nothing is passed over.',
    where: '`offsets: after output`, or a reliable receiver with a write-ahead log; from Kafka',
    bears: job =>
      readsKafka(job) &&
      (job.consumer === 'direct'
        ? job.offsets === 'after output'
        : job.consumer === 'reliable receiver' && job.writeAheadLog && job.checkpoint === 'recovered'),
    strikes: any
  },
  {
    of: 'reader',
    row: 'position saved in the transaction of the output',
    promise: 'exactly-once',
    oracle: 'output',
    sentence:
      'Position and output are there together or not at all, so one that takes over goes on exactly where the output ends.',
    where: '`offsets: with output`, from Kafka',
    bears: job => readsKafka(job) && job.offsets === 'with output',
    strikes: any
  }
];

const sinks: readonly KafkaRow[] = [
  {
    of: 'sink',
    row: 'appended output',
    promise: 'at least once',
    oracle: 'output',
    sentence: 'Output that is written again after a failure is there again.',
    where: '`sink: {kafka: …, kind: append}`',
    bears: writesAs('append'),
    strikes: any
  },
  {
    of: 'sink',
    row: 'output with a key',
    promise: 'exactly-once',
    oracle: 'output',
    sentence: 'An update with a primary key is idempotent: written again, it takes the place of its former self.',
    where: '`sink: {kafka: …, kind: idempotent}`',
    bears: writesAs('idempotent'),
    strikes: any
  },
  {
    of: 'sink',
    row: 'output in transactions',
    promise: 'exactly-once',
    oracle: 'output',
    sentence:
      'A reader of committed records sees a transaction whole or not at all, and whoever has lost its name commits nothing any more.',
    where: '`sink: {kafka: …, kind: transactional}`, read with the isolation `read_committed`',
    bears: writesAs('transactional'),
    strikes: any
  }
];

export const kafkaRows: readonly KafkaRow[] = [...producers, ...copies, ...retentionRows, ...readers, ...sinks];
