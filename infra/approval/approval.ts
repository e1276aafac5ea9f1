import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Aws, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { changing, reading } from '../records/cases.ts';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';
import type { Executions } from './executions.ts';
import { approvalStateMachine } from './state-machine.ts';

type ApprovalProps = CapabilityProps & { executions: Executions; issue: ZoneFunction };

/** Officers work the queues and decide; the state machine watches every application's clock. */
export class Approval extends Construct {
  readonly handler: ZoneFunction;
  /** What happens beside the decisions: pauses, more time, replies, reopening. */
  readonly course: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, records, assetOf, executions, issue }: ApprovalProps) {
    super(scope, id);
    const environment = { TABLE_NAME: records.cases.tableName, APPROVAL_MACHINE_ARN: executions.stateMachineArn };

    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'approval-handler',
      description: 'Queues and decisions',
      environment,
    });
    records.cases.allow(this.handler, reading, [
      'applications',
      'openCases',
      'employers',
      'creditCodes',
      'handlers',
      'persons',
      'passports',
      'permits',
    ]);
    records.cases.allow(this.handler, ['BatchGetItem'], ['applications', 'employers']);
    records.cases.allow(this.handler, ['GetItem'], ['credits']);
    records.cases.allow(this.handler, ['ConditionCheckItem'], ['permits']);
    records.cases.allow(this.handler, changing, [
      'applications',
      'openCases',
      'persons',
      'passports',
      'outbox',
      'parked',
    ]);
    records.cases.allow(this.handler, [...reading, 'PutItem', 'DeleteItem'], ['quotas']);
    records.cases.allow(this.handler, [...reading, 'ConditionCheckItem'], ['office']);
    records.cases.allow(this.handler, ['PutItem'], ['readings']);
    records.cases.allowQueues(this.handler, ['queues']);
    executions.allowWaking(this.handler);

    this.course = new ZoneFunction(this, 'course', {
      zone,
      assetOf,
      name: 'approval-course',
      description: 'Pauses, more time, replies, reopening',
      environment,
    });
    records.cases.allow(this.course, reading, [
      'applications',
      'openCases',
      'employers',
      'creditCodes',
      'handlers',
      'persons',
      'permits',
      'office',
    ]);
    records.cases.allow(this.course, changing, ['applications', 'openCases', 'outbox', 'parked']);
    records.cases.allow(this.course, [...reading, 'PutItem', 'DeleteItem'], ['quotas']);
    records.cases.allow(this.course, ['BatchGetItem'], ['applications', 'employers']);
    records.cases.allow(this.course, ['PutItem'], ['readings']);
    executions.allowWaking(this.course);

    const workflow = new ZoneFunction(this, 'workflow', {
      zone,
      assetOf,
      name: 'approval-workflow',
      description: 'Keeps task tokens and does what time brings about',
      environment,
    });
    records.cases.allow(workflow, [...reading, 'PutItem', 'UpdateItem'], ['applications']);
    // What the law decides needs the employer's licence and the permit that an extension is for.
    records.cases.allow(workflow, reading, ['employers', 'permits']);
    // Where credit decides how long a permit is extended, it is counted here once it was applied for.
    records.cases.allow(workflow, reading, ['credits', 'persons', 'imports']);
    records.cases.allow(workflow, [...reading, 'PutItem', 'DeleteItem'], ['quotas']);
    executions.allowAnswering(workflow);

    this.addStateMachine(zone.logRetentionDays, { workflow, issue, executions });
  }

  private addStateMachine(
    retention: number,
    { workflow, issue, executions }: { workflow: ZoneFunction; issue: ZoneFunction; executions: Executions },
  ): void {
    const role = new Role(this, 'machine-role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    workflow.allowInvoking(role);
    issue.allowInvoking(role);
    const definition = approvalStateMachine({
      workflow: workflow.lambda.functionArn,
      issue: issue.lambda.functionArn,
      partition: Aws.PARTITION,
    });
    const machine = new StateMachine(this, 'machine', {
      stateMachineName: executions.stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role,
      logs: {
        destination: new LogGroup(this, 'machine-log', { retention, removalPolicy: RemovalPolicy.RETAIN }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
      tracingEnabled: false,
    });
    Validations.of(machine).acknowledge(
      {
        id: 'AwsSolutions-SF1',
        reason:
          'The record of every step is the chain of events of the application; the log keeps what went wrong, without execution data.',
      },
      {
        id: 'AwsSolutions-SF2',
        reason: 'X-Ray does not join with Lambda in the China regions; zones behave alike everywhere.',
      },
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'The log delivery actions of Step Functions know no resource; CloudWatch Logs documents them with "*" only.',
    });
  }
}
