import { expect, test } from '@jest/globals';
import { nodeProperties } from '../../src/kafka/node-properties.js';

const properties = nodeProperties({
  port: 19092,
  controllerPort: 19093,
  folder: 'C:\\logs',
  username: 'spillway',
  password: 'secret'
});
const setting = (key: string): string | undefined =>
  properties
    .split('\n')
    .find(line => line.startsWith(`${key}=`))
    ?.slice(key.length + 1);

test('a node listens on the loopback alone, and each of its listeners wants credentials', () => {
  const listeners = (setting('listeners') ?? '').split(',');
  const protocols = new Map(
    (setting('listener.security.protocol.map') ?? '')
      .split(',')
      .map(pair => pair.split(':'))
      .map(([name = '', protocol]) => [name, protocol])
  );
  expect(listeners).toHaveLength(2);
  for (const listener of listeners) {
    const [, name = '', address] = /^(\w+):\/\/(.*):\d+$/.exec(listener) ?? [];
    expect([address, protocols.get(name)]).toEqual(['127.0.0.1', 'SASL_PLAINTEXT']);
    expect(setting(`listener.name.${name.toLowerCase()}.plain.sasl.jaas.config`)).toContain('user_spillway="secret"');
  }
});

test('a path is written as Java reads it, where "\\" begins an escape', () => {
  expect(setting('log.dirs')).toBe('C:/logs');
});

test('nothing creates a topic by asking for it', () => {
  expect(setting('auto.create.topics.enable')).toBe('false');
});
