import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Looks back and ahead: scores and clocks computed again, draft policies tried out, the record of who read what. */
export class Audit extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'audit-handler',
      description: 'Replay, rehearsal and the record of readings',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 28,
    });
    // It changes nothing: the only thing it writes is that somebody read.
    records.cases.allow(this.handler, reading, ['applications', 'handlers', 'office', 'readings']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allowQueues(this.handler, ['queues']);
  }
}
