import { describe, expect, it } from 'vitest';
import { stageName } from '../../../infra/service/gateway.ts';
import { gatewayRefusals } from '../../../infra/service/gateway-responses.ts';
import { problem } from '../../../shared/contract/common.ts';
import { type CostlyKind, costlyRoutes } from '../../../shared/contract/costly.ts';
import { offeredBy } from '../../../shared/contract/offered.ts';
import { securityHeaders } from '../../../shared/http/problem.ts';
import { appOf, type Resource, templatesOf } from '../templates.ts';

/** How each function that answers routes describes itself. */
const descriptions: [string, string][] = [
  ['Employers and their handlers', 'employers-handler'],
  ['Drafts, submission', 'intake-handler'],
  ['My applications and permits', 'intake-following'],
  ['Documents: upload, judgement, reading', 'documents-handler'],
  ['Self-assessment', 'scoring-handler'],
  ['Queues and decisions', 'approval-handler'],
  ['Pauses, more time, replies, reopening', 'approval-course'],
  ['Permits, public keys, status lists', 'issuance-handler'],
  ['The card as SVG, PDF and PNG', 'issuance-card'],
  ['Delegation, staff register, leave and cover', 'office-handler'],
  ['Service windows and their queues', 'service-windows-handler'],
  ['Quota ledger of category C', 'quota-handler'],
  ['Inquiries, consultation and training, practice cases', 'desk-handler'],
  ['What happens next with an application', 'desk-guidance'],
  ['Database of foreign talents', 'talents-handler'],
  ['One-stop visits: appointments, bundles, collection', 'visits-handler'],
  ['Reminders of what ends', 'reminders-handler'],
  ['Help, disputes and service stations', 'help-handler'],
  ['Agreements of mediation, as PDF', 'help-agreement'],
  ['Credit of foreigners and their enterprises', 'credit-handler'],
  ['Letters about applications, as PDF', 'letters-handler'],
  ['Letters before they are written', 'letters-preview'],
  ['Replay, rehearsal and the record of readings', 'audit-handler'],
  ['What is held on a person: copy, requests, decisions', 'personal-data-handler'],
  ['Undelivered effects and lost executions, redriven by hand', 'upkeep-handler'],
  ['Signing keys, and permits signed anew', 'signing-keys-handler'],
  ['What the zone runs on; drafts of policies, approved and published', 'policies-handler'],
  ['Bulletins, reports of offices, second looks', 'statistics-handler'],
  ['Inboxes, and notices that could not be delivered', 'notices-handler'],
  ['Merchant cards after they were issued', 'merchant-card-handler'],
  ['Partners, and whether a merchant card opens a service', 'partners-handler'],
  ['Verification of permits', 'verification-handler'],
  ['Register of old certificates', 'certificates-handler'],
  ['Imports: files announced, started, followed', 'imports-handler'],
  ['Zone and interface description', 'portal-handler'],
];

const templates = templatesOf(appOf());
const doors = templates.filter(({ stack }) => stack.endsWith('-door'));

/** The functions of a zone by the name under which their stack gives their ARN to the gateway's. */
const functionsGiven = (zone: string): Map<string, Resource> => {
  const service = templates.find(({ stack }) => stack === `${zone}-service`);
  type Output = { Export?: { Name: string }; Value: { 'Fn::GetAtt'?: [string, string] } };
  const outputs = Object.values((service?.json.Outputs ?? {}) as Record<string, Output>);
  return new Map(
    outputs.flatMap(({ Export, Value }) => {
      const found = service?.resources.find(({ id }) => id === Value['Fn::GetAtt']?.[0]);
      return Export && found ? [[Export.Name, found]] : [];
    }),
  );
};
type Ref = { Ref: string };

