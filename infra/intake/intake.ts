import { Construct } from 'constructs';
import type { Executions } from '../approval/executions.ts';
import { changing, reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Applications begin, grow, are submitted, withdrawn or taken back; their parties follow them. */
export class Intake extends Construct {
  readonly handler: ZoneFunction;
  readonly following: ZoneFunction;

  constructor(scope: Construct, id: string, props: CapabilityProps & { executions: Executions }) {
    super(scope, id);
    const { zone, records, assetOf, executions } = props;
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'intake-handler',
      description: 'Drafts, submission',
      environment: { TABLE_NAME: records.cases.tableName, APPROVAL_MACHINE_ARN: executions.stateMachineArn },
    });
    records.cases.allow(
      this.handler,
      [...reading, 'BatchGetItem', ...changing],
      ['applications', 'openCases', 'employers', 'applicants', 'persons', 'passports', 'outbox', 'parked'],
    );
    records.cases.allow(this.handler, reading, ['permits', 'creditCodes', 'handlers']);
    // A conversion is judged by the register of old certificates, and that by the imports which brought it.
    records.cases.allow(this.handler, ['BatchGetItem'], ['certificates', 'imports']);
    records.cases.allow(this.handler, ['ConditionCheckItem'], ['openCases', 'persons']);
    records.cases.allow(this.handler, [...reading, 'DeleteItem'], ['quotas']);
    records.cases.allow(this.handler, reading, ['office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allowQueues(this.handler, ['identities']);
    executions.allowWaking(this.handler);

    this.following = new ZoneFunction(this, 'following', {
      zone,
      assetOf,
      name: 'intake-following',
      description: 'My applications and permits',
      environment: { TABLE_NAME: records.cases.tableName },
    });
    records.cases.allow(
      this.following,
      [...reading, 'BatchGetItem'],
      ['applications', 'employers', 'handlers', 'applicants', 'office'],
    );
    records.cases.allow(this.following, ['BatchGetItem'], ['permits']);
  }
}
