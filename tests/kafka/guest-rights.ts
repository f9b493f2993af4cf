/** Rights that the secured broker's administrator grants its guest. */
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from 'kafkajs';
import { kafkaOf } from '../../src/kafka/kafka-connection.js';
import type { SecuredBroker } from './secured-broker.js';

/** What the guest may do with whatever bears a name that begins so; unless given, with everything. */
export interface Right {
  readonly resource: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID';
  readonly operations: readonly (keyof typeof AclOperationTypes)[];
  readonly prefix?: string;
}

export async function grantGuest({ owner }: SecuredBroker, rights: readonly Right[]): Promise<void> {
  const admin = (await kafkaOf(owner, 'little')).admin();
  await admin.connect();
  const acl = rights.flatMap(({ resource, operations, prefix }) =>
    operations.map(operation => ({
      ...{ principal: 'User:guest', host: '*', permissionType: AclPermissionTypes.ALLOW },
      ...{ resourceType: AclResourceTypes[resource], operation: AclOperationTypes[operation] },
      resourceName: prefix ?? (resource === 'CLUSTER' ? 'kafka-cluster' : '*'),
      resourcePatternType: prefix === undefined ? ResourcePatternTypes.LITERAL : ResourcePatternTypes.PREFIXED
    }))
  );
  await admin.createAcls({ acl });
  await admin.disconnect();
}
