import { describe, expect, test } from '@jest/globals';
import { appendFile, chmod, mkdir, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runArchive } from '../../src/archive/run-archive.js';
import { finishedRun } from './finished-runs.js';
import { told, withNotebookFolder } from './folder.js';

const kept = (folder: string) => join(folder, '.spillway');
const runFiles = async (folder: string) => (await readdir(kept(folder))).filter(name => name.endsWith('.run')).sort();

describe('a saved run', () => {
  test('comes back as it was, with its time, after a kernel restart', async () => {
    await withNotebookFolder(async folder => {
      const run = finishedRun();
      expect(await runArchive(folder, told()).save(run)).toEqual({
        kind: 'on disk',
        name: '20250101T000000000Z-0000-clicks.run',
        finishedAt: '2025-01-01T00:00:00.000Z',
        letGo: 0
      });
      expect(await runArchive(folder).newest('clicks')).toEqual({
        name: '20250101T000000000Z-0000-clicks.run',
        run,
        finishedAt: '2025-01-01T00:00:00.000Z'
      });
    });
  });

  test('the newest of its name is the one that is loaded', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      for (const records of [10, 20, 30]) await archive.save(finishedRun({ records }));
      await archive.save(finishedRun({ job: 'safer', records: 40 }));
      expect((await archive.newest('clicks'))?.run.result.records.sent).toBe(30);
      expect(await archive.newest('other')).toBeNull();
    });
  });

  test('is listed with what a table of runs says, the newest first', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      await archive.save(finishedRun());
      await archive.save(finishedRun({ job: 'ordner/größe: 2' }));
      expect(await archive.list()).toEqual([
        {
          name: '20250101T000002000Z-0001-ordner_gr_e_2.run',
          job: 'ordner/größe: 2',
          notebook: null,
          configuration: 'reliable-wal',
          verdict: 'not exercised',
          finishedAt: '2025-01-01T00:00:02.000Z'
        },
        expect.objectContaining({ job: 'clicks' })
      ]);
    });
  });

  test('is forgotten by its job’s name, and by nothing else', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      for (const job of ['clicks', 'safer', 'clicks']) await archive.save(finishedRun({ job }));
      expect(await archive.remove('clicks')).toBe(2);
      expect(await archive.remove('clicks')).toBe(0);
      expect((await archive.list()).map(({ job }) => job)).toEqual(['safer']);
    });
  });
});

