import ts from 'typescript';
import { at, nodes } from './source.js';
import type { Complaint, Source } from './source.js';

/** Names that say nothing of what is inside. */
const EMPTY = /^(utils?|helpers?|managers?|data|common|misc|shared|lib)$/;

/** Words of the field that sound like one of those. */
const OF_THE_FIELD = /\bcluster-manager\b/g;

/** Types that exist globally: TypeScript would take the global one in silence where an import is forgotten. */
const HIDING = /^(Event|Record|History|Promise|Range|Request)$/;

/** Files and folders are named for what they hold, and imported by that name. */
export function emptyNames(files: readonly Source[]): readonly Complaint[] {
  return files.flatMap(file => {
    const parts = file.path.split('/').slice(1);
    // The last word of a name is the noun: `run-data` holds data, `data-folders` holds folders.
    const nouns = parts.map(part =>
      part
        .replace(/(\.\w+)+$/, '')
        .replace(OF_THE_FIELD, '')
        .replace(/.*-/, '')
    );
    return [
      ...nouns.filter(noun => EMPTY.test(noun)).map(noun => `${file.path}: "${noun}" says nothing of what is inside`),
      ...(parts.at(-1) === 'index.ts' ? [`${file.path} is a barrel: import a file by its name`] : [])
    ];
  });
}

/** No type bears the name of a global one. */
export function hidingTypes(files: readonly Source[]): readonly Complaint[] {
  return files.flatMap(file =>
    [...nodes(file.tree)]
      .filter(node => ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node))
      .filter(node => HIDING.test(node.name?.text ?? ''))
      .map(node => `${at(file, node)} hides the global type ${node.name?.text ?? ''}`)
  );
}
