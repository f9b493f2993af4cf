/** Ways to read a trace, for tests. */
import type { Step } from '../../src/terms/failure.js';
import type { InnerStep, Moment, ProcessId, RecordId, Role, StepMoment, Trace } from '../../src/terms/trace.js';

type AnyStep = Step | InnerStep;
type OfKind<K extends Moment['kind']> = Extract<Moment, { readonly kind: K }>;

export function momentsOf<K extends Moment['kind']>(trace: Trace, kind: K): readonly OfKind<K>[] {
  return trace.moments.filter((moment): moment is OfKind<K> => moment.kind === kind);
}

/** The passings of a step, in order. */
export function passings(trace: Trace, ...steps: readonly AnyStep[]): readonly StepMoment[] {
  return momentsOf(trace, 'step').filter(moment => steps.includes(moment.step));
}

/** The first passing of a step that is so. @throws when there is none. */
export function passing(trace: Trace, step: AnyStep, is: (moment: StepMoment) => boolean = () => true): StepMoment {
  const found = passings(trace, step).find(is);
  if (found === undefined) {
    throw new Error(`no such passing of ${step} in the trace`);
  }
  return found;
}

/** The names of the steps that bear this record, in order. */
export function wayOf(trace: Trace, record: RecordId): readonly AnyStep[] {
  return momentsOf(trace, 'step').flatMap(({ step, records }) => (records.includes(record) ? [step] : []));
}

/** The names of the steps of a batch, in order. */
export function stepsOfBatch(trace: Trace, batch: number): readonly AnyStep[] {
  return momentsOf(trace, 'step').flatMap(moment => (moment.batch === batch ? [moment.step] : []));
}

export function launchesOf(trace: Trace, role: Role): readonly OfKind<'launched'>[] {
  return momentsOf(trace, 'launched').filter(moment => moment.role === role);
}

/** @throws when the process did not die. */
export function deathOf(trace: Trace, process: ProcessId): OfKind<'died'> {
  const found = momentsOf(trace, 'died').find(moment => moment.process === process);
  if (found === undefined) {
    throw new Error(`${process} did not die`);
  }
  return found;
}

/** Everything that came after a moment. */
export function after(trace: Trace, moment: Moment | undefined): readonly Moment[] {
  return moment === undefined ? [] : trace.moments.slice(trace.moments.indexOf(moment) + 1);
}
