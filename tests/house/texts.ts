import type { Complaint } from './source.js';

/** Any tracked file of text. */
export interface Text {
  readonly path: string;
  readonly text: string;
}

/** Work that was put off in a comment instead of an issue. */
const PUT_OFF = /\b(TODO|FIXME|XXX)\b/;

/** Folders that exist on one machine only; `os.tmpdir()` and the like know them everywhere. */
const ONE_MACHINE = /(?<![\w.~*}])\/(work|tmp|root|home|Users)\/|[A-Z]:\\Users\\/;

/** Where packages come from is the business of whoever installs them. */
const REGISTRIES =
  /registry\.(npmjs|yarnpkg)\.\w+|\b(files\.)?pythonhosted\.org|\bpypi\.org|repo1?\.maven\.|deb\.debian\.org|\bcrates\.io|proxy\.golang\.org/;

const RULES: readonly (readonly [RegExp, string])[] = [
  [PUT_OFF, 'puts work off'],
  [ONE_MACHINE, "names a folder of somebody's machine"],
  [REGISTRIES, 'names the host of a package registry']
];

/** Nothing in the repository is put off, or true on one machine alone. */
export function strayTexts(texts: readonly Text[]): readonly Complaint[] {
  return texts.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) =>
      RULES.flatMap(([pattern, why]) => {
        const found = line.match(pattern)?.[0];
        return found === undefined ? [] : [`${path}:${index + 1} ${why}: ${found}`];
      })
    )
  );
}
