/** Which crash points a job passes, and who there is to kill: by its settings alone, before anything runs. */
import { steps } from '../terms/failure.js';
import type { Acknowledgement, Failure, Step, KafkaVictim, Victim } from '../terms/failure.js';
import { replicationOf } from '../terms/job.js';
import type { Job } from '../terms/job.js';
import { victims } from './words.js';

/** The steps that this job can reach, in the order of a record's way. */
export function stepsOf(job: Job): readonly Step[] {
  return steps.filter(step => whyUnreachable(job, step) === null);
}

/** The victims that this job can have. */
export function victimsOf(job: Job): readonly Victim[] {
  return victims.filter(victim => whyNoVictim(job, victim) === null);
}

const ofReceivers: ReadonlySet<Step> = new Set([
  'recv',
  'cut',
  'put',
  'replicate',
  'wal',
  'meta',
  'queue',
  'reply',
  'ack',
  'alloc',
  'rdd'
]);
const ofDirect: ReadonlySet<Step> = new Set(['compute']);

/** An unreliable receiver commits to a log as soon as it has read from it; a queue forgets what it hands out to one. */
function acknowledges({ consumer, source }: Job): boolean {
  return consumer === 'reliable receiver' || (consumer === 'unreliable receiver' && source.kind === 'log');
}

/** Why this job never passes a step, with the remedy; null: it does. */
export function whyUnreachable(job: Job, step: Step): string | null {
  if (job.consumer === 'direct' && ofReceivers.has(step)) {
    return `a direct stream has no receiver, and so no step "${step}"; write "after: compute" or another of its own steps`;
  }
  if (job.consumer !== 'direct' && ofDirect.has(step)) {
    return `"${step}" is a step of direct streams, and this job has a receiver; write "after: alloc", or "consumer: direct"`;
  }
  switch (step) {
    case 'cut':
      if (job.consumer === 'unreliable receiver') return null;
      return 'a reliable receiver stores whole blocks and cuts none; write "after: put", or "consumer: unreliable receiver"';
    case 'ack':
      if (acknowledges(job)) return null;
      return 'an unreliable receiver never acknowledges to a queue; write "after: reply", or "consumer: reliable receiver"';
    case 'replicate':
      return whyNoReplica(job);
    case 'wal':
      if (job.writeAheadLog) return null;
      return 'this job has no write-ahead log; write "writeAheadLog: true" and "checkpoint: true", or "after: put"';
    case 'meta':
    case 'ckpt1':
    case 'ckpt2':
      if (job.checkpoint !== 'none') return null;
      return `"${step}" is written only where there is a checkpoint directory; write "checkpoint: true" in the job`;
    case 'commit':
      return whyNoCommit(job);
    case 'recv':
    case 'put':
    case 'queue':
    case 'reply':
    case 'alloc':
    case 'rdd':
    case 'compute':
    case 'submit':
    case 'out':
    case 'done':
      return null;
  }
}

/** Offsets are committed by a direct stream; transactions by whoever writes to Kafka in them. */
function whyNoCommit({ consumer, offsets, sink, sinkTopic }: Job): string | null {
  if (sinkTopic !== null && sink === 'transactional') return null;
  if (consumer !== 'direct') {
    return '"commit" is a step of direct streams and of transactions in Kafka; write "after: out", or "sink: {kafka: output, kind: transactional}" in the job';
  }
  if (offsets === 'auto-commit' || offsets === 'after output') return null;
  return 'this job commits no offsets to Kafka; write "offsets: after output" in the job, or "after: done"';
}

/** Why there is nobody of this name to kill or to pause, with the remedy; null: there is. */
export function whyNoVictim(job: Job, victim: Victim): string | null {
  switch (victim) {
    case 'driver':
    case 'executor':
    case 'task executor':
      return null;
    case 'receiver executor':
    case 'receiver host':
      return job.consumer === 'direct' ? 'a direct stream has no receiver; write "kill: task executor"' : null;
    case 'replica executor':
      return job.consumer === 'direct'
        ? 'a direct stream keeps no replicas; write "kill: task executor"'
        : whyNoReplica(job);
    case 'broker':
      return whyNoBroker(job);
    case 'partition leader':
    case 'partition followers':
      return whyNoCopies(job, victim);
    case 'other executor': {
      const busy = job.consumer !== 'direct' && whyNoReplica(job) === null ? 2 : 1;
      if (job.executors > busy) return null;
      const taken = busy === 2 ? 'the receiver and the replica take two' : 'one is at work';
      return `there is no other executor: ${taken} of ${job.executors}; write "executors: ${busy + 1}" in the job`;
    }
  }
}

