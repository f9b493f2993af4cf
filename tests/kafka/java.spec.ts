import { expect, test } from '@jest/globals';
import { findJava, versionIn } from '../../src/kafka/java.js';
import type { Run } from '../../src/kafka/program.js';

/** A machine on which these programs print this for `-version`. */
const machine =
  (programs: Readonly<Record<string, string>>): Run =>
  path => {
    const output = programs[path];
    return Promise.resolve(
      output === undefined ? { status: null, output: `spawn ${path} ENOENT` } : { status: 0, output }
    );
  };
const java = (version: string): string => `openjdk version "${version}" 2025-04-15\nOpenJDK Runtime Environment`;

test.each([
  [java('17.0.15'), 17],
  [java('21'), 21],
  ['java version "1.8.0_392"', 8],
  ['no such thing', null]
])('%j is Java %p', (output, version) => {
  expect(versionIn(output)).toBe(version);
});

test('Java is looked for in JAVA_HOME, then on the path; one that is too old does not serve', async () => {
  const both = machine({ '/opt/java/bin/java': java('21.0.1'), java: java('17.0.1') });
  expect(await findJava({ JAVA_HOME: '/opt/java' }, both)).toBe('/opt/java/bin/java');
  expect(await findJava({}, both)).toBe('java');
  expect(
    await findJava({ JAVA_HOME: '/opt/java' }, machine({ '/opt/java/bin/java': java('11.0.2'), java: java('17') }))
  ).toBe('java');
});

test('where there is none, or an old one, it is said what to install, and what serves without', async () => {
  await expect(findJava({}, machine({}))).rejects.toMatchObject({
    code: 'no Java',
    message: expect.stringMatching(/there is no Java here: install one .*apt install openjdk-17.*embedded log serves$/)
  });
  await expect(findJava({}, machine({ java: java('11.0.2') }))).rejects.toThrow('java is Java 11');
});
