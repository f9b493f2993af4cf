import { readFileSync, writeFileSync } from 'node:fs';
import { inside, root } from './places.mjs';
import { ifChanged } from './step.mjs';

const SCHEMA = 'src/language/cell.schema.json';

/** The module that is made: git does not have it. */
export const VALIDATORS = 'src/language/cell-validators.js';

/** What the schema says for people and for the language's own code; a value is not right or wrong by it. */
const NO_RULES = new Set([
  ...['title', 'description', 'default', 'examples', 'page', 'snippet', 'values', 'spark', 'lab', 'alsoCalled'],
  ...['bareUnit', 'standsFor', 'mayBeEmpty', 'asWritten']
]);

/** Compiles the cells' schema to code, one function a verb: so neither kernel nor page compiles it, or carries a compiler. */
export async function makeValidators() {
  return await ifChanged(
    {
      name: 'validators',
      title: "compiling the cells' schema",
      inputs: ['package-lock.json', 'setup/validators.mjs', SCHEMA],
      outputs: [VALIDATORS]
    },
    async () =>
      writeFileSync(inside(VALIDATORS), await moduleOf(rulesOf(JSON.parse(readFileSync(inside(SCHEMA), 'utf8')))))
  );
}

/** @typedef {{ [key: string]: any }} Schema */

/**
 * A schema without what is no rule. Names below `properties` and `$defs` are names, whatever they read like.
 *
 * @param {Schema} schema
 * @returns {Schema}
 */
function rulesOf(schema) {
  const rules = Object.entries(schema).filter(([word]) => !NO_RULES.has(word));
  return Object.fromEntries(
    rules.map(([word, value]) => {
      if (word === 'properties' || word === '$defs') {
        return [word, Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rulesOf(each)]))];
      }
      if (word === 'anyOf') return [word, value.map(rulesOf)];
      return [word, typeof value === 'object' && !Array.isArray(value) ? rulesOf(value) : value];
    })
  );
}

/**
 * The module that src/language/cell-validators.d.ts describes.
 *
 * @param {Schema} schema
 */
async function moduleOf(schema) {
  const { _, Ajv2020 } = await import('ajv/dist/2020.js');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    // The schema is checked by a test, not by every build.
    validateSchema: false,
    meta: false,
    code: { source: true, lines: true, formats: _`formats` }
  });
  // What formats and quantities are the language knows; the module is handed it.
  for (const name of formatsIn(schema)) ajv.addFormat(name, () => true);
  ajv.addKeyword({
    keyword: 'least',
    type: 'string',
    code: cxt => cxt.fail(_`compare(${cxt.data}, ${cxt.schema}) < 0`)
  });
  ajv.addKeyword({
    keyword: 'most',
    type: 'string',
    code: cxt => cxt.fail(_`compare(${cxt.data}, ${cxt.schema}) > 0`)
  });
  ajv.addSchema(schema);
  /** @type {Record<string, string>} */
  const verbs = {};
  for (const { $ref } of schema['oneOf']) {
    const verb = $ref.replace('#/$defs/', '');
    ajv.addSchema({ $id: verb, $ref: `${schema['$id']}${$ref}` });
    verbs[verb] = verb;
  }
  return await withoutRequire(`export function cellValidators({ formats, compare }) {
const exports = {};
${standalone(ajv, verbs)}
return exports;
}`);
}

/**
 * Every format that a schema names.
 *
 * @param {Schema} schema
 */
function formatsIn(schema) {
  /** @type {Set<string>} */
  const names = new Set();
  JSON.stringify(schema, (word, value) => {
    if (word === 'format' && typeof value === 'string') names.add(value);
    return value;
  });
  return names;
}

/**
 * The code with the few lines of the library in it that it asks for.
 *
 * @param {string} contents
 */
async function withoutRequire(contents) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false
  });
  return `// Made by setup/validators.mjs out of ${SCHEMA}.\n${outputFiles[0]?.text}`;
}
