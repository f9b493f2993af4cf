/** The Java that runs a broker: Kafka 4 needs 17 or newer (its upgrade notes). */
import { join } from 'node:path';
import { BrokerError } from './broker-error.js';
import { runProgram, type Run } from './program.js';

const oldest = 17;

/** @returns the first of the machine's that is new enough. @throws BrokerError with what to install */
export async function findJava(
  environment: Readonly<Record<string, string | undefined>>,
  run: Run = runProgram
): Promise<string> {
  const home = environment['JAVA_HOME'];
  const tooOld: string[] = [];
  for (const path of [...(home ? [join(home, 'bin', 'java')] : []), 'java']) {
    const { status, output } = await run(path, ['-version']);
    const version = status === 0 ? versionIn(output) : null;
    if (version !== null && version >= oldest) return path;
    if (version !== null) tooOld.push(`${path} is Java ${version}`);
  }
  const found = tooOld.length > 0 ? tooOld.join(', ') : 'there is no Java here';
  throw new BrokerError(
    'no Java',
    `a Kafka of one's own needs Java ${oldest} or newer, and ${found}: install one (Debian and Ubuntu: apt install openjdk-17-jre-headless; macOS: brew install openjdk@17), or name it in JAVA_HOME; without Java, leave "kafka" out: the embedded log serves`
  );
}

/** `version "17.0.15"`; before Java 9 it was `"1.8.0_392"`. */
export function versionIn(output: string): number | null {
  const [, first = '', second = ''] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  const version = Number(first === '1' ? second : first);
  return version > 0 ? version : null;
}
