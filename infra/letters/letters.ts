import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Receipts, notices and decisions as pages to print, made from the record. */
export class Letters extends Construct {
  readonly handler: ZoneFunction;
  /** Apart from the letters, because it reads what decisions look at. */
  readonly preview: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'letters-handler',
      description: 'Letters about applications, as PDF',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 28,
      // Setting type is computing, and Lambda gives computing power by memory.
      memory: 1536,
    });
    records.cases.allow(this.handler, reading, ['applications', 'handlers', 'office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);

    this.preview = new ZoneFunction(this, 'preview', {
      zone,
      assetOf,
      name: 'letters-preview',
      description: 'Letters before they are written',
      environment: { TABLE_NAME: records.cases.tableName },
      timeout: 28,
      memory: 1536,
    });
    records.cases.allow(this.preview, reading, [
      'applications',
      'employers',
      'handlers',
      'office',
      'permits',
      'persons',
    ]);
    records.cases.allow(this.preview, ['PutItem'], ['readings']);
  }
}
