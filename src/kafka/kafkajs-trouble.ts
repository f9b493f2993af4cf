/** What kafkajs throws, in the port's codes and in words that say what to do. */
import { LogError, type LogErrorCode } from './log-error.js';

/** An error of kafkajs as far as it matters: `type` is the broker's own word for it. */
interface Known {
  readonly name: string;
  readonly type: string;
  readonly message: string;
  readonly retriable: boolean;
}

/** A connection that breaks while it is authenticated is no refusal, though kafkajs calls it one: a broker that dies refuses nobody. */
const broken = /Connection error|Closed connection|timed out|ECONNRESET|EPIPE/;

/** The error and those behind it: kafkajs wraps what it gave up to repeat, and bundles those of several topics. */
function behind(error: unknown): readonly Known[] {
  if (typeof error !== 'object' || error === null) return [];
  const known: Partial<Record<keyof Known | 'cause' | 'errors' | 'groups', unknown>> = error;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const several = [...listed(known.errors), ...listed(known.groups).map(errorIn)];
  const message = text(known.message);
  const hasBroken = /SASL/.test(text(known.name)) && broken.test(message);
  return [
    {
      name: hasBroken ? 'KafkaJSConnectionError' : text(known.name),
      type: text(known.type),
      message,
      retriable: hasBroken || known.retriable === true
    },
    ...[known.cause, ...several].flatMap(behind)
  ];
}
const errorIn = (group: unknown): unknown =>
  typeof group === 'object' && group !== null && 'error' in group ? group.error : null;

/** Whether it may go away by itself: a leader that changes, a coordinator that is being made, a connection that broke. */
export const isPassing = (error: unknown): boolean =>
  behind(error).some(
    ({ retriable, name, type }) =>
      retriable || /COORDINATOR|GroupCoordinatorNotFound|NOT_LEADER|LEADER_NOT/.test(`${name} ${type}`)
  );

/** Kafka's `GROUP_ID_NOT_FOUND`; kafkajs bundles what became of each group. */
const groupNotFound = 69;
export function saysNoSuchGroup(error: unknown): boolean {
  const groups: unknown = typeof error === 'object' && error !== null && 'groups' in error ? error.groups : [];
  const isNotFound = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'errorCode' in one && one.errorCode === groupNotFound;
  return Array.isArray(groups) && groups.length > 0 && groups.every(isNotFound);
}

const says =
  (word: string) =>
  (error: unknown): boolean =>
    behind(error).some(({ type }) => type === word);
export const saysNoSuchTopic = says('UNKNOWN_TOPIC_OR_PARTITION');
export const saysGroupNotPermitted = says('GROUP_AUTHORIZATION_FAILED');

/** What Node says of a certificate that it does not take. */
const certificate = /certificate|altnames|CERT_/i;

const codes: readonly { readonly code: LogErrorCode; readonly pattern: RegExp }[] = [
  { code: 'not authenticated', pattern: /SASL|SECURITY_DISABLED|UNSUPPORTED_SASL/i },
  { code: 'not permitted', pattern: /AUTHORIZATION_FAILED/ },
  { code: 'no such topic', pattern: /UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC|TopicMetadataNotLoaded/ },
  { code: 'out of range', pattern: /OFFSET_OUT_OF_RANGE|OffsetOutOfRange/ },
  { code: 'unsupported codec', pattern: /NotImplemented/ },
  { code: 'fenced', pattern: /PRODUCER_FENCED|INVALID_PRODUCER_EPOCH/ },
  { code: 'out of sequence', pattern: /OUT_OF_ORDER_SEQUENCE/ },
  {
    code: 'not settled',
    pattern:
      /RequestTimeout|REQUEST_TIMED_OUT|ConnectionClosed|Disconnected|Coordinator|COORDINATOR|INVALID_TXN_STATE|INVALID_PRODUCER_ID_MAPPING|UNKNOWN_PRODUCER_ID/
  },
  { code: 'unreachable', pattern: /ConnectionError|BrokerNotFound|MetadataNotLoaded/ }
];

/** What was tried, for the message: `reading topic clicks`, at these servers. */
export interface Tried {
  readonly what: string;
  /** host:port, with commas. */
  readonly servers: string;
  /** Whether the log holds something else when it is done; then no answer leaves open whether it does. */
  readonly changes: boolean;
}

export function logErrorOf(error: unknown, tried: Tried): LogError {
  if (error instanceof LogError) return error;
  const all = behind(error);
  const found = codes.find(({ pattern }) => all.some(({ name, type }) => pattern.test(`${name} ${type}`)))?.code;
  const isUntrusted = found === 'unreachable' && all.some(({ message }) => certificate.test(message));
  const code = isUntrusted
    ? 'not trusted'
    : found === 'not settled' && !tried.changes
      ? 'unreachable'
      : (found ?? 'failed');
  return new LogError(code, sentence(code, tried, all.at(-1)?.message ?? String(error)), { cause: error });
}

function sentence(code: LogErrorCode, { what: doing, servers }: Tried, said: string): string {
  switch (code) {
    case 'unreachable':
      return `no Kafka answers at ${servers}: check the address, whether the broker runs, and whether it wants credentials or TLS (${said})`;
    case 'not authenticated':
      return `Kafka at ${servers} refuses these credentials: check user, password and mechanism (${said})`;
    case 'not trusted':
      return `nobody that is trusted vouches for Kafka at ${servers}: name its authority, "ssl.truststore.type=PEM" and "ssl.truststore.location=ca.pem", or SPILLWAY_KAFKA_CA (${said})`;
    case 'not permitted':
      return `Kafka at ${servers} does not permit this user ${doing}: ask for that right, or name another user (${said})`;
    case 'no such topic':
      return `Kafka at ${servers} has no such topic, ${doing}: check its name, or create it (${said})`;
    case 'out of range':
      return `the records are gone or not there yet, ${doing} at ${servers}: they are older than the topic's retention, or the offset lies beyond its end (${said})`;
    case 'unsupported codec':
      return `the records are compressed in a way that cannot be read here, ${doing} at ${servers}: gzip and uncompressed can be read (${said})`;
    case 'fenced':
      return `a younger producer of the same name has taken over, ${doing} at ${servers}: this one is shut out (${said})`;
    case 'out of sequence':
      return `what this producer wrote before is no longer in the log, so nothing more is taken from it, ${doing} at ${servers} (${said})`;
    case 'not settled':
      return `no answer came, so it is unknown whether it was done, ${doing} at ${servers} (${said})`;
    case 'bad properties':
    case 'closed':
    case 'failed':
      return `${doing} at ${servers} failed: ${said}`;
  }
}
