import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Grant, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Aws, Stack, type StackProps, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Records } from '../records/records.ts';
import { copiesVaultName, vaultName } from './names.ts';
import { Vault } from './vault.ts';

/** What AWS itself says its backup service needs for a table and for a bucket. */
const serviceRights = ['service-role/AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForS3Backup'];

const minutesAndHours = (at: string): string => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return `${minutes} ${hours}`;
};

/**
 * Backups of table and documents, every day and every month by the zone's clock, and their copies in a second region.
 * A stack apart: it can be changed, and even taken away, without touching the records.
 */
export class Backups extends Stack {
  constructor(scope: Construct, id: string, given: StackProps & { zone: Zone; records: Records }) {
    const { zone, records, ...props } = given;
    super(scope, id, { ...props, description: `Greenpath ${zone.id}: backups of table and documents` });
    const { daily, monthly, copyTo } = zone.backup;
    const vault = new Vault(this, 'backups', { zone, name: vaultName(zone), key: records.dataKey.key });

    const rule = (
      ruleName: string,
      schedule: string,
      { keptDays, continuous }: { keptDays: number; continuous: boolean },
    ): CfnBackupPlan.BackupRuleResourceTypeProperty => ({
      ruleName,
      targetBackupVault: vault.vaultName,
      scheduleExpression: `cron(${schedule})`,
      scheduleExpressionTimezone: zone.timeZone,
      // A job that has not begun after an hour, or ended after a day, is told as failed.
      startWindowMinutes: 60,
      completionWindowMinutes: 1440,
      enableContinuousBackup: continuous,
      lifecycle: { deleteAfterDays: keptDays },
      ...(copyTo
        ? {
            copyActions: [
              {
                destinationBackupVaultArn: this.formatArn({
                  service: 'backup',
                  region: copyTo,
                  resource: 'backup-vault',
                  resourceName: copiesVaultName(zone),
                  arnFormat: ArnFormat.COLON_RESOURCE_NAME,
                }),
                lifecycle: { deleteAfterDays: keptDays },
              },
            ],
          }
        : {}),
    });
    const plan = new CfnBackupPlan(this, 'plan', {
      backupPlan: {
        backupPlanName: `greenpath-${zone.id}`,
        backupPlanRule: [
          rule('daily', `${minutesAndHours(daily.at)} * * ? *`, { keptDays: daily.keptDays, continuous: true }),
          rule('monthly', `${minutesAndHours(monthly.at)} ${monthly.dayOfMonth} * ? *`, {
            keptDays: monthly.keptDays,
            continuous: false,
          }),
        ],
      },
    });

    const role = new Role(this, 'role', {
      description: `Greenpath ${zone.id}: backs up table and documents`,
      // The service acts for this account alone.
      assumedBy: new ServicePrincipal('backup.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      managedPolicies: serviceRights.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    for (const name of serviceRights) {
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        reason:
          'AWS writes down what its backup service needs, in each partition by the names that hold there, and keeps it in step with the service; only that service can take the role.',
      });
    }
    records.dataKey.allowThrough(role, 'dynamodb');
    records.dataKey.allowThrough(role, 's3');
    Grant.addToPrincipal({
      grantee: role,
      actions: ['kms:CreateGrant'],
      resourceArns: [records.dataKey.key.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }).assertSuccess();
    const selection = new CfnBackupSelection(this, 'selection', {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: 'records',
        iamRoleArn: role.roleArn,
        // Named one by one: what is named is backed up whatever the account has opted into.
        resources: [records.cases.tableArn, records.documents.bucketArn],
      },
    });
    // A job that starts before the role has its rights fails.
    selection.node.addDependency(role);
  }
}
