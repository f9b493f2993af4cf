/** Settings of a job that cannot be together, and those that real Spark only warns about. */
import type { Job } from '../terms/job.js';
import type { Problem, ProblemCode } from './cell.js';
import { confProblems } from './conf-problems.js';
import { impossibilities, keyProblems } from './failure-problems.js';
import { isMapping } from './fields.js';
import type { Fields } from './fields.js';
import {
  replicationProblems,
  retentionProblems,
  sendingProblems,
  topicProblems,
  uncleanProblems
} from './kafka-problems.js';
import { problem, warning, withFix } from './problem.js';
import type { Fix } from './problem.js';
import { definition, keysOf } from './schema.js';
import { whyImpossible } from './reachable.js';
import { contentKeys } from './source.js';
import { entryOf, plainMap } from './tree.js';
import type { EntryNode, MapNode, Place } from './tree.js';

/** The job's cell in the text; `at` is its verb's entry. */
export interface WrittenJob {
  readonly root: MapNode;
  readonly at: Place;
}

/** Where a key is written: its key, its value; where it comes from elsewhere, what brings it in; or the cell. */
function keyAt({ root, at }: WrittenJob, key: string): Place {
  return entryFor(root, key)?.keyAt ?? at;
}
function valueAt({ root, at }: WrittenJob, key: string): Place {
  return entryFor(root, key)?.value ?? at;
}
function entryFor(root: MapNode, key: string): EntryNode | undefined {
  const own = entryOf(root, key);
  const conf = entryOf(root, 'conf')?.value;
  const properties = conf?.kind === 'map' ? conf.entries : [];
  const nodes = keysOf(definition('conf'));
  return (
    own ??
    properties.find(property => nodes.get(property.key)?.standsFor === key) ??
    entryOf(root, 'configuration') ??
    entryOf(root, 'like')
  );
}

/** What is wrong with a cell's own keys before they become a job. */
export function ownProblems(written: WrittenJob): readonly Problem[] {
  const source = entryOf(written.root, 'source')?.value;
  return [
    ...confProblems(written.root),
    ...(source?.kind === 'map' ? sourceProblems(source) : []),
    ...listProblems(written)
  ];
}

function sourceProblems(source: MapNode): readonly Problem[] {
  const [first, second] = source.entries.filter(entry => contentKeys.some(key => key === entry.key));
  if (first !== undefined && second !== undefined) {
    const message = `"${first.key}" and "${second.key}" are two sources; leave one of them`;
    return [problem('several sources', second.keyAt, message)];
  }
  const kafka = entryOf(source, 'kafka');
  return kafka?.value.kind === 'map' ? kafkaProblems(kafka, kafka.value, source) : [];
}

function kafkaProblems({ keyAt: at }: EntryNode, kafka: MapNode, source: MapNode): readonly Problem[] {
  const [kind, records] = [entryOf(source, 'kind'), entryOf(source, 'records')];
  const problems: Problem[] = [];
  const [bootstrap, start] = [entryOf(kafka, 'bootstrap'), entryOf(kafka, 'start')];
  const brokers = entryOf(kafka, 'brokers');
  if (bootstrap !== undefined && start !== undefined) {
    problems.push(problem('several sources', start.keyAt, '"bootstrap" and "start" are two Kafkas; leave one of them'));
  } else if (bootstrap === undefined && start === undefined) {
    problems.push(
      problem(
        'missing key',
        at,
        'which Kafka? write "bootstrap: host:9092", or "start: true" for one of the job\'s own'
      )
    );
  }
  if (bootstrap !== undefined && entryOf(kafka, 'topic') === undefined) {
    problems.push(problem('missing key', at, 'which topic? write "topic: clicks"'));
  }
  if (brokers !== undefined && start === undefined) {
    problems.push(
      problem(
        'key without its partner',
        brokers.keyAt,
        '"brokers" says how many to start; write "start: true" beside it'
      )
    );
  }
  if (bootstrap !== undefined && records !== undefined && entryOf(kafka, 'until') !== undefined) {
    const message = '"until" and "records" are two ends of one source; leave one of them';
    problems.push(problem('both and different', records.keyAt, message));
  }
  if (start !== undefined && bootstrap === undefined) problems.push(...ownTopicProblems(kafka));
  problems.push(...sendingProblems(kafka), ...replicationProblems(kafka), ...retentionProblems(kafka));
  if (kind?.value.kind === 'scalar' && kind.value.value === 'queue') {
    problems.push(problem('both and different', kind.value, 'Kafka is a log, and no queue; leave "kind" out'));
  }
  return problems;
}

