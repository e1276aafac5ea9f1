import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/**
 * What is held on a person, for the person and for the officers who answer requests about it. It deletes nothing: what
 * two officers decided is erased by a command, with rights that nothing deployed holds (docs/personal-data.md).
 */
export class PersonalData extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases, documents } = records;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'personal-data-handler',
      description: 'What is held on a person: copy, requests, decisions',
      environment: { TABLE_NAME: cases.tableName, DOCUMENTS_BUCKET: documents.bucketName },
      timeout: 28,
      memory: 1024,
    });
    // Everything that can be about a person, by the keys of that person.
    cases.allow(this.handler, [...reading, 'BatchGetItem'], ['applications', 'applicants', 'persons', 'permits']);
    cases.allow(this.handler, [...reading, 'BatchGetItem'], ['cards', 'cardRecords', 'credits', 'talents', 'imports']);
    cases.allow(this.handler, [...reading, 'BatchGetItem'], ['visits', 'visitors', 'visited', 'help', 'helpLists']);
    cases.allow(
      this.handler,
      [...reading, 'BatchGetItem'],
      ['inquiries', 'ownInquiries', 'inbox', 'readings', 'office'],
    );
    const requests = ['dataRequests', 'dataRequestLists', 'ownDataRequests'] as const;
    cases.allow(this.handler, [...reading, 'BatchGetItem', 'PutItem'], requests);
    cases.allow(this.handler, ['PutItem'], ['inbox', 'readings']);
    documents.allow(this.handler, ['GetObject', 'GetObjectVersion'], { within: 'documents/' });
  }
}
