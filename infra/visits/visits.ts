import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** One visit for several permits: booked, moved, cancelled, carried out. */
export class Visits extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'visits-handler',
      description: 'One-stop visits: appointments, bundles, collection',
      environment: { TABLE_NAME: cases.tableName },
    });
    cases.allow(this.handler, [...reading, 'BatchGetItem'], ['visits', 'visitDays', 'visitors', 'applications']);
    cases.allow(this.handler, [...reading, 'BatchGetItem'], ['employers', 'handlers']);
    cases.allow(this.handler, ['GetItem'], ['office']);
    cases.allow(this.handler, ['PutItem', 'DeleteItem'], ['visits', 'visitDays', 'visitors', 'visited']);
    cases.allow(this.handler, ['PutItem'], ['inbox']);
  }
}
