/**
 * The kernel against ipykernel, turn by turn in the same run: from start to the first answer, one cell there and back,
 * memory while nothing runs, from shutdown_request to the end of the process. The command lines are those that Jupyter uses.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectionText, SocketClient } from '../tests/kernel/socket-client.js';

const rounds = 5;
const cellsARound = 200;

interface Contender {
  readonly name: string;
  /** A cell that does nothing. */
  readonly cell: string;
  command(connectionFile: string): readonly string[];
}

/** Times in ms, memory in MB. */
interface Figures {
  readonly start: number;
  readonly firstCell: number;
  readonly cell: number;
  readonly idleMemory: number;
  readonly end: number;
}

const spillway: Contender = {
  name: 'spillway',
  cell: '# nothing',
  command: connectionFile => {
    const spec = JSON.parse(readFileSync('kernelspec/kernel.json', 'utf8')) as { readonly argv: readonly string[] };
    return spec.argv.map(word =>
      word.replace('{resource_dir}', resolve('kernelspec')).replace('{connection_file}', connectionFile)
    );
  }
};

const ipykernel: Contender = {
  name: 'ipykernel',
  cell: 'pass',
  command: connectionFile => ['python3', '-m', 'ipykernel_launcher', '-f', connectionFile]
};

async function measure(contender: Contender, folder: string): Promise<Figures> {
  const connection = await connectionText('bench');
  const file = join(folder, 'connection.json');
  writeFileSync(file, connection);
  const [program = '', ...words] = contender.command(file);

  const startedAt = performance.now();
  const kernel = spawn(program, words, { stdio: 'ignore' });
  const ended = new Promise<'ended'>(resolve => kernel.once('exit', () => resolve('ended')));
  const client = new SocketClient(connection);
  const ready = client.inbox.reply(await client.send('kernel_info_request'));
  if ((await Promise.race([ready, ended])) === 'ended') throw new Error(`${contender.name} did not start`);
  const start = performance.now() - startedAt;
  await client.ready();

  const firstCell = await timed(() => roundTrip(client, contender.cell));
  const cells: number[] = [];
  for (let n = 0; n < cellsARound; n += 1) cells.push(await timed(() => roundTrip(client, contender.cell)));
  const idleMemory = memoryOf(kernel);

  const end = await timed(async () => {
    await client.send('shutdown_request', { restart: false }, 'control');
    await ended;
  });
  client.close();
  return { start, firstCell, cell: median(cells), idleMemory, end };
}

/** One cell, until both its reply and its idle are here: what a client waits for. */
async function roundTrip(client: SocketClient, code: string): Promise<void> {
  const id = await client.send('execute_request', { code, store_history: false });
  const [reply] = await Promise.all([client.inbox.reply(id), client.inbox.story(id)]);
  if (reply.content['status'] !== 'ok') throw new Error(`the cell failed: ${JSON.stringify(reply.content)}`);
  client.inbox.all.length = 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** Resident memory, in MB, as `ps` knows it; not on Windows. */
function memoryOf(kernel: ChildProcess): number {
  if (process.platform === 'win32') return NaN;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(kernel.pid)], { encoding: 'utf8' })) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'kernel-bench-'));
const ours: Figures[] = [];
const theirs: Figures[] = [];
// One start of each that is not counted: files are read for the first time.
for (const contender of [spillway, ipykernel]) await measure(contender, folder);
for (let round = 0; round < rounds; round += 1) {
  ours.push(await measure(spillway, folder));
  theirs.push(await measure(ipykernel, folder));
}
rmSync(folder, { recursive: true });

const lines: readonly (readonly [string, keyof Figures, string, string])[] = [
  ['start to ready', 'start', 'ms', '<= 0.8x'],
  ['first cell', 'firstCell', 'ms', ''],
  ['cell, there and back', 'cell', 'ms', '<= 0.3x'],
  ['memory while idle', 'idleMemory', 'MB', '<= 100 MB'],
  ['shutdown to end', 'end', 'ms', '']
];
console.log(`medians of ${rounds} kernels each, ${cellsARound} cells a kernel`);
console.log(['', spillway.name, ipykernel.name, 'ratio', 'goal'].map(word => word.padEnd(22)).join(''));
for (const [title, figure, unit, goal] of lines) {
  const of = (figures: readonly Figures[]) => median(figures.map(each => each[figure]));
  const [our, their] = [of(ours), of(theirs)];
  const shown = [our, their].map(value => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`);
  console.log([title, ...shown, `${(our / their).toFixed(2)}x`, goal].map(word => word.padEnd(22)).join(''));
}
