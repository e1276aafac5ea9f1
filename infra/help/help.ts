import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Help, mediation of disputes with its agreements, and the service stations. */
export class Help extends Construct {
  readonly handler: ZoneFunction;
  /** Apart from the rest, because it carries what sets type. */
  readonly agreement: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases } = records;
    const environment = { TABLE_NAME: cases.tableName };
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'help-handler',
      description: 'Help, disputes and service stations',
      environment,
    });
    cases.allow(this.handler, [...reading, 'BatchGetItem', 'PutItem'], ['help', 'helpLists', 'helpByMonth']);
    cases.allow(this.handler, reading, ['applications']);
    cases.allow(this.handler, ['GetItem'], ['permits', 'handlers', 'office']);
    cases.allow(this.handler, ['PutItem'], ['inbox', 'readings']);
    cases.allowQueues(this.handler, ['helpQueues']);

    this.agreement = new ZoneFunction(this, 'agreement', {
      zone,
      assetOf,
      name: 'help-agreement',
      description: 'Agreements of mediation, as PDF',
      environment,
      timeout: 28,
      // Setting type is computing, and Lambda gives computing power by memory.
      memory: 1536,
    });
    cases.allow(this.agreement, ['Query'], ['help']);
    cases.allow(this.agreement, ['GetItem'], ['office']);
    cases.allow(this.agreement, ['PutItem'], ['readings']);
  }
}
