import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What the zone runs on, for administrators to see, and the drafts of what it shall run on next. */
export class Policies extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'policies-handler',
      description: 'What the zone runs on; drafts of policies, approved and published',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 28,
    });
    records.cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', 'PutItem', 'ConditionCheckItem'],
      ['policyDrafts', 'policyDraftLists'],
    );
    // A rehearsal reads the scores on record and changes nothing.
    records.cases.allow(this.handler, reading, ['applications', 'office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allowQueues(this.handler, ['queues']);
  }
}
