/** What the secured broker's administrator does: grants rights to its guest, changes a setting. */
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  ResourcePatternTypes,
  type Admin
} from 'kafkajs';
import { kafkaOf } from '../../src/kafka/kafka-connection.js';
import type { SecuredBroker } from './secured-broker.js';

/** What the guest may do with whatever bears a name that begins so; unless given, with everything. */
export interface Right {
  readonly resource: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID';
  readonly operations: readonly (keyof typeof AclOperationTypes)[];
  readonly prefix?: string;
}

export async function grantGuest({ owner }: SecuredBroker, rights: readonly Right[]): Promise<void> {
  const acl = rights.flatMap(({ resource, operations, prefix }) =>
    operations.map(operation => ({
      ...{ principal: 'User:guest', host: '*', permissionType: AclPermissionTypes.ALLOW },
      ...{ resourceType: AclResourceTypes[resource], operation: AclOperationTypes[operation] },
      resourceName: prefix ?? (resource === 'CLUSTER' ? 'kafka-cluster' : '*'),
      resourcePatternType: prefix === undefined ? ResourcePatternTypes.LITERAL : ResourcePatternTypes.PREFIXED
    }))
  );
  await asAdministrator(owner, admin => admin.createAcls({ acl }));
}

/** A setting of the only broker's, at once. */
export function setBroker({ owner }: SecuredBroker, name: string, value: string): Promise<void> {
  const resources = [{ type: ConfigResourceTypes.BROKER, name: '1', configEntries: [{ name, value }] }];
  return asAdministrator(owner, admin => admin.alterConfigs({ validateOnly: false, resources }));
}

async function asAdministrator(owner: SecuredBroker['owner'], act: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = (await kafkaOf(owner, 'little')).admin();
  await admin.connect();
  await act(admin);
  await admin.disconnect();
}
