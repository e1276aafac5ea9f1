import { describe, expect, it } from 'vitest';
import { officePaths } from '../../../infra/service/firewall-rules.ts';
import { problem } from '../../../shared/contract/common.ts';
import { costlyRoutes } from '../../../shared/contract/costly.ts';
import { offeredBy, routeGroups } from '../../../shared/contract/offered.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { staffRoles } from '../../../shared/domain/access/roles.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

type Statement = {
  RateBasedStatement?: { Limit: number; AggregateKeyType: string; ScopeDownStatement?: Statement };
  ManagedRuleGroupStatement?: { Name: string; RuleActionOverrides?: { Name: string; ActionToUse: object }[] };
  RegexMatchStatement?: { RegexString: string; TextTransformations: { Type: string }[] };
  ByteMatchStatement?: { SearchString: string; TextTransformations: { Type: string }[] };
  SizeConstraintStatement?: { Size: number; FieldToMatch: object; TextTransformations: { Type: string }[] };
  IPSetReferenceStatement?: { Arn: unknown };
  AndStatement?: { Statements: Statement[] };
  OrStatement?: { Statements: Statement[] };
  NotStatement?: { Statement: Statement };
};
type Rule = { Name: string; Priority: number; Action?: { Block: { CustomResponse: Answer } }; Statement: Statement };
type Answer = { ResponseCode: number; CustomResponseBodyKey: string };

const routesOf = (zone: Zone): Route[] => offeredBy(zone).flatMap(({ routes }) => Object.values(routes));
const rulesOf = (door: Template): Rule[] => (door.of('AWS::WAFv2::WebACL')[0]?.properties.Rules ?? []) as Rule[];
const bodiesOf = (door: Template) =>
  (door.of('AWS::WAFv2::WebACL')[0]?.properties.CustomResponseBodies ?? {}) as Record<string, { Content: string }>;
const regexIn = (statement: Statement): string =>
  statement.RegexMatchStatement?.RegexString ??
  statement.AndStatement?.Statements.map(regexIn).find((found) => found !== '') ??
  '';
const concrete = (path: string) => path.replace(/\{\w+\}/g, 'x1');

/**
 * Units of capacity, as the guide of AWS WAF counts them: its pages on each kind of statement, and the list of managed
 * groups. A text transformation costs ten more.
 */
const managedCapacity: Record<string, number> = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesCommonRuleSet: 700,
};
function capacity(statement: Statement): number {
  const transformed = (found: { TextTransformations: { Type: string }[] }) =>
    found.TextTransformations.filter(({ Type }) => Type !== 'NONE').length * 10;
  const { RateBasedStatement: rate, ManagedRuleGroupStatement: managed, RegexMatchStatement: regex } = statement;
  const { ByteMatchStatement: bytes, SizeConstraintStatement: size, IPSetReferenceStatement: list } = statement;
  if (rate) return 2 + (rate.ScopeDownStatement ? capacity(rate.ScopeDownStatement) : 0);
  if (managed) return managedCapacity[managed.Name] ?? Number.NaN;
  if (regex) return 3 + transformed(regex);
  if (bytes) return 2 + transformed(bytes);
  if (size) return 1 + transformed(size);
  if (list) return 1;
  const inner = [
    ...(statement.AndStatement?.Statements ?? []),
    ...(statement.OrStatement?.Statements ?? []),
    ...(statement.NotStatement ? [statement.NotStatement.Statement] : []),
  ];
  if (inner.length === 0) throw new Error(`nobody knows what ${Object.keys(statement)} costs`);
  return inner.reduce((sum, each) => sum + capacity(each), 0);
}

const doors = templatesOf(appOf()).filter(({ stack }) => stack.endsWith('-door'));

