import { beforeAll, describe, test } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { simulate } from '../../../src/engine/simulated/simulated-engine.js';
import { placed } from '../../../src/explore/placement.js';
import type { Failure, Fault } from '../../../src/terms/failure.js';
import type { Job } from '../../../src/terms/job.js';
import type { ConfigurationId } from '../../../src/terms/result.js';
import { rowIds, rowJob, type Overrides } from '../jobs.js';
import { accountOf, agree, expectKinds, expectRecords, input, oneRecordABatch, simulatedAccounts } from './agreeing.js';
import { bundledScripts } from './bundled.js';

const kill = (victim: 'executor' | 'driver'): Fault => ({ kind: 'kill', victims: [victim] });
/** The twelve cells of the page, and its two semantics rows. */
const cells: readonly (readonly [ConfigurationId, string, Fault])[] = [
  ...rowIds.flatMap(id => [[id, 'executor', kill('executor')] as const, [id, 'driver', kill('driver')] as const]),
  ['reliable-replicated', 'lost acknowledgement', { kind: 'drop', message: 'acknowledgement' }],
  ['direct-checkpoint', 'driver, again', kill('driver')]
];

type StepPlace = Extract<Failure['place'], { readonly at: 'step' }>;

/** The job of a row, struck where the table strikes it; `at` may say more of the place. @throws where no step bears a record at risk. */
function struck([id, , fault]: (typeof cells)[number], overrides: Overrides, at: Partial<StepPlace>): Job {
  const plain = rowJob(id, overrides);
  const failure = placed(fault, simulate(plain, input));
  if (failure?.place.at !== 'step') {
    throw new Error(`no step of ${id} bears a record at risk`);
  }
  return { ...plain, failures: [{ ...failure, place: { ...failure.place, ...at } }] };
}

describe('local and simulated agree', () => {
  let scripts: Scripts;
  beforeAll(async () => {
    scripts = await bundledScripts();
  });

  describe('on a stream of 500 records a second: outcome, causes, whether anything is lost or doubled', () => {
    const streaming: Overrides = {
      batchIntervalMs: 500,
      properties: { blockIntervalMs: 200 },
      source: { ratePerSecond: 500, records: 1500 }
    };
    /** The batch clock is not forced by a step, so a real run may meet its step in any phase of a batch: so do these. */
    const occurrences = [1, 2, 3, 4, 5, 6];

    test.each(cells)(
      '%s, %s',
      async (...cell) => {
        const simulated = simulatedAccounts(
          occurrences.map(occurrence => ({ job: struck(cell, streaming, { occurrence }), from: 0 }))
        );
        await agree(struck(cell, streaming, {}), scripts, local => expectKinds(accountOf(local), simulated));
      },
      60_000
    );
  });

  describe('where each batch has one record, and the record is named, record for record', () => {
    const { overrides, records, record } = oneRecordABatch;

    test.each(cells)(
      '%s, %s',
      async (...cell) => {
        const at = (record: number): Job => struck(cell, overrides, { occurrence: 1, record });
        const simulated = simulatedAccounts(records.map(record => ({ job: at(record), from: record })));
        await agree(at(record), scripts, local => expectRecords(accountOf(local, record), simulated));
      },
      60_000
    );
  });
});
