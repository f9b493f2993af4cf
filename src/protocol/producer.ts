/** Who sends: records at a steady rate, each send until the source has acknowledged it. Not part of the job. */
import type { Job } from '../terms/job.js';
import type { ProcessId } from '../terms/trace.js';
import { clock, mark, observe, sleepUntil, type Steps } from './effect.js';
import { answer, ask } from './message.js';
import { idsOf, type Application, type StreamRecord } from './stream-record.js';
import { acknowledgementTimeoutMs, producerLingerMs, sendAttemptsMax } from './timing.js';

/** Sends until the source's own end (`source: {records: n}`) or `stopSending`; then says so. */
export function* producer(source: ProcessId, job: Job, application: Application): Steps<void> {
  const { ratePerSecond, records: limit } = job.source;
  const sendCount = Math.max(1, Math.round((ratePerSecond * producerLingerMs) / 1000));
  const intervalMs = (sendCount * 1000) / ratePerSecond;
  const state = { stopped: false };
  yield* answer({ stopSending: () => stopSending(state) });
  const startMs = yield* clock();
  let next = 0;
  for (let turn = 1; !state.stopped && (limit === null || next < limit); turn += 1) {
    const records: StreamRecord[] = [];
    for (; records.length < sendCount && (limit === null || next < limit); next += 1) {
      records.push({ id: next, text: application.text(next) });
    }
    yield* send(source, job, records);
    yield* sleepUntil(startMs + turn * intervalMs);
  }
  yield* observe({ kind: 'state', state: 'source stopped' });
}

function* stopSending(state: { stopped: boolean }): Steps<true> {
  state.stopped = true;
  yield* mark(null);
  return true;
}

/**
 * A send that gets no answer is repeated; the source may then hold its records twice. Kafka's producer repeats by itself, so there
 * nobody else does; and where it waits for no broker, nobody has acknowledged anything.
 */
function* send(source: ProcessId, { source: { content } }: Job, records: readonly StreamRecord[]): Steps<void> {
  const ids = idsOf(records);
  const isKafka = content.from === 'kafka';
  const timeoutMs = isKafka ? null : acknowledgementTimeoutMs;
  const settled = isKafka && content.producer?.acks === '0' ? 'indeterminate' : 'acknowledged';
  for (let attempt = 1; attempt <= sendAttemptsMax; attempt += 1) {
    yield* observe({ kind: 'sent', records: ids, attempt });
    const how = { about: { records: ids }, timeoutMs };
    if (yield* ask(source, { what: 'produce', body: { records } }, how)) {
      yield* observe({ kind: 'send settled', records: ids, state: settled });
      return;
    }
  }
  yield* observe({ kind: 'send settled', records: ids, state: 'indeterminate' });
}
