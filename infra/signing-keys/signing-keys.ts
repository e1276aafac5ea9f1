import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Tells administrators how the keys stand, and signs anew what a key signed that is trusted no more. */
export class KeyCare extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases, signingKeys } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'signing-keys-handler',
      description: 'Signing keys, and permits signed anew',
      environment: { TABLE_NAME: cases.tableName, SIGNING_KEYS: signingKeys.named },
      timeout: 28,
    });
    cases.allow(this.handler, reading, [
      'publicKeys',
      'endings',
      'permits',
      'cards',
      'cardRecords',
      'applications',
      'employers',
      'office',
    ]);
    cases.allow(
      this.handler,
      ['PutItem', 'UpdateItem'],
      ['publicKeys', 'permits', 'cards', 'cardRecords', 'statusPlaces', 'statuses', 'statusLists', 'office', 'inbox'],
    );
    cases.allow(this.handler, ['DeleteItem'], ['statuses']);
    signingKeys.allowSigning(this.handler);
  }
}