describe('the folder', () => {
  test('is made at the first save, not at a reading, and keeps itself out of repositories', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      expect(await archive.list()).toEqual([]);
      expect(await archive.newest('clicks')).toBeNull();
      expect(await archive.remove('clicks')).toBe(0);
      expect(await readdir(folder)).toEqual([]);
      await archive.save(finishedRun());
      expect(await readFile(join(kept(folder), '.gitignore'), 'utf8')).toBe('*\n');
      expect(await readdir(kept(folder))).toHaveLength(2);
    });
  });

  test('holds at most so many runs of a notebook, the newest', async () => {
    await withNotebookFolder(async folder => {
      const clock = told();
      const other = runArchive(folder, { ...clock, notebook: 'other.ipynb', keep: 3 });
      await other.save(finishedRun({ job: 'of another' }));
      const archive = runArchive(folder, { ...clock, notebook: 'first.ipynb', keep: 3 });
      for (const records of [1, 2, 3, 4, 5]) await archive.save(finishedRun({ records }));
      const names = await runFiles(folder);
      expect(names.map(name => name.slice(20, 24))).toEqual(['0000', '0003', '0004', '0005']);
      expect((await archive.list()).map(({ job }) => job)).toEqual(['clicks', 'clicks', 'clicks']);
    });
  });

  test('holds at most so many bytes of a notebook, the newest run whatever it takes, and tells how many it let go', async () => {
    await withNotebookFolder(async folder => {
      const saved = async (keepBytes: number) =>
        (await runArchive(folder, { ...told(), unique, keepBytes }).save(finishedRun())).letGo;
      let runs = 0;
      const unique = () => String((runs += 1)).padStart(4, '0');
      const letGo = [await saved(1e6), await saved(1e6), await saved(1e6), await saved(1)];
      expect(letGo).toEqual([0, 0, 0, 3]);
      expect((await runFiles(folder)).map(name => name.slice(20, 24))).toEqual(['0004']);
    });
  });

  test('holds fewer from the next save on, where that is asked for; one at the least', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      for (const records of [1, 2, 3]) await archive.save(finishedRun({ records }));
      archive.keepAtMost(2);
      expect(await archive.list()).toHaveLength(3);
      await archive.save(finishedRun({ records: 4 }));
      expect(await archive.list()).toHaveLength(2);
      archive.keepAtMost(0);
      await archive.save(finishedRun({ records: 5 }));
      expect(await archive.list()).toHaveLength(1);
    });
  });

  test('fifty, where nothing else is said', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      for (let run = 0; run < 52; run += 1) await archive.save(finishedRun({ records: 1 }));
      expect(await archive.list()).toHaveLength(50);
    });
  });

  test('serves each notebook its own run of a name; without a notebook, every one', async () => {
    await withNotebookFolder(async folder => {
      const clock = told();
      const first = runArchive(folder, { ...clock, notebook: 'first.ipynb' });
      const second = runArchive(folder, { ...clock, notebook: 'second.ipynb' });
      await first.save(finishedRun({ records: 1 }));
      await second.save(finishedRun({ records: 2 }));
      expect((await first.newest('clicks'))?.run.result.records.sent).toBe(1);
      expect((await runArchive(folder).list()).map(({ notebook }) => notebook)).toEqual([
        'second.ipynb',
        'first.ipynb'
      ]);
    });
  });

  test('two kernels saving at once lose nothing of each other', async () => {
    await withNotebookFolder(async folder => {
      const sameMoment = () => Date.UTC(2025, 0, 1);
      const kernels = ['one', 'two'].map(job => ({ job, archive: runArchive(folder, { nowMs: sameMoment }) }));
      await Promise.all(
        kernels.flatMap(({ job, archive }) => [1, 2, 3, 4].map(records => archive.save(finishedRun({ job, records }))))
      );
      const jobs = (await runArchive(folder).list()).map(({ job }) => job).sort();
      expect(jobs).toEqual(['one', 'one', 'one', 'one', 'two', 'two', 'two', 'two']);
      expect(await runArchive(folder).damaged()).toEqual([]);
    });
  });

  test('that cannot be written: runs are kept in memory, and it is said once', async () => {
    await withNotebookFolder(async folder => {
      await writeFile(kept(folder), 'a file where the folder should be');
      const archive = runArchive(folder, told());
      expect(await archive.save(finishedRun())).toEqual({
        kind: 'in memory',
        name: expect.any(String),
        finishedAt: '2025-01-01T00:00:00.000Z',
        letGo: 0,
        firstTime: true,
        why: expect.stringMatching(
          /^\.spillway cannot be written in this folder \(ENOTDIR\).*gone when the kernel ends$/
        )
      });
      expect(await archive.save(finishedRun({ records: 7 }))).toMatchObject({ kind: 'in memory', firstTime: false });
      expect((await archive.newest('clicks'))?.run).toEqual(finishedRun({ records: 7 }));
      expect(await archive.list()).toHaveLength(2);
      expect(await archive.remove('clicks')).toBe(2);
    });
  });

  test('that may only be read: what is in it is still listed, new runs are kept in memory', async () => {
    await withNotebookFolder(async folder => {
      await runArchive(folder, told()).save(finishedRun({ job: 'before' }));
      await mkdir(join(folder, 'made to be read'));
      for (const [path, mode] of [[folder, 0o755] as const, [kept(folder), 0o555] as const]) await chmod(path, mode);
      await asOrdinaryUser(async () => {
        const archive = runArchive(folder, told(10));
        expect(await archive.save(finishedRun())).toMatchObject({
          kind: 'in memory',
          why: expect.stringContaining('(EACCES)')
        });
        expect((await archive.list()).map(({ job }) => job)).toEqual(['clicks', 'before']);
      });
      await chmod(kept(folder), 0o755);
    });
  });
});

