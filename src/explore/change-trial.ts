/** A change of settings on trial: the changed job at every crash point, as long as there is something to be learned. */
import type { ChangeResult } from '../terms/result.js';
import type { Changed } from './changes.js';
import { crashPointsOf } from './crash-points.js';
import { placesKey, singleCrashes, tryThem, type Exploration, type Exploring, type Try } from './exploration.js';
import { Laboratory } from './laboratory.js';
import type { PointOutcome } from './point-outcome.js';
import { worldsOfChange, type World } from './worlds.js';

type Against = ChangeResult['against'];

/** A run that came to no end is no proof that nothing was lost. */
const isOpen = ({ fired, drained }: PointOutcome): boolean => fired && !drained;
const loses = (result: PointOutcome): boolean => isOpen(result) || result.receipt.lost > 0;
const doubles = (result: PointOutcome): boolean => isOpen(result) || result.output.duplicated > 0;

/** What a change must rule out, by what it is against. */
export const isBad: Readonly<Record<Against, (result: PointOutcome) => boolean>> = {
  lost: loses,
  'output duplicated': doubles,
  'lost and output duplicated': result => loses(result) || doubles(result)
};

/** So many runs are looked at before more are done: most changes that do not help show it at once. */
const lookEvery = 96;

export class ChangeTrial {
  /** Those in which most was bad before the change come first. */
  readonly worlds: readonly World[];
  private readonly laboratory: Laboratory;
  private readonly tries = new Map<World, readonly Try[]>();
  /** What the handfuls came to that were tried already, in their order. */
  private readonly known: (readonly PointOutcome[])[] = [];
  /** When and where it lost, and where it doubled, before the change; the rarer first. */
  private readonly bad: readonly ReadonlySet<string>[];

  constructor(
    readonly changed: Changed,
    /** Of the job before the change. */
    before: Exploration,
    private readonly how: Pick<Exploring, 'tryAll' | 'planned'>
  ) {
    const losing = before.tried.filter(({ result }) => loses(result));
    const doubling = before.tried.filter(({ result }) => doubles(result));
    const lostIn = (world: World): number => losing.filter(({ schedule }) => isIn(world, schedule)).length;
    this.bad = [losing, doubling]
      .sort((one, other) => one.length - other.length)
      .map(tried => new Set(tried.map(whenAndWhere)));
    this.laboratory = new Laboratory(changed.job);
    this.worlds = [...worldsOfChange(changed.job)].sort((one, other) => lostIn(other) - lostIn(one));
  }

  /** How many crashes there are in all of its worlds. */
  get crashes(): number {
    return this.worlds.reduce((sum, world) => sum + this.triesIn(world).length, 0);
  }

  /** Which part of the first runs lost something: the same look at every change, so they can be compared. 1: none was tried yet. */
  get shareLosing(): number {
    const [first] = this.known;
    return first === undefined ? 1 : first.filter(loses).length / Math.max(1, first.length);
  }

  /** @returns those of what is wanted that no crash contradicts. */
  async met(wanted: readonly Against[]): Promise<readonly Against[]> {
    let left = wanted;
    for await (const results of this.outcomes()) {
      left = left.filter(against => !results.some(isBad[against]));
      if (left.length === 0) {
        break;
      }
    }
    return left;
  }

  /** @returns how many of all crashes lose something; null: more than that. */
  async losing(most: number): Promise<number | null> {
    let bad = 0;
    for await (const results of this.outcomes()) {
      bad += results.filter(loses).length;
      if (bad > most) {
        return null;
      }
    }
    return bad;
  }

  /** Handful by handful; none is tried twice. */
  private async *outcomes(): AsyncGenerator<readonly PointOutcome[]> {
    let at = 0;
    for (const some of this.handfuls()) {
      const results = this.known[at] ?? (await this.tryThese(some));
      this.known[at] = results;
      at += 1;
      yield results;
    }
  }

  private async tryThese(tries: readonly Try[]): Promise<readonly PointOutcome[]> {
    return (await tryThem(tries, { ...this.how, job: this.changed.job })).map(({ result }) => result);
  }

  private triesIn(world: World): readonly Try[] {
    const known = this.tries.get(world);
    const tries = known ?? singleCrashes(crashPointsOf(this.laboratory, { ...world, crashes: [] }).points, world);
    this.tries.set(world, tries);
    return tries;
  }

  /** World by world: a look at the whole run; then where it was bad before the change; then all others. */
  private *handfuls(): Generator<readonly Try[]> {
    for (const world of this.worlds) {
      const tries = this.triesIn(world);
      const stride = Math.max(1, Math.ceil(tries.length / lookEvery));
      yield tries.filter((_, index) => index % stride === 0);
      let rest = tries.filter((_, index) => index % stride !== 0);
      for (const bad of this.bad) {
        yield* spread(rest.filter(one => bad.has(whenAndWhere(one))));
        rest = rest.filter(one => !bad.has(whenAndWhere(one)));
      }
      yield* spread(rest);
    }
  }
}

const isIn = ({ seed, storeLatencyMs }: World, schedule: Try['schedule']): boolean =>
  schedule.seed === seed && schedule.storeLatencyMs === storeLatencyMs;

const whenAndWhere = ({ schedule: { seed, storeLatencyMs }, places }: Try): string =>
  `${seed} ${storeLatencyMs} ${placesKey({ places })}`;

/** Each handful from all over the run. */
function* spread(tries: readonly Try[]): Generator<readonly Try[]> {
  const strides = Math.ceil(tries.length / lookEvery);
  for (let stride = 0; stride < strides; stride += 1) {
    yield tries.filter((_, index) => index % strides === stride);
  }
}
