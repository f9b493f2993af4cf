/** A broker as an administrator secures it: TLS, users by PLAIN and by SCRAM, and rights. Its owner, "spillway" as with one's own, may do everything. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { BrokerProcess, formatWords } from '../../src/kafka/broker-process.js';
import { findJava } from '../../src/kafka/java.js';
import { kafkaJars } from '../../src/kafka/kafka-jars.js';
import type { KafkaConnection } from '../../src/kafka/kafka-connection.js';
import { nodeProperties } from '../../src/kafka/node-properties.js';
import { runProgram } from '../../src/kafka/program.js';

/** Nothing of these is ever to be found in what is written or said. */
export const secrets = { owner: 'Owner-s3cret-Pa55', guest: 'Guest-s3cret-Pa55', scram: 'Scram-s3cret-Pa55' } as const;
const storePassword = 'store-pa55';

export interface SecuredBroker {
  readonly folder: string;
  /** By its two listeners: plain text and TLS. */
  readonly plain: string;
  readonly secure: string;
  readonly owner: KafkaConnection;
}

export function securedBroker(): () => SecuredBroker {
  let started: { readonly broker: SecuredBroker; readonly process: BrokerProcess } | null = null;
  beforeAll(async () => {
    started = await start();
  }, 300_000);
  afterAll(async () => {
    if (started === null) return;
    started.process.kill();
    await started.process.ended;
    rmSync(started.broker.folder, { recursive: true, force: true });
  });
  return () => {
    if (started === null) throw new Error('the broker has not been started');
    return started.broker;
  };
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-secured-'));
  const java = await findJava(process.env);
  const signal = new AbortController().signal;
  const jars = await kafkaJars({ environment: process.env, say: () => undefined, signal });
  const [port, controllerPort, securePort] = [await freePort(), await freePort(), await freePort()];
  makeCertificates(folder);
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, propertiesOf({ folder, port, controllerPort, securePort }), { mode: 0o600 });
  const words = formatWords(jars, properties, 'AAAAAAAAAAAAAAAAAAAAAA');
  const ran = await runProgram(java, [...words, '--add-scram', `SCRAM-SHA-512=[name=ada,password=${secrets.scram}]`]);
  if (ran.status !== 0) throw new Error(ran.output);
  const broker = new BrokerProcess({ java, jars, properties, output: join(folder, 'broker.log') });
  await broker.ready();
  const plain = `127.0.0.1:${port}`;
  const credentials = { mechanism: 'plain', username: 'spillway', password: secrets.owner } as const;
  const owner: KafkaConnection = { servers: [plain], credentials, tls: null };
  return { process: broker, broker: { folder, plain, secure: `localhost:${securePort}`, owner } };
}

interface Ports {
  readonly folder: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly securePort: number;
}

function propertiesOf({ folder, port, controllerPort, securePort }: Ports): string {
  const own = nodeProperties({
    ...{ id: 1, roles: 'broker,controller', brokers: 1 },
    port,
    controller: { id: 1, port: controllerPort },
    folder: join(folder, 'logs'),
    username: 'spillway',
    password: secrets.owner
  });
  const changed: Readonly<Record<string, (value: string) => string>> = {
    listeners: value => `${value},SECURE://127.0.0.1:${securePort}`,
    'advertised.listeners': value => `${value},SECURE://localhost:${securePort}`,
    'listener.security.protocol.map': value => `${value},SECURE:SASL_SSL`,
    'listener.name.client.plain.sasl.jaas.config': value => value.replace(/;$/, ` user_guest="${secrets.guest}";`)
  };
  const lines = own.split('\n').map(line => {
    const [key = '', ...value] = line.split('=');
    return `${key}${key === '' ? '' : '='}${changed[key]?.(value.join('=')) ?? value.join('=')}`;
  });
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  return [
    ...lines,
    `listener.name.secure.scram-sha-512.sasl.jaas.config=${scram}`,
    'listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512',
    `listener.name.secure.ssl.keystore.location=${join(folder, 'broker.p12')}`,
    'listener.name.secure.ssl.keystore.type=PKCS12',
    `listener.name.secure.ssl.keystore.password=${storePassword}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:spillway;User:ada',
    ''
  ].join('\n');
}

/** A key of the broker's own, and its certificate as PEM for whoever is to trust it. */
function makeCertificates(folder: string): void {
  const store = [
    '-keystore',
    join(folder, 'broker.p12'),
    '-storetype',
    'PKCS12',
    '-storepass',
    storePassword,
    '-alias',
    'broker'
  ];
  const name = ['-dname', 'CN=localhost', '-ext', 'SAN=dns:localhost', '-validity', '7', '-keyalg', 'EC'];
  execFileSync('keytool', ['-genkeypair', ...store, ...name], { stdio: 'pipe' });
  const pem = execFileSync('keytool', ['-exportcert', '-rfc', ...store], { encoding: 'utf8', stdio: 'pipe' });
  writeFileSync(join(folder, 'ca.pem'), pem);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
