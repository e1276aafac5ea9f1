import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Who may ask about merchant cards, and the answers. It reads what a card opens and has no right to see who holds it. */
export class Partners extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'partners-handler',
      description: 'Partners, and whether a merchant card opens a service',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(this.handler, ['GetItem'], ['cards', 'office']);
    records.cases.allow(this.handler, ['Query'], ['publicKeys']);
    records.cases.allow(this.handler, [...reading, 'PutItem'], ['partners']);
    records.cases.allow(this.handler, [...reading, 'BatchGetItem', 'PutItem', 'UpdateItem'], ['partnerUses']);
  }
}
