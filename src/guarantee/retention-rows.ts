/**
 * What Apache Kafka says of a topic that keeps its records for a time, and of a reader that comes too late: its documentation, "Topic
 * Configs" (`retention.ms`) and "Consumer Configs" (`auto.offset.reset`), in our own words. That an executor's consumer resets nothing is
 * Spark's doing (`KafkaUtils.scala`, `fixKafkaParams`).
 */
import type { Job } from '../terms/job.js';
import type { KafkaRow } from './kafka-semantics.js';

const expires = ({ source: { content } }: Job): boolean =>
  content.from === 'kafka' && content.retentionMs !== undefined;
const isReceiver = ({ consumer }: Job): boolean => consumer !== 'direct';
/** Whether a driver that takes over has a position to come back to. */
const keepsPosition = ({ consumer, checkpoint, offsets }: Job): boolean =>
  consumer === 'direct' && (checkpoint === 'recovered' || offsets !== 'none');
const any = (): boolean => true;

export const retentionRows: readonly KafkaRow[] = [
  {
    of: 'retention',
    row: 'record that is younger than its topic’s retention',
    promise: 'at least once',
    oracle: 'log',
    sentence:
      'A topic keeps a record as long as its retention says, whether or not anybody reads it: so soon its readers have to read. What is older may go.',
    where: '`retention: …`',
    bears: expires,
    strikes: any
  },
  {
    of: 'reset',
    row: 'reader whose position is gone, set to the earliest',
    promise: 'at least once',
    oracle: 'receipt',
    sentence: 'It begins at the first record that is still there, so what is still there is not passed over.',
    where: '`retention: …` and `auto.offset.reset: earliest`, with a receiver',
    bears: job => expires(job) && isReceiver(job) && job.properties.autoOffsetReset === 'earliest',
    strikes: any
  },
  {
    of: 'reset',
    row: 'reader whose position is gone, set to the latest',
    promise: 'at most once',
    oracle: 'receipt',
    sentence: 'It begins behind the last record, so what was there before is not read again, and may never be.',
    where: '`retention: …` and `auto.offset.reset: latest`, with a receiver',
    bears: job => expires(job) && isReceiver(job) && job.properties.autoOffsetReset === 'latest',
    strikes: any
  },
  {
    of: 'reset',
    row: 'reader whose position is gone, set to none',
    promise: 'at least once',
    oracle: 'receipt',
    sentence:
      'It is given an error, and passes over nothing by itself. The consumer of an executor is always set so, whatever the driver’s is set to.',
    where: '`retention: …`, with a direct stream that keeps its position',
    bears: job => expires(job) && keepsPosition(job),
    strikes: any
  }
];
