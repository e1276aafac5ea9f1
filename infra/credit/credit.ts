import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** The credit of foreigners and their enterprises, in a zone that keeps it. */
export class Credit extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'credit-handler',
      description: 'Credit of foreigners and their enterprises',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    const { cases } = records;
    cases.allow(this.handler, [...reading, 'PutItem', 'DeleteItem'], ['credits', 'creditMatters', 'creditLists']);
    cases.allow(this.handler, reading, [
      'employers',
      'creditCodes',
      'handlers',
      'imports',
      'office',
      'permits',
      'persons',
    ]);
    // The credit of a case is an event of the case.
    cases.allow(this.handler, [...reading, 'PutItem'], ['applications']);
    cases.allow(this.handler, ['PutItem'], ['inbox', 'readings']);
  }
}
