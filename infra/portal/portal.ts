import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What the zone tells everybody about itself: its zone file, how many places of its quotas are left, what goes wrong most. */
export class Portal extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'portal-handler',
      description: 'Zone and interface description',
      environment: { OIDC_ISSUER: zone.signIn.issuer, TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(this.handler, reading, ['quotas']);
    records.cases.allow(this.handler, ['GetItem'], ['commonReturns']);
  }
}
