/** The nearest safe change: the fewest settings, one or two, under which exploring finds none any more; and what it costs on the same job. */
import { count, listed } from '../guarantee/words.js';
import type { ChangeResult } from '../terms/result.js';
import { changesOf } from './changes.js';
import { ChangeTrial, isBad } from './change-trial.js';
import type { Exploration, Exploring } from './exploration.js';
import { priceOf } from './price.js';
import { worldWords } from './worlds.js';

type Against = ChangeResult['against'];

/** What is wrong with a job; and that mending one must not bring the other. */
function goalsOf({ tried }: Exploration): readonly Against[] {
  const ended = tried.filter(({ result }) => result.fired && result.drained);
  const kinds = (['lost', 'output duplicated'] as const).filter(against =>
    ended.some(({ result }) => isBad[against](result))
  );
  return kinds.length === 0 ? [] : [...kinds, 'lost and output duplicated'];
}

/**
 * The nearest change against each thing that is wrong with a job, and the nearest that leaves neither loss nor duplicates where that is
 * another one.
 * @returns none: there is nothing to mend, or two failures were explored.
 */
export async function safestChanges(
  exploration: Exploration,
  how: Pick<Exploring, 'tryAll' | 'planned'>
): Promise<readonly ChangeResult[]> {
  const { job, depth } = exploration;
  if (depth === 2) {
    return [];
  }
  const goals = goalsOf(exploration);
  const found = new Map<Against, ChangeResult>();
  const trials: ChangeTrial[] = [];
  for (const changed of changesOf(job)) {
    const open = goals.filter(against => !found.has(against));
    if (open.length === 0) {
      break;
    }
    const trial = new ChangeTrial(changed, exploration, how);
    trials.push(trial);
    for (const against of await trial.met(open)) {
      const { settings } = changed;
      found.set(against, { against, settings, bound: boundOf(trial), price: priceOf(job, changed.job) });
    }
  }
  const lost = goals.includes('lost') && !found.has('lost') ? await leavingLeast(exploration, trials) : null;
  return withoutRepetition(
    goals.map(against => found.get(against) ?? unmended(against, against === 'lost' ? lost : null))
  );
}

const boundOf = ({ crashes, worlds }: ChangeTrial): string =>
  `none in any of ${count(crashes)} crashes, one failure each, under ${listed(worlds.map(worldWords).sort())}`;

const unmended = (against: Against, nearest: Leaving | null): ChangeResult => ({
  against,
  settings: null,
  bound: 'no one or two of the settings that were tried mend it',
  price: [],
  ...nearest
});

type Leaving = Required<Pick<ChangeResult, 'nearest' | 'price'>>;

/** To leave a fiftieth of the crashes that lose is worth a word; to leave a tenth is not. */
const worthAWord = 0.02;
/** Of a job that loses at fewer crashes than this, a look at some of them tells no change from another. */
const tellable = 0.05;

/** @returns the change that looked best, where it leaves few crashes that lose; null: it does not. */
async function leavingLeast({ job, tried }: Exploration, trials: readonly ChangeTrial[]): Promise<Leaving | null> {
  const share = tried.filter(({ result }) => isBad.lost(result)).length / Math.max(1, tried.length);
  const [best] = [...trials].sort((one, other) => one.shareLosing - other.shareLosing);
  if (best === undefined || share < tellable || best.shareLosing > share * worthAWord) {
    return null;
  }
  const of = best.crashes;
  const bad = await best.losing(share * of * worthAWord);
  const { settings } = best.changed;
  return bad === null ? null : { nearest: { settings, bad, of }, price: priceOf(job, best.changed.job) };
}

/** Where a job has one fault, and mending it brings no other, the change against both says nothing more. */
function withoutRepetition(changes: readonly ChangeResult[]): readonly ChangeResult[] {
  const [one, both, third] = changes;
  const isSame = JSON.stringify(one?.settings) === JSON.stringify(both?.settings);
  return third === undefined && one !== undefined && isSame ? [one] : changes;
}