describe('a file that is no whole run', () => {
  const damages: readonly [string, (path: string) => Promise<unknown>, RegExp][] = [
    ['cut off', path => truncate(path, 700), /cut off/],
    ['cut in its first line', path => truncate(path, 20), /does not begin as a run does/],
    ['empty', path => truncate(path, 0), /does not begin as a run does/],
    ['written behind its end', path => appendFile(path, 'x'), /written behind it/],
    ['with a byte changed', path => changeLastByte(path), /bytes have changed/],
    ['of a newer Spillway', path => ofSchema(path, 99), /newer Spillway wrote it \(schema 99\)/],
    ['something else', path => writeFile(path, '{"a":1}\nb'), /does not begin as a run does/]
  ];

  test.each(damages)('%s: is skipped and named; the one before it is loaded', async (_, damage, why) => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      await archive.save(finishedRun({ records: 1 }));
      await archive.save(finishedRun({ records: 2 }));
      const name = (await runFiles(folder)).at(-1) ?? '';
      await damage(join(kept(folder), name));
      expect((await archive.newest('clicks'))?.run).toEqual(finishedRun({ records: 1 }));
      expect(await archive.damaged()).toEqual([{ name, why: expect.stringMatching(why) }]);
    });
  });

  test('a folder with the name of a run is no crash', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      await archive.save(finishedRun());
      await mkdir(join(kept(folder), 'zzz.run'));
      expect(await archive.list()).toHaveLength(1);
      expect(await archive.damaged()).toEqual([{ name: 'zzz.run', why: expect.stringContaining('EISDIR') }]);
    });
  });
});

describe('paths', () => {
  test('none of this machine is stored: inside the folder they become relative, else the file’s name is left', async () => {
    await withNotebookFolder(async folder => {
      const archive = runArchive(folder, told());
      const cases = [
        ['inside', join(folder, 'records', 'visits.csv'), 'records/visits.csv'],
        ['outside', '/elsewhere/ann/visits.csv', 'visits.csv'],
        ['on Windows', 'C:\\Users\\ann\\visits.csv', 'visits.csv'],
        ['relative', '../visits.csv', '../visits.csv']
      ] as const;
      for (const [job, path, stored] of cases) {
        const run = finishedRun({ job, content: { from: 'file', path } });
        await archive.save({ ...run, settings: [{ key: 'source', value: `{file: ${path}}`, origin: 'given' }] });
        const found = await archive.newest(job);
        expect(found?.run.traces[0]?.job.source.content).toEqual({ from: 'file', path: stored });
        expect(found?.run.settings[0]?.value).toBe(`{file: ${stored}}`);
      }
      for (const name of await runFiles(folder)) {
        const text = await plainText(join(kept(folder), name));
        expect(text).not.toContain(folder);
        expect(text).not.toMatch(/ann/);
      }
    });
  });
});

async function plainText(path: string): Promise<string> {
  const file = await readFile(path);
  const end = file.indexOf('\n') + 1;
  return file.toString('utf8', 0, end) + gunzipSync(file.subarray(end)).toString('utf8');
}

async function changeLastByte(path: string): Promise<void> {
  const file = await readFile(path);
  file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
  await writeFile(path, file);
}

async function ofSchema(path: string, schema: number): Promise<void> {
  const file = await readFile(path);
  const changed = file.toString('latin1').replace('"schema":1', `"schema":${schema}`);
  await writeFile(path, changed, 'latin1');
}

/** The superuser may write anywhere, so for the time of `act` this process gives that up. */
async function asOrdinaryUser(act: () => Promise<void>): Promise<void> {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid?.(65534);
  try {
    await act();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}
