import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

type Output = {
  /** The stack that tells it, without the zone's name. */
  stack: 'records' | 'service' | 'door' | 'operations';
  description: string;
  /** Told only by a zone whose file has this. */
  where?: 'access.domain';
};

/** What a deployment tells whoever made it. Names never change: runbooks and scripts of administrators read them. */
export const outputs = {
  TableName: { stack: 'records', description: 'The one table; export, replay and restore take it as --table' },
  DocumentsBucket: { stack: 'records', description: 'The bucket of what applicants hand in' },
  SigningKeyId: { stack: 'records', description: 'The KMS key that signs permits and status lists' },
  AlertsTopicArn: { stack: 'operations', description: 'Subscribe to this topic to be told of alarms' },
  ApiUrl: { stack: 'door', description: 'Where the zone answers: its pages, and its API under api/' },
  DomainTarget: {
    stack: 'door',
    description: 'Where the DNS has to lead the own name of a zone that has one',
    where: 'access.domain',
  },
  DomainHostedZoneId: {
    stack: 'door',
    description: 'The hosted zone of DomainTarget, for an alias of Route 53',
    where: 'access.domain',
  },
} as const satisfies Record<string, Output>;

export type OutputName = keyof typeof outputs;

/** Tells a value of a stack under its name in the list of outputs, wherever in the stack it is known. */
export function tell(scope: Construct, name: OutputName, value: string): void {
  const { stack, description } = outputs[name];
  const own = Stack.of(scope).stackName;
  if (!own.endsWith(`-${stack}`)) throw new Error(`the output ${name} belongs to the stack ${stack}, not to ${own}`);
  new CfnOutput(scope, `tells-${name}`, { value, description }).overrideLogicalId(name);
}
