import { describe, expect, test } from '@jest/globals';
import { deadFiles, importOrder, knownRooms } from './imports.js';
import { emptyNames, hidingTypes } from './names.js';
import { purity } from './purity.js';
import { readRooms } from './rooms.js';
import { longFiles, longFunctions, manyParameters, medianFile } from './sizes.js';
import { source } from './source.js';
import { strayTexts } from './texts.js';

const rooms = readRooms(`
| room | what it is | pure |
|---|---|---|
| \`terms/\` | words | yes |
| \`chart/\` | pictures | yes |
| \`engine/\` | runs: \`simulated/\` (pure), \`local/\` | partly |
| \`run-cell.ts\` | one cell | no |
| \`lab/\` | stands aside: imports \`terms chart\` only | no |
`);

describe('the page of the house', () => {
  test('gives rooms in their order, pure ones, and what lab may import', () => {
    expect(rooms).toEqual({
      order: ['terms', 'chart', 'engine', 'run-cell', 'lab'],
      pure: ['terms', 'chart', 'engine/simulated'],
      besideLab: ['terms', 'chart']
    });
  });

  test('must have its table', () => {
    expect(() => readRooms('# The house')).toThrow('no table of rooms');
  });
});

describe('an import', () => {
  const judged = (path: string, text: string) => importOrder([source(path, text)], rooms);

  test.each([
    ['src/engine/run.ts', "import type { Job } from '../terms/job.js';"],
    ['src/engine/simulated/clock.ts', "import { ask } from '../ask.js';"],
    ['src/run-cell.ts', "const { draw } = await import('./chart/draw.js');"],
    ['src/run-cell.ts', "import { readFileSync } from 'node:fs';"],
    ['src/lab/plugin.ts', "import { draw } from '../chart/draw.js';"],
    ['src/run-cell.ts', "import manifest from '../package.json' with { type: 'json' };"],
    ['src/chart/draw.ts', "import schema from '../terms/result.schema.json' with { type: 'json' };"]
  ])('from above is right: %s: %s', (path, text) => {
    expect(judged(path, text)).toEqual([]);
  });

  test.each([
    ['src/terms/job.ts', "import { draw } from '../chart/draw.js';", 'terms lies above chart'],
    ['src/terms/job.ts', "type Drawn = import('../chart/draw.js').Drawn;", 'terms lies above chart'],
    ['src/chart/draw.ts', "export * from '../engine/run.js';", 'chart lies above engine'],
    ['src/chart/draw.ts', "const run = await import('../run-cell.js');", 'chart lies above run-cell'],
    ['src/run-cell.ts', "import plugin from './lab/plugin.js';", 'lab stands aside'],
    ['src/lab/plugin.ts', "import { run } from '../engine/run.js';", 'lab may import terms, chart'],
    ['src/lab/plugin.ts', "import { join } from 'node:path';", 'lab runs in the browser'],
    ['src/chart/draw.ts', "import { readFileSync } from 'node:fs';", 'a pure room is handed'],
    ['src/chart/draw.ts', "import { Job } from '../terms/job';", 'with .js'],
    ['src/chart/draw.ts', "import { Job } from '../../tests/job.js';", 'nothing outside src/']
  ])('%s: %s is wrong: %s', (path, text, why) => {
    expect(judged(path, `// first\n${text}`)).toEqual([expect.stringContaining(why)]);
    expect(judged(path, `// first\n${text}`)[0]).toContain(`${path}:2 `);
  });

  test('of a room that the page does not list is wrong', () => {
    expect(knownRooms([source('src/cellar/wine.ts', ''), source('src/terms/job.ts', '')], rooms)).toEqual([
      'src/cellar/wine.ts lies in no room of docs/architecture.md'
    ]);
  });
});

describe('a pure room', () => {
  const judged = (text: string) => purity([source('src/engine/simulated/world.ts', text)], rooms);

  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'performance.now()',
    'process.env.HOME',
    "process.stdout.write('')",
    'setTimeout(() => {}, 1)',
    "fetch('x')",
    "require('fs')",
    'crypto.randomUUID()',
    "console.log('x')"
  ])('may not say %s', text => {
    expect(judged(`const x = ${text};`)).toHaveLength(1);
  });

  test.each([
    'new Date(0)',
    'clock.now()',
    'Math.max(1, 2)',
    'process.role',
    'world.process.kill',
    "'Date.now()'",
    'timing.setTimeout'
  ])('may say %s', text => {
    expect(judged(`const x = ${text};`)).toEqual([]);
  });

  test('is the only kind that is asked', () => {
    expect(purity([source('src/engine/local/world.ts', 'Date.now()')], rooms)).toEqual([]);
  });
});

