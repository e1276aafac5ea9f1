import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Files that are imported whole or not at all: announced and followed by one function, worked on by another. */
export class Imports extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf }: CapabilityProps) {
    super(scope, id);
    const environment = {
      TABLE_NAME: records.cases.tableName,
      DOCUMENTS_BUCKET: records.documents.bucketName,
    };
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'imports-handler',
      description: 'Imports: files announced, started, followed',
      environment,
    });
    records.cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      ['imports', 'importLists'],
    );
    records.cases.allow(this.handler, ['GetItem'], ['importFiles', 'office']);
    records.documents.allow(this.handler, ['GetObject', 'PutObject'], { tellsAbsence: true, within: 'imports/' });

    const worker = new ZoneFunction(this, 'worker', {
      zone,
      assetOf,
      name: 'imports-worker',
      description: 'Checks files that were uploaded and imports them',
      environment,
      timeout: 55,
      // A file of ten megabytes is read in memory.
      memory: 1024,
    });
    records.cases.allow(
      worker,
      [...reading, 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      ['imports', 'importLists', 'importFiles'],
    );
    // What the kinds of file become, and what their rows are compared with.
    records.cases.allow(
      worker,
      ['BatchGetItem', 'PutItem'],
      ['certificates', 'certificatePassports', 'credits', 'creditMatters'],
    );
    records.cases.allow(worker, ['BatchGetItem'], ['persons', 'creditCodes']);
    records.documents.allow(worker, ['GetObject', 'GetObjectVersion', 'PutObject'], { within: 'imports/' });

    // A round that failed is not repeated: the next one comes within a minute and goes on.
    worker.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'every-minute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(worker.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
