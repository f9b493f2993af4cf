/** What the local engine cannot do, said before anything starts. */
import type { Failure } from '../../terms/failure.js';
import type { Job, SourceContent } from '../../terms/job.js';
import { EngineUnavailable } from '../engine.js';

/** @throws EngineUnavailable for a job that it cannot run, with what to write instead */
export function mustBeAbleToRun({ source, failures }: Job): void {
  const cannot = whyNotRead(source.content);
  if (cannot !== null) {
    throw new EngineUnavailable(cannot);
  }
  mustBeAbleToDo(failures);
}

/** Whether it reads or writes a Kafka that Spillway starts. */
export const wantsOwnKafka = ({ source: { content }, sinkTopic }: Pick<Job, 'source' | 'sinkTopic'>): boolean =>
  content.from === 'kafka' ? content.bootstrap === null : sinkTopic !== null;

/** @throws EngineUnavailable for a failure that this system cannot do. */
export function mustBeAbleToDo(failures: readonly Failure[]): void {
  if (process.platform === 'win32' && failures.some(({ fault }) => fault.kind === 'pause')) {
    throw new EngineUnavailable('Windows cannot pause a process from outside; write "engine: simulated" to pause one');
  }
}

function whyNotRead(content: SourceContent): string | null {
  if (content.from !== 'kafka') return null;
  return content.brokers > 1 ? 'one broker can be started so far, not several; leave "brokers" out' : null;
}
