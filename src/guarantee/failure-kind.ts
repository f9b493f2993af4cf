/** The page knows two failures; every kill of a process of the job is one of them. Nothing else is: a lost message, or a broker's death, bears on the semantics alone. */
import { isKafkaVictim, type Fault } from '../terms/failure.js';
import type { FailureReport } from '../terms/trace.js';

export type FailureKind = 'executor failure' | 'driver failure';

/** The page's order. */
export const failureKinds: readonly FailureKind[] = ['executor failure', 'driver failure'];

/** Executors fall with their driver, so a kill of both is the driver's failure. null: it kills nobody. */
export function kindOf(fault: Fault): FailureKind | null {
  if (fault.kind !== 'kill') {
    return null;
  }
  if (fault.victims.every(isKafkaVictim)) {
    return null;
  }
  return fault.victims.includes('driver') ? 'driver failure' : 'executor failure';
}

/** How many executors these failures killed by themselves; those that fall with the driver do not count. */
export function executorsKilled(reports: readonly FailureReport[]): number {
  const killed = reports
    .filter(({ fired, failure }) => fired && kindOf(failure.fault) === 'executor failure')
    .flatMap(({ victims }) => victims.map(({ process }) => process));
  return new Set(killed).size;
}
