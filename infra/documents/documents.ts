import { Construct } from 'constructs';
import { changing, reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Documents are announced, uploaded straight to the bucket, judged and shown. */
export class DocumentHandling extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'documents-handler',
      description: 'Documents: upload, judgement, reading',
      environment: {
        TABLE_NAME: records.cases.tableName,
        DOCUMENTS_BUCKET: records.documents.bucketName,
      },
      // A document of twenty megabytes is judged in memory, and Lambda gives computing power by memory.
      memory: 1024,
    });
    records.cases.allow(this.handler, reading, ['applications', 'handlers', 'office']);
    records.cases.allow(this.handler, [...changing, 'ConditionCheckItem'], ['applications']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.documents.allow(this.handler, ['GetObject', 'GetObjectVersion', 'PutObject'], { tellsAbsence: true });
  }
}
