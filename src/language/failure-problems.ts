/** What cannot be meant by a failure's keys, and what the job at hand can never come to. */
import type { Job } from '../terms/job.js';
import type { Problem, ProblemCode } from './cell.js';
import { failureOf, faultKeys } from './failure.js';
import { textField } from './fields.js';
import type { Fields } from './fields.js';
import { problem } from './problem.js';
import { printDuration } from './quantity.js';
import { whyNoMessage, whyNotKeptDown, whyNotPaused, whyNoVictim, whyUnreachable } from './reachable.js';
import { entryOf, plainMap } from './tree.js';
import type { EntryNode, MapNode, Place, TreeNode } from './tree.js';

/** A failure in the text. */
export interface WrittenFailure {
  readonly node: MapNode;
  /** Its place in its list, from 0. */
  readonly index: number;
  /** What to point at where nothing of it is written. */
  readonly at: Place;
}

const partners: readonly (readonly [key: string, needs: string, remedy: string])[] = [
  ['by', 'delay', 'write "delay: acknowledgement" beside it'],
  ['occurrence', 'after', 'write "after: ack", or another step, beside it'],
  ['record', 'after', 'write "after: ack", or another step, beside it'],
  ['phase', 'after', 'write "after: ack", or another step, beside it'],
  ['delay', 'by', 'write how long: "by: 300ms"'],
  ['pause', 'for', 'write how long: "for: 3s"']
];

/** Problems of the keys alone, whatever the job. */
export function keyProblems({ node, index, at }: WrittenFailure): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (code: ProblemCode, entry: EntryNode, message: string): void => {
    problems.push(problem(code, entry.keyAt, message));
  };
  const faults = node.entries.filter(entry => faultKeys.some(key => key === entry.key));
  const [first, second] = faults;
  if (first === undefined) {
    const [key] = node.entries.filter(entry => entry.key !== 'fail');
    const message =
      'nothing fails here; write what happens: "kill: driver", "drop: acknowledgement", "delay: …" or "pause: …"';
    return [problem('failure without a fault', key?.keyAt ?? at, message)];
  }
  if (second !== undefined) {
    add(
      'two faults',
      second,
      `"${first.key}" and "${second.key}" are two failures; write a list: "failures: [{…}, {…}]"`
    );
  }
  for (const [key, needs, remedy] of partners) {
    const entry = entryOf(node, key);
    if (entry !== undefined && entryOf(node, needs) === undefined) {
      add('key without its partner', entry, `"${key}" says nothing without "${needs}"; ${remedy}`);
    }
  }
  const lasting = entryOf(node, 'for');
  if (lasting !== undefined && entryOf(node, 'pause') === undefined && entryOf(node, 'kill') === undefined) {
    const message = '"for" says nothing without "pause", or "kill: driver"; write "pause: driver" beside it';
    add('key without its partner', lasting, message);
  }
  const places = ['after', 'at', 'effect'].flatMap(key => entryOf(node, key) ?? []);
  const [one, other] = [...places].sort((a, b) => a.keyAt.from - b.keyAt.from);
  if (one !== undefined && other !== undefined) {
    add('both and different', other, `"${one.key}" and "${other.key}" are two moments; leave one of them`);
  }
  for (const key of ['within', 'during']) {
    const entry = entryOf(node, key);
    if (entry !== undefined && index === 0 && textField(plainMap(node), key) !== 'start') {
      add(
        'nothing before it',
        entry,
        `"${key}" counts from the failure before it, and this is the first; leave it out, or use "at: 2s"`
      );
    }
  }
  return problems;
}

/** What this job can never come to: a step it does not pass, a victim or a message it does not have. */
export function impossibilities(node: MapNode, job: Job): readonly Problem[] {
  const keys: Fields = plainMap(node);
  const failure = failureOf(keys);
  if (failure === null) return [];
  const problems: Problem[] = [];
  const { fault, place } = failure;
  const add = (code: ProblemCode, at: TreeNode | undefined, why: string | null): void => {
    if (at !== undefined && why !== null) problems.push(problem(code, at, why));
  };
  const valueOf = (key: string): TreeNode | undefined => entryOf(node, key)?.value;
  if (fault.kind === 'kill') {
    const killed = valueOf('kill');
    fault.victims.forEach((victim, index) => {
      add('no such victim', killed?.kind === 'list' ? killed.items[index] : killed, whyNoVictim(job, victim));
    });
    if (fault.forMs !== undefined) add('both and different', valueOf('for'), whyNotKeptDown(job, fault.victims));
  } else if (fault.kind === 'pause') {
    add('no such victim', valueOf('pause'), whyNotPaused(job, fault.victim));
  } else {
    add('unreachable step', valueOf(fault.kind), whyNoMessage(job, fault.message));
  }
  if (place.at === 'step') {
    add('unreachable step', valueOf('after'), whyUnreachable(job, place.step));
    add('unreachable step', valueOf('record'), whyNoRecord(job, place.record));
    add('unreachable step', valueOf('phase'), whyNoPhase(job, place.phaseMs));
  }
  const real = place.at === 'effect' && job.engine !== 'simulated';
  add(
    'needs simulated engine',
    valueOf('effect'),
    real ? 'effects are numbered on simulated only; write "after: …", or "engine: simulated"' : null
  );
  return problems;
}

function whyNoRecord({ source }: Job, record: number | null): string | null {
  if (record === null || source.records === null || record < source.records) return null;
  return `the source ends with record ${source.records - 1}; write a smaller number, or more "records" in the source`;
}

function whyNoPhase({ batchIntervalMs }: Job, phaseMs: number | null): string | null {
  if (phaseMs === null || phaseMs < batchIntervalMs) return null;
  return `a batch interval is ${printDuration(batchIntervalMs)} long here; write a shorter phase`;
}
