/** Cells to begin with, one for each verb: for menus and for completion. */
import { definition, verbs } from './schema.js';

export interface Snippet {
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly text: string;
}

export const snippets: readonly Snippet[] = verbs.map(verb => {
  const { title, description, snippet } = definition(verb);
  return { name: title ?? verb, help: description ?? '', text: snippet ?? `${verb}: \n` };
});
