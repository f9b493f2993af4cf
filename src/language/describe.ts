/** What the schema says of a verb, a key or a value, as text and as Markdown. The page's sentences are marked as the page's. */
import { expectedOf } from './expected.js';
import { keysOf, valuesOf } from './schema.js';
import type { SchemaNode, ValueHelp } from './schema.js';

export interface Help {
  readonly plain: string;
  readonly markdown: string;
}

const pagePrefix = 'The page says:';

/** A key, with what it takes, its default, Spark's word for it and the page's sentence. */
export function describeKey(key: string, node: SchemaNode): Help {
  return asHelp(key, node.title ?? '', [
    node.description ?? '',
    `Takes ${expectedOf(node)}.`,
    ...(node.default === undefined ? [] : [`Default: ${String(node.default)}.`]),
    ...sparkLine(node),
    ...(node.lab === undefined ? [] : [`In this lab: ${node.lab}`]),
    ...pageLine(node),
    ...valueLines(node)
  ]);
}

export function describeVerb(verb: string, node: SchemaNode): Help {
  const keys = [...keysOf(node).keys()].filter(key => key !== verb);
  return asHelp(verb, node.title ?? '', [
    node.description ?? '',
    ...pageLine(node),
    ...(keys.length === 0 ? [] : [`Keys: ${keys.join(', ')}.`]),
    ...(node.snippet === undefined
      ? []
      : [
          'For example:',
          ...node.snippet
            .trimEnd()
            .split('\n')
            .map(line => `    ${line}`)
        ])
  ]);
}

export function describeValue(value: string, key: string, help: ValueHelp): Help {
  return asHelp(
    value,
    `a value of ${key}`,
    [help.help, ...pageLine(help)].filter(line => line !== '')
  );
}

/** One after the other. */
export function together(parts: readonly Help[]): Help {
  return {
    plain: parts.map(({ plain }) => plain).join('\n\n'),
    markdown: parts.map(({ markdown }) => markdown).join('\n\n')
  };
}

/** @param sentences one a line; a line that is indented is code. */
export function asHelp(word: string, title: string, sentences: readonly string[]): Help {
  const lines = sentences.filter(line => line !== '');
  const heading = title === '' ? word : `${word}: ${title}`;
  const paragraphs: string[] = [];
  for (const line of lines) {
    const isCode = line.startsWith('    ');
    const before = paragraphs.at(-1);
    if (isCode && before?.startsWith('    ') === true) paragraphs[paragraphs.length - 1] = `${before}\n${line}`;
    else paragraphs.push(isCode ? line : line.replace(/^(\s*)\* (\S+(?: \S+)*?): /, '- `$2`: '));
  }
  return {
    plain: [heading, ...lines].join('\n'),
    markdown: [`**\`${word}\`**${title === '' ? '' : ` ${title}`}`, ...joined(paragraphs)].join('\n\n')
  };
}

/** Items of a list follow each other without an empty line. */
function joined(paragraphs: readonly string[]): readonly string[] {
  const blocks: string[] = [];
  for (const paragraph of paragraphs) {
    const before = blocks.at(-1);
    const goesOn = paragraph.startsWith('- ') && before?.startsWith('- ') === true;
    if (goesOn) blocks[blocks.length - 1] = `${before ?? ''}\n${paragraph}`;
    else blocks.push(paragraph);
  }
  return blocks;
}

/** What Spark calls it: a property, an argument of the API or a flag, and Spark's own default. */
export function sparkLine({ spark }: SchemaNode): readonly string[] {
  if (spark === undefined) return [];
  const { default: plain, ...names } = spark;
  const said = Object.entries(names).map(([kind, name]) => (kind === 'argument' ? name : `the ${kind} ${name}`));
  return [`Spark: ${said.join(', ')}${plain === undefined ? '' : `; its default is ${plain}`}.`];
}

function pageLine({ page }: { readonly page?: string | undefined }): readonly string[] {
  return page === undefined ? [] : [`${pagePrefix} "${page}"`];
}

function valueLines(node: SchemaNode): readonly string[] {
  return [...valuesOf(node)].filter(([, { help }]) => help !== '').map(([word, { help }]) => `  * ${word}: ${help}`);
}
