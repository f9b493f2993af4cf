/** A real broker for a specification: started once, stopped behind it. Where there is no Java or no Maven its plays are not run, and that is said loudly. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { findJava } from '../../src/kafka/java.js';
import { cacheFolder, kafkaVersion } from '../../src/kafka/kafka-jars.js';
import { OwnBroker } from '../../src/kafka/own-broker.js';
import { runProgram } from '../../src/kafka/program.js';
import { bundled } from '../engine/local/bundled.js';

export const bundledKeeper = (): Promise<string> => bundled('src/kafka/broker-keeper-main.ts', 'broker-keeper');

export const startBroker = async (brokers = 1): Promise<OwnBroker> =>
  OwnBroker.start({
    keeper: await bundledKeeper(),
    folder: mkdtempSync(join(tmpdir(), 'spillway-broker-')),
    brokers,
    say: () => undefined
  });

const jars = join(cacheFolder(process.env), `kafka-${kafkaVersion}`);
const whyNot = await findJava(process.env).then(
  async () => (existsSync(jars) || (await runProgram('mvn', ['-v'])).status === 0 ? null : 'there is no Maven here'),
  (error: unknown) => (error instanceof Error ? error.message : String(error))
);
if (whyNot !== null && process.env['SPILLWAY_REQUIRE_KAFKA'] !== '1') {
  console.error(`\n*** TESTS ON A REAL KAFKA NOT RUN: ${whyNot} ***\n`);
}
/** Required (`SPILLWAY_REQUIRE_KAFKA=1`), they fail there. */
export const onRealKafka = whyNot === null || process.env['SPILLWAY_REQUIRE_KAFKA'] === '1' ? describe : describe.skip;

/** A broker that is there for all tests of a block. */
export function sharedBroker(brokers = 1): () => OwnBroker {
  let broker: OwnBroker | null = null;
  beforeAll(async () => {
    broker = await startBroker(brokers);
  }, 300_000);
  afterAll(() => broker?.stop());
  return () => {
    if (broker === null) throw new Error('the broker has not been started');
    return broker;
  };
}
