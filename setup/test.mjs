import { readdirSync, existsSync } from 'node:fs';
import { build } from './build.mjs';
import { findBrowser, freePort } from './browser.mjs';
import { install } from './install.mjs';
import { hermeticEnv, link } from './jupyter.mjs';
import { inside, root, venvProgram } from './places.mjs';
import { run } from './run.mjs';
import { script, seconds } from './step.mjs';
import { closing, count } from './tally.mjs';

/** One kind of tests: `summary` reads the runner's closing lines; without it the whole stage is one check. */
/** @typedef {{ title: string, program: string, words: string[], env?: Record<string, string>, summary?: RegExp }} Stage */

const JEST = /^(Tests|Test Suites): .*/gm;
const PYTEST = /^=+ .*(passed|failed|error|no tests ran).* =+$/gm;
const PLAYWRIGHT = /^ {2}\d+ (passed|failed|skipped|flaky|interrupted|did not run)\b.*$/gm;

/**
 * `npm test`: installs what is missing, then checks everything but the long tests, in two lanes side by side: what reads
 * sources, and what waits for kernels and pages; in each the fastest kinds of failure first.
 * `npm run test:long` runs the long ones, and every browser test, one after another.
 */
async function test() {
  const long = process.argv.includes('--long');
  const began = performance.now();
  await install();
  const built = await runBuild();
  const jupyter = async () => [
    ...(await inOrder(long ? longStages() : jupyterStages(), long)),
    ...(await browser(long))
  ];
  const lanes = long ? [jupyter()] : [inOrder(sourceStages(), false), jupyter()];
  return sumUp([built, ...(await Promise.all(lanes)).flat()], performance.now() - began);
}

/** One stage after another.
 * @param {Stage[]} stages @param {boolean} show while they run; else each when it is done, for another lane's would come in between
 * @returns {Promise<Told[]>} */
async function inOrder(stages, show) {
  /** @type {Told[]} */
  const told = [];
  for (const stage of stages) told.push(await runStage(stage, show));
  return told;
}

/** @param {boolean} all @returns {Promise<Told[]>} */
async function browser(all) {
  return holds('ui-tests', '.spec.ts') ? [await runBrowser(all)] : [];
}

/** What a stage came to. */
/** @typedef {import('./tally.mjs').Count & { title: string, lines: string[] }} Told */

/** Stages that read sources only, and the unit tests.
 * @returns {Stage[]} */
