import { Construct } from 'constructs';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Verifies the token of a QR for anybody, and shows the record to an inspector, whose reading it writes down. */
export class Verification extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'verification-handler',
      description: 'Verification of permits',
      environment: { TABLE_NAME: records.cases.tableName, DOCUMENTS_BUCKET: records.documents.bucketName },
      timeout: 10,
    });
    records.cases.allow(this.handler, ['GetItem'], ['permits', 'statuses', 'applications']);
    records.cases.allow(this.handler, ['Query'], ['publicKeys']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    // The link to a holder's photo is signed with the function's own rights.
    records.documents.allow(this.handler, ['GetObjectVersion']);
  }
}