describe.each(doors.map((door) => [door.zone.id, door] as const))('the firewall of %s', (_id, door) => {
  const [acl] = door.of('AWS::WAFv2::WebACL');
  const rules = rulesOf(door);

  it('is regional and stands before the stage of the gateway', () => {
    expect(acl?.properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    const [association] = door.of('AWS::WAFv2::WebACLAssociation');
    expect(association?.properties.WebACLArn).toEqual({ 'Fn::GetAtt': [acl?.id, 'Arn'] });
    const stage = door.of('AWS::ApiGateway::Stage')[0]?.id;
    expect(JSON.stringify(association?.properties.ResourceArn)).toContain(`"${stage}"`);
  });

  it('blocks an address that asks more often than the zone allows, with 429', () => {
    const flood = rules.find(({ Name }) => Name === 'requests-per-address');
    expect(flood?.Statement.RateBasedStatement).toEqual({
      Limit: door.zone.protection.requestsPerAddress,
      AggregateKeyType: 'IP',
    });
    expect(flood?.Action).toMatchObject({ Block: { CustomResponse: { ResponseCode: 429 } } });
  });

  it.each(['verification', 'assessment', 'question', 'following', 'partner'] as const)(
    'counts an address by itself at routes of the kind %s, and at no others',
    (kind) => {
      const names: readonly string[] = costlyRoutes[kind];
      const routes = routesOf(door.zone);
      const meant = routes.filter(({ name }) => names.includes(name));
      const found = rules.find(({ Name }) => Name === `${kind}-per-address`);
      expect(found === undefined).toBe(meant.length === 0);
      if (!found) return;
      const { Limit, AggregateKeyType, ScopeDownStatement } = found.Statement.RateBasedStatement ?? {};
      expect([Limit, AggregateKeyType]).toEqual([door.zone.protection.costly[kind].requestsPerAddress, 'IP']);
      expect(JSON.stringify(ScopeDownStatement)).toContain('"SearchString":"POST"');
      const regex = new RegExp(regexIn(ScopeDownStatement ?? {}));
      for (const route of routes.filter(({ method }) => method === 'POST')) {
        for (const before of ['', '/live']) {
          expect(regex.test(before + concrete(route.path)), route.path).toBe(names.includes(route.name));
        }
      }
    },
  );

  it('refuses large bodies where nobody signs in, before anything is counted on them', () => {
    const found = rules.find(({ Name }) => Name === 'bodies-of-strangers');
    expect(found?.Action?.Block.CustomResponse).toMatchObject({ ResponseCode: 413, CustomResponseBodyKey: 'tooLarge' });
    const size = found?.Statement.AndStatement?.Statements.find((each) => each.SizeConstraintStatement);
    expect(size?.SizeConstraintStatement).toMatchObject({
      Size: 16_384,
      FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
    });
    const regex = new RegExp(regexIn(found?.Statement ?? {}));
    const refused = routesOf(door.zone).filter(({ method, path }) => method === 'POST' && regex.test(concrete(path)));
    expect(refused.every(({ access }) => access === 'open' || access === 'optional')).toBe(true);
    expect(refused.map(({ name }) => name)).toEqual(expect.arrayContaining(['verify', 'assess', 'askInquiry']));
  });

  it('says what it refuses in problems that every reader of the contract understands', () => {
    const keys = rules.flatMap(({ Action }) => Action?.Block.CustomResponse.CustomResponseBodyKey ?? []);
    expect(new Set(keys)).toEqual(new Set(['tooMany', 'tooLarge']));
    for (const [key, { Content }] of Object.entries(bodiesOf(door))) {
      expect(problem.safeParse(JSON.parse(Content)).success, key).toBe(true);
      expect(Buffer.byteLength(Content)).toBeLessThan(4096);
    }
  });

  it('knows bad addresses, bad inputs and common attacks', () => {
    expect(rules.flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.Name ?? [])).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
  });

  it('lets bodies above 8 KB and callers without a user agent through, for the contract allows both', () => {
    const common = rules.find(({ Name }) => Name === 'AWSManagedRulesCommonRuleSet');
    expect(common?.Statement.ManagedRuleGroupStatement?.RuleActionOverrides).toEqual(
      ['SizeRestrictions_BODY', 'NoUserAgent_HEADER'].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
    );
  });

  it('keeps within what an ACL may hold without a dearer price: 1500 units, ten rules that count, 512 letters a pattern', () => {
    const units = rules.reduce((sum, { Statement }) => sum + capacity(Statement), 0);
    expect(units).toBeGreaterThan(925);
    expect(units).toBeLessThan(1500);
    expect(rules.filter(({ Statement }) => Statement.RateBasedStatement).length).toBeLessThanOrEqual(10);
    for (const { Statement } of rules) {
      expect(regexIn(Statement.RateBasedStatement?.ScopeDownStatement ?? Statement).length).toBeLessThanOrEqual(512);
    }
    expect(rules.map(({ Priority }) => Priority)).toEqual(rules.map((_, index) => index));
  });

  it('logs what it refused, without query strings, tokens or cookies', () => {
    const [logging] = door.of('AWS::WAFv2::LoggingConfiguration');
    expect(logging?.properties.LoggingFilter).toMatchObject({ DefaultBehavior: 'DROP' });
    expect(logging?.properties.RedactedFields).toEqual([
      { QueryString: {} },
      { SingleHeader: { Name: 'authorization' } },
      { SingleHeader: { Name: 'cookie' } },
    ]);
    expect(JSON.stringify(logging?.properties.LogDestinationConfigs)).toContain(':log-group:aws-waf-logs-');
  });
});

