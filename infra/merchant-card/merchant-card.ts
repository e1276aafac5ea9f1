import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What becomes of merchant cards after they were issued: services, loss, a new QR, the end. */
export class MerchantCard extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases, signingKeys } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'merchant-card-handler',
      description: 'Merchant cards after they were issued',
      environment: { TABLE_NAME: cases.tableName, SIGNING_KEYS: signingKeys.named },
    });
    cases.allow(this.handler, reading, [
      'cards',
      'cardRecords',
      'applications',
      'applicants',
      'persons',
      'office',
      'publicKeys',
    ]);
    cases.allow(
      this.handler,
      ['PutItem', 'UpdateItem', 'DeleteItem'],
      ['cards', 'cardRecords', 'statuses', 'statusPlaces', 'statusLists', 'publicKeys'],
    );
    cases.allow(this.handler, ['PutItem'], ['readings', 'inbox']);
    signingKeys.allowSigning(this.handler);
  }
}
