/** What does not fit together in how a job sends to Kafka, and writes its output to it. */
import type { Job } from '../terms/job.js';
import type { Problem } from './cell.js';
import { problem } from './problem.js';
import { entryOf } from './tree.js';
import type { MapNode, Place } from './tree.js';

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

/** A topic of its own for the output; and one transaction after another notes how far the input is written. */
export function topicProblems(at: Place, { source, sink, sinkTopic, consumer, properties }: Job): readonly Problem[] {
  if (sinkTopic === null) return [];
  const problems: Problem[] = [];
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
