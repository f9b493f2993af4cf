/** The cell `remove`: whose topics and groups, on which Kafka, and whether they are taken away or listed. */
import type { Cell, Context, Problem } from './cell.js';
import type { Written } from './cell-reader.js';
import { booleanField, listField, mappingField, textField } from './fields.js';
import { knownJob, unlessMisspelt } from './job-names.js';
import { isOf, makerOf } from './own-names.js';
import { problem, quoted } from './problem.js';
import { entryOf } from './tree.js';
import type { TreeNode } from './tree.js';

type Place = Extract<Cell, { verb: 'remove' }>['kafka'];

export function readRemove(written: Written): Cell | null {
  const { entry, keys, context, problems } = written;
  const job = textField(keys, 'remove') ?? '';
  const kafka = kafkaOf(written, job);
  const topics = listField(keys, 'topics')?.filter(topic => typeof topic === 'string') ?? null;
  const nodes = entryOf(written.root, 'topics')?.value;
  for (const node of nodes?.kind === 'list' ? nodes.items : []) problems.push(...topicProblem(node, job, context));
  if (kafka === null) return null;
  if (job !== 'all') unlessMisspelt(written, entry.value);
  return { verb: 'remove', job, kafka, topics, confirm: booleanField(keys, 'confirm') ?? false };
}

function kafkaOf(written: Written, job: string): Place | null {
  const { entry, keys, problems } = written;
  const given = mappingField(keys, 'kafka');
  const bootstrap = given && textField(given, 'bootstrap');
  if (bootstrap !== null) return { bootstrap, properties: given && textField(given, 'properties') };
  if (job === 'all') {
    const message = `on which Kafka? write "kafka: {bootstrap: 'broker:9092'}" beside it`;
    problems.push(problem('missing key', entry.keyAt, message));
    return null;
  }
  const definition = knownJob(written, entry.value);
  if (definition === null) return null;
  const { content } = definition.job.source;
  if (content.from === 'kafka' && content.bootstrap !== null) {
    return { bootstrap: content.bootstrap, properties: content.properties };
  }
  const message = `${quoted(job)} has left nothing: it reads and writes no Kafka but one that Spillway starts and ends, with all that it holds; for another one write "kafka: {bootstrap: 'broker:9092'}"`;
  problems.push(problem('nothing to remove', entry.value, message));
  return null;
}

function topicProblem(node: TreeNode, job: string, { jobs }: Context): readonly Problem[] {
  if (node.kind !== 'scalar') return [];
  const topic = node.source;
  const maker = makerOf(topic);
  if (maker === null) {
    const message = `${quoted(topic)} was not made by Spillway, so it is never removed; what Spillway makes is named spillway-JOB-, twelve digits and more, as the list of "remove: ${job}" shows it`;
    return [problem('nothing to remove', node, message)];
  }
  if (job !== 'all' && !isOf(job, maker)) {
    const message = `${quoted(topic)} is of another job; write "remove: ${maker.job}", or "remove: all"`;
    return [problem('nothing to remove', node, message)];
  }
  const reader = readerOf(topic, jobs);
  if (reader === null) return [];
  const message = `"${reader}" reads this topic, so it is not removed; leave it out, or let that job read another one`;
  return [problem('nothing to remove', node, message)];
}

/** The job of the notebook whose source is that topic. */
export function readerOf(topic: string, jobs: Context['jobs']): string | null {
  const reader = [...jobs.values()].find(({ job: { source } }) => {
    const { content } = source;
    return content.from === 'kafka' && content.bootstrap !== null && content.topic === topic;
  });
  return reader?.job.name ?? null;
}