/** A topic of the job's own is new, and ends where its producer ends. */
function ownTopicProblems(kafka: MapNode): readonly Problem[] {
  const [until, from, properties] = ['until', 'from', 'properties'].map(key => entryOf(kafka, key));
  const problems: Problem[] = [];
  const add = (at: Place, message: string): void => void problems.push(problem('both and different', at, message));
  if (until !== undefined) {
    add(
      until.keyAt,
      'a topic of the job\'s own ends where its producer ends; leave "until" out, and write "records: 5000" beside "kafka"'
    );
  }
  const begin = from?.value;
  if (begin !== undefined && !(begin.kind === 'scalar' && (begin.value === 'latest' || begin.value === 'earliest'))) {
    add(begin, 'a topic of the job\'s own is new, and has no time or offset to begin at; leave "from" out');
  }
  if (properties !== undefined) {
    add(properties.keyAt, 'a broker of one\'s own makes its own credentials; leave "properties" out');
  }
  return problems;
}

function listProblems({ root }: WrittenJob): readonly Problem[] {
  const list = entryOf(root, 'failures')?.value;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((node, index) => (node.kind === 'map' ? keyProblems({ node, index, at: node }) : []));
}

/** What does not fit together in the job that the keys amount to. */
export function jobProblems(written: WrittenJob, job: Job): readonly Problem[] {
  const list = entryOf(written.root, 'failures')?.value;
  const failures = list?.kind === 'list' ? list.items : [];
  return [
    ...(job.consumer === 'direct' ? directProblems(written, job) : receiverProblems(written, job)),
    ...engineProblems(written, job),
    ...topicProblems(valueAt(written, 'sink'), job),
    ...uncleanProblems(valueAt(written, 'source'), job),
    ...failures.flatMap(node => (node.kind === 'map' ? impossibilities(node, job) : [])),
    ...inheritedImpossibilities(written, job)
  ];
}

function directProblems(written: WrittenJob, job: Job): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (code: ProblemCode, at: Place, message: string): void => void problems.push(problem(code, at, message));
  const source = entryOf(written.root, 'source')?.value;
  const kind = source && entryOf(source, 'kind');
  if (job.writeAheadLog) {
    const message =
      'a direct stream has no receiver to write a log; leave "writeAheadLog" out, or write "consumer: reliable receiver"';
    add('direct with receiver setting', keyAt(written, 'writeAheadLog'), message);
  }
  const level = entryOf(written.root, 'storageLevel');
  if (level !== undefined) {
    const message =
      'a direct stream stores no blocks; leave "storageLevel" out, or write "consumer: reliable receiver"';
    add('direct with receiver setting', level.keyAt, message);
  }
  if (job.source.kind === 'queue') {
    const message =
      'a direct stream reads a log by its offsets, and a queue has none; write "kind: log", or leave it out';
    add('direct with receiver setting', kind?.value ?? keyAt(written, 'consumer'), message);
  }
  if (job.offsets === 'with output' && job.sink !== 'transactional') {
    const message =
      'offsets go into the transaction of the output, and this sink has none; write "sink: transactional"';
    add('needs transactional sink', valueAt(written, 'offsets'), message);
  }
  return problems;
}

