import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What the zone tells everybody about itself, and the pages on which people meet it. */
export class Portal extends Construct {
  readonly handler: ZoneFunction;
  /** Gives the pages themselves; what they show, they ask the interface for. */
  readonly pages: ZoneFunction;

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
    this.pages = new ZoneFunction(this, 'pages', {
      zone,
      assetOf,
      name: 'portal-pages',
      description: 'Pages for applicants, officers and verifiers',
      environment: { OIDC_ISSUER: zone.signIn.issuer, DOCUMENTS_BUCKET: records.documents.bucketName },
    });
  }
}
