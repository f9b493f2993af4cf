/** Witnesses, and a sample of the other points, on real processes: whether both worlds come to the same, point by point. */
import { liveDisplay } from '../../chart/live.js';
import { crashInWords } from '../../explore/witness.js';
import type { Explored } from '../../explore/exploration-result.js';
import { letterOf, pointOutcome, type Letter } from '../../explore/point-outcome.js';
import { simulate } from '../../engine/simulated/simulated-engine.js';
import type { Pace } from '../../engine/engine.js';
import { numbers } from '../../explore/small-job.js';
import { printFailure } from '../../language/print.js';
import type { Job } from '../../terms/job.js';
import type { ExplorationResult } from '../../terms/result.js';
import type { Trace } from '../../terms/trace.js';
import { openInputOf } from '../open-input-of.js';
import type { Stage } from '../stage.js';

export type Replays = NonNullable<ExplorationResult['replays']>;

/** Points of one step, victim and outcome are one sort; so many sorts at most, spread over what there is, have one replayed. */
const sampleMost = 12;

/** Replays every witness, and of the rest a sample of each step, victim and outcome. A run on real processes takes some seconds. */
export async function replayed(stage: Stage, explored: Explored): Promise<Replays> {
  const jobs = [...explored.witnesses.map(({ job }) => job), ...sampled(explored)];
  const replays: Replays[number][] = [];
  const pace = stage.pace(() =>
    liveDisplay({ explored: `${explored.job.name} on real processes`, done: replays.length, wanted: jobs.length })
  );
  for (const job of jobs) {
    const simulated = letterOf(pointOutcome(simulate(job, numbers, job.seed)));
    const local = letterOf(pointOutcome(await onProcesses(stage, { ...job, engine: 'local' }, pace)));
    replays.push({
      failures: job.failures.map(printFailure),
      simulated: outcomeWords[simulated],
      local: outcomeWords[local],
      agrees: simulated === local
    });
    await pace.breathe();
  }
  return replays;
}

const outcomeWords: Readonly<Record<Letter, string>> = {
  B: 'lost and processed twice',
  L: 'lost',
  A: 'aborted',
  S: 'stopped',
  D: 'processed twice',
  d: 'twice in the sink only',
  '·': 'nothing',
  '?': 'not struck'
};

function sampled({ exploration }: Explored): readonly Job[] {
  const groups = new Map<string, Job>();
  for (const { places, letter, schedule } of exploration.tried) {
    const failures = places.map((place, index) => crashInWords(place, { record: null, index }));
    const named = failures.every(({ place }) => place.at === 'step');
    const key = `${letter} ${places.map(({ point, victim }) => `${point.step} ${victim.struck}`).join()}`;
    if (named && places.every(({ point }) => point.steady) && !groups.has(key)) {
      groups.set(key, { ...exploration.job, seed: schedule.seed, failures });
    }
  }
  const all = [...groups.values()];
  const stride = Math.max(1, Math.ceil(all.length / sampleMost));
  return all.filter((_, index) => index % stride === 0);
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