function receiverProblems(written: WrittenJob, job: Job): readonly Problem[] {
  const problems: Problem[] = [];
  const replicated = job.storageLevel.endsWith('_2');
  if (job.offsets !== 'none') {
    const message =
      'a receiver keeps no offsets: its source hears acknowledgements; leave "offsets" out, or write "consumer: direct"';
    problems.push(problem('receiver with direct setting', keyAt(written, 'offsets'), message));
  }
  if (job.writeAheadLog && job.checkpoint === 'none') {
    const message =
      'a write-ahead log lies in the checkpoint directory, and Spark\'s receiver throws without one; write "checkpoint: true"';
    const place = entryOf(written.root, 'checkpoint') === undefined ? 'writeAheadLog' : 'checkpoint';
    problems.push(withFix(problem('log without checkpoint', valueAt(written, place), message), checkpointFix(written)));
  } else if (job.writeAheadLog && replicated) {
    const place = entryOf(written.root, 'storageLevel') === undefined ? 'writeAheadLog' : 'storageLevel';
    const single = job.storageLevel.replace('_2', '');
    const message = `Spark keeps one copy where there is a write-ahead log, so ${job.storageLevel} has no effect; write "storageLevel: ${single}"`;
    problems.push(warning('replication without effect', valueAt(written, place), message));
  } else if (job.executors === 1 && replicated) {
    const message = `one executor has no peer to keep the second copy of ${job.storageLevel}; write "executors: 2"`;
    problems.push(warning('replication without effect', valueAt(written, 'executors'), message));
  }
  return problems;
}

/** The line that is missing, below the log's own; or the `false` that stands there made true. */
function checkpointFix({ root }: WrittenJob): Fix | undefined {
  const [log, checkpoint] = [entryOf(root, 'writeAheadLog'), entryOf(root, 'checkpoint')];
  const title = 'write "checkpoint: true"';
  if (checkpoint !== undefined) return { from: checkpoint.value.from, to: checkpoint.value.to, title, text: 'true' };
  if (log === undefined) return undefined;
  const { to } = log.value;
  return { from: to, to, title, text: root.flow ? ', checkpoint: true' : '\ncheckpoint: true' };
}

function engineProblems(written: WrittenJob, job: Job): readonly Problem[] {
  if (job.engine !== 'simulated') return job.bug === undefined ? [] : [bugOnRealEngine(written)];
  const source = entryOf(written.root, 'source')?.value;
  const problems: Problem[] = [];
  const message = 'real Kafka needs a real job; write "engine: local"';
  if (job.source.content.from === 'kafka') {
    const at = (source && entryOf(source, 'kafka')?.keyAt) ?? keyAt(written, 'source');
    problems.push(problem('needs real engine', at, message));
  }
  if (job.sinkTopic !== null) problems.push(problem('needs real engine', keyAt(written, 'sink'), message));
  return problems;
}

function bugOnRealEngine(written: WrittenJob): Problem {
  const message = 'a bug is planted in the simulated protocol only; write "engine: simulated", or leave "bug" out';
  return problem('needs simulated engine', entryOf(written.root, 'bug')?.keyAt ?? keyAt(written, 'engine'), message);
}

/** Failures of the job that it is like can be impossible in this one. */
function inheritedImpossibilities(written: WrittenJob, job: Job): readonly Problem[] {
  if (job.failures.length === 0 || entryOf(written.root, 'failures') !== undefined) return [];
  const like = entryOf(written.root, 'like');
  if (like === undefined) return [];
  return job.failures.flatMap(failure => {
    const why = whyImpossible(job, failure);
    const message = `this job cannot have the failures of the one it is like: ${why}; or write "failures: []"`;
    return why === null ? [] : [problem('unreachable step', like.value, message)];
  });
}

/** The cell's own keys, as the schema took them, with the properties of `conf` that are keys of their own in their places. */
export function ownKeys(root: MapNode, without: readonly string[]): Fields {
  const keys = Object.fromEntries(Object.entries(plainMap(root)).filter(([key]) => !without.includes(key)));
  const conf = keys['conf'];
  if (!isMapping(conf)) return keys;
  const nodes = keysOf(definition('conf'));
  const others: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(conf)) {
    const key = nodes.get(name)?.standsFor;
    if (key === undefined) others[name] = value;
    else keys[key] = value;
  }
  return { ...keys, conf: others };
}
