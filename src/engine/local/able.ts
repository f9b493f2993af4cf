/** What the local engine cannot do, said before anything starts. */
import type { Failure } from '../../terms/failure.js';
import type { Job } from '../../terms/job.js';
import { EngineUnavailable } from '../engine.js';

/** @throws EngineUnavailable for a job that it cannot run, with what to write instead */
export function mustBeAbleToRun({ failures }: Job): void {
  mustBeAbleToDo(failures);
}

/** Whether it reads or writes a Kafka, whoever started that. */
export const speaksToKafka = ({ source: { content }, sinkTopic }: Pick<Job, 'source' | 'sinkTopic'>): boolean =>
  content.from === 'kafka' || sinkTopic !== null;

/** Whether it reads or writes a Kafka that Spillway starts. */
export const wantsOwnKafka = ({ source: { content }, sinkTopic }: Pick<Job, 'source' | 'sinkTopic'>): boolean =>
  content.from === 'kafka' ? content.bootstrap === null : sinkTopic !== null;

/** How many brokers that Kafka has. */
export const ownBrokersOf = ({ source: { content } }: Pick<Job, 'source'>): number =>
  content.from === 'kafka' ? content.brokers : 1;

/** @throws EngineUnavailable for a failure that this system cannot do. */
export function mustBeAbleToDo(failures: readonly Failure[]): void {
  if (process.platform === 'win32' && failures.some(({ fault }) => fault.kind === 'pause')) {
    throw new EngineUnavailable('Windows cannot pause a process from outside; write "engine: simulated" to pause one');
  }
}
