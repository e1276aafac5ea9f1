import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Signs permits and status lists, suspends and revokes, draws the card. */
export class Issuance extends Construct {
  readonly handler: ZoneFunction;
  readonly card: ZoneFunction;
  /** Called by the approval state machine for an approved application. */
  readonly issue: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const { cases, documents, signingKeys } = records;
    const environment = { TABLE_NAME: cases.tableName, SIGNING_KEYS: signingKeys.named };

    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'issuance-handler',
      description: 'Permits, public keys, status lists',
      environment,
    });
    cases.allow(this.handler, reading, [
      'permits',
      'applications',
      'handlers',
      'office',
      'statuses',
      'statusLists',
      'publicKeys',
    ]);
    cases.allow(this.handler, ['PutItem', 'UpdateItem'], ['permits', 'statuses', 'statusLists', 'publicKeys']);
    cases.allow(this.handler, ['DeleteItem'], ['statuses']);
    cases.allow(this.handler, ['PutItem'], ['readings']);
    signingKeys.allowSigning(this.handler);

    this.issue = new ZoneFunction(this, 'issue', {
      zone,
      assetOf,
      name: 'issuance-issue',
      description: 'Brings about what was approved: permits, merchant cards and the register of employers',
      environment,
      timeout: 28,
    });
    cases.allow(this.issue, reading, [
      'applications',
      'employers',
      'creditCodes',
      'permits',
      'persons',
      'publicKeys',
      'cards',
      'cardRecords',
    ]);
    cases.allow(
      this.issue,
      ['PutItem', 'UpdateItem'],
      [
        'applications',
        'employers',
        'creditCodes',
        'persons',
        'permits',
        'cards',
        'cardRecords',
        'statusPlaces',
        'statuses',
        'statusLists',
        'publicKeys',
      ],
    );
    // A conversion ends the old certificate, once.
    cases.allow(this.issue, ['GetItem', 'PutItem'], ['certificates']);
    cases.allow(this.issue, ['DeleteItem'], ['openCases', 'statuses']);
    cases.allow(this.issue, ['PutItem'], ['endings']);
    // A zone without a database of talents has none of these; its rights are those of every other zone.
    cases.allow(this.issue, ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem'], ['talents']);
    cases.allow(this.issue, ['PutItem', 'DeleteItem'], ['talentLists']);
    cases.allow(this.issue, ['UpdateItem'], ['quotas']);
    signingKeys.allowSigning(this.issue);

    this.card = new ZoneFunction(this, 'card', {
      zone,
      assetOf,
      name: 'issuance-card',
      description: 'The card as SVG, PDF and PNG',
      environment: { TABLE_NAME: cases.tableName, DOCUMENTS_BUCKET: documents.bucketName },
      timeout: 28,
      // Drawing is computing, and Lambda gives computing power by memory.
      memory: 1536,
    });
    cases.allow(this.card, reading, ['permits', 'applications', 'handlers', 'office']);
    cases.allow(this.card, ['PutItem'], ['readings']);
    documents.allow(this.card, ['GetObject', 'GetObjectVersion']);
  }
}
