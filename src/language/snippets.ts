/** Cells to begin with, one for each verb: for menus and for completion. */
import type { Verb } from './cell.js';
import { definition, verbs } from './schema.js';

export interface Snippet {
  readonly verb: Verb;
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly text: string;
}

export const snippets: readonly Snippet[] = verbs.map(verb => {
  const { title, description, snippet } = definition(verb);
  return { verb, name: title ?? verb, help: description ?? '', text: snippet ?? `${verb}: \n` };
});
