/** Which processes were down when, as far as a run's picture shows it. */
import type { Moment, ProcessId, Trace } from '../terms/trace.js';

export interface Outage {
  readonly fromMs: number;
  /** null: to the end of the run. */
  readonly untilMs: number | null;
}

export interface FailureOutages {
  /** Of the process that was struck itself; null: none died or stood still (a message was dropped or delayed, or nothing fired). */
  readonly struck: Outage | null;
  /** While no receiver ran because of it. */
  readonly receiver: Outage | null;
  /** While no driver ran because of it. */
  readonly driver: Outage | null;
}

/** One entry for each failure of the trace, in its order. */
export function outagesOf(trace: Trace): readonly FailureOutages[] {
  return trace.failures.map(({ momentIndex }) =>
    momentIndex === null ? { struck: null, receiver: null, driver: null } : outagesFrom(trace.moments, momentIndex)
  );
}

function outagesFrom(moments: readonly Moment[], faultIndex: number): FailureOutages {
  const fault = moments[faultIndex];
  if (fault?.kind !== 'fault') return { struck: null, receiver: null, driver: null };
  const processes = fault.victims.map(({ process }) => process);
  const receiver = lastReceiver(moments, faultIndex);
  if (fault.fault === 'pause') {
    const resumed = moments.find(
      (moment, i) => i > faultIndex && moment.kind === 'state' && moment.state === 'resumed'
    );
    const outage = { fromMs: fault.atMs, untilMs: resumed?.atMs ?? null };
    const isDriver = processes.some(process => roleOf(moments, process) === 'driver');
    const isReceiver = receiver !== null && processes.includes(receiver);
    return { struck: outage, receiver: isReceiver ? outage : null, driver: isDriver ? outage : null };
  }
  const down = processes.flatMap(process => outageOf(moments, faultIndex, process) ?? []);
  const driver = processes.find(process => roleOf(moments, process) === 'driver');
  return {
    struck: longest(down),
    receiver: receiver === null ? null : receiverOutage(moments, faultIndex, receiver),
    driver: driver === undefined ? null : outageOf(moments, faultIndex, driver)
  };
}

/** From a process's death to the launch of the next one of its role. */
function outageOf(moments: readonly Moment[], faultIndex: number, process: ProcessId): Outage | null {
  const diedAt = deathOf(moments, faultIndex, process);
  if (diedAt === null) return null;
  const role = moments[diedAt]?.role;
  const next = moments.find((moment, i) => i > diedAt && moment.kind === 'launched' && moment.role === role);
  return { fromMs: moments[diedAt]?.atMs ?? 0, untilMs: next?.atMs ?? null };
}

/** From the death of the executor that ran the receiver (also where it fell with its driver) to the next start of a receiver. */
function receiverOutage(moments: readonly Moment[], faultIndex: number, receiver: ProcessId): Outage | null {
  const diedAt = deathOf(moments, faultIndex, receiver);
  if (diedAt === null) return null;
  const next = moments.find((moment, i) => i > diedAt && moment.kind === 'step' && moment.step === 'start');
  return { fromMs: moments[diedAt]?.atMs ?? 0, untilMs: next?.atMs ?? null };
}

/** A death belongs to a failure when it comes after it and before the next one. */
function deathOf(moments: readonly Moment[], faultIndex: number, process: ProcessId): number | null {
  for (let i = faultIndex + 1; i < moments.length; i += 1) {
    const moment = moments[i];
    if (moment?.kind === 'fault') return null;
    if (moment?.kind === 'died' && moment.process === process) return i;
  }
  return null;
}

function lastReceiver(moments: readonly Moment[], before: number): ProcessId | null {
  for (let i = before - 1; i >= 0; i -= 1) {
    const moment = moments[i];
    if (moment?.kind === 'step' && moment.step === 'start') return moment.process;
  }
  return null;
}

function roleOf(moments: readonly Moment[], process: ProcessId): string | null {
  return moments.find(moment => moment.process === process)?.role ?? null;
}

function longest(outages: readonly Outage[]): Outage | null {
  const length = ({ fromMs, untilMs }: Outage) => (untilMs ?? Infinity) - fromMs;
  return outages.reduce<Outage | null>((a, b) => (a === null || length(b) > length(a) ? b : a), null);
}

/** Outages that touch are one, so that nothing is hatched twice. */
export function joined(outages: readonly Outage[]): readonly Outage[] {
  const end = ({ untilMs }: Outage) => untilMs ?? Infinity;
  const result: Outage[] = [];
  for (const outage of [...outages].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1);
    if (last === undefined || end(last) < outage.fromMs) {
      result.push(outage);
    } else if (end(outage) > end(last)) {
      result[result.length - 1] = { fromMs: last.fromMs, untilMs: outage.untilMs };
    }
  }
  return result;
}
