/** The settings of a broker of one's own: one node that is broker and controller, small, quick to start again, closed to strangers. */

export interface NodeSetting {
  readonly port: number;
  readonly controllerPort: number;
  /** Where its logs lie. */
  readonly folder: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Kafka's `server.properties`. Both ports take nobody without the credentials: on a shared host the loopback is not private.
 * Sessions are short, because a restarted node may register only once its former self has been given up: 12 s with Kafka's defaults.
 */
export function nodeProperties({ port, controllerPort, folder, username, password }: NodeSetting): string {
  const login = `org.apache.kafka.common.security.plain.PlainLoginModule required username="${username}" password="${password}" user_${username}="${password}";`;
  const client = `CLIENT://127.0.0.1:${port}`;
  return text({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `${client},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': client,
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.client.plain.sasl.jaas.config': login,
    'listener.name.controller.plain.sasl.jaas.config': login,
    'log.dirs': folder.replaceAll('\\', '/'),
    'auto.create.topics.enable': false,
    'broker.session.timeout.ms': 1000,
    'broker.heartbeat.interval.ms': 200,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 300,
    'group.coordinator.append.linger.ms': 0,
    ...alone('offsets.topic', 'transaction.state.log', 'share.coordinator.state.topic'),
    'transaction.state.log.min.isr': 1,
    'transaction.abort.timed.out.transaction.cleanup.interval.ms': 500,
    'share.coordinator.state.topic.min.isr': 1,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
    'num.network.threads': 1,
    'num.io.threads': 2,
    'background.threads': 2,
    'queued.max.requests': 100
  });
}

/** Kafka's own topics, which it would spread over three brokers and many partitions. */
const alone = (...topics: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    topics.flatMap(topic => [`${topic}.replication.factor`, `${topic}.num.partitions`].map(key => [key, 1]))
  );

const text = (settings: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
