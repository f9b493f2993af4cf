/** How a user's Kafka is reached: by a `client.properties` of Kafka's own, or by the environment. What they hold stays in this process's memory. */
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Credentials, KafkaConnection, Tls } from './kafka-connection.js';
import { LogError } from './log-error.js';
import { parseProperties } from './properties-file.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Properties = ReadonlyMap<string, string>;

export interface Reaching {
  /** host:port, with commas. */
  readonly bootstrap: string;
  /** The path of a `client.properties`; null: the environment says. */
  readonly properties: string | null;
  /** What relative paths count from. */
  readonly baseFolder: string;
  readonly environment: Environment;
}

/** What the environment says, as the properties that it stands for. */
const variables: Readonly<Record<string, string>> = {
  SPILLWAY_KAFKA_PROTOCOL: 'security.protocol',
  SPILLWAY_KAFKA_MECHANISM: 'sasl.mechanism',
  SPILLWAY_KAFKA_USERNAME: 'username',
  SPILLWAY_KAFKA_PASSWORD: 'password',
  SPILLWAY_KAFKA_CA: 'ssl.truststore.location'
};

/** @throws LogError `bad properties` with what to write; never with a value that the file holds */
export function connectionTo({ bootstrap, properties, baseFolder, environment }: Reaching): KafkaConnection {
  const path = properties ?? environment['SPILLWAY_KAFKA_PROPERTIES'] ?? null;
  const given = path === null ? saidBy(environment) : readIn({ path, baseFolder, environment });
  const protocol = protocolOf(given);
  return {
    servers: bootstrap.split(',').map(server => server.trim()),
    credentials: protocol.startsWith('SASL_') ? credentialsOf(given) : null,
    tls: protocol.endsWith('SSL') ? tlsOf(given, baseFolder) : null
  };
}

const bad = (message: string): LogError => new LogError('bad properties', message);

/** Credentials and certificates without a protocol mean that they are used. */
function saidBy(environment: Environment): Properties {
  const said = Object.entries(variables).flatMap(([variable, name]) => {
    const value = environment[variable];
    return value ? [[name, value] as const] : [];
  });
  const given = new Map<string, string>(said);
  if (given.has('ssl.truststore.location')) given.set('ssl.truststore.type', 'PEM');
  const sasl = given.has('username') ? 'SASL_' : '';
  const plain = given.has('ssl.truststore.location') ? 'SSL' : 'PLAINTEXT';
  return new Map([['security.protocol', `${sasl}${plain}`], ['sasl.mechanism', 'PLAIN'], ...given]);
}

function readIn({ path, baseFolder, environment }: Omit<Reaching, 'bootstrap' | 'properties'> & { path: string }) {
  const text = read(path, baseFolder);
  const given = new Map<string, string>();
  for (const [key, value] of parseProperties(text)) given.set(key, withVariables(value, { key, path, environment }));
  return given;
}

/** A path in the user's own file counts from the notebook's folder, as the file's own does. */
function read(path: string, baseFolder: string): string {
  const place = isAbsolute(path) ? path : join(baseFolder, path);
  try {
    return readFileSync(place, 'utf8');
  } catch {
    const why = existsSync(place) ? 'cannot be read' : 'is not there';
    throw bad(`${path} ${why}: a relative path counts from the notebook's folder`);
  }
}

/** `${env:NAME}`, as Kafka's own `EnvVarConfigProvider` reads it. */
function withVariables(
  value: string,
  { key, path, environment }: { key: string; path: string; environment: Environment }
) {
  return value.replaceAll(/\$\{env:([^}]*)\}/g, (_, name: string) => {
    const held = environment[name];
    if (held === undefined) {
      throw bad(
        `${path}: "${key}" asks for the environment variable ${name}, which is not set where Jupyter was started`
      );
    }
    return held;
  });
}

const protocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;

function protocolOf(given: Properties): (typeof protocols)[number] {
  const wanted = (given.get('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  const protocol = protocols.find(one => one === wanted);
  if (protocol === undefined) throw bad(`"security.protocol" is one of ${protocols.join(', ')}`);
  return protocol;
}

const mechanisms = { PLAIN: 'plain', 'SCRAM-SHA-256': 'scram-sha-256', 'SCRAM-SHA-512': 'scram-sha-512' } as const;
const isKnown = (mechanism: string): mechanism is keyof typeof mechanisms => Object.hasOwn(mechanisms, mechanism);

function credentialsOf(given: Properties): Credentials {
  const mechanism = given.get('sasl.mechanism') ?? 'GSSAPI'; // Kafka's default
  const usable = `write "sasl.mechanism=SCRAM-SHA-512", "SCRAM-SHA-256" or "PLAIN", with a user that the cluster knows by it`;
  if (mechanism === 'GSSAPI') throw bad(`Kerberos (GSSAPI) is nothing that this client can do; ${usable}`);
  if (!isKnown(mechanism)) throw bad(`"sasl.mechanism" ${mechanism} is nothing that this client can do; ${usable}`);
  const login = given.get('sasl.jaas.config') ?? '';
  const username = given.get('username') ?? inLogin(login, 'username');
  const password = given.get('password') ?? inLogin(login, 'password');
  if (username === null || password === null) {
    throw bad(
      'a user and a password are needed: write "sasl.jaas.config=… required username="…" password="…";" in the properties, or set SPILLWAY_KAFKA_USERNAME and SPILLWAY_KAFKA_PASSWORD'
    );
  }
  return { mechanism: mechanisms[mechanism], username, password };
}

/** `org.apache.kafka.…LoginModule required username="a" password="b";` */
function inLogin(login: string, name: 'username' | 'password'): string | null {
  const [, quoted, bare] = new RegExp(`\\s${name}\\s*=\\s*(?:"((?:\\\\.|[^"\\\\])*)"|([^\\s";]+))`).exec(login) ?? [];
  return quoted === undefined ? (bare ?? null) : quoted.replaceAll(/\\(.)/g, '$1');
}

function tlsOf(given: Properties, baseFolder: string): Tls {
  const held = (what: 'truststore' | 'keystore', inline: string): string | undefined => {
    const location = given.get(`ssl.${what}.location`);
    if (location === undefined) return given.get(inline);
    const type = (given.get(`ssl.${what}.type`) ?? 'JKS').toUpperCase(); // Kafka's default
    if (type === 'PEM') return read(location, baseFolder);
    throw bad(
      `a ${what} of the type ${type} is nothing that this client can read: write it as PEM ("keytool -importkeystore … -deststoretype PKCS12", then "openssl pkcs12 -in … -out ${what}.pem -nodes") and "ssl.${what}.type=PEM"`
    );
  };
  const store = held('keystore', 'ssl.keystore.certificate.chain');
  const key = given.get('ssl.keystore.key') ?? store; // a PEM keystore holds both
  const passphrase = given.get('ssl.key.password') ?? null;
  return {
    authorities: held('truststore', 'ssl.truststore.certificates') ?? null,
    own: store === undefined || key === undefined ? null : { certificate: store, key, passphrase },
    checksHost: given.get('ssl.endpoint.identification.algorithm') !== ''
  };
}
