/** The reference page of the language, printed from the schema: `docs/reference.md`. */
import { sparkLine } from './describe.js';
import { expectedOf } from './expected.js';
import { definition, keysOf, valuesOf, verbs } from './schema.js';
import type { SchemaNode } from './schema.js';

/** Mappings that have a section of their own, with the key that they stand under. */
const inside = [
  ['source', 'source'],
  ['kafka', 'source: {kafka: …}'],
  ['failure', 'failures, and the cell fail'],
  ['conf', 'conf']
] as const;

export function referencePage(): string {
  return (
    [
      '# The cell language',
      "Printed from `src/language/cell.schema.json`. A cell is a YAML document with one verb; words are those of Spark: of the property, the argument or the flag. Sentences in quotes are the page's, word for word.",
      ...verbs.flatMap(verbSection),
      '## Keys inside other keys',
      ...inside.flatMap(([name, title]) => keySection(title, definition(name))),
      '## Words',
      ...wordSections(),
      ''
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function verbSection(verb: (typeof verbs)[number]): readonly string[] {
  const node = definition(verb);
  const snippet = `\`\`\`yaml\n${(node.snippet ?? '').trimEnd()}\n\`\`\``;
  return [`## ${verb}`, node.description ?? '', ...quotation(node), snippet, table(node)];
}

function keySection(title: string, node: SchemaNode): readonly string[] {
  return [`### ${title}`, table(node)];
}

function quotation({ page }: SchemaNode): readonly string[] {
  return page === undefined ? [] : [`> "${page}"`];
}

function table(node: SchemaNode): string {
  const rows = [...keysOf(node)].map(([key, each]) => row(key, each));
  return ['| key | takes | default | what it is |', '|---|---|---|---|', ...rows].join('\n');
}

function row(key: string, node: SchemaNode): string {
  const nested = [...keysOf(node)].map(([name, inner]) => `\`${name}\`: ${inner.description ?? ''}`);
  const what = [
    node.description ?? '',
    ...sparkLine(node),
    ...(node.lab === undefined ? [] : [node.lab]),
    ...(node.page === undefined ? [] : [`"${node.page}"`]),
    ...(nested.length === 0 || nested.length > 4 ? [] : nested)
  ];
  const plain = node.default === undefined ? '' : `\`${String(node.default)}\``;
  return `| \`${key}\` | ${cellOf(expectedOf(node))} | ${plain} | ${cellOf(what.join(' '))} |`;
}

function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
}

/** Every value set that has help, once. */
function wordSections(): readonly string[] {
  const told = new Set<string>();
  const nodes = [...verbs.map(definition), ...inside.map(([name]) => definition(name))].flatMap(node => [
    ...keysOf(node)
  ]);
  return nodes.flatMap(([key, node]) => {
    const values = [...valuesOf(node)].filter(([, { help }]) => help !== '');
    const words = values.map(([word]) => word).join();
    if (values.length === 0 || told.has(words)) return [];
    told.add(words);
    const lines = values.map(
      ([word, { help, page }]) => `- \`${word}\`: ${help}${page === undefined ? '' : ` "${page}"`}`
    );
    return [`### ${key}`, lines.join('\n')];
  });
}
