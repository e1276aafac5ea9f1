import { isDeepStrictEqual } from 'node:util';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { type CfnResource, Stack } from 'aws-cdk-lib/core';
import { ZoneFunction } from '../service/function.ts';

/** Why a rule of a standard is not followed by resources of one kind, wherever they stand. */
type SharedReason = {
  /** As cdk-nag names it. */
  rule: string;
  /** Which resources the reason is true of; the rule still finds every other. */
  isTrueOf: (resource: CfnResource) => boolean;
  reason: string;
};

/** The function of a zone to which a resource belongs. */
const functionOf = (resource: CfnResource): ZoneFunction | undefined =>
  resource.node.scopes.find((scope): scope is ZoneFunction => scope instanceof ZoneFunction);

const isFunction = (resource: CfnResource, holds: (own: CfnFunction, zone: ZoneFunction) => boolean): boolean => {
  const zoneFunction = functionOf(resource);
  return resource instanceof CfnFunction && zoneFunction !== undefined && holds(resource, zoneFunction);
};

/** Whether something may start the function that waits for no answer, such as a timer. */
const isStartedByItself = ({ lambda }: ZoneFunction): boolean => {
  const stack = Stack.of(lambda);
  const callee = stack.resolve(lambda.functionArn);
  return stack.node
    .findAll()
    .filter((child): child is CfnPermission => child instanceof CfnPermission)
    .filter(({ principal }) => principal !== 'apigateway.amazonaws.com')
    .some(({ functionName }) => isDeepStrictEqual(stack.resolve(functionName), callee));
};

const neverRepeats = ({ lambda }: ZoneFunction): boolean =>
  lambda.node.findAll().some((child) => child instanceof CfnEventInvokeConfig && child.maximumRetryAttempts === 0);

const isOfOneRole = (policy: CfnPolicy): boolean => {
  const of = (principals: unknown): unknown[] => Stack.of(policy).resolve(principals) ?? [];
  return of(policy.roles).length === 1 && of(policy.users).length === 0 && of(policy.groups).length === 0;
};

const nist = 'NIST.800.53.R5';

/** What stands here is true of every resource of its kind. What is true of one alone is said beside that one. */
export const sharedReasons: readonly SharedReason[] = [
  {
    rule: `${nist}-LambdaInsideVPC`,
    isTrueOf: (resource) => isFunction(resource, () => true),
    reason:
      'Functions of a zone call services of AWS and, where the zone file names one, an HTTPS address outside. Nothing of a zone listens in a VPC, so being inside one would add networks to keep and protect nothing; what a function may touch its role says.',
  },
  {
    rule: `${nist}-LambdaConcurrency`,
    isTrueOf: (resource) => isFunction(resource, (own) => own.reservedConcurrentExecutions === undefined),
    reason:
      'The gateway limits the requests of a zone and the firewall those of an address. A share of concurrency is reserved only where a flood would hurt others; one for each function would leave capacity idle while another is throttled.',
  },
  {
    rule: `${nist}-LambdaDLQ`,
    isTrueOf: (resource) => isFunction(resource, (_own, zone) => !isStartedByItself(zone)),
    reason:
      'Whoever calls this function waits for its answer and sees it fail: the gateway, the state machine, or the change feed, which names what was given up in a queue of its own. A dead-letter queue takes only what nobody waits for.',
  },
  {
    rule: `${nist}-LambdaDLQ`,
    isTrueOf: (resource) => isFunction(resource, (_own, zone) => isStartedByItself(zone) && neverRepeats(zone)),
    reason:
      'A timer starts these rounds, with nothing in hand that could be lost: what is still to be done stands in the table, a failed round is not repeated, and the next one does the same work.',
  },
  {
    rule: `${nist}-IAMNoInlinePolicy`,
    isTrueOf: (resource) => resource instanceof CfnPolicy && isOfOneRole(resource),
    reason:
      'These rights belong to one role and no other. A managed policy could be attached to a second one, which is what least privilege is to prevent.',
  },
];