describe.each(doors.map((door) => [door.zone.id, door] as const))('the gateway of %s', (_id, door) => {
  const { zone } = door;
  const groups = offeredBy(zone);
  const contract = groups.flatMap(({ routes }) => Object.values(routes));
  const resources = new Map(door.of('AWS::ApiGateway::Resource').map((resource) => [resource.id, resource]));
  const pathOf = (id: string | undefined): string => {
    const resource = id === undefined ? undefined : resources.get(id);
    return resource ? `${pathOf((resource.properties.ParentId as Ref).Ref)}/${resource.properties.PathPart}` : '';
  };
  const methods = new Map(
    door
      .of('AWS::ApiGateway::Method')
      .map((method) => [
        `${method.properties.HttpMethod} ${pathOf((method.properties.ResourceId as Ref).Ref)}`,
        method,
      ]),
  );
  const authorizers = new Map(door.of('AWS::ApiGateway::Authorizer').map((found) => [found.id, found.properties]));
  const one = (type: string): Resource => {
    const [found, ...others] = door.of(type);
    if (!found || others.length > 0) throw new Error(`expected one ${type}`);
    return found;
  };

  /** Every other path is a page. */
  const pages = ['GET ', 'GET /{proxy+}'];

  it('has a method for every route of the contract and for the pages, and no other', () => {
    const routes = contract.map(({ method, path }) => `${method} ${path}`);
    expect([...methods.keys()].sort()).toEqual([...routes, ...pages].sort());
  });

  it.each(pages)('gives pages at "%s" to everybody, from a function that knows nobody', (place) => {
    const { properties } = methods.get(place) ?? {};
    expect(properties?.AuthorizationType).toBe('NONE');
    const [target] = [...functionsGiven(zone.id)]
      .filter(([, given]) => given.properties.Description === 'Pages for applicants, officers and verifiers')
      .map(([name]) => name);
    expect(JSON.stringify(properties?.Integration)).toContain(`{"Fn::ImportValue":"${target}"}`);
  });

  it.each(contract.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'asks at %s for what the contract says about signing in',
    (place, route) => {
      const { AuthorizationType, AuthorizerId } = methods.get(place)?.properties ?? {};
      const authorizer = authorizers.get((AuthorizerId as Ref | undefined)?.Ref ?? '');
      if (route.access === 'open' || route.access === 'partner') {
        expect([AuthorizationType, AuthorizerId]).toEqual(['NONE', undefined]);
      } else {
        expect(AuthorizationType).toBe('CUSTOM');
        expect(authorizer?.IdentitySource).toBe(
          route.access === 'optional' ? undefined : 'method.request.header.Authorization',
        );
      }
    },
  );

  it.each(groups)('sends the routes of $by to its function', ({ by, routes }) => {
    const description = descriptions.find(([, name]) => name === by)?.[0];
    const given = [...functionsGiven(zone.id)].filter(([, { properties }]) => properties.Description === description);
    const [target] = given.map(([name]) => name);
    for (const route of Object.values(routes)) {
      const integration = methods.get(`${route.method} ${route.path}`)?.properties.Integration;
      expect(integration, route.name).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' });
      expect(JSON.stringify((integration as { Uri: unknown }).Uri), route.name).toContain(
        `{"Fn::ImportValue":"${target}"}`,
      );
    }
  });

  it('keeps the answer of the authorizer for five minutes, and none where signing in is optional', () => {
    const found = [...authorizers.values()];
    expect(found.map(({ Type }) => Type)).toEqual(['REQUEST', 'REQUEST']);
    const kept = found.map(({ IdentitySource, AuthorizerResultTtlInSeconds }) => [
      IdentitySource,
      AuthorizerResultTtlInSeconds,
    ]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['method.request.header.Authorization', 300],
        [undefined, 0],
      ]),
    );
    expect(new Set(found.map(({ AuthorizerUri }) => JSON.stringify(AuthorizerUri))).size).toBe(1);
  });

  it('stands in its region only, and lets pictures and pages through unspoilt', () => {
    expect(one('AWS::ApiGateway::RestApi').properties).toMatchObject({
      EndpointConfiguration: { Types: ['REGIONAL'] },
      BinaryMediaTypes: ['*/*'],
    });
  });

  it('limits requests to what the zone says, and traces nobody', () => {
    const { properties } = one('AWS::ApiGateway::Stage');
    expect(properties.StageName).toBe(stageName);
    const [everything, ...tighter] = properties.MethodSettings as Record<string, unknown>[];
    expect(everything).toEqual({
      HttpMethod: '*',
      ResourcePath: '/*',
      ThrottlingRateLimit: zone.protection.requestsPerSecond,
      ThrottlingBurstLimit: zone.protection.burst,
      DataTraceEnabled: false,
    });
    const limits = (Object.entries(costlyRoutes) as [CostlyKind, readonly string[]][]).flatMap(([kind, names]) =>
      contract
        .filter(({ name }) => names.includes(name))
        .map(({ method, path }) => ({
          HttpMethod: method,
          // As the service wants it: slashes within a path written as ~1.
          ResourcePath: `/${path.replaceAll('/', '~1')}`,
          ThrottlingRateLimit: zone.protection.costly[kind].requestsPerSecond,
          ThrottlingBurstLimit: zone.protection.costly[kind].burst,
          DataTraceEnabled: false,
        })),
    );
    expect(tighter).toEqual(limits);
    expect(limits.length).toBeGreaterThanOrEqual(8);
    expect(properties.TracingEnabled).toBeUndefined();
  });

  it('logs each request without ids, query strings, addresses or subjects', () => {
    const { Format, DestinationArn } = one('AWS::ApiGateway::Stage').properties.AccessLogSetting as {
      Format: string;
      DestinationArn: unknown;
    };
    const variables = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(variables).toEqual(
      expect.arrayContaining(['$context.requestId', '$context.resourcePath', '$context.status']),
    );
    expect(Format).not.toMatch(
      /\$context\.(path|identity|authorizer\.(principalId|claims|subject|email)|customDomain)/,
    );
    expect(Format).not.toMatch(/query/i);
    expect(DestinationArn).toBeDefined();
  });

  it('speaks for itself in problems that every reader of the contract understands', () => {
    const responses = door.of('AWS::ApiGateway::GatewayResponse');
    expect(responses.map(({ properties }) => String(properties.ResponseType)).sort()).toEqual(
      Object.keys(gatewayRefusals).sort(),
    );
    for (const { properties } of responses) {
      const type = String(properties.ResponseType);
      const template = (properties.ResponseTemplates as Record<string, string>)['application/json'] ?? '';
      const body = JSON.parse(template);
      const parsed = (type.startsWith('DEFAULT_') ? problem.omit({ status: true }) : problem).safeParse(body);
      expect(parsed.success, type).toBe(true);
      expect(body.title, type).toMatch(/^\p{Script=Han}.* \/ [A-Z]/u);
      expect(properties.ResponseParameters, type).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json; charset=utf-8'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
      });
      const given = new Map(
        Object.entries(properties.ResponseParameters as Record<string, string>).map(([name, value]) => [
          name.replace('gatewayresponse.header.', '').toLowerCase(),
          value,
        ]),
      );
      for (const [name, value] of Object.entries(securityHeaders)) {
        // The gateway writes texts between quotes: a policy without any says the same of a text that is no page.
        const expected = name === 'content-security-policy' ? 'sandbox' : value;
        expect(given.get(name), `${type}: ${name}`).toBe(`'${expected}'`);
      }
      expect(given.get('x-frame-options'), type).toBe("'DENY'");
      expect(properties.StatusCode, type).toBe(body.status === undefined ? undefined : String(body.status));
    }
  });

  it.each([
    ['UNAUTHORIZED', '401'],
    ['ACCESS_DENIED', '403'],
    ['MISSING_AUTHENTICATION_TOKEN', '404'],
    ['INVALID_SIGNATURE', '404'],
    ['REQUEST_TOO_LARGE', '413'],
    ['THROTTLED', '429'],
    ['WAF_FILTERED', '403'],
    ['DEFAULT_4XX', undefined],
    ['DEFAULT_5XX', undefined],
  ])('answers %s with status %s', (type, status) => {
    const found = door
      .of('AWS::ApiGateway::GatewayResponse')
      .find(({ properties }) => properties.ResponseType === type);
    expect(found?.properties.StatusCode).toBe(status);
    expect(found).toBeDefined();
  });

  it('tells who is not signed in how to sign in', () => {
    const found = door
      .of('AWS::ApiGateway::GatewayResponse')
      .find(({ properties }) => properties.ResponseType === 'UNAUTHORIZED');
    expect(found?.properties.ResponseParameters).toMatchObject({
      'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
    });
  });
});
