import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';

/**
 * Where backups lie: under a key of the zone, kept when its stack goes, and locked where the zone says so. A lock without
 * days of grace is one in governance mode; see docs/decisions on why there is no other.
 */
export class Vault extends Construct {
  readonly vaultName: string;

  constructor(scope: Construct, id: string, props: { zone: Zone; name: string; key: IKey }) {
    super(scope, id);
    const { daily, monthly, lock } = props.zone.backup;
    const vault = new CfnBackupVault(this, 'vault', {
      backupVaultName: props.name,
      encryptionKeyArn: props.key.keyArn,
      ...(lock === 'governance'
        ? {
            lockConfiguration: {
              minRetentionDays: Math.min(daily.keptDays, monthly.keptDays),
              maxRetentionDays: Math.max(daily.keptDays, monthly.keptDays),
            },
          }
        : {}),
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.vaultName = vault.ref;
  }
}