/** … or to pause. */
export function whyNotPaused(job: Job, victim: Victim): string | null {
  return victim === 'broker' || victim === 'partition leader'
    ? `a ${victim === 'broker' ? 'broker' : 'leader'} is killed, and not paused; write "kill: ${victim}"`
    : whyNoVictim(job, victim);
}

/** … or to be kept from starting again. */
export function whyNotKeptDown(job: Job, killed: readonly Victim[]): string | null {
  if (!killed.includes('driver')) {
    return `only a driver is kept from starting again; write "kill: driver", "pause: ${killed[0] ?? 'executor'}", or leave "for" out`;
  }
  return job.supervise
    ? null
    : 'nothing starts this driver again; leave "for" out, or write "supervise: true" in the job';
}

/** A partition has a leader and followers where several brokers keep it. */
function whyNoCopies(job: Job, victim: KafkaVictim): string | null {
  const { content } = job.source;
  const factor = content.from === 'kafka' ? (content.replication?.factor ?? 1) : 1;
  const own = content.from === 'kafka' ? whyNoBroker(job) : null;
  if (own !== null || factor > 1) return own;
  return `one broker keeps this topic, if any, so there is no ${victim}; write "source: {kafka: {start: true, brokers: 3}}" in the job`;
}

/** A Kafka of the job's own, as its source or its sink. */
function whyNoBroker({ source: { content }, sinkTopic }: Job): string | null {
  const isKafka = content.from === 'kafka';
  if (isKafka && content.bootstrap !== null) {
    return 'a broker that Spillway did not start is never killed; write "start: true" in place of "bootstrap"';
  }
  return isKafka || sinkTopic !== null
    ? null
    : 'this job has no broker; write "source: {kafka: {start: true}}" in the job';
}

/** Why a message is never sent in this job, with the remedy; null: it is. */
export function whyNoMessage(job: Job, message: Acknowledgement): string | null {
  const { content } = job.source;
  if (message === 'produce acknowledgement' && content.from === 'kafka' && content.bootstrap !== null) {
    return 'others write this topic, and their acknowledgements are not the lab\'s; write "kafka: {start: true}", or another failure';
  }
  if (message === 'produce acknowledgement' || acknowledges(job)) return null;
  const why =
    job.consumer === 'direct'
      ? 'a direct stream acknowledges nothing'
      : 'an unreliable receiver never acknowledges to a queue';
  return `${why}; write "consumer: reliable receiver" in the job, or "drop: produce acknowledgement"`;
}

/** Why a failure can never happen to this job, with the remedy; null: it can. */
export function whyImpossible(job: Job, { fault, place }: Failure): string | null {
  const victims = fault.kind === 'kill' ? fault.victims : [];
  const down = fault.kind === 'kill' && fault.forMs !== undefined ? whyNotKeptDown(job, fault.victims) : null;
  const paused = fault.kind === 'pause' ? whyNotPaused(job, fault.victim) : null;
  const message = fault.kind === 'drop' || fault.kind === 'delay' ? whyNoMessage(job, fault.message) : null;
  const step = place.at === 'step' ? whyUnreachable(job, place.step) : null;
  return (
    step ??
    message ??
    paused ??
    down ??
    victims.map(victim => whyNoVictim(job, victim)).find(why => why !== null) ??
    null
  );
}

function whyNoReplica(job: Job): string | null {
  if (job.writeAheadLog)
    return 'a write-ahead log turns replication off, so there is no replica; write "after: wal", or kill another';
  if (replicationOf(job) === 1) {
    return `${job.storageLevel} keeps one copy, so there is no replica; write "storageLevel: ${job.storageLevel}_2" in the job`;
  }
  return job.executors > 1 ? null : 'one executor has no peer for a replica; write "executors: 2" in the job';
}