function sourceStages() {
  const tool = (/** @type {string[]} */ ...path) => inside('node_modules', ...path);
  const node = process.execPath;
  return [
    { title: 'types', program: node, words: [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
    {
      title: 'format',
      program: node,
      words: [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--cache', '--log-level=warn', '.']
    },
    { title: 'style sheets', program: node, words: [tool('stylelint', 'bin', 'stylelint.mjs'), 'style/**/*.css'] },
    { title: 'lint', program: node, words: [tool('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'] },
    jest('unit tests', {})
  ];
}

/** Stages that need a kernel.
 * @returns {Stage[]} */
function jupyterStages() {
  return [
    { title: 'kernel tests', folder: 'tests/kernel' },
    { title: 'notebook tests', folder: 'tests/notebooks' }
  ]
    .filter(({ folder }) => holds(folder, '.py'))
    .map(({ title, folder }) => pytest(title, folder));
}

/** The long stages; the browser's come by themselves.
 * @returns {Stage[]} */
function longStages() {
  return [
    ...(holds('tests', '.long.spec.ts') ? [jest('long unit tests', { SPILLWAY_LONG: '1' })] : []),
    pytest('long notebook tests', 'tests/notebooks', { SPILLWAY_LONG: '1' }),
    ...(holds('tests/wheel', '.py') ? [pytest('wheel tests', 'tests/wheel')] : [])
  ];
}

/**
 * @param {string} title
 * @param {Record<string, string>} env
 * @returns {Stage}
 */
function jest(title, env) {
  const jest = inside('node_modules', 'jest', 'bin', 'jest.js');
  // One a processor, though the other lane wants one too: that one waits for most of its time.
  const words = ['--experimental-vm-modules', '--no-warnings', jest, '--maxWorkers=100%'];
  return { title, program: process.execPath, words, env, summary: JEST };
}

/**
 * @param {string} title
 * @param {string} folder
 * @param {Record<string, string>} env
 * @returns {Stage}
 */
function pytest(title, folder, env = {}) {
  return {
    title,
    program: venvProgram('python'),
    words: ['-m', 'pytest', '--durations=3', folder],
    env: { ...hermeticEnv(), ...env },
    summary: PYTEST
  };
}

/** Whether a folder has files of an ending.
 * @param {string} folder @param {string} ending */
function holds(folder, ending) {
  return (
    existsSync(inside(folder)) &&
    readdirSync(inside(folder), { recursive: true }).some(name => String(name).endsWith(ending))
  );
}

/** Runs one stage.
 * @param {Stage} stage @param {boolean} show its output while it comes; else when it is done
 * @returns {Promise<Told>} */
async function runStage({ title, program, words, env = {}, summary }, show) {
  const began = show ? header(title) : performance.now();
  const { status, output } = await run(program, words, { cwd: root, env, show });
  if (!show) {
    header(title);
    process.stdout.write(output);
  }
  const lines = summary ? closing(output, summary) : [];
  return footer(title, began, { ...count(lines, status, summary !== undefined), title, lines });
}

/** Builds what the later stages run.
 * @returns {Promise<Told>} */
async function runBuild() {
  const began = header('build');
  const failed = await build()
    .then(link)
    .then(
      () => 0,
      error => {
        console.error(error instanceof Error ? error.message : error);
        return 1;
      }
    );
  return footer('build', began, { passed: 1 - failed, failed, skipped: 0, title: 'build', lines: [] });
}

/** Runs the browser tests, or says loudly that they were not run.
 * @param {boolean} all @returns {Promise<Told>} */
async function runBrowser(all) {
  const browser = findBrowser();
  if (browser === undefined) return noBrowser();
  const words = [
    inside('node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '-c',
    'ui-tests',
    ...(all ? [] : ['--grep', '@core'])
  ];
  const env = { ...hermeticEnv(), CHROMIUM: browser, SPILLWAY_PORT: String(await freePort()) };
  return await runStage({ title: 'browser tests', program: process.execPath, words, env, summary: PLAYWRIGHT }, all);
}

/** @returns {Told} */
function noBrowser() {
  const began = header('browser tests');
  const line = 'BROWSER TESTS NOT RUN: no Chromium or Chrome here. Install one, or name it in CHROMIUM.';
  console.error(`\n*** ${line} ***\n`);
  const failed = process.env['SPILLWAY_REQUIRE_BROWSER'] === '1' ? 1 : 0;
  return footer('browser tests', began, { passed: 0, failed, skipped: 0, title: 'browser tests', lines: [line] });
}

/** @param {string} title @returns {number} when the stage began */
function header(title) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`);
  return performance.now();
}

/** @param {string} title @param {number} began @param {Told} told @returns {Told} */
function footer(title, began, told) {
  console.log(`── ${title}: ${told.failed > 0 ? 'FAILED' : 'done'} in ${seconds(performance.now() - began)}`);
  return told;
}

/** Prints the runners' closing lines once more, and the sum as the last line.
 * @param {Told[]} told @param {number} ms @returns {number} the exit status */
function sumUp(told, ms) {
  console.log(`\n── summary, ${seconds(ms)} in all ${'─'.repeat(40)}`);
  for (const { title, failed, lines } of told) {
    console.log(`${failed > 0 ? '✗' : '✓'} ${title}`);
    for (const line of lines) console.log(`    ${line}`);
  }
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
    told.reduce((total, one) => total + one[what], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') > 0 ? 1 : 0;
}

await script(test);
