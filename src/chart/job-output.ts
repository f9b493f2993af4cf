/** What a `job` cell shows once its job is steady: the row of the page with its promises, and every setting with where it comes from. */
import { pageConfiguration, semanticsOf } from '../guarantee/page.js';
import { voidsOf } from '../guarantee/voids.js';
import { counted } from '../guarantee/words.js';
import type { JobDefinition, SettingOrigin } from '../language/cell.js';
import type { JobResult } from '../terms/result.js';
import { nextStep } from './next-step.js';
import type { Table } from './table.js';

export interface JobShown {
  readonly definition: JobDefinition;
  readonly state: JobResult['state'];
}

export function jobTable({ definition, state }: JobShown): Table {
  const { job, configuration, settings } = definition;
  const defaults = settings.filter(setting => setting.origin === 'default' && !isEmpty(setting));
  const count = counted(defaults.length, 'more setting');
  return {
    title: `“${job.name}” is ${state}, on the ${job.engine} engine`,
    columns: [],
    rows: [],
    notes: [promisesLine(definition), ...settingsLines(settings), ...voidedLines(definition)],
    folded: {
      summary: `${count} by default; “help: ${job.name}” prints them all`,
      notes: [asSet(defaults)]
    },
    next: nextStep({
      verb: 'job',
      job: job.name,
      configuration,
      behind: job.failures.length > 0 ? 'its failures' : state === 'steady' ? 'nothing' : 'its runs'
    })
  };
}

/** The row and what the page says of it: `“Reliable receivers, write-ahead logging”: executor failure => no data loss · …`. */
function promisesLine({ job, configuration }: JobDefinition): string {
  const { title, promise } = semanticsOf(job.consumer);
  const semantics = `${title.charAt(0).toLowerCase()}${title.slice(1)}: “${promise}”`;
  if (configuration === null)
    return `No row of the page: these settings are none of its six. Of how often a record is processed it says, ${semantics}.`;
  const { title: row, number, promises } = pageConfiguration(configuration);
  const said = Object.values(promises).map(({ words }) => words);
  return `Row ${number} of the page, “${row}”: ${said.join(' · ')} · ${semantics}`;
}

const origins: readonly (readonly [SettingOrigin['origin'], string])[] = [
  ['override', 'set from outside the cell'],
  ['given', 'given'],
  ['like', 'from the job it is like'],
  ['configuration', 'from its configuration']
];

/** One line, by where they come from; none where everything is at its default. */
function settingsLines(settings: readonly SettingOrigin[]): readonly string[] {
  const said = origins.flatMap(([origin, words]) => {
    const named = settings.filter(setting => setting.origin === origin && !isEmpty(setting));
    return named.length === 0 ? [] : [`${words}: ${asSet(named)}`];
  });
  return said.length === 0 ? [] : [said.join(' · ')];
}

function asSet(settings: readonly SettingOrigin[]): string {
  return settings.map(({ key, value }) => `${key}: ${value}`).join(', ');
}

/** A list or a map that nothing was put into says nothing. */
function isEmpty({ value }: SettingOrigin): boolean {
  return value === '[]' || value === '{}';
}

/** Settings with which the page's sentences no longer speak of this job. */
function voidedLines({ job }: JobDefinition): readonly string[] {
  return [...new Set(voidsOf(job).map(({ setting, sentence }) => `${setting}: ${sentence}.`))];
}
