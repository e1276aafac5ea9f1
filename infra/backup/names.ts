import type { Zone } from '../../shared/zone/zone.ts';

/** The vault of a zone's backups. Known beforehand: a plan in one region names a vault in another. */
export const vaultName = ({ id }: Pick<Zone, 'id'>): string => `greenpath-${id}`;

/** The vault in the second region, where a zone has one. */
export const copiesVaultName = ({ id }: Pick<Zone, 'id'>): string => `greenpath-${id}-copies`;

/**
 * What AWS Backup tells on the account's event bus when a backup, or the copy of one, did not come about. An account holds
 * one zone, so no vault is named. An alarm on silence belongs beside it: a plan that starts no job fails none.
 */
export const failedBackups = {
  source: ['aws.backup'],
  detailType: ['Backup Job State Change', 'Copy Job State Change'],
  detail: { state: ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] },
};
