/** Writes a history by hand, moment by moment, so that a test reads as the story it plants. Time passes by 1 ms a moment. */
import type { Job } from '../../src/terms/job.js';
import type {
  Moment,
  Outcome,
  ProcessId,
  RecordId,
  Role,
  StepMoment,
  Trace,
  WrittenMoment
} from '../../src/terms/trace.js';
import { someJob } from './some-job.js';

/** The records from `from` to `until`, the last not among them. */
export function records(from: number, until: number): readonly RecordId[] {
  return Array.from({ length: until - from }, (_, index) => from + index);
}

const plantedSteps = [
  'start',
  'deliver',
  'recv',
  'put',
  'replica',
  'replicate',
  'wal',
  'meta',
  'settle',
  'redeliver',
  'alloc',
  'compute',
  'submit',
  'remove',
  'restart',
  'expire',
  'out of range'
] as const satisfies readonly StepMoment['step'][];
type PlantedStep = (typeof plantedSteps)[number];

export class PlantedHistory {
  private readonly moments: Moment[] = [];
  private readonly job: Job;
  private endPosition: number | null = null;
  private position = 0;
  private end: { readonly ended: Trace['ended']; readonly outcome: Outcome } = {
    ended: 'running',
    outcome: 'undisturbed'
  };

  constructor(settings: Partial<Job> = {}) {
    this.job = someJob(settings);
  }

  /** Sent, accepted and acknowledged: the usual way. */
  send(sent: readonly RecordId[]): this {
    return this.attempt(sent).accept(sent).settle(sent, 'acknowledged');
  }
  attempt(sent: readonly RecordId[], attempt = 1): this {
    return this.add({ kind: 'sent', records: sent, attempt, ...this.by('producer-1', 'producer') });
  }
  accept(accepted: readonly RecordId[]): this {
    const position = this.position;
    this.position += accepted.length;
    return this.add({ kind: 'accepted', records: accepted, position, ...this.by('source-1', 'source') });
  }
  settle(sent: readonly RecordId[], state: 'acknowledged' | 'failed' | 'indeterminate'): this {
    return this.add({ kind: 'send settled', records: sent, state, ...this.by('producer-1', 'producer') });
  }
  write(written: readonly RecordId[], origin: string, how: Partial<WrittenMoment> = {}): this {
    return this.add({
      kind: 'written',
      records: written,
      origin,
      batch: 500,
      attempt: 0,
      driver: 'driver-1',
      effect: 'append',
      ...this.by('executor-1', 'executor'),
      ...how
    });
  }
  /** An inner step: who takes it, and which. */
  step(where: `${string}: ${PlantedStep}`, of: readonly RecordId[], how: Partial<StepMoment> = {}): this {
    const step = plantedSteps.find(name => where.endsWith(`: ${name}`)) ?? 'start';
    const process = where.slice(0, -`: ${step}`.length);
    return this.add({
      kind: 'step',
      step,
      records: of,
      block: null,
      batch: null,
      peer: null,
      ...this.by(process, roleOf(process)),
      ...how
    });
  }
  fault(process: ProcessId): this {
    const victim = process.startsWith('driver') ? ('driver' as const) : ('executor' as const);
    return this.add({
      kind: 'fault',
      failure: 0,
      fault: 'kill',
      victims: [{ victim, process }],
      records: [],
      ...this.by('cluster-manager', 'cluster manager')
    });
  }
  die(process: ProcessId, code = 137): this {
    return this.add({ kind: 'died', code, ...this.by(process, roleOf(process)) });
  }
  /** A driver is killed, and its executors end with it. */
  killDriver(driver: ProcessId, executors: readonly ProcessId[]): this {
    this.fault(driver).die(driver);
    for (const executor of executors) {
      this.die(executor, 1);
    }
    return this;
  }
  /** The end was noted behind all that was accepted so far, or at the position given. */
  drained(outcome: Outcome = 'recovered', endPosition = this.position): this {
    this.endPosition = endPosition;
    this.end = { ended: 'drained', outcome };
    return this;
  }
  ranOutOfTime(): this {
    this.end = { ended: 'limit', outcome: 'recovered' };
    return this;
  }

  /** Index of the newest moment. */
  get newest(): number {
    return this.moments.length - 1;
  }

  trace(): Trace {
    return {
      job: this.job,
      engine: 'simulated',
      seed: 1,
      moments: [...this.moments],
      failures: [],
      endPosition: this.endPosition,
      ...this.end
    };
  }

  private by(process: ProcessId, role: Role) {
    return { atMs: this.moments.length, process, role };
  }
  private add(moment: Moment): this {
    this.moments.push(moment);
    return this;
  }
}

function roleOf(process: ProcessId): Role {
  const [kind] = process.split('-');
  return kind === 'driver' || kind === 'source' || kind === 'producer' || kind === 'broker' ? kind : 'executor';
}
