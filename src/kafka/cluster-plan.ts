/** Which nodes a Kafka of one's own has. */

/** Kafka's `process.roles`. */
export type NodeRoles = 'broker,controller' | 'broker' | 'controller';
export interface PlannedNode {
  /** Kafka's `node.id`; a broker's is its number, from 1. */
  readonly id: number;
  readonly roles: NodeRoles;
}

/** No broker's number. */
const controllerId = 100;

/** One broker is its own controller. Several have one beside them, so that a broker's death, or pause, is never a controller's too. */
export function nodesOf(brokers: number): readonly PlannedNode[] {
  if (brokers === 1) return [{ id: 1, roles: 'broker,controller' }];
  const numbered = Array.from({ length: brokers }, (_, index) => ({ id: index + 1, roles: 'broker' }) as const);
  return [{ id: controllerId, roles: 'controller' }, ...numbered];
}

export const isBroker = ({ roles }: PlannedNode): boolean => roles !== 'controller';

/** Kafka keeps three copies where there are three brokers: what its documentation advises. */
export const replicationFactorOf = (brokers: number): number => Math.min(3, brokers);
