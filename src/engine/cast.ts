/** Who plays which part at a moment, read off the moments alone, so that it means the same in every world. */
import type { Victim } from '../terms/failure.js';
import type { Consumer } from '../terms/job.js';
import type { Moment, ProcessId, Role, StepMoment } from '../terms/trace.js';

interface Member {
  readonly role: Role;
  readonly host: string;
}

export class Cast {
  private readonly alive = new Map<ProcessId, Member>();
  private readonly paused = new Set<ProcessId>();
  /** Which part each broker plays in the job's partition. */
  private readonly parts = new Map<ProcessId, 'leads' | 'follows'>();
  private receiver: ProcessId | null = null;
  private replica: ProcessId | null = null;
  private task: ProcessId | null = null;
  private readonly replicaOf = new Map<string, ProcessId>();

  constructor(private readonly consumer: Consumer) {}

  see(moment: Moment): void {
    switch (moment.kind) {
      case 'launched':
        this.alive.set(moment.process, { role: moment.role, host: moment.host });
        return;
      case 'died':
        this.alive.delete(moment.process);
        this.paused.delete(moment.process);
        this.parts.delete(moment.process);
        return;
      case 'fault':
        for (const { process } of moment.fault === 'pause' ? moment.victims : []) {
          this.paused.add(process);
        }
        return;
      case 'state':
        if (moment.state === 'resumed') {
          this.paused.delete(moment.process);
        } else if (moment.state === 'leads' || moment.state === 'follows') {
          this.parts.set(moment.process, moment.state);
        }
        return;
      case 'step':
        this.seeStep(moment);
        return;
      default: // nothing that changes who is who
    }
  }

  private seeStep({ step, process, block }: StepMoment): void {
    if (step === 'start') {
      this.receiver = process;
    } else if (step === 'replica') {
      this.replica = process;
      if (block !== null) {
        this.replicaOf.set(block, process);
      }
    } else if (step === 'remove' && block !== null) {
      this.replicaOf.delete(block);
    } else if (step === 'task') {
      this.task = process;
    }
  }

  /** The live processes of a role. */
  of(role: Role): readonly ProcessId[] {
    return [...this.alive].filter(([, member]) => member.role === role).map(([id]) => id);
  }

  isAlive(process: ProcessId): boolean {
    return this.alive.has(process);
  }

  /** Whether a process stands still that will go on. */
  get somebodyIsPaused(): boolean {
    return this.paused.size > 0;
  }

  receiverIs(process: ProcessId): boolean {
    return this.receiver === process;
  }

  /** The processes that a victim's word means right after `moment` (null: now); none: nobody plays that part. */
  resolve(victim: Victim, moment: StepMoment | null): readonly ProcessId[] {
    switch (victim) {
      case 'driver':
        return this.of('driver').slice(-1);
      case 'receiver executor':
        return this.living(this.receiver);
      case 'replica executor':
        return this.living(this.replicaAt(moment));
      case 'other executor':
        return this.others(moment).slice(0, 1);
      case 'task executor':
        return this.living(this.taskAt(moment));
      case 'receiver host':
        return this.onHostOf(this.receiver);
      case 'broker':
        return this.of('broker').slice(-1);
      case 'partition leader':
        return this.playing('leads');
      case 'partition followers':
        return this.playing('follows');
      case 'executor':
        return this.consumer === 'direct' ? this.living(this.taskAt(moment)) : this.living(this.receiver);
    }
  }

  private playing(part: 'leads' | 'follows'): readonly ProcessId[] {
    return [...this.parts]
      .filter(([process, its]) => its === part && this.alive.has(process))
      .map(([process]) => process);
  }

  private living(process: ProcessId | null): readonly ProcessId[] {
    return process !== null && this.alive.has(process) ? [process] : [];
  }

  private replicaAt(moment: StepMoment | null): ProcessId | null {
    // Before a block has its replica, who held the newest one is the likeliest to get it.
    return (moment?.block && this.replicaOf.get(moment.block)) || this.replica;
  }

  /** Before any task has run, any executor will do: it is the one that a task would run on. */
  private taskAt(moment: StepMoment | null): ProcessId | null {
    if (moment?.step === 'out' || (moment?.step === 'commit' && moment.role === 'executor')) {
      return moment.process;
    }
    return this.task !== null && this.alive.has(this.task) ? this.task : (this.of('executor')[0] ?? null);
  }

  private others(moment: StepMoment | null): readonly ProcessId[] {
    const busy = [this.receiver, this.replicaAt(moment), this.consumer === 'direct' ? this.taskAt(moment) : null];
    return this.of('executor').filter(id => !busy.includes(id));
  }

  private onHostOf(process: ProcessId | null): readonly ProcessId[] {
    const host = process === null ? undefined : this.alive.get(process)?.host;
    return host === undefined ? [] : [...this.alive].filter(([, member]) => member.host === host).map(([id]) => id);
  }
}
