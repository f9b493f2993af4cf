import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { simulate } from '../../../src/engine/simulated/simulated-engine.js';
import { configurations } from '../../../src/guarantee/configuration.js';
import { steps, type Failure, type Step } from '../../../src/terms/failure.js';
import type { Job } from '../../../src/terms/job.js';
import type { ConfigurationId } from '../../../src/terms/result.js';
import type { RecordId, StepMoment, Trace } from '../../../src/terms/trace.js';
import { rowJob } from '../jobs.js';
import { accountOf, agree, expectKinds, expectRecords, input, oneRecordABatch, simulatedAccounts } from './agreeing.js';
import { bundledScripts } from './bundled.js';

const { overrides, records, record } = oneRecordABatch;
/** Two seconds of batches: some have a record, most have none. */
const occurrences = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** The steps of a trace from its steady point on, up to a moment. */
function stepsIn({ moments }: Trace, until = moments.length): readonly StepMoment[] {
  const steady = moments.findIndex(moment => moment.kind === 'state' && moment.state === 'steady');
  return moments.slice(steady, until).flatMap(moment => (moment.kind === 'step' ? [moment] : []));
}

/** Each step of each configuration that `after` offers and that the job passes after its steady point; whether it bears records. */
const cases = configurations.flatMap(({ id }) => {
  const passed = stepsIn(simulate(rowJob(id, overrides), input));
  return steps.flatMap(step => {
    const passings = passed.filter(one => one.step === step);
    const bearsRecords = passings.some(one => one.records.includes(record));
    return passings.length === 0 ? [] : [[id, step, bearsRecords] as const];
  });
});

/** The driver is killed after that record's passing of the step; where the step bears no records, after its second one, or another. */
function struck(id: ConfigurationId, step: Step, at: RecordId | null, occurrence = at === null ? 2 : 1): Job {
  const failure: Failure = {
    fault: { kind: 'kill', victims: ['driver'] },
    place: { at: 'step', step, occurrence, record: at, phaseMs: null },
    withinMs: null,
    duringRecovery: false
  };
  return rowJob(id, { ...overrides, failures: [failure] });
}

/** Who passed the step that was meant stood there when the fault came, and did not go on before the victim was dead; others may tell of a step meanwhile. */
function expectHit(trace: Trace, step: Step, at: RecordId | null): void {
  const { moments, failures } = trace;
  const [report] = failures;
  expect(report).toMatchObject({ fired: true, why: null });
  const fault = report?.momentIndex ?? NaN;
  const meant = stepsIn(trace, fault).filter(one => one.step === step && (at === null || one.records.includes(at)));
  expect(meant).toHaveLength(at === null ? 2 : 1);
  const performer = meant.at(-1)?.process;
  const before = stepsIn(trace, fault).filter(one => one.process === performer);
  expect(before.at(-1)).toBe(meant.at(-1));
  const victim = report?.victims[0]?.process;
  const died = moments.findIndex(moment => moment.kind === 'died' && moment.process === victim);
  const between = moments.slice(fault + 1, died).filter(moment => moment.kind === 'step');
  expect(between.filter(moment => moment.process === performer)).toEqual([]);
}

describe('a fault after a named step hits exactly that step, and what comes of it is what is simulated', () => {
  let scripts: Scripts;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });

  test.each(cases)(
    '%s, the driver killed after %s',
    async (id, step, bearsRecords) => {
      const simulated = simulatedAccounts(
        bearsRecords
          ? records.map(from => ({ job: struck(id, step, from), from }))
          : occurrences.map(occurrence => ({ job: struck(id, step, null, occurrence), from: 0 }))
      );
      const at = bearsRecords ? record : null;
      await agree(struck(id, step, at), scripts, local => {
        expectHit(local, step, at);
        const check = bearsRecords ? expectRecords : expectKinds;
        check(accountOf(local, at ?? 0), simulated);
      });
    },
    60_000
  );
});
