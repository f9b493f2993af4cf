/** The settings of one node of a Kafka of one's own: small, quick to start again, closed to strangers. */
import { replicationFactorOf, type NodeRoles } from './cluster-plan.js';

export interface NodeSetting {
  readonly id: number;
  readonly roles: NodeRoles;
  /** How many brokers its cluster has. */
  readonly brokers: number;
  /** Of a broker. */
  readonly port: number;
  readonly controller: { readonly id: number; readonly port: number };
  /** Where its logs lie. */
  readonly folder: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Until when a silent broker counts as alive, ms. A killed one may register again only then: 12 s with Kafka's defaults. Among several it
 * is longer, so that a broker that stands still for a moment is in sync all the while.
 */
const sessions = { alone: { session: 1000, heartbeat: 200 }, several: { session: 6000, heartbeat: 500 } } as const;

/** Kafka's `server.properties`. No port takes anybody without the credentials: on a shared host the loopback is not private. */
export function nodeProperties(setting: NodeSetting): string {
  const { id, roles, brokers, controller, folder, username, password } = setting;
  const login = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}" user_${username}="${password}";`;
  const { session, heartbeat } = brokers === 1 ? sessions.alone : sessions.several;
  return text({
    'process.roles': roles,
    'node.id': id,
    'controller.quorum.voters': `${controller.id}@127.0.0.1:${controller.port}`,
    ...listenersOf(setting),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.client.plain.sasl.jaas.config': login,
    'listener.name.controller.plain.sasl.jaas.config': login,
    'log.dirs': folder.replaceAll('\\', '/'),
    'auto.create.topics.enable': false,
    'broker.session.timeout.ms': session,
    'broker.heartbeat.interval.ms': heartbeat,
    'default.replication.factor': replicationFactorOf(brokers),
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 300,
    'group.coordinator.append.linger.ms': 0,
    ...ownTopics(replicationFactorOf(brokers)),
    ...retention,
    'transaction.abort.timed.out.transaction.cleanup.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
    'num.network.threads': 1,
    'num.io.threads': 2,
    'background.threads': 2,
    'queued.max.requests': 100
  });
}

function listenersOf({ roles, port, controller }: NodeSetting): Readonly<Record<string, string>> {
  const [client, control] = [`CLIENT://127.0.0.1:${port}`, `CONTROLLER://127.0.0.1:${controller.port}`];
  switch (roles) {
    case 'broker,controller':
      return {
        listeners: `${client},${control}`,
        'advertised.listeners': client,
        'inter.broker.listener.name': 'CLIENT'
      };
    case 'broker':
      return { listeners: client, 'advertised.listeners': client, 'inter.broker.listener.name': 'CLIENT' };
    case 'controller':
      return { listeners: control };
  }
}

/** A topic may keep its records for seconds only: what is over its time goes at once, and not at a look every five minutes. */
const retention = { 'log.retention.check.interval.ms': 200, 'log.initial.task.delay.ms': 200 } as const;

/** Kafka's own topics, which it would spread over three brokers and many partitions. Where there are three, one may be missing. */
function ownTopics(factor: number): Readonly<Record<string, number>> {
  const topics = ['offsets.topic', 'transaction.state.log', 'share.coordinator.state.topic'];
  const minInSync = Math.max(1, factor - 1);
  return {
    ...Object.fromEntries(
      topics.flatMap(topic => [
        [`${topic}.replication.factor`, factor],
        [`${topic}.num.partitions`, 1]
      ])
    ),
    'transaction.state.log.min.isr': minInSync,
    'share.coordinator.state.topic.min.isr': minInSync
  };
}

const text = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
