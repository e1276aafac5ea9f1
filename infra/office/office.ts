import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Supervisors suspend and restore the delegation, end roles and record leave. */
export class Office extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'office-handler',
      description: 'Delegation, staff register, leave and cover',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(this.handler, [...reading, 'PutItem', 'UpdateItem'], ['office']);
    records.cases.allowQueues(this.handler, ['queues']);
  }
}
