import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Where applications are filed and worked, in a zone with several service windows. */
export class ServiceWindows extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'service-windows-handler',
      description: 'Service windows and their queues',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(this.handler, reading, ['office']);
    records.cases.allowQueues(this.handler, ['queues']);
  }
}
