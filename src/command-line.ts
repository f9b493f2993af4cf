#!/usr/bin/env node
/** The same journey without Jupyter: `spillway run FILE`, `spillway runs list|remove`. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { runArchive } from './archive/run-archive.js';
import { exitStatus, inputIsWrong } from './guarantee/exit-status.js';
import { guaranteesMarkdown } from './guarantee/table-markdown.js';
import { referencePage } from './language/reference.js';
import { cellsOf } from './session/cells-of-file.js';
import { CellError } from './session/cell-error.js';
import { noDrawing } from './session/drawing.js';
import type { Session } from './session/session.js';
import { newSession } from './session/new-session.js';
import { environmentSays, overridesFrom } from './session/overrides.js';
import { textPublisher } from './session/text-publisher.js';
import { runCell } from './run-cell.js';
import type { Publisher } from './terms/display.js';
import type { Result } from './terms/result.js';

/** The exit status of what could not be judged. */
const notJudged = 3;

interface RunOptions {
  readonly json?: boolean;
  readonly engine?: string;
  readonly seed?: string;
}

/** Runs a file's cells in order. @returns the exit status, as the reference says. */
async function run(file: string, options: RunOptions): Promise<number> {
  const environment = environmentSays(process.env);
  const overrides = overridesFrom({
    ...environment,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.seed === undefined ? {} : { seed: options.seed })
  });
  const cells = cellsOf(file, await textOf(file));
  const session = newSession({
    folder: dirname(file),
    notebook: basename(file),
    drawing: noDrawing,
    overrides
  });
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const publisher = textPublisher(options.json === true ? null : process.stdout, process.stderr);
  try {
    const setting = { session, publisher, signal: interrupt.signal };
    return await runCells(cells, { ...setting, file: basename(file), json: options.json === true });
  } finally {
    session.stopAll();
  }
}

interface Running {
  /** As messages name it. */
  readonly file: string;
  readonly session: Session;
  readonly publisher: Publisher;
  readonly signal: AbortSignal;
  readonly json: boolean;
}

/** A failed expectation is told and the next cell runs; anything else ends the file. */
async function runCells(cells: readonly string[], { file, json, ...setting }: Running): Promise<number> {
  const results: Result[] = [];
  for (const [index, cell] of cells.entries()) {
    const { results: found, error, at } = await runCell(cell, { ...setting, cellId: `cell-${index + 1}` });
    results.push(...found);
    for (const result of json ? found : []) {
      process.stdout.write(`${JSON.stringify(result)}\n`);
    }
    if (error !== null) {
      const cell = file.endsWith('.ipynb') ? `, cell ${index + 1}` : '';
      const document = at === null ? '' : `, document ${at.document} (line ${at.line})`;
      process.stderr.write(`${file}${cell}${document}:\n${wordsOf(error)}\n`);
      if (error.kind !== 'did not hold') {
        return error.kind === 'wrong input' ? inputIsWrong : notJudged;
      }
    }
  }
  return exitStatus(results);
}

/** The details of a bad cell say its message in their place. */
const wordsOf = ({ message, details }: CellError): string => (details.length > 0 ? details.join('\n') : message);

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CellError({ kind: 'wrong input', name: 'CannotRead', message: `${file} cannot be read: ${reason}` });
  }
}

async function listRuns(folder: string): Promise<number> {
  await mustBeFolder(folder);
  const archive = runArchive(folder);
  const [kept, damaged] = [await archive.list(), await archive.damaged()];
  if (kept.length + damaged.length === 0) {
    process.stderr.write(`no runs are kept in ${folder}: name the folder of a notebook or of a file that was run\n`);
  }
  for (const { job, configuration, verdict, finishedAt } of kept) {
    process.stdout.write([finishedAt, job, configuration ?? 'no row', verdict ?? 'not judged'].join('\t') + '\n');
  }
  for (const { name, why } of damaged) {
    process.stderr.write(`${name}: ${why}\n`);
  }
  return 0;
}

/** @throws CellError where there is none. */
async function mustBeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) {
    throw new CellError({ kind: 'wrong input', name: 'CannotRead', message: `there is no folder ${folder}` });
  }
}

async function removeRuns(folder: string, job: string): Promise<number> {
  await mustBeFolder(folder);
  const removed = await runArchive(folder).remove(job);
  process.stdout.write(`${removed} ${removed === 1 ? 'run' : 'runs'} of ${job} removed\n`);
  return removed > 0 ? 0 : inputIsWrong;
}

const pages: Readonly<Record<string, () => string>> = { reference: referencePage, guarantees: guaranteesMarkdown };

function printPage(name: string): Promise<number> {
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined) {
    const message = `there is no page "${name}": print ${Object.keys(pages).join(' or ')}`;
    throw new CellError({ kind: 'wrong input', name: 'UnknownPage', message });
  }
  process.stdout.write(page());
  return Promise.resolve(0);
}

/** What is no CellError is a mistake of ours, and told whole. */
const whole = (error: unknown): string => (error instanceof Error ? String(error.stack) : String(error));

async function exitWith(work: Promise<number>): Promise<void> {
  try {
    process.exitCode = await work;
  } catch (error) {
    const known = error instanceof CellError;
    const message = known ? wordsOf(error) : whole(error);
    process.stderr.write(`spillway: ${message}\n`);
    process.exitCode = known && error.kind === 'wrong input' ? inputIsWrong : notJudged;
  }
}

// Whoever reads us has read enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

const program = new Command('spillway').description(packageJson.description).version(packageJson.version);
program
  .command('run <file>')
  .description('run the cells of a YAML file (documents between ---) or of a notebook')
  .option('--json', 'print results, one object a line')
  .option('--engine <engine>', 'simulated or local, whatever the cells say')
  .option('--seed <seed>', 'a whole number, whatever the cells say')
  .action((file: string, options: RunOptions) => exitWith(run(file, options)));
const runs = program.command('runs').description('the finished runs kept in a folder');
runs
  .command('list [folder]')
  .description('what is kept there')
  .action((folder: string = '.') => exitWith(listRuns(folder)));
runs
  .command('remove <job> [folder]')
  .description('forget every run of that job')
  .action((job: string, folder: string = '.') => exitWith(removeRuns(folder, job)));
program
  .command('print <page>')
  .description('print a page of the documentation: reference (the cell language) or guarantees (the table)')
  .action((page: string) => exitWith(Promise.resolve(page).then(printPage)));
await program.parseAsync();
