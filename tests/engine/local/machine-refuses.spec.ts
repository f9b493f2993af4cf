import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Scripts } from '../../../src/engine/local/local-run.js';
import { bundled, bundledScripts } from './bundled.js';
import { untilNoneWith } from './processes.js';

const longestMs = 2000;
const nobody = 65_534;
const onLinux = process.platform === 'linux' ? describe : describe.skip;

/** How many files a Node has open that does nothing. */
const openFiles = (): number =>
  Number(execFileSync(process.execPath, ['-p', 'require("node:fs").readdirSync("/proc/self/fd").length']));

interface Kernel {
  /** What it said, line by line, until it ended. */
  readonly lines: Promise<readonly string[]>;
  /** Rejects when it has ended before. */
  readonly steady: Promise<void>;
  /** The signal that ended it; null: it ended by itself. */
  readonly signal: Promise<unknown>;
}

onLinux('when the system refuses what a run needs, a kernel that is not root', () => {
  let scripts: Scripts;
  let main: string;
  let folder: string;
  beforeAll(async () => {
    [scripts, main] = await Promise.all([
      bundledScripts(),
      bundled('tests/engine/local/troubled-main.ts', 'troubled-main')
    ]);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spillway-refused-'));
    if (process.getuid?.() === 0) {
      chownSync(folder, nobody, nobody);
    }
  });
  afterEach(async () => {
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
    rmSync(folder, { recursive: true, force: true });
  });

  /** In a process group of its own, so that whoever hits the group hits no test. */
  function kernel(temporaryFolder = folder, filesMost: number | null = null): Kernel {
    const limit = filesMost === null ? '' : `ulimit -n ${filesMost}; `;
    const child = spawn(
      'sh',
      ['-c', `${limit}exec "$@"`, 'sh', process.execPath, main, scripts.supervisor, scripts.process],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
        cwd: folder,
        env: { PATH: process.env['PATH'], TMPDIR: temporaryFolder },
        ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {})
      }
    );
    const said: string[] = [];
    const lines = createInterface({ input: child.stdout });
    const steady = new Promise<void>((resolve, reject) => {
      lines.on('line', line => {
        said.push(line);
        if (line === 'steady') {
          resolve();
        }
      });
      child.on('close', () => reject(new Error(`it ended before it was steady: ${said.join()}`)));
    });
    steady.catch(() => undefined); // only some tests wait for it
    const ended = once(child, 'close');
    return { lines: ended.then(() => said), steady, signal: ended.then(([, signal]: unknown[]) => signal) };
  }

  test.each([1, 5, 9, 12])('has %i file handles more than it needs to be there', async more => {
    const { lines, signal } = kernel(folder, openFiles() + more);
    expect(await lines).toEqual([
      expect.stringMatching(/^RunFailed: .*(started|failed).*too many files are open: stop other jobs.*ulimit -n/)
    ]);
    expect(await signal).toBeNull();
    await untilNoneWith([scripts.supervisor, scripts.process], longestMs);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('may not write into the folder of temporary files', async () => {
    chmodSync(folder, 0o555);
    expect(await kernel().lines).toEqual([
      expect.stringMatching(
        /^EngineUnavailable: no folder .* can be made in .*: writing there is not permitted.*TMPDIR/
      )
    ]);
  });

  test('is given a file where the folder of temporary files must be', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await kernel(file).lines).toEqual([
      expect.stringMatching(/^EngineUnavailable: no folder .* can be made in .*file: .*no folder.*TMPDIR/)
    ]);
  });

  test('loses the right to write while the job runs', async () => {
    const { lines, steady } = kernel();
    await steady;
    const [run = ''] = readdirSync(folder);
    chmodSync(join(folder, run), 0o555);
    expect((await lines).at(-1)).toMatch(/^RunFailed: .*driver-1 failed: writing there is not permitted: .*TMPDIR/);
    chmodSync(join(folder, run), 0o755);
  });
});
