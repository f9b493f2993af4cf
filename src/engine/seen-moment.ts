/** What a process lets be seen from outside, with who and when: the same in every world. */
import type { Observation } from '../protocol/effect.js';
import type { OutsideMoment, ProcessId, Role, StateMoment } from '../terms/trace.js';

/** Field by field: a run has hundreds of them, and a spread of so many shapes costs a tenth of its time. */
export function seenMoment(
  seen: Observation,
  { id: process, role }: { readonly id: ProcessId; readonly role: Role },
  atMs: number
): OutsideMoment | StateMoment {
  switch (seen.kind) {
    case 'sent':
      return { kind: 'sent', atMs, process, role, records: seen.records, attempt: seen.attempt };
    case 'accepted':
      return { kind: 'accepted', atMs, process, role, records: seen.records, position: seen.position };
    case 'send settled':
      return { kind: 'send settled', atMs, process, role, records: seen.records, state: seen.state };
    case 'written': {
      const { records, origin, batch, attempt, driver, effect } = seen;
      return { kind: 'written', atMs, process, role, records, origin, batch, attempt, driver, effect };
    }
    case 'state':
      return { kind: 'state', atMs, process, role, state: seen.state };
  }
}
