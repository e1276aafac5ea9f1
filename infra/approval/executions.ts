import { Grant } from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack, Token, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { ZoneFunction } from '../service/function.ts';

/** What the approval state machine of a zone is called. */
export const approvalMachineName = ({ id }: Pick<Zone, 'id'>): string => `greenpath-${id}-approval`;

/**
 * The approval state machine as those see it who start, answer and watch its executions. It is known by a name of its
 * own, because functions that need it are among those that it calls.
 */
export class Executions extends Construct {
  readonly stateMachineName: string;
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, { zone }: { zone: Zone }) {
    super(scope, id);
    this.stateMachineName = approvalMachineName(zone);
    this.stateMachineArn = this.arn('stateMachine', this.stateMachineName);
  }

  /** Lets a function answer a task token of this state machine. */
  allowAnswering(to: ZoneFunction): void {
    this.grant(to, ['states:SendTaskSuccess'], this.stateMachineArn);
  }

  /** Lets a function start an execution, ask whether it still runs, and answer its task tokens. */
  allowWaking(to: ZoneFunction): void {
    this.grant(to, ['states:StartExecution', 'states:SendTaskSuccess'], this.stateMachineArn);
    const anyExecution = this.arn('execution', `${this.stateMachineName}:*`);
    this.grant(to, ['states:DescribeExecution'], anyExecution);
    const { region, account } = Stack.of(this);
    const owner = Token.isUnresolved(account) ? '<AWS::AccountId>' : account;
    Validations.of(to).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:${region}:${owner}:execution:${this.stateMachineName}:*]`,
      reason: 'Executions are named after applications and rounds that do not exist yet; the machine is fixed.',
    });
  }

  /** Lets a function list the executions of this state machine. */
  allowListing(to: ZoneFunction): void {
    this.grant(to, ['states:ListExecutions'], this.stateMachineArn);
  }

  private grant(grantee: ZoneFunction, actions: string[], arn: string): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [arn] }).assertSuccess();
  }

  private arn(resource: string, resourceName: string): string {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'states', resource, resourceName, arnFormat });
  }
}
