import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { ArnFormat, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Route } from '../../shared/contract/route.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { floodRules, officeRule, sizeRule, visible } from './firewall-rules.ts';
import { firewallRefusals, problemTemplate } from './gateway-responses.ts';

/** A rule group that AWS maintains; `counted` rules of it only count. */
const managed = (name: string, counted: readonly string[] = []): Omit<CfnWebACL.RuleProperty, 'priority'> => ({
  name,
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
  constructor(
    scope: Construct,
    id: string,
    { zone, routes, stageArn }: { zone: Zone; routes: readonly Route[]; stageArn: string },
  ) {
    super(scope, id);
    const rules = [
      ...floodRules(zone, routes),
      sizeRule(routes),
      ...this.officeOnly(zone, routes),
      ...zone.protection.managedRules.map((name) =>
        managed(name, name === 'AWSManagedRulesCommonRuleSet' ? countedCommonRules : []),
      ),
    ];
    const acl = new CfnWebACL(this, 'acl', {
      name: `greenpath-${zone.id}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      customResponseBodies: Object.fromEntries(
        Object.entries(firewallRefusals).map(([key, refusal]) => [
          key,
          { contentType: 'APPLICATION_JSON', content: problemTemplate(refusal) },
        ]),
      ),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
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
  /**
   * Keeps strangers from the paths of the office already at the door. What the firewall sees as the address of somebody who
   * comes through a VPC endpoint is not documented, so that a private zone leaves the list to the functions alone.
   */
  private officeOnly({ id, access }: Zone, routes: readonly Route[]) {
    const { endpoint, officersFrom = [] } = access;
    if (endpoint === 'private' || officersFrom.length === 0) return [];
    const lists = (['IPV4', 'IPV6'] as const).flatMap((ipAddressVersion) => {
      const addresses = officersFrom.filter((network) => network.includes(':') === (ipAddressVersion === 'IPV6'));
      if (addresses.length === 0) return [];
      const list = new CfnIPSet(this, `office-${ipAddressVersion.toLowerCase()}`, {
        name: `greenpath-${id}-office-${ipAddressVersion.toLowerCase()}`,
        scope: 'REGIONAL',
        ipAddressVersion,
        addresses,
      });
      return [list.attrArn];
    });
    return [officeRule(routes, lists)];
  }
}
