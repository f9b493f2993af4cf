/** How a user's Kafka is reached: Kafka's own client.properties, or the environment; what cannot be done says what to write. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { connectionTo } from '../../src/kafka/client-properties.js';
import { parseProperties } from '../../src/kafka/properties-file.js';

const secret = 'b0t"tle of; #sea';
const login = (module: string): string =>
  `sasl.jaas.config=org.apache.kafka.common.security.${module} required username="ada" password="b0t\\\\"tle of; #sea";`;

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-properties-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function reaching(
  lines: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {}
) {
  const baseFolder = newFolder();
  writeFileSync(join(baseFolder, 'client.properties'), lines.join('\n'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(baseFolder, name), text);
  return connectionTo({ bootstrap: 'a:9092, b:9093', properties: 'client.properties', baseFolder, environment });
}
const thrown = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'nothing was thrown';
};

describe('a client.properties', () => {
  test.each([
    ['PLAIN', 'plain.PlainLoginModule', 'plain'],
    ['SCRAM-SHA-256', 'scram.ScramLoginModule', 'scram-sha-256'],
    ['SCRAM-SHA-512', 'scram.ScramLoginModule', 'scram-sha-512']
  ])('says who asks, by %s', (mechanism, module, known) => {
    const given = reaching(['security.protocol=SASL_PLAINTEXT', `sasl.mechanism = ${mechanism}`, login(module)]);
    expect(given).toEqual({
      servers: ['a:9092', 'b:9093'],
      credentials: { mechanism: known, username: 'ada', password: secret },
      tls: null
    });
  });

  test('says TLS with PEM: whom to trust, who one is, and that any host will do', () => {
    const { tls, credentials } = reaching(
      [
        'security.protocol=SSL',
        'ssl.truststore.type=PEM',
        'ssl.truststore.location=ca.pem',
        'ssl.keystore.type=PEM',
        'ssl.keystore.location=me.pem',
        'ssl.key.password=deep',
        'ssl.endpoint.identification.algorithm='
      ],
      {},
      { 'ca.pem': 'the authority', 'me.pem': 'certificate and key' }
    );
    expect(credentials).toBeNull();
    const own = { certificate: 'certificate and key', key: 'certificate and key', passphrase: 'deep' };
    expect(tls).toEqual({ authorities: 'the authority', own, checksHost: false });
  });

  test('may take its secrets from the environment, as Kafka’s own configuration provider does', () => {
    const lines = ['security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN', 'username=ada', 'password=${env:SEA}'];
    const { credentials, tls } = reaching(lines, { SEA: secret });
    expect([credentials?.password, tls]).toEqual([secret, { authorities: null, own: null, checksHost: true }]);
    expect(thrown(() => reaching(lines))).toContain('asks for the environment variable SEA, which is not set');
  });

  test.each([
    [
      'Kerberos',
      ['security.protocol=SASL_SSL', 'sasl.mechanism=GSSAPI'],
      'Kerberos (GSSAPI) is nothing that this client can do; write "sasl.mechanism=SCRAM-SHA-512"'
    ],
    ['Kafka’s default mechanism, which is Kerberos', ['security.protocol=SASL_SSL'], 'Kerberos'],
    [
      'OAuth',
      ['security.protocol=SASL_SSL', 'sasl.mechanism=OAUTHBEARER'],
      'OAUTHBEARER is nothing that this client can do'
    ],
    [
      'JKS, the default of a truststore',
      ['security.protocol=SSL', 'ssl.truststore.location=a.jks'],
      'a truststore of the type JKS is nothing that this client can read: write it as PEM'
    ],
    [
      'a keystore of PKCS12',
      ['security.protocol=SSL', 'ssl.keystore.location=a.p12', 'ssl.keystore.type=PKCS12'],
      'openssl pkcs12'
    ],
    [
      'a protocol that there is none of',
      ['security.protocol=TLS'],
      'is one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL'
    ],
    [
      'a file that is not there',
      ['security.protocol=SSL', 'ssl.truststore.type=PEM', 'ssl.truststore.location=no.pem'],
      'no.pem is not there'
    ],
    ['no user', ['security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN'], 'a user and a password are needed']
  ])('%s: what cannot be done says what to write', (_, lines, words) => {
    expect(thrown(() => reaching(lines))).toContain(words);
  });

  test('no message says what the file holds', () => {
    const lines = [
      'security.protocol=SASL_SSL',
      'sasl.mechanism=GSSAPI',
      login('plain.PlainLoginModule'),
      `password=${secret}`
    ];
    expect(thrown(() => reaching(lines))).not.toContain('b0t');
  });

  test('is a properties file of Java’s: comments, continued lines, escapes, three ways to part key and value', () => {
    const text = '# no\n! no\na=1\nb: 2\nc 3\nd = x\\\n    y\ne\\:f=\\u0041\\t.\n\n';
    expect([...parseProperties(text)]).toEqual([['a', '1'], ['b', '2'], ['c', '3'], ['d', 'xy'], ['e:f', 'A\t.']]); // prettier-ignore
  });
});

describe('the environment', () => {
  const connection = (environment: Readonly<Record<string, string>>) => {
    const baseFolder = newFolder();
    writeFileSync(join(baseFolder, 'ca.pem'), 'the authority');
    return connectionTo({ bootstrap: 'a:9092', properties: null, baseFolder, environment });
  };

  test('says nothing: no credentials, no TLS', () => {
    expect(connection({})).toEqual({ servers: ['a:9092'], credentials: null, tls: null });
  });

  test('says who asks, and whom to trust', () => {
    const environment = {
      SPILLWAY_KAFKA_USERNAME: 'ada',
      SPILLWAY_KAFKA_PASSWORD: secret,
      SPILLWAY_KAFKA_MECHANISM: 'SCRAM-SHA-512',
      SPILLWAY_KAFKA_CA: 'ca.pem'
    };
    expect(connection(environment)).toEqual({
      servers: ['a:9092'],
      credentials: { mechanism: 'scram-sha-512', username: 'ada', password: secret },
      tls: { authorities: 'the authority', own: null, checksHost: true }
    });
  });

  test('names a file of properties', () => {
    expect(thrown(() => connection({ SPILLWAY_KAFKA_PROPERTIES: 'none.properties' }))).toContain(
      'none.properties is not there'
    );
  });
});
