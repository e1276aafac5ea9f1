import { App, type AppProps, Stage, Validations } from 'aws-cdk-lib/core';
import type { Zone } from '../shared/zone/zone.ts';
import { Backups } from './backup/backups.ts';
import { Copies } from './backup/copies.ts';
import type { FunctionName } from './bundle.ts';
import { Operations } from './operations/operations.ts';
import { Records } from './records/records.ts';
import { guardRegions } from './regions/guard.ts';
import { Door } from './service/door.ts';
import type { AssetOf } from './service/function.ts';
import { leaveLogsToTheirService } from './service/log-key.ts';
import { Service } from './service/service.ts';
import { acknowledgeSharedReasons } from './standards/acknowledge.ts';
import { placeholders } from './zones/check.ts';

/**
 * Behaviour of the CDK that these templates were written for. It stands here and not in cdk.json, so that a synthesis
 * by the CLI and one by plain Node give the same templates.
 */
const context = {
  'aws:cdk:disable-creation-stack-traces': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
  '@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId': true,
  '@aws-cdk/aws-apigateway:requestValidatorUniqueId': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-kms:aliasNameRef': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/core:checkSecretUsage': true,
  // A table or key that the service still uses cannot be taken away under it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/** Where the deployable folder of a zone's function lies. */
export type ZoneAsset = (zone: Zone, name: FunctionName) => string;

/**
 * One zone: a stage with a stack that keeps, one that serves, one by which it is reached and one that watches them.
 * Stack names never change: `<zone>-records`, `<zone>-service`, `<zone>-door`, `<zone>-operations`.
 */
class ZoneStage extends Stage {
  constructor(scope: App, zone: Zone, assetOf: ZoneAsset) {
    super(scope, zone.id, {
      env: { region: zone.region, account: zone.account ?? process.env.CDK_DEFAULT_ACCOUNT },
    });
    const account = zone.account ?? process.env.CDK_DEFAULT_ACCOUNT;
    const records = new Records(this, 'records', { zone });
    const backups = new Backups(this, 'backups', { zone, records });
    if (zone.backup.copyTo) {
      // The vault that a plan copies to has to be there before the plan runs.
      backups.addStackDependency(new Copies(this, 'copies', { zone, env: { region: zone.backup.copyTo, account } }));
    }
    const ofZone: AssetOf = (name) => assetOf(zone, name);
    const service = new Service(this, 'service', { zone, records, assetOf: ofZone });
    const { served, authorizer, pages } = service;
    const door = new Door(this, 'door', { zone, served, authorizer, pages });
    const operations = new Operations(this, 'operations', { zone, records, service, assetOf: ofZone });
    // It refers to nothing of these, and yet comes last and goes first.
    operations.addStackDependency(service);
    operations.addStackDependency(door);
    const unproved = placeholders(zone);
    if (!zone.rehearsal && unproved.length > 0) {
      Validations.of(records).addWarning(
        'greenpath:placeholders',
        `zone ${zone.id}: these figures are placeholders until its authority settles them: ${unproved.join(', ')}`,
      );
    }
    if (service.logKey) service.logKey.takeLogsOf(this);
    else leaveLogsToTheirService(this);
    acknowledgeSharedReasons(this);
    guardRegions(this);
  }
}

/**
 * The app of all given zones, or of the one that the context names (`-c zone=etown`). It looks nothing up: the same
 * files give the same templates, offline.
 */
export function zoneApp(zones: readonly Zone[], assetOf: ZoneAsset, props: AppProps = {}): App {
  const app = new App({
    ...props,
    analyticsReporting: false,
    treeMetadata: false,
    context: { ...context, ...props.context },
  });
  const wanted: unknown = app.node.tryGetContext('zone');
  const chosen = wanted === undefined ? zones : zones.filter(({ id }) => id === wanted);
  if (chosen.length === 0) {
    throw new Error(`there is no zone "${String(wanted)}"; there is ${zones.map(({ id }) => id).join(', ')}`);
  }
  for (const zone of chosen) new ZoneStage(app, zone, assetOf);
  return app;
}
