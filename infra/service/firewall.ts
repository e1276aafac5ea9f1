import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { ArnFormat, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { gatewayRefusals, problemTemplate } from './gateway-responses.ts';

const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would keep whole requests, with what people typed, for anyone with console access.
  sampledRequestsEnabled: false,
});

/** A rule group that AWS maintains; `counted` rules of it only count. */
const managed = (priority: number, name: string, counted: readonly string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ...(counted.length > 0
        ? { ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }
        : {}),
    },
  },
  visibilityConfig: visible(name),
});

/**
 * Rules of the common set that would refuse requests of the contract: bodies above 8 KB (the notice of a return lists
 * every deficiency), and machines of verifiers that name no user agent. A body's limit is the gateway's and the schemas'.
 */
const countedCommonRules = ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'];

/** The regional web ACL before the gateway's stage; China has no other scope. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { zone, stageArn }: { zone: Zone; stageArn: string }) {
    super(scope, id);
    const tooMany = gatewayRefusals.THROTTLED;
    if (!tooMany) throw new Error('the gateway has no words for too many requests');
    const acl = new CfnWebACL(this, 'acl', {
      name: `greenpath-${zone.id}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      customResponseBodies: {
        tooMany: { contentType: 'APPLICATION_JSON', content: problemTemplate(tooMany) },
      },
      rules: [
        {
          name: 'requests-per-address',
          priority: 0,
          action: {
            block: {
              customResponse: {
                responseCode: 429,
                customResponseBodyKey: 'tooMany',
                responseHeaders: [{ name: 'Retry-After', value: '300' }],
              },
            },
          },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              // Counted over the last five minutes.
              limit: zone.protection.requestsPerAddress,
            },
          },
          visibilityConfig: visible('requests-per-address'),
        },
        managed(1, 'AWSManagedRulesAmazonIpReputationList'),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        managed(3, 'AWSManagedRulesCommonRuleSet', countedCommonRules),
      ],
      visibilityConfig: visible(`greenpath-${zone.id}`),
    });
    new CfnWebACLAssociation(this, 'association', { resourceArn: stageArn, webAclArn: acl.attrArn });

    const stack = Stack.of(this);
    // The group stays when the stack goes; the stack's own id in its name lets the next stack make one anew.
    const instance = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stack.stackId))));
    const logGroupName = `aws-waf-logs-greenpath-${zone.id}-${instance}`;
    const log = new LogGroup(this, 'log', {
      logGroupName,
      retention: zone.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const logging = new CfnLoggingConfiguration(this, 'logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        // WAF takes the ARN without the `:*` that a log group's own attribute ends with.
        stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [
        { queryString: {} },
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
      ],
      // Addresses of people are kept only where a request was refused or looked odd.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
    logging.node.addDependency(log);
  }
}
