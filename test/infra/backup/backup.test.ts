import { describe, expect, it } from 'vitest';
import { failedBackups } from '../../../infra/backup/names.ts';
import { roleStatements } from '../../../infra/templates-check/statements.ts';
import { checkZone } from '../../../infra/zones/check.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

const app = appOf();
const templates = templatesOf(app);
const regions = new Map(
  app.synth().stacksRecursively.map(({ stackName, environment }) => [stackName, environment.region]),
);
const stackIfThere = (name: string): Template | undefined => templates.find((template) => template.stack === name);
function stack(name: string): Template {
  const found = stackIfThere(name);
  if (!found) throw new Error(`there is no stack ${name}`);
  return found;
}

type Rule = {
  RuleName: string;
  TargetBackupVault: unknown;
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string;
  EnableContinuousBackup: boolean;
  Lifecycle: { DeleteAfterDays: number };
  CopyActions?: { DestinationBackupVaultArn: unknown; Lifecycle: { DeleteAfterDays: number } }[];
};

describe.each(zones.map((zone) => [zone.id, zone] as const))('the backups of %s', (id, zone) => {
  const backups = stack(`${id}-backups`);
  const copies = stackIfThere(`${id}-copies`);
  const [plan] = backups.of('AWS::Backup::BackupPlan');
  const { BackupPlanRule: rules = [] } = (plan?.properties.BackupPlan ?? {}) as { BackupPlanRule?: Rule[] };

  it('are made every day and every month by the clock of the zone, and kept as its file says', () => {
    expect(
      rules.map((rule) => [rule.RuleName, rule.ScheduleExpressionTimezone, rule.Lifecycle.DeleteAfterDays]),
    ).toEqual([
      ['daily', zone.timeZone, zone.backup.daily.keptDays],
      ['monthly', zone.timeZone, zone.backup.monthly.keptDays],
    ]);
    expect(rules[0]?.ScheduleExpression).toMatch(/^cron\(\d+ \d+ \* \* \? \*\)$/);
    expect(rules[1]?.ScheduleExpression).toMatch(/^cron\(\d+ \d+ \d+ \* \? \*\)$/);
  });

  it('hold the documents of the last weeks to any second, which AWS allows for 35 days at most', () => {
    expect(rules.map((rule) => [rule.EnableContinuousBackup, rule.Lifecycle.DeleteAfterDays <= 35])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('cover the table and the documents, each by name', () => {
    const selection = backups.of('AWS::Backup::BackupSelection')[0]?.properties.BackupSelection as {
      Resources: unknown[];
    };
    const named = JSON.stringify(selection.Resources);
    expect(selection.Resources).toHaveLength(2);
    expect(named).toMatch(new RegExp(`${id}-records:.*casestable.*Arn`));
    expect(named).toMatch(new RegExp(`${id}-records:.*documentsbucket.*Arn`));
  });

  it('lie in a vault under the key of the zone, which stays when its stack goes and can never be locked for good', () => {
    const vaults = [backups, ...(copies ? [copies] : [])].map((template) => template.of('AWS::Backup::BackupVault'));
    for (const found of vaults) {
      const [vault] = found ?? [];
      expect(found).toHaveLength(1);
      expect(vault?.properties.EncryptionKeyArn).toBeDefined();
      expect([vault?.definition.DeletionPolicy, vault?.definition.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      const lock = vault?.properties.LockConfiguration as Record<string, number> | undefined;
      expect(lock === undefined).toBe(zone.backup.lock === 'none');
      // With days of grace the lock would be in compliance mode, and nobody could ever erase what the law wants erased.
      expect(lock ?? {}).not.toHaveProperty('ChangeableForDays');
    }
    const own = vaults[0]?.[0]?.properties;
    expect(own?.BackupVaultName).toBe(`greenpath-${id}`);
    expect(JSON.stringify(own?.EncryptionKeyArn)).toContain(`${id}-records:`);
  });

  it('are made by the backup service alone, for this account, and it uses no key but that of the zone', () => {
    const role = backups.of('AWS::IAM::Role')[0]?.properties.AssumeRolePolicyDocument;
    expect(JSON.stringify(role)).toContain('"Service":"backup.amazonaws.com"');
    expect(JSON.stringify(role)).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
    const statements = roleStatements(backups);
    expect(statements.length).toBeGreaterThan(0);
    for (const { actions, resources } of statements) {
      expect(actions.filter((action) => !action.startsWith('kms:'))).toEqual([]);
      expect(resources.filter((resource) => resource.includes('*'))).toEqual([]);
    }
  });

  it('are copied to the region that the zone chose, and to no other', () => {
    const { copyTo } = zone.backup;
    expect(copies === undefined).toBe(copyTo === undefined);
    if (copyTo === undefined) {
      expect(JSON.stringify(rules)).not.toContain('CopyActions');
      return;
    }
    expect(regions.get(`${id}-copies`)).toBe(copyTo);
    for (const { CopyActions, Lifecycle } of rules) {
      expect(CopyActions).toHaveLength(1);
      expect(JSON.stringify(CopyActions?.[0]?.DestinationBackupVaultArn)).toContain(`:backup:${copyTo}:`);
      expect(JSON.stringify(CopyActions?.[0]?.DestinationBackupVaultArn)).toContain(
        `:backup-vault:greenpath-${id}-copies`,
      );
      expect(CopyActions?.[0]?.Lifecycle).toEqual(Lifecycle);
    }
    expect(copies?.of('AWS::Backup::BackupVault')[0]?.properties.BackupVaultName).toBe(`greenpath-${id}-copies`);
  });

  it('begin only once the vault of the copies is there, and leave the documents telling their events', () => {
    const artifact = app.synth().stacksRecursively.find(({ stackName }) => stackName === `${id}-backups`);
    const before = artifact?.dependencies.map((dependency) => dependency.id).join(' ');
    expect(before).toContain('records');
    expect(before?.includes('copies')).toBe(zone.backup.copyTo !== undefined);
    const bucket = stack(`${id}-records`)
      .of('AWS::S3::Bucket')
      .find(({ properties }) => properties.CorsConfiguration);
    expect(bucket?.properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });
});

describe('a zone that works on a restored table', () => {
  const [zone] = zones;
  if (!zone) throw new Error('there is no zone');
  const restored = { table: `${zone.id}-records-restored`, streamLabel: '2026-11-22T08:00:00.000' };
  const moved = templatesOf(appOf([{ ...zone, restored }]));
  const of = (all: readonly Template[], name: string) => all.find((one) => one.stack === `${zone.id}-${name}`);
  const lines = (template: Template | undefined) => JSON.stringify(template?.json);

  it('reads, follows and backs up that table alone', () => {
    for (const lambda of of(moved, 'service')?.of('AWS::Lambda::Function') ?? []) {
      const { Variables } = (lambda.properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      if (Variables && 'TABLE_NAME' in Variables) expect(Variables.TABLE_NAME, lambda.id).toBe(restored.table);
    }
    const feeds = of(moved, 'service')?.of('AWS::Lambda::EventSourceMapping') ?? [];
    expect(feeds.length).toBeGreaterThan(0);
    for (const { properties } of feeds) {
      expect(JSON.stringify(properties.EventSourceArn)).toContain(
        `:table/${restored.table}/stream/${restored.streamLabel}`,
      );
    }
    expect(lines(of(moved, 'service'))).not.toContain('casestable');
    expect(lines(of(moved, 'backups'))).toContain(`:table/${restored.table}`);
    expect(lines(of(moved, 'backups'))).not.toContain('casestable');
  });

  it('keeps the first table, and everything that was imported of it until nobody imports it', () => {
    const before = of(templates, 'records')?.json as { Resources: object; Outputs: Record<string, object> };
    const after = of(moved, 'records')?.json as { Resources: object; Outputs: Record<string, object> };
    expect(after.Resources).toEqual(before.Resources);
    const exported = (outputs: Record<string, object>) =>
      Object.keys(outputs)
        .filter((name) => name.startsWith('ExportsOutput'))
        .sort();
    expect(exported(after.Outputs)).toEqual(exported(before.Outputs));
  });
});

describe('a region for the copies', () => {
  const refusalOf = (region: string, copyTo: string) => {
    const [file] = zoneFiles;
    const checked = checkZone({ ...file, region, backup: { ...file?.backup, copyTo } }, knownPolicies);
    return checked.ok ? undefined : checked.error;
  };

  it.each([
    ['cn-north-1', 'cn-northwest-1'],
    ['cn-northwest-1', 'cn-north-1'],
    ['ap-southeast-1', 'eu-central-1'],
  ])('may be, for a zone in %s, %s', (region, copyTo) => {
    expect(refusalOf(region, copyTo)).toBeUndefined();
  });

  it.each([
    ['cn-north-1', 'ap-east-1', 'stays in the mainland'],
    ['cn-northwest-1', 'eu-central-1', 'may go to cn-north-1 alone'],
    ['ap-southeast-1', 'cn-north-1', 'another partition'],
    ['eu-central-1', 'us-gov-west-1', 'another partition'],
    ['cn-north-1', 'cn-north-1', "the zone's own region"],
  ])('may not be, for a zone in %s, %s, and the zone file is told why', (region, copyTo, reason) => {
    expect(refusalOf(region, copyTo)).toMatch(/ {2}- backup\.copyTo: /);
    expect(refusalOf(region, copyTo)).toContain(reason);
  });

  it('is not needed, but compliance mode cannot be chosen', () => {
    const [file] = zoneFiles;
    const checked = checkZone({ ...file, backup: { ...file?.backup, lock: 'compliance' } }, knownPolicies);
    expect(checked.ok ? '' : checked.error).toContain('backup.lock: ');
  });
});

describe('the pattern by which a failed backup is told', () => {
  it('names both kinds of job and every state in which one did not come about', () => {
    expect(failedBackups.detailType).toEqual(['Backup Job State Change', 'Copy Job State Change']);
    expect(failedBackups.detail.state).toEqual(expect.arrayContaining(['FAILED', 'ABORTED', 'EXPIRED']));
  });
});
