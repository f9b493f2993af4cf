/** The `client.properties` that users of the secured broker have beside their notebooks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secrets } from './secured-broker.js';

const login = (name: string, password: string, module: string): string =>
  `sasl.jaas.config=org.apache.kafka.common.security.${module} required username="${name}" password="${password}";`;

export function writeClientFiles(folder: string): void {
  const write = (name: string, ...lines: readonly string[]): void =>
    writeFileSync(join(folder, `${name}.properties`), lines.join('\n'));
  const plain = ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=PLAIN'];
  write('owner', ...plain, login('spillway', secrets.owner, 'plain.PlainLoginModule'));
  write('guest', ...plain, login('guest', secrets.guest, 'plain.PlainLoginModule'));
  write('wrong', ...plain, login('guest', `${secrets.guest}-not`, 'plain.PlainLoginModule'));
  const scram = ['sasl.mechanism=SCRAM-SHA-512', login('ada', secrets.scram, 'scram.ScramLoginModule')];
  const tls = ['security.protocol=SASL_SSL', 'ssl.truststore.type=PEM', 'ssl.truststore.location=ca.pem'];
  write('tls', ...tls, ...scram);
  write('untrusting', 'security.protocol=SASL_SSL', ...scram);
  write('kerberos', 'security.protocol=SASL_SSL', 'sasl.mechanism=GSSAPI');
  write('jks', 'security.protocol=SSL', 'ssl.truststore.location=trust.jks');
}
