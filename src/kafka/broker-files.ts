/** What the nodes of a Kafka of one's own start from: settings with ports and a password for this time only, and formatted folders. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrokerError } from './broker-error.js';
import { formatWords, type BrokerFiles } from './broker-process.js';
import { isBroker, nodesOf, type PlannedNode } from './cluster-plan.js';
import { freePorts } from './free-ports.js';
import { nodeProperties } from './node-properties.js';
import { runProgram } from './program.js';

export const username = 'spillway';

export interface Preparing {
  readonly java: string;
  readonly jars: string;
  readonly folder: string;
  readonly brokers: number;
  readonly signal: AbortSignal;
}
export interface PreparedNode extends PlannedNode, BrokerFiles {
  /** Where clients reach it; null: it is no broker. */
  readonly server: string | null;
}
export interface Prepared {
  readonly nodes: readonly PreparedNode[];
  readonly password: string;
}

/** @throws BrokerError where a folder cannot be formatted */
export async function prepared({ java, jars, folder, brokers, signal }: Preparing): Promise<Prepared> {
  const planned = nodesOf(brokers);
  const [controllerPort = 0, ...ports] = await freePorts(planned.length + 1);
  const controller = { id: planned[0]?.id ?? 1, port: controllerPort };
  const password = randomBytes(24).toString('base64url');
  const cluster = clusterId();
  const nodes = planned.map((node, index): PreparedNode => {
    const own = join(folder, `node-${node.id}`);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const port = ports[index] ?? 0;
    const properties = join(own, 'server.properties');
    const setting = { ...node, brokers, port, controller, folder: join(own, 'logs'), username, password };
    writeFileSync(properties, nodeProperties(setting), { mode: 0o600 });
    const server = isBroker(node) ? `127.0.0.1:${port}` : null;
    return { ...node, java, jars, properties, output: join(own, 'broker.log'), server };
  });
  await Promise.all(
    nodes.map(async ({ properties }) => {
      const { status, output } = await runProgram(java, formatWords(jars, properties, cluster), { signal });
      if (status === 0) return;
      const said = output.trim().split('\n').at(-1) ?? '';
      throw new BrokerError('not started', `the broker's folder could not be formatted: ${said.slice(0, 300)}`);
    })
  );
  return { nodes, password };
}

/** 16 bytes, as Kafka writes them; one that begins with "-" would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}
