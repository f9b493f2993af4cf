import { expect, test } from '@jest/globals';
import { nodesOf } from '../../src/kafka/cluster-plan.js';
import { nodeProperties } from '../../src/kafka/node-properties.js';

const nodesWith = (brokers: number): readonly string[] =>
  nodesOf(brokers).map((node, index) =>
    nodeProperties({
      ...node,
      ...{ brokers, port: 19100 + index, folder: 'C:\\logs', username: 'spillway', password: 'secret' },
      controller: { id: nodesOf(brokers)[0]?.id ?? 0, port: 19093 }
    })
  );
const [alone = ''] = nodesWith(1);
const several = nodesWith(3);

const setting = (key: string, properties: string): string | undefined =>
  properties
    .split('\n')
    .find(line => line.startsWith(`${key}=`))
    ?.slice(key.length + 1);

test.each([alone, ...several].map((properties, index) => [index, properties] as const))(
  'node %i listens on the loopback alone, and each of its listeners wants credentials',
  (_, properties) => {
    const listeners = (setting('listeners', properties) ?? '').split(',');
    const protocols = new Map(
      (setting('listener.security.protocol.map', properties) ?? '')
        .split(',')
        .map(pair => pair.split(':'))
        .map(([name = '', protocol]) => [name, protocol])
    );
    expect(listeners.length).toBeGreaterThan(0);
    for (const listener of listeners) {
      const [, name = '', address] = /^(\w+):\/\/(.*):\d+$/.exec(listener) ?? [];
      expect([address, protocols.get(name)]).toEqual(['127.0.0.1', 'SASL_PLAINTEXT']);
      const login = setting(`listener.name.${name.toLowerCase()}.plain.sasl.jaas.config`, properties);
      expect(login).toContain('user_spillway="secret"');
    }
  }
);

test('one node is broker and controller; several brokers have one controller beside them, that all of them know', () => {
  expect([setting('process.roles', alone), setting('node.id', alone)]).toEqual(['broker,controller', '1']);
  expect(several.map(node => setting('process.roles', node))).toEqual(['controller', 'broker', 'broker', 'broker']);
  expect(new Set(several.map(node => setting('node.id', node))).size).toBe(4);
  const controller = `${setting('node.id', several[0] ?? '')}@127.0.0.1:19093`;
  expect(several.map(node => setting('controller.quorum.voters', node))).toEqual(several.map(() => controller));
});

test('a topic is kept by three where there are three, Kafka’s own topics too', () => {
  for (const key of ['default', 'offsets.topic', 'transaction.state.log']) {
    expect([alone, ...several].map(node => setting(`${key}.replication.factor`, node))).toEqual([
      '1',
      '3',
      '3',
      '3',
      '3'
    ]);
  }
});

test('a path is written as Java reads it, where "\\" begins an escape', () => {
  expect(setting('log.dirs', alone)).toBe('C:/logs');
});

test('nothing creates a topic by asking for it', () => {
  expect(setting('auto.create.topics.enable', alone)).toBe('false');
});
