/** `biography: NAME`, `record: N | first lost | first duplicated`: one record's life, as lifelines and as a table. */
import { biographyPicture } from '../../chart/biography.js';
import { biographyTable } from '../../chart/biography-table.js';
import { fateOfRecord } from '../../chart/life-words.js';
import type { Cell } from '../../language/cell.js';
import type { Tally } from '../../ledger/tally.js';
import type { BiographyResult } from '../../terms/result.js';
import type { Moment, RecordId, StepMoment, Trace } from '../../terms/trace.js';
import { CellError } from '../cell-error.js';
import { judgedByName } from '../from-archive.js';
import type { Stage } from '../stage.js';

type BiographyCell = Extract<Cell, { readonly verb: 'biography' }>;

export async function runBiographyCell(stage: Stage, { job, record: wanted }: BiographyCell): Promise<void> {
  const { trace, tally } = await judgedByName(stage, job);
  const record = chosen(job, wanted, { trace, tally });
  const { fate, why } = fateOfRecord(trace, record, tally);
  const result: BiographyResult = {
    schema: 'spillway/1',
    kind: 'biography',
    job,
    record,
    moments: stepsAbout(trace, record),
    fate,
    why
  };
  await stage.chart(biographyPicture({ trace, record, tally }), result);
  stage.table(biographyTable({ trace, record, tally }));
}

interface Run {
  readonly trace: Trace;
  readonly tally: Tally;
}

/** @throws CellError where the job has no such record. */
function chosen(job: string, wanted: BiographyCell['record'], { trace, tally }: Run): RecordId {
  const missing = (message: string) => new CellError({ kind: 'wrong input', name: 'NoSuchRecord', message });
  if (wanted === 'first lost') {
    const [first] = tally.lost;
    if (first === undefined) {
      throw missing(`"${job}" lost no record; write "record: 0", or another number`);
    }
    return first.record;
  }
  if (wanted === 'first duplicated') {
    const [first] = [...tally.receiptDuplicates, ...tally.outputDuplicates].sort((a, b) => a.record - b.record);
    if (first === undefined) {
      throw missing(`"${job}" has no record twice; write "record: 0", or another number`);
    }
    return first.record;
  }
  const last = trace.moments.reduce((most, moment) => Math.max(most, lastSentIn(moment)), -1);
  if (wanted > last) {
    throw missing(`"${job}" sent the records 0 to ${last}; write one of these numbers`);
  }
  return wanted;
}

function lastSentIn(moment: Moment): number {
  return moment.kind === 'sent' || moment.kind === 'accepted' ? Math.max(-1, ...moment.records) : -1;
}

function stepsAbout({ moments }: Trace, record: RecordId): BiographyResult['moments'] {
  return moments
    .filter((moment): moment is StepMoment => moment.kind === 'step' && moment.records.includes(record))
    .map(({ atMs, process, role, step }) => ({ atMs, process, role, step }));
}
