/** An exploration judged by promise: the page's rows hold at every point within the bound, or a counterexample contradicts them. */
import { configurationOf } from '../guarantee/configuration.js';
import { failureKinds } from '../guarantee/failure-kind.js';
import { lossWords, mainLossPlace } from '../guarantee/loss-words.js';
import { pageConfiguration, semanticsOf } from '../guarantee/page.js';
import type { Void } from '../guarantee/voids.js';
import type { Job } from '../terms/job.js';
import type { Exploration, Tried } from './exploration.js';
import { grouped } from './grouped.js';
import type { RunAll } from './laboratory.js';
import { bearsOn, lossPromiseTo, oncePromiseTo } from './page-breaking.js';
import { doesShow, smallestWitness, type Searching, type Shows, type Witness } from './witness.js';

/** Points at which a promise breaks, or a warning comes true, for one reason: seen in the runs, not written down for a configuration. */
export interface Condition {
  /** What these points have in common: `before the first checkpoint was durable: skipped after the driver died`. */
  readonly name: string;
  readonly points: number;
  readonly witness: Witness | null;
}

export interface PromiseFinding {
  /** The page's line: `driver failure => no data loss`, or `exactly-once`. */
  readonly words: string;
  readonly sentences: readonly string[];
  /** holds, contradicted: of a promise. borne out, not shown: of a warning. */
  readonly judgement: 'holds' | 'contradicted' | 'borne out' | 'not shown';
  /** Why the page does not promise it to this job, where a setting voids it. */
  readonly voided?: string;
  /** Points that bear on it, and those among them at which something was lost (or processed twice). */
  readonly points: number;
  readonly bad: number;
  readonly conditions: readonly Condition[];
}

/** @returns one for each line of the page that bears on the job; none where the page has no row for it. */
export async function findingsOf(exploration: Exploration, runAll: RunAll): Promise<readonly PromiseFinding[]> {
  const { job } = exploration;
  const id = configurationOf(job);
  if (id === null) {
    return [];
  }
  const row = pageConfiguration(id);
  const losses = failureKinds.map(kind => {
    const promise = lossPromiseTo(job, kind);
    const { words } = row.promises[kind];
    const line = { words, sentences: row.sentences, shows: 'lost', bearing: bearsOn(job, kind), ...promise } as const;
    return finding(exploration, line, runAll);
  });
  return Promise.all(job.consumer === 'direct' ? [...losses, exactlyOnce(exploration, runAll)] : losses);
}

function exactlyOnce(exploration: Exploration, runAll: RunAll): Promise<PromiseFinding> {
  const { job } = exploration;
  const { promise, sentences } = semanticsOf(job.consumer);
  const bearing = () => true;
  const line = { words: promise, sentences, shows: 'duplicated', bearing, ...oncePromiseTo(job) } as const;
  return finding(exploration, line, runAll);
}

interface Line {
  readonly words: string;
  readonly sentences: readonly string[];
  readonly promised: boolean;
  readonly voided?: Void;
  readonly shows: Shows;
  bearing(tried: Tried): boolean;
}

async function finding({ job, tried }: Exploration, line: Line, runAll: RunAll): Promise<PromiseFinding> {
  const points = tried.filter(one => one.letter !== '?' && line.bearing(one));
  const bad = points.filter(({ result }) => doesShow(line.shows, result));
  const judgement = line.promised
    ? bad.length > 0
      ? 'contradicted'
      : 'holds'
    : bad.length > 0
      ? 'borne out'
      : 'not shown';
  return {
    words: line.words,
    sentences: line.sentences,
    judgement,
    ...(line.voided === undefined ? {} : { voided: `${line.voided.setting}: ${line.voided.sentence}` }),
    points: points.length,
    bad: bad.length,
    conditions: await conditionsOf({ job, tried: bad, shows: line.shows, runAll })
  };
}

async function conditionsOf({ job, tried: bad, shows, runAll }: Searching): Promise<readonly Condition[]> {
  const groups = grouped(bad, one => conditionOf(job, one, shows));
  return Promise.all(
    [...groups]
      .sort(([, one], [, other]) => other.length - one.length)
      .map(async ([name, tried]) => ({
        name,
        points: tried.length,
        witness: await witnessOf({ job, tried, shows, runAll }, bad)
      }))
  );
}

/**
 * One of its own points, told by its steps. Where none of them can be told so, another point at which records vanish in the same place for
 * the same reason, among others that vanish elsewhere.
 */
async function witnessOf(searching: Searching, bad: readonly Tried[]): Promise<Witness | null> {
  const { job, tried, shows } = searching;
  const own = await smallestWitness(searching);
  const [first] = tried;
  const among = first === undefined ? null : mainLossPlace(first.result.causes.lost);
  if (shows !== 'lost' || first === undefined || among === null || (own !== null && own.seeds !== null)) {
    return own;
  }
  const wider = bad.filter(
    one =>
      (one.result.causes.lost[among] ?? 0) > 0 &&
      isEarly(job, one) === isEarly(job, first) &&
      diedIn(one) === diedIn(first)
  );
  const other = await smallestWitness({ ...searching, tried: wider, among });
  return other?.seeds ? other : (own ?? other);
}

/** Whether a checkpoint was to be written, and none was durable yet when the first crash came. */
const isEarly = (job: Job, { places: [first] }: Tried): boolean =>
  job.checkpoint !== 'none' && first?.point.checkpointed === false;

function diedIn({ schedule: { crashes } }: Tried): string | null {
  const struck = crashes[0]?.struck;
  if (struck === undefined || struck === 'acknowledgement') return null;
  return struck === 'driver' ? 'the driver died' : 'an executor died';
}

/** What a run shows of its reason: what was not yet there when it was struck, and where the records vanished or why they came twice. */
function conditionOf(job: Job, tried: Tried, shows: Shows): string {
  const { causes, outcome } = tried.result;
  const early = isEarly(job, tried) ? 'before the first checkpoint was durable: ' : '';
  if (shows !== 'lost') {
    return `${early}${Object.keys(causes.receipt).sort().join(', ')}`;
  }
  const silent = outcome === 'aborted' ? ', and the job ended itself' : '';
  // Points whose records mostly vanished in one place have one reason, whatever else went with them.
  const where = lossWords(causes.lost, diedIn(tried)).replace(/^most of them /, '');
  return `${early}${where}${silent}`;
}
