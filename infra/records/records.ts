import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { tell } from '../outputs/outputs.ts';
import { Cases } from './cases.ts';
import { DataKey } from './data-key.ts';
import { Documents } from './documents.ts';
import { SigningKeys } from './signing-key.ts';

/** What a zone must never lose. The service around it can be torn down and built again. */
export class Records extends Stack {
  readonly cases: Cases;
  readonly documents: Documents;
  readonly signingKeys: SigningKeys;
  readonly dataKey: DataKey;

  constructor(scope: Construct, id: string, { zone, ...props }: StackProps & { zone: Zone }) {
    super(scope, id, {
      ...props,
      description: `Greenpath ${zone.id}: table, documents and keys`,
      terminationProtection: true,
    });
    const dataKey = new DataKey(this, 'data-key', { zoneId: zone.id });
    this.dataKey = dataKey;
    this.cases = new Cases(this, 'cases', { dataKey, restored: zone.restored });
    this.documents = new Documents(this, 'documents', { zone, dataKey });
    this.signingKeys = new SigningKeys(this, zone);
    tell(this, 'TableName', this.cases.tableName);
    tell(this, 'DocumentsBucket', this.documents.bucketName);
    tell(this, 'SigningKeyId', this.signingKeys.newest);
  }
}
