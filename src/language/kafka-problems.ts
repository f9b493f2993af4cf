/** What does not fit together in how a job sends to Kafka, and writes its output to it. */
import type { Job } from '../terms/job.js';
import type { Problem } from './cell.js';
import { runName } from './own-names.js';
import { problem } from './problem.js';
import { plainFactor } from './source.js';
import { entryOf } from './tree.js';
import type { EntryNode, MapNode, Place } from './tree.js';

/** How records are sent to a topic of the job's own. */
export function sendingProblems(kafka: MapNode): readonly Problem[] {
  const [acks, idempotence] = [entryOf(kafka, 'acks'), entryOf(kafka, 'idempotence')];
  if (entryOf(kafka, 'bootstrap') !== undefined) {
    return [acks, idempotence].flatMap(entry =>
      entry === undefined
        ? []
        : [problem('key without its partner', entry.keyAt, `others write to this topic; leave "${entry.key}" out`)]
    );
  }
  const isCertain = acks?.value.kind === 'scalar' && acks.value.source !== 'all';
  const isWanted = idempotence?.value.kind === 'scalar' && idempotence.value.value === true;
  return idempotence !== undefined && isCertain && isWanted
    ? [
        problem(
          'both and different',
          idempotence.value,
          'an idempotent producer waits for all; write "acks: all", or "idempotence: false"'
        )
      ]
    : [];
}

const copyKeys = ['replicationFactor', 'minInsyncReplicas', 'uncleanElection'] as const;

/** How several brokers keep a topic of the job's own. */
export function replicationProblems(kafka: MapNode): readonly Problem[] {
  const written = copyKeys.flatMap(key => entryOf(kafka, key) ?? []);
  if (entryOf(kafka, 'bootstrap') !== undefined) {
    return written.map(({ key, keyAt }) =>
      problem('key without its partner', keyAt, `others keep this topic as they want; leave "${key}" out`)
    );
  }
  const brokers = wholeNumber(entryOf(kafka, 'brokers')) ?? 1;
  if (brokers === 1) {
    return written.map(({ key, keyAt }) => {
      const message = `"${key}" is about copies, and one broker keeps one; write "brokers: 3" beside it`;
      return problem('key without its partner', keyAt, message);
    });
  }
  const [factor, fewest] = [entryOf(kafka, 'replicationFactor'), entryOf(kafka, 'minInsyncReplicas')];
  const copies = wholeNumber(factor) ?? plainFactor(brokers);
  const wanted = wholeNumber(fewest) ?? 1;
  if (factor !== undefined && copies > brokers) {
    const message = `${brokers} brokers cannot keep ${copies} copies; write "replicationFactor: ${brokers}", or "brokers: ${copies}"`;
    return [problem('both and different', factor.value, message)];
  }
  if (fewest !== undefined && wanted > copies) {
    const message = `with ${copies} ${copies === 1 ? 'copy' : 'copies'} never are ${wanted} in sync, so nothing would be accepted; write "minInsyncReplicas: ${Math.max(1, copies - 1)}"`;
    return [problem('both and different', fewest.value, message)];
  }
  return [];
}

/** How long a topic of the job's own keeps its records. */
export function retentionProblems(kafka: MapNode): readonly Problem[] {
  const retention = entryOf(kafka, 'retention');
  if (retention === undefined) return [];
  if (entryOf(kafka, 'bootstrap') !== undefined) {
    const message = 'others keep this topic as long as they want; leave "retention" out';
    return [problem('key without its partner', retention.keyAt, message)];
  }
  if ((wholeNumber(entryOf(kafka, 'brokers')) ?? 1) === 1) return [];
  const message = 'a topic whose records expire is kept by one broker here; leave "brokers" out, or "retention"';
  return [problem('both and different', retention.keyAt, message)];
}

/** Where an election takes the log back, a direct stream's ranges follow; a receiver counts on. */
export function uncleanProblems(at: Place, { source: { content }, consumer }: Job): readonly Problem[] {
  const isUnclean = content.from === 'kafka' && content.replication?.uncleanElection === true;
  if (!isUnclean || consumer === 'direct') return [];
  const message =
    'an unclean election may take the log back under a receiver, which cannot follow; write "consumer: direct", or leave "uncleanElection" out';
  return [problem('both and different', at, message)];
}

function wholeNumber(entry: EntryNode | undefined): number | null {
  const value = entry?.value.kind === 'scalar' ? entry.value.value : null;
  return typeof value === 'number' ? value : null;
}

/** Of a topic, in Kafka. */
const longestName = 249;

/** A topic of its own for the output; and one transaction after another notes how far the input is written. */
export function topicProblems(at: Place, job: Job): readonly Problem[] {
  const { source, sink, sinkTopic, consumer, properties } = job;
  if (sinkTopic === null) return [];
  const problems: Problem[] = [];
  const tooMany = `${runName(job.name, '0'.repeat(12))}-${sinkTopic}`.length - longestName;
  if (tooMany > 0) {
    const message = `the topic is named spillway-${job.name}-, twelve digits and this, and Kafka takes ${longestName} characters; make it ${tooMany} shorter`;
    problems.push(problem('bad name', at, message));
  }
  if (source.content.from === 'kafka' && source.content.topic === sinkTopic) {
    const message = `the job would read its own output; write another topic, such as "kafka: ${sinkTopic}-output"`;
    problems.push(problem('both and different', at, message));
  }
  if (consumer === 'direct' && sink === 'transactional' && properties.concurrentJobs > 1) {
    const message =
      'batches that overlap would shut out each other\'s transactions; leave "spark.streaming.concurrentJobs" at 1, or write "kind: idempotent"';
    problems.push(problem('both and different', at, message));
  }
  return problems;
}
