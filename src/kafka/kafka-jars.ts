/** Kafka's own jars, fetched once by Maven into the user's cache. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BrokerError } from './broker-error.js';
import { runProgram, type Ran, type Run } from './program.js';

export const kafkaVersion = '4.3.1';

/** slf4j-simple must match the slf4j-api that this Kafka asks for. */
const project = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>spillway</groupId>
  <artifactId>kafka-runtime</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin>
    </plugins>
  </build>
</project>
`;

export interface Fetching {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what takes its time. */
  readonly say: (progress: string) => void;
  /** Gives it up. */
  readonly signal: AbortSignal;
  /** How Maven is run; as a program of the machine unless given. */
  readonly run?: Run;
}

/** @returns the folder with the jars; it is there whole or not at all. @throws BrokerError with what to install */
export async function kafkaJars({ environment, say, signal, run = runProgram }: Fetching): Promise<string> {
  const cache = cacheFolder(environment);
  const jars = join(cache, `kafka-${kafkaVersion}`);
  if (existsSync(jars)) return jars;
  say(`fetching Apache Kafka ${kafkaVersion} with Maven (44 MB, once)`);
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetching-'));
  try {
    writeFileSync(join(folder, 'pom.xml'), project);
    const words = ['-B', '-q', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'];
    const ran = await run(process.platform === 'win32' ? 'mvn.cmd' : 'mvn', words, { folder, signal });
    mustHaveFetched(ran, join(folder, 'jars'));
    putInPlace(join(folder, 'jars'), jars);
    return jars;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Another kernel may have been quicker: then its jars serve. */
function putInPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function mustHaveFetched({ status, output }: Ran, jars: string): void {
  if (status === null) {
    throw new BrokerError(
      'no Maven',
      `a Kafka of one's own is fetched with Maven, and there is no "mvn" here: install it (Debian and Ubuntu: apt install maven; macOS: brew install maven); without it, leave "kafka" out: the embedded log serves`
    );
  }
  if (status !== 0 || !existsSync(jars) || !readdirSync(jars).some(name => name.startsWith('kafka_'))) {
    const said = output.split('\n').find(line => line.includes('ERROR')) ?? 'it gave no reason';
    throw new BrokerError(
      'not fetched',
      `Maven could not fetch Apache Kafka ${kafkaVersion}: it needs the network this once, or the mirror in its settings.xml (${plain(said)})`
    );
  }
}

/** Without Maven's colours and mark. */
const plain = (line: string): string =>
  stripVTControlCharacters(line)
    .replace(/^\[ERROR\]\s*/, '')
    .trim()
    .slice(0, 300);

/** Where this system keeps what can be fetched again; SPILLWAY_CACHE names another place. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['SPILLWAY_CACHE'];
  if (named) return named;
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return join(local, 'spillway');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'spillway');
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'spillway');
}
