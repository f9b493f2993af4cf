import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cacheFolder, kafkaJars, kafkaVersion } from '../../src/kafka/kafka-jars.js';
import type { Run } from '../../src/kafka/program.js';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'spillway-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const said: string[] = [];
const fetching = (run: Run) =>
  kafkaJars({
    environment: { SPILLWAY_CACHE: cache },
    say: text => said.push(text),
    signal: new AbortController().signal,
    run
  });
/** Maven as it works: it reads the project and puts the jars beside it. */
const maven: Run = (_, __, { folder = '' } = {}) => {
  expect(readFileSync(join(folder, 'pom.xml'), 'utf8')).toContain(`<version>${kafkaVersion}</version>`);
  mkdirSync(join(folder, 'jars'));
  writeFileSync(join(folder, 'jars', `kafka_2.13-${kafkaVersion}.jar`), '');
  return Promise.resolve({ status: 0, output: '' });
};

test('Kafka is fetched once, and that is said', async () => {
  const jars = await fetching(maven);
  expect(readdirSync(jars)).toEqual([`kafka_2.13-${kafkaVersion}.jar`]);
  expect(said).toEqual([expect.stringContaining(`fetching Apache Kafka ${kafkaVersion}`)]);
  expect(await fetching(() => Promise.reject(new Error('Maven runs again')))).toBe(jars);
  expect(readdirSync(cache)).toEqual([`kafka-${kafkaVersion}`]);
});

test('two kernels that fetch at once both have it', async () => {
  const [one, other] = await Promise.all([fetching(maven), fetching(maven)]);
  expect(one).toBe(other);
  expect(readdirSync(cache)).toEqual([`kafka-${kafkaVersion}`]);
});

test('where Maven is missing, it is said what to install', async () => {
  const missing = fetching(() => Promise.resolve({ status: null, output: 'spawn mvn ENOENT' }));
  await expect(missing).rejects.toMatchObject({
    code: 'no Maven',
    message: expect.stringContaining('apt install maven')
  });
});

test('what Maven did not bring whole is not there, and its reason is told without its colours', async () => {
  const failing: Run = (_, __, { folder = '' } = {}) => {
    mkdirSync(join(folder, 'jars'));
    return Promise.resolve({
      status: 1,
      output: '\u001b[1;31m[ERROR]\u001b[m Could not transfer artifact\n[ERROR] more'
    });
  };
  await expect(fetching(failing)).rejects.toMatchObject({
    code: 'not fetched',
    message: expect.stringMatching(/needs the network.*\(Could not transfer artifact\)$/)
  });
  expect(existsSync(join(cache, `kafka-${kafkaVersion}`))).toBe(false);
  expect(readdirSync(cache)).toEqual([]);
});

test('the cache is where the user says', () => {
  expect(cacheFolder({ SPILLWAY_CACHE: '/there' })).toBe('/there');
  expect(cacheFolder({})).toContain('spillway');
});
