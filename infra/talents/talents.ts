import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** The database of foreign talents: searched by authorised officers, left by holders who object. */
export class Talents extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'talents-handler',
      description: 'Database of foreign talents',
      environment: { TABLE_NAME: cases.tableName },
    });
    cases.allow(this.handler, reading, ['talents', 'talentLists']);
    cases.allow(this.handler, ['GetItem', 'BatchGetItem'], ['permits', 'talents']);
    cases.allow(this.handler, ['GetItem'], ['applications', 'employers', 'office']);
    cases.allow(this.handler, ['PutItem', 'DeleteItem', 'ConditionCheckItem'], ['talents']);
    cases.allow(this.handler, ['PutItem', 'DeleteItem'], ['talentLists']);
    cases.allow(this.handler, ['PutItem'], ['readings']);
  }
}
