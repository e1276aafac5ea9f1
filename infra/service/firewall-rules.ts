import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { type CostlyKind, costlyRoutes } from '../../shared/contract/costly.ts';
import type { Route } from '../../shared/contract/route.ts';
import { staffRoles } from '../../shared/domain/access/roles.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { firewallRefusals } from './gateway-responses.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

/** What the firewall counts of a rule. */
export const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples would keep whole requests, with what people typed, for anyone with console access.
  sampledRequestsEnabled: false,
});

const refuse = (
  body: keyof typeof firewallRefusals,
  responseCode: number,
  responseHeaders?: CfnWebACL.CustomHTTPHeaderProperty[],
): CfnWebACL.RuleActionProperty => ({
  block: { customResponse: { responseCode, customResponseBodyKey: body, ...(responseHeaders && { responseHeaders }) } },
});

/** The path of a request, with or without the stage before it, however it was written. */
const pathLike = (pattern: string): Statement => ({
  regexMatchStatement: {
    fieldToMatch: { uriPath: {} },
    regexString: `^(/live)?${pattern}/?$`,
    textTransformations: [
      { priority: 0, type: 'URL_DECODE' },
      { priority: 1, type: 'NORMALIZE_PATH' },
    ],
  },
});

const posted: Statement = {
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString: 'POST',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

const allOf = (...statements: Statement[]): Statement => ({ andStatement: { statements } });

const inPath = (path: string): string => path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+');
const oneOf = (patterns: readonly string[]): string => `(${patterns.join('|')})`;

/** Paths of the routes of a kind that a zone offers; every costly route is asked by POST. */
function pathsOf(kind: CostlyKind, routes: readonly Route[]): string[] {
  const names: readonly string[] = costlyRoutes[kind];
  return routes.filter(({ name }) => names.includes(name)).map(({ path }) => inPath(path));
}

/** The kinds for which nobody signs in, so that only the address tells one caller from another. */
const openKinds = ['verification', 'assessment', 'question', 'following', 'partner'] as const;

/** What one address may ask in five minutes: of everything, then of each kind of open route. */
export function floodRules({ protection }: Zone, routes: readonly Route[]): Omit<Rule, 'priority'>[] {
  const tooMany = refuse('tooMany', 429, [{ name: 'Retry-After', value: '300' }]);
  const counting = (name: string, limit: number, scopeDownStatement?: Statement) => ({
    name,
    action: tooMany,
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', limit, ...(scopeDownStatement && { scopeDownStatement }) },
    },
    visibilityConfig: visible(name),
  });
  return [
    counting('requests-per-address', protection.requestsPerAddress),
    ...openKinds.flatMap((kind) => {
      const paths = pathsOf(kind, routes);
      if (paths.length === 0) return [];
      const asked = allOf(posted, pathLike(oneOf(paths)));
      return [counting(`${kind}-per-address`, protection.costly[kind].requestsPerAddress, asked)];
    }),
  ];
}

/** As much as the firewall sees of a body; no open route needs a quarter of it. */
const openBody = 16_384;

/** Bodies that no stranger has a reason to send. */
export function sizeRule(routes: readonly Route[]): Omit<Rule, 'priority'> {
  const paths = openKinds.filter((kind) => kind !== 'partner').flatMap((kind) => pathsOf(kind, routes));
  return {
    name: 'bodies-of-strangers',
    action: refuse('tooLarge', 413),
    statement: allOf(posted, pathLike(oneOf(paths)), {
      sizeConstraintStatement: {
        fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
        comparisonOperator: 'GT',
        size: openBody,
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    }),
    visibilityConfig: visible('bodies-of-strangers'),
  };
}

/** First parts of paths under which there is nothing but routes for the office. */
export function officePaths(routes: readonly Route[]): string[] {
  const office = ({ access }: Route) => typeof access !== 'string' && access.every((role) => staffRoles.includes(role));
  const first = ({ path }: Route) => path.split('/').slice(0, 3).join('/');
  const mixed = new Set(routes.filter((route) => !office(route)).map(first));
  return [...new Set(routes.filter(office).map(first))].filter((path) => !mixed.has(path)).sort();
}

/**
 * Refuses what lies under paths of the office to every address that is not on the list. Routes that parties share are left
 * to the functions, which know the sender's roles.
 */
export function officeRule(routes: readonly Route[], lists: readonly string[]): Omit<Rule, 'priority'> {
  const atOffice = lists.map((arn): Statement => ({ ipSetReferenceStatement: { arn } }));
  const [only, ...others] = atOffice;
  if (!only) throw new Error('a rule for the addresses of the office needs a list of them');
  return {
    name: 'office-only',
    action: refuse('outsideOffice', 403),
    statement: allOf(pathLike(`${oneOf(officePaths(routes).map(inPath))}(/.*)?`), {
      notStatement: { statement: others.length > 0 ? { orStatement: { statements: atOffice } } : only },
    }),
    visibilityConfig: visible('office-only'),
  };
}
