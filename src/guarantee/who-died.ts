/** What failed, as the subject and verb of a sentence. */
import type { Victim } from '../terms/failure.js';
import type { FailureFinding, Finding } from './finding.js';
import { listed } from './words.js';

const names: Readonly<Record<Victim, string>> = {
  driver: 'the driver',
  'receiver executor': 'the receiver’s executor',
  'replica executor': 'the replica’s executor',
  'other executor': 'another executor',
  'task executor': 'the task’s executor',
  'receiver host': 'the receiver’s host',
  executor: 'the executor',
  broker: 'the broker',
  'partition leader': 'the partition’s leader',
  'partition followers': 'the partition’s followers'
};

/**
 * `the driver died`, `the driver was killed`, `the receiver’s executor and the driver died`, `the acknowledgement was dropped`;
 * null: nothing failed.
 */
export function failuresWords(failures: readonly FailureFinding[], verb: 'died' | 'killed'): string | null {
  const killed: string[] = [];
  const others: string[] = [];
  for (const { report } of failures) {
    const { fault } = report.failure;
    switch (fault.kind) {
      case 'kill':
        killed.push(...fault.victims.map(victim => names[victim]));
        break;
      case 'drop':
        others.push(`the ${fault.message} was dropped`);
        break;
      case 'delay':
        others.push(`the ${fault.message} was delayed`);
        break;
      case 'pause':
        others.push(`${names[fault.victim]} was paused`);
    }
  }
  const distinct = [...new Set(killed)];
  const passive = `${distinct.length === 1 ? 'was' : 'were'} killed`;
  const deaths = distinct.length === 0 ? [] : [`${listed(distinct)} ${verb === 'died' ? 'died' : passive}`];
  const all = [...deaths, ...new Set(others)];
  return all.length === 0 ? null : listed(all);
}

/** `the driver died`: the failures that took records, or those that fired, if no record is laid to one. null: nothing did. */
export function whoTook({ failures }: Finding): string | null {
  const took = failures.filter(({ lost }) => lost > 0);
  return failuresWords(took.length > 0 ? took : failures.filter(({ report }) => report.fired), 'died');
}