describe('a source', () => {
  const plugin = source('src/lab/plugin.ts', "import { a } from '../chart/a.js';");
  const a = source('src/chart/a.ts', "import type { B } from './b.js';");
  const b = source('src/chart/b.ts', "import { a } from './a.js';");
  const alone = source('src/chart/alone.ts', "import { b } from './b.js';");

  test('that nothing reaches is dead, whatever it reaches itself', () => {
    expect(deadFiles([plugin, a, b, alone], ['src/lab/plugin.ts'])).toEqual([
      'src/chart/alone.ts is reached from no entry point'
    ]);
  });

  test('that a benchmark reaches is not', () => {
    const bench = source('bench/alone.bench.ts', "import '../src/chart/alone.js';");
    expect(deadFiles([plugin, a, b, alone, bench], ['src/lab/plugin.ts', 'bench/alone.bench.ts'])).toEqual([]);
  });
});

describe('a size', () => {
  const lines = (count: number) => 'x();\n'.repeat(count);

  test('of a file is at most 400 lines', () => {
    expect(longFiles([source('src/a.ts', lines(400))])).toEqual([]);
    expect(longFiles([source('src/a.ts', lines(401))])).toEqual(['src/a.ts has 401 lines, and 400 are enough']);
  });

  test('of the file in the middle is at most 100 lines', () => {
    const files = (middle: number) => [1, middle, 300].map(count => source(`src/${count}.ts`, lines(count)));
    expect(medianFile(files(100))).toEqual([]);
    expect(medianFile(files(101))).toEqual(['the median file has 101 lines, and 100 are enough']);
  });

  test.each([
    ['function f() {\n', '}'],
    ['const f = () => {\n', '}'],
    ['const f = function* () {\n', '}'],
    ['class A { f() {\n', '} }']
  ])('of a function is at most 70 lines, its documentation not counted: %s', (head, foot) => {
    const text = (count: number) => `/**\n${' *\n'.repeat(80)} */\n${head}${lines(count)}${foot}`;
    expect(longFunctions([source('src/a.ts', text(68))])).toEqual([]);
    expect(longFunctions([source('src/a.ts', text(69))])).toEqual([expect.stringContaining('a function of 71 lines')]);
  });

  test('of a list of parameters is at most 3, but for a plugin', () => {
    expect(manyParameters([source('src/a.ts', 'const f = (a, b, c) => a;')])).toEqual([]);
    expect(manyParameters([source('src/a.ts', 'const f = (a, b, c, d) => a;')])).toHaveLength(1);
    expect(manyParameters([source('src/a.ts', 'class A { constructor(a, b, c, d) {} }')])).toHaveLength(1);
    expect(manyParameters([source('src/a.ts', 'const p = { activate: (a, b, c, d) => a };')])).toEqual([]);
  });
});

describe('a name', () => {
  test.each([
    'src/utils.ts',
    'src/chart/helpers/a.ts',
    'src/chart/draw-utils.ts',
    'src/job-manager.ts',
    'src/data/x.ts'
  ])('%s says nothing of what is inside', path => {
    expect(emptyNames([source(path, '')])).toHaveLength(1);
  });

  test.each(['src/chart/draw.ts', 'src/protocol/cluster-manager.ts', 'src/input/data-folders.ts'])(
    '%s is one',
    path => {
      expect(emptyNames([source(path, '')])).toEqual([]);
    }
  );

  test('index.ts is no name of a file', () => {
    expect(emptyNames([source('src/chart/index.ts', '')])).toEqual([expect.stringContaining('barrel')]);
  });

  test.each(['type Event = 1;', 'export interface Record {}', 'class Request {}', 'interface Promise {}'])(
    'of a type hides no global one: %s',
    text => {
      expect(hidingTypes([source('src/a.ts', text)])).toHaveLength(1);
    }
  );

  test('of a type may hold such a word', () => {
    expect(
      hidingTypes([source('src/a.ts', 'interface StreamRecord {} type OffsetRange = Record<string, 1>;')])
    ).toEqual([]);
  });
});

describe('a text', () => {
  const judged = (text: string) => strayTexts([{ path: 'docs/a.md', text: `first\n${text}` }]);

  test.each([
    '// TODO later',
    '// FIXME',
    'see /home/me/x',
    "join('/tmp/x')",
    '/work/main',
    'C:\\Users\\me',
    '"https://registry.npmjs.org/x"',
    'https://files.pythonhosted.org/y'
  ])('says nothing of the kind of %s', text => {
    expect(judged(text)).toEqual([expect.stringContaining('docs/a.md:2 ')]);
  });

  test.each(['a todo list', 'build/work/x', '~/tmp/x', 'https://example.org/home/', '{root}/root/x'])(
    'may say %s',
    text => {
      expect(judged(text)).toEqual([]);
    }
  );
});
