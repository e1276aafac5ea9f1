import { Construct } from 'constructs';
import { changing, reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Employers are declared and kept up to date, and say who handles their applications. */
export class Employers extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'employers-handler',
      description: 'Employers and their handlers',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', ...changing, 'ConditionCheckItem'],
      ['employers', 'creditCodes', 'handlers', 'invitations'],
    );
    records.cases.allow(this.handler, ['GetItem'], ['office']);
  }
}