describe('kinds of route that cost most', () => {
  const contract = routeGroups.flatMap(({ routes }) => Object.values(routes) as Route[]);

  it('name routes of the contract, all of them asked by POST', () => {
    for (const name of Object.values(costlyRoutes).flat()) {
      expect(contract.find((route) => route.name === name)?.method, name).toBe('POST');
    }
  });

  it('leave out no route by which a stranger makes the zone work or write', () => {
    const known: readonly string[] = Object.values(costlyRoutes).flat();
    const strangers = contract.filter(({ access, method }) => typeof access === 'string' && method !== 'GET');
    expect(strangers.filter(({ name }) => !known.includes(name)).map(({ name }) => name)).toEqual([]);
  });
});

describe('a zone reached otherwise', () => {
  const chosen = zones.filter(({ id }) => id === 'etown' || id === 'demo');
  const doorsWith = (access: Partial<Zone['access']>, among: readonly Zone[] = chosen): Template[] =>
    templatesOf(appOf(among.map((zone) => ({ ...zone, access: { ...zone.access, ...access } })))).filter(({ stack }) =>
      stack.endsWith('-door'),
    );
  const inChina = chosen.filter(({ region }) => region.startsWith('cn-'));
  const restApi = (door: Template) => door.of('AWS::ApiGateway::RestApi')[0]?.properties ?? {};

  it('from the internet answers in its region, takes no TLS before 1.2 and needs no policy', () => {
    for (const door of doors) {
      expect(restApi(door)).toMatchObject({
        EndpointConfiguration: { Types: ['REGIONAL'] },
        SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
        EndpointAccessMode: 'BASIC',
      });
      expect(restApi(door)).not.toHaveProperty('Policy');
      expect(door.of('AWS::ApiGateway::DomainName', 'AWS::WAFv2::IPSet')).toEqual([]);
    }
  });

  it('leaves TLS to the gateway where its region refuses the property', () => {
    for (const door of doorsWith({ tls: 'gateway-default' }, inChina)) {
      expect(restApi(door)).not.toHaveProperty('SecurityPolicy');
      expect(restApi(door)).not.toHaveProperty('EndpointAccessMode');
    }
  });

  it('refuses strangers at paths of the office when officers have addresses of their own', () => {
    const officersFrom = ['203.0.113.0/24', '198.51.100.7/32', '2001:db8:12::/48'];
    for (const door of doorsWith({ officersFrom })) {
      const lists = door.of('AWS::WAFv2::IPSet');
      expect(
        lists.map(({ properties: { IPAddressVersion, Addresses, Scope } }) => [IPAddressVersion, Addresses, Scope]),
      ).toEqual([
        ['IPV4', ['203.0.113.0/24', '198.51.100.7/32'], 'REGIONAL'],
        ['IPV6', ['2001:db8:12::/48'], 'REGIONAL'],
      ]);
      const rule = rulesOf(door).find(({ Name }) => Name === 'office-only');
      expect(rule?.Action?.Block.CustomResponse).toMatchObject({
        ResponseCode: 403,
        CustomResponseBodyKey: 'outsideOffice',
      });
      expect(JSON.parse(bodiesOf(door).outsideOffice?.Content ?? '')).toMatchObject({
        type: 'urn:greenpath:problem:outside-office',
        detail: expect.stringMatching(/办公网络.* \/ .*office/),
      });
      expect(rule?.Statement.AndStatement?.Statements[1]).toEqual({
        NotStatement: {
          Statement: {
            OrStatement: {
              Statements: lists.map(({ id }) => ({ IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } } })),
            },
          },
        },
      });
      const regex = new RegExp(regexIn(rule?.Statement ?? {}));
      const routes = routesOf(door.zone);
      const closed = routes.filter(({ path }) => regex.test(`/live${concrete(path)}`) && regex.test(concrete(path)));
      expect(closed.length).toBeGreaterThan(40);
      const openToParties = closed.filter(
        ({ access }) => typeof access === 'string' || access.some((role) => !staffRoles.includes(role)),
      );
      expect(openToParties, 'nobody but officers is kept out').toEqual([]);
      expect(officePaths(routes)).toEqual(expect.arrayContaining(['/api/queues', '/api/staff', '/api/upkeep']));
      expect(regexIn(rule?.Statement ?? {}).length).toBeLessThanOrEqual(512);
      expect(rulesOf(door).reduce((sum, { Statement }) => sum + capacity(Statement), 0)).toBeLessThan(1500);
    }
  });

  it('from an intranet is private, lets nobody in but through its endpoints, and leaves the list of addresses to the functions', () => {
    const vpcEndpoints = ['vpce-0a1b2c3d4e5f60718', 'vpce-0a1b2c3d4e5f60719'];
    for (const door of doorsWith({ endpoint: 'private', vpcEndpoints, officersFrom: ['10.20.0.0/16'] })) {
      expect(restApi(door).EndpointConfiguration).toEqual({ Types: ['PRIVATE'], VpcEndpointIds: vpcEndpoints });
      const { Statement } = restApi(door).Policy as { Statement: Record<string, unknown>[] };
      const everything = { Principal: { AWS: '*' }, Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
      expect(Statement).toEqual([
        { ...everything, Effect: 'Allow' },
        { ...everything, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': vpcEndpoints } } },
      ]);
      expect(door.of('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
      expect(rulesOf(door).map(({ Name }) => Name)).not.toContain('office-only');
    }
  });

  it('under its own name has a regional name with TLS 1.2 at least, and tells where the DNS has to lead', () => {
    for (const onlyThis of [true]) {
      const [door] = doorsWith(
        {
          domain: {
            certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/00000000-0000-4000-8000-000000000000',
            onlyThis,
          },
        },
        inChina,
      );
      if (!door) throw new Error('no door');
      const [name] = door.of('AWS::ApiGateway::DomainName');
      expect(name?.properties).toMatchObject({
        DomainName: door.zone.verificationHost,
        EndpointConfiguration: { Types: ['REGIONAL'] },
        RegionalCertificateArn: expect.stringContaining(':acm:cn-north-1:'),
        SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      });
      const [mapping] = door.of('AWS::ApiGateway::BasePathMapping');
      expect(mapping?.properties).toMatchObject({ DomainName: { Ref: name?.id } });
      expect(mapping?.properties, 'the name leads to the stage itself').not.toHaveProperty('BasePath');
      expect(restApi(door).DisableExecuteApiEndpoint).toBe(onlyThis);
      expect(door.json.Outputs).toMatchObject({
        DomainTarget: { Value: { 'Fn::GetAtt': [name?.id, 'RegionalDomainName'] } },
        DomainHostedZoneId: { Value: { 'Fn::GetAtt': [name?.id, 'RegionalHostedZoneId'] } },
      });
    }
  });

  it('leaves out the managed groups that its region does not know, and keeps the rest', () => {
    const apps = templatesOf(
      appOf(inChina.map((zone) => ({ ...zone, protection: { ...zone.protection, managedRules: [] } }))),
    ).filter(({ stack }) => stack.endsWith('-door'));
    for (const door of apps) {
      const names = rulesOf(door).map(({ Name }) => Name);
      expect(names).toContain('requests-per-address');
      expect(names.filter((name) => name.startsWith('AWS'))).toEqual([]);
    }
  });
});
