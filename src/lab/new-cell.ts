/** The text of a new cell: the snippet of its verb, about the notebook's newest job. */
import type { Context } from '../language/cell.js';
import { snippets } from '../language/snippets.js';

/** The job that snippets speak of. */
const exampleName = 'clicks';

export interface NewCell {
  readonly verb: string;
  readonly context: Context;
  /** Lines that every new job gets. */
  readonly jobLines: readonly string[];
}

/** Without a line end; null for a word that is no verb. */
export function newCellText({ verb, context, jobLines }: NewCell): string | null {
  const snippet = snippets.find(each => each.verb === verb)?.text.trimEnd();
  if (snippet === undefined) return null;
  const names = [...context.jobs.keys()];
  if (verb === 'job') {
    const given = jobLines.filter(line => !snippet.includes(line.split(':')[0] ?? ''));
    return [snippet.replace(exampleName, freeName(names)), ...given].join('\n');
  }
  const [newest, before] = [names.at(-1), names.at(-2)];
  if (newest === undefined) return snippet;
  if (verb === 'compare') return snippet.replace(/\[.*?\]/, `[${before ?? newest}, ${newest}]`);
  return snippet.replaceAll(exampleName, newest);
}

function freeName(names: readonly string[]): string {
  let name = exampleName;
  for (let number = 2; names.includes(name); number += 1) name = `${exampleName}-${number}`;
  return name;
}
