import { Key } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { copiesVaultName } from './names.ts';
import { Vault } from './vault.ts';

/**
 * The second region of a zone: a vault and its key, nothing else. A copy is encrypted anew under this key, so the copies
 * can be read when the zone's region, or the zone's own key, is lost.
 */
export class Copies extends Stack {
  constructor(scope: Construct, id: string, { zone, ...props }: StackProps & { zone: Zone }) {
    super(scope, id, {
      ...props,
      description: `Greenpath ${zone.id}: copies of its backups`,
      terminationProtection: true,
    });
    const key = new Key(this, 'key', {
      alias: `greenpath-${zone.id}-copies`,
      description: `Greenpath ${zone.id}: copies of backups`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new Vault(this, 'copies', { zone, name: copiesVaultName(zone), key });
  }
}
