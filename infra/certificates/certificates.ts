import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** The register of old certificates, where a zone keeps one. */
export class Certificates extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'certificates-handler',
      description: 'Register of old certificates',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', 'PutItem', 'DeleteItem'],
      ['certificates', 'certificatePassports'],
    );
    // What an import brought counts only once that import is complete.
    records.cases.allow(this.handler, ['BatchGetItem'], ['imports']);
    records.cases.allow(this.handler, ['GetItem'], ['office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allowQueues(this.handler, ['certificatesByMonth']);
  }
}
