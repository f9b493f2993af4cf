/** What the simulated protocol says of a configuration: where the table's fault belongs, and what would come of it. */
import { simulate } from '../engine/simulated/simulated-engine.js';
import type { Application } from '../protocol/stream-record.js';
import { placed } from '../explore/placement.js';
import type { Failure, Fault } from '../terms/failure.js';
import type { Job } from '../terms/job.js';
import type { Trace } from '../terms/trace.js';

/** Undisturbed runs are kept: the same configuration is asked for every fault. */
export class Predictions {
  private readonly undisturbed = new Map<string, Trace>();

  constructor(private readonly application: Application) {}

  /** The failures of a cell of the table: none where no step bears a record at risk. */
  failures(job: Job, fault: Fault): readonly Failure[] {
    const known = this.undisturbed.get(job.name) ?? this.run({ ...job, failures: [] });
    this.undisturbed.set(job.name, known);
    const failure = placed(fault, known);
    return failure === null ? [] : [failure];
  }

  /** A whole run in virtual time. */
  run(job: Job): Trace {
    return simulate({ ...job, engine: 'simulated' }, this.application);
  }
}
