/** Witnesses, and a sample of the other points, on real processes: whether both worlds come to the same, point by point. */
import { letterWords } from '../../chart/crash-legend.js';
import { liveDisplay } from '../../chart/live.js';
import { simulate } from '../../engine/simulated/simulated-engine.js';
import type { Pace } from '../../engine/engine.js';
import { letterOf, pointOutcome, type Letter } from '../../explore/point-outcome.js';
import { placesKey } from '../../explore/exploration.js';
import type { Explored } from '../../explore/exploration-result.js';
import { runCells } from '../../explore/laboratory.js';
import { numbers } from '../../explore/small-job.js';
import { crashesInWords, isNamed } from '../../explore/telling.js';
import { allWitnesses, doesShow, underOtherSeeds, type Shows } from '../../explore/witness.js';
import { printFailure } from '../../language/print.js';
import type { Job } from '../../terms/job.js';
import type { ExplorationResult } from '../../terms/result.js';
import type { Trace } from '../../terms/trace.js';
import { atOnce } from '../at-once.js';
import { openInputOf } from '../open-input-of.js';
import type { Stage } from '../stage.js';

export interface Replay {
  readonly job: Job;
  readonly simulated: Trace;
  readonly local: Trace;
  readonly result: NonNullable<ExplorationResult['replays']>[number];
}

/** Real jobs mostly wait for their own clocks. */
const realAtOnce = 3;
/** A failure that does not find its step on real processes is not waited for longer. */
const limitMs = 15_000;

interface Wanted {
  readonly job: Job;
  /** What the two must both show; null: they must come to the same letter. */
  readonly shows: Shows | null;
}

/** Replays every witness, and of the other points some of each step, victim and outcome. A run on real processes takes some seconds. */
export function replayed(stage: Stage, all: readonly Explored[], sample: number): Promise<readonly Replay[]> {
  const wanted: readonly Wanted[] = all.flatMap(explored => [
    ...allWitnesses(explored).flatMap(({ job, shows, seeds }) => (seeds === null ? [] : [{ job, shows }])),
    ...sampled(explored, Math.ceil(sample / all.length))
  ]);
  let done = 0;
  const name = `${all[0]?.job.name ?? ''}${all.length > 1 ? ' and others' : ''} on real processes`;
  const pace = stage.pace(() => liveDisplay({ explored: name, done, wanted: wanted.length }));
  return atOnce(wanted, { atMost: realAtOnce, pace }, async ({ job, shows }, shared) => {
    const limited = { ...job, limitMs };
    const simulated = simulate(limited, numbers, job.seed);
    const local = await onProcesses(stage, { ...limited, engine: 'local' }, shared);
    done += 1;
    return { job, simulated, local, result: await compared({ job, shows, simulated, local }) };
  });
}

async function compared({
  job,
  shows,
  simulated,
  local
}: Wanted & Pick<Replay, 'simulated' | 'local'>): Promise<Replay['result']> {
  const [one, other] = [letterOf(pointOutcome(simulated)), letterOf(pointOutcome(local))];
  const isSame = shows === null ? one === other : doesShow(shows, pointOutcome(local));
  const { letters } = await underOtherSeeds(
    job,
    () => true,
    jobs => Promise.resolve(jobs.map(runCells))
  );
  return {
    job: job.name,
    failures: job.failures.map(printFailure),
    simulated: outcomeWords[one],
    local: outcomeWords[other],
    otherSeeds: letters.filter(letter => letter !== one).map(letter => outcomeWords[letter]),
    agrees: isSame || letters.includes(other)
  };
}

const outcomeWords: Readonly<Record<Letter, string>> = {
  ...letterWords,
  '·': 'nothing',
  '?': 'not struck'
};

/** One of each step, victim and outcome, of a steady job, at a step that has a name; so many of them, spread over what there is. */
function sampled({ exploration }: Explored, most: number): readonly Wanted[] {
  const groups = new Map<string, Wanted>();
  for (const { places, letter, schedule } of exploration.tried) {
    const key = `${letter} ${placesKey({ places })}`;
    const { job } = exploration;
    if (places.every(({ point }) => point.steady && isNamed(point)) && !groups.has(key)) {
      const failures = crashesInWords(places, { telling: 'phase', record: null, batchIntervalMs: job.batchIntervalMs });
      const { seed, storeLatencyMs } = schedule;
      const slowed = storeLatencyMs === null ? {} : { storeLatencyMs };
      groups.set(key, { job: { ...job, seed, failures, ...slowed }, shows: null });
    }
  }
  const every = [...groups.values()];
  const stride = Math.max(1, every.length / Math.max(1, most));
  return Array.from({ length: Math.min(most, every.length) }, (_, at) => every[Math.floor(at * stride)]).flatMap(
    one => one ?? []
  );
}

async function onProcesses(stage: Stage, job: Job, pace: Pace): Promise<Trace> {
  const run = stage.session.launch(job, await openInputOf(stage, job));
  try {
    if ((await run.toSteady(pace)) === 'reached') {
      await run.inject(job.failures, pace);
      await run.drain(pace);
    }
    return run.trace();
  } finally {
    run.stop();
  }
}
