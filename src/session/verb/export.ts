/** `export: NAME, to: file.csv`: one line a record, with all that the ledger knows of it. */
import type { Input } from '../../input/input.js';
import { openInputOf } from '../open-input-of.js';
import { csvOf } from '../records-csv.js';
import { judgedByName } from '../from-archive.js';
import type { Stage } from '../stage.js';

export async function runExportCell(stage: Stage, name: string, to: string): Promise<void> {
  const judged = await judgedByName(stage, name);
  const { session } = stage;
  const input: Input = session.jobs.get(name)?.input ?? (await openInputOf(stage, judged.definition.job));
  const { text, records } = csvOf(judged, input);
  await session.parts.writeFile(to, text);
  stage.text(`${records.toLocaleString('en')} records of "${name}" written to ${to}`);
}
