import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** How many places of category C there are, who holds them, and who decided that. */
export class Quota extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'quota-handler',
      description: 'Quota ledger of category C',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 28,
    });
    records.cases.allow(this.handler, [...reading, 'PutItem', 'DeleteItem'], ['quotas']);
    records.cases.allow(this.handler, ['GetItem'], ['office']);
  }
}
