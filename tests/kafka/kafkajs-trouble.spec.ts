import { expect, test } from '@jest/globals';
import { isPassing, logErrorOf } from '../../src/kafka/kafkajs-trouble.js';
import { LogError } from '../../src/kafka/log-error.js';

/** As kafkajs throws them: what it gave up to repeat is wrapped, those of several topics are bundled. */
const thrown = (name: string, type?: string, rest: object = {}) =>
  Object.assign(new Error('said'), { name, type, ...rest });
const wrapped = (cause: Error) => thrown('KafkaJSNumberOfRetriesExceeded', undefined, { cause, retriable: false });

const writing = { what: 'writing to topic clicks', servers: 'broker:9092', changes: true };

test.each([
  [wrapped(thrown('KafkaJSConnectionError')), 'unreachable'],
  [thrown('KafkaJSSASLAuthenticationError'), 'not authenticated'],
  [thrown('KafkaJSProtocolError', 'TOPIC_AUTHORIZATION_FAILED'), 'not permitted'],
  [
    thrown('AggregateError', undefined, { errors: [thrown('KafkaJSCreateTopicError', 'INVALID_TOPIC_EXCEPTION')] }),
    'no such topic'
  ],
  [thrown('KafkaJSOffsetOutOfRange', 'OFFSET_OUT_OF_RANGE'), 'out of range'],
  [thrown('KafkaJSNotImplemented'), 'unsupported codec'],
  [thrown('KafkaJSProtocolError', 'INVALID_PRODUCER_EPOCH'), 'fenced'],
  [wrapped(thrown('KafkaJSRequestTimeoutError')), 'not settled'],
  [thrown('KafkaJSGroupCoordinatorNotFound'), 'not settled'],
  [thrown('KafkaJSProtocolError', 'INVALID_TXN_STATE'), 'not settled'],
  [thrown('KafkaJSError'), 'failed'],
  ['a text', 'failed']
])('%p is "%s"', (error, code) => {
  const said = logErrorOf(error, writing);
  expect(said).toMatchObject({ name: 'LogError', code, cause: error });
  expect(said.message).toContain('broker:9092');
});

test('an error of our own stays what it is', () => {
  const closed = new LogError('closed', 'closed');
  expect(logErrorOf(closed, writing)).toBe(closed);
});

test('a question without an answer leaves nothing open', () => {
  const closed = thrown('KafkaJSConnectionClosedError');
  expect(logErrorOf(closed, writing).code).toBe('not settled');
  expect(logErrorOf(closed, { ...writing, changes: false }).code).toBe('unreachable');
});

test('a leader that changes passes by itself, a wrong password does not', () => {
  expect(isPassing(wrapped(thrown('KafkaJSProtocolError', 'NOT_LEADER_FOR_PARTITION')))).toBe(true);
  expect(isPassing(thrown('KafkaJSGroupCoordinatorNotFound', undefined, { retriable: false }))).toBe(true);
  expect(isPassing(thrown('KafkaJSConnectionError', undefined, { retriable: true }))).toBe(true);
  expect(isPassing(thrown('KafkaJSSASLAuthenticationError', undefined, { retriable: false }))).toBe(false);
});

test('a connection that breaks while it is authenticated is no wrong password', () => {
  const message = 'SASL PLAIN authentication failed: Connection error: read ECONNRESET';
  const error = thrown('KafkaJSSASLAuthenticationError', undefined, { retriable: false, message });
  expect(isPassing(error)).toBe(true);
  expect(logErrorOf(error, writing).code).toBe('unreachable');
});

test('what became of each group of several is looked into', () => {
  const groups = [{ groupId: 'a', errorCode: 30, error: thrown('KafkaJSProtocolError', 'GROUP_AUTHORIZATION_FAILED') }];
  expect(logErrorOf(thrown('KafkaJSDeleteGroupsError', undefined, { groups }), writing).code).toBe('not permitted');
});
