import { type Role, roles, staffRoles } from '../../shared/domain/access/roles.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { uploadOrigins } from '../records/documents.ts';

/** Held by whoever acts for the authority; Keycloak asks its holders for a second factor. No right of the zone hangs on it. */
const staffMark = 'staff';

/** A working day and the way home: then everybody signs in anew, officers with both factors. */
const longestSession = 10 * 3600;

const flows = {
  browser: 'greenpath browser',
  forms: 'greenpath password and second factor',
  second: 'greenpath second factor of staff',
};

const descriptions: Record<Role, string> = {
  employer: 'Handler of an employer; what for is settled by the registration of the employer',
  applicant: 'The foreigner of an application; which one is settled by the verified e-mail address',
  'front-officer': 'Preliminary review, acceptance, desk',
  'back-officer': 'Review',
  decider: 'Conclusion; never of a case that the same person reviewed',
  supervisor: 'Leads the office: quotas, standing answers, staff, suspensions',
  inspector: 'Verifies permits and sees the record behind them; each look is recorded',
  admin: 'Policies, imports, upkeep, audit; no case',
};

/** The name under which the provider knows a role of ours: the zone file may say another. */
const providerName = ({ signIn }: Zone, role: Role): string =>
  Object.entries(signIn.claims.roleNames).find(([, ours]) => ours === role)?.[0] ?? role;

const mapper = (name: string, protocolMapper: string, config: Record<string, string>) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { 'access.token.claim': 'true', 'id.token.claim': 'false', 'introspection.token.claim': 'true', ...config },
});

const userProperty = (claim: string, property: 'email' | 'emailVerified', type: 'String' | 'boolean') =>
  mapper(claim, 'oidc-usermodel-property-mapper', {
    'user.attribute': property,
    'claim.name': claim,
    'jsonType.label': type,
  });

/** An execution that succeeded is told in `amr` by this value for as long as the session lasts. */
const reference = (alias: string, value: string, more: Record<string, string> = {}) => ({
  alias,
  config: { 'default.reference.value': value, 'default.reference.maxAge': String(longestSession), ...more },
});

/** What proves the second factor: a one-time password, by a name that the zone takes as proof. */
const secondFactor = ({ signIn: { claims } }: Zone): string =>
  claims.mfaValues.includes('otp') ? 'otp' : (claims.mfaValues[0] ?? 'otp');

/**
 * A realm for Keycloak (26) that signs people in to a zone as its file expects: a public client with PKCE, the audience,
 * roles, verified address and factors under the names that the zone reads, a one-time password for everyone who acts
 * for the authority. It holds no secret and no user: staff is entered by hand, everybody else registers.
 * @throws when the zone reads the factors from another claim than `amr`, the only one by which this realm tells them
 */
export function keycloakRealm(zone: Zone): object {
  const { clientId, audience, claims } = zone.signIn;
  if (claims.mfa !== 'amr')
    throw new Error(`signIn.claims.mfa: Keycloak tells the factors in amr, not in ${claims.mfa}`);
  const origins = uploadOrigins(zone);
  const named = (role: Role) => providerName(zone, role);
  return {
    realm: 'greenpath',
    displayName: `${zone.name.zh} ${zone.name.en}`,
    enabled: true,
    sslRequired: 'external',
    internationalizationEnabled: true,
    supportedLocales: ['zh-CN', 'en'],
    defaultLocale: 'zh-CN',
    // Employers and applicants make their own accounts; an address counts only when it was verified.
    registrationAllowed: true,
    registrationEmailAsUsername: true,
    verifyEmail: true,
    loginWithEmailAllowed: true,
    duplicateEmailsAllowed: false,
    editUsernameAllowed: false,
    resetPasswordAllowed: true,
    rememberMe: false,
    passwordPolicy: 'length(12) and notUsername(undefined) and notEmail(undefined) and passwordHistory(5)',
    bruteForceProtected: true,
    permanentLockout: false,
    failureFactor: 8,
    waitIncrementSeconds: 60,
    maxFailureWaitSeconds: 900,
    otpPolicyType: 'totp',
    otpPolicyAlgorithm: 'HmacSHA1',
    otpPolicyDigits: 6,
    otpPolicyPeriod: 30,
    otpPolicyLookAheadWindow: 1,
    otpPolicyCodeReusable: false,
    eventsEnabled: true,
    eventsExpiration: zone.logRetentionDays * 86_400,
    adminEventsEnabled: true,
    adminEventsDetailsEnabled: true,
    accessTokenLifespan: 900,
    accessCodeLifespan: 60,
    ssoSessionIdleTimeout: 1800,
    ssoSessionMaxLifespan: longestSession,
    // The pages ask for offline_access; it lasts no longer than a session does.
    offlineSessionIdleTimeout: 1800,
    offlineSessionMaxLifespanEnabled: true,
    offlineSessionMaxLifespan: longestSession,
    // A refresh token that comes twice was stolen from somebody: the session ends.
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    roles: {
      realm: [
        { name: staffMark, description: 'Acts for the authority: has to sign in with a second factor' },
        ...roles.map((role) => ({
          name: named(role),
          description: descriptions[role],
          ...(staffRoles.includes(role) ? { composite: true, composites: { realm: [staffMark] } } : {}),
        })),
        {
          name: 'default-roles-greenpath',
          description: 'What everybody who registers is given',
          composite: true,
          composites: { realm: [named('employer'), named('applicant'), 'offline_access'] },
        },
        { name: 'offline_access', description: 'Lets the pages renew a session' },
      ],
    },
    defaultRole: { name: 'default-roles-greenpath' },
    clients: [
      {
        clientId,
        name: 'Greenpath',
        enabled: true,
        protocol: 'openid-connect',
        publicClient: true,
        standardFlowEnabled: true,
        implicitFlowEnabled: false,
        directAccessGrantsEnabled: false,
        serviceAccountsEnabled: false,
        fullScopeAllowed: false,
        redirectUris: origins.map((origin) => `${origin}/`),
        webOrigins: origins,
        attributes: {
          'pkce.code.challenge.method': 'S256',
          'post.logout.redirect.uris': origins.map((origin) => `${origin}/`).join('##'),
        },
        defaultClientScopes: ['basic', 'profile', 'email'],
        optionalClientScopes: ['offline_access'],
        protocolMappers: [
          mapper('audience', 'oidc-audience-mapper', { 'included.custom.audience': audience }),
          mapper('roles', 'oidc-usermodel-realm-role-mapper', {
            'claim.name': claims.roles.replaceAll('\\', '\\\\'),
            'jsonType.label': 'String',
            multivalued: 'true',
          }),
          mapper('factors', 'oidc-amr-mapper', {}),
          ...(claims.email === 'email' ? [] : [userProperty(claims.email, 'email', 'String')]),
          ...(claims.emailVerified === 'email_verified'
            ? []
            : [userProperty(claims.emailVerified, 'emailVerified', 'boolean')]),
        ],
      },
    ],
    scopeMappings: [{ client: clientId, roles: roles.map(named) }],
    browserFlow: flows.browser,
    authenticationFlows: [
      {
        alias: flows.browser,
        description: 'A session that there is, another provider, or password and second factor',
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
        authenticationExecutions: [
          { authenticator: 'auth-cookie', requirement: 'ALTERNATIVE', priority: 10 },
          { authenticator: 'identity-provider-redirector', requirement: 'ALTERNATIVE', priority: 20 },
          { authenticatorFlow: true, flowAlias: flows.forms, requirement: 'ALTERNATIVE', priority: 30 },
        ],
      },
      {
        alias: flows.forms,
        description: 'Name and password, and what staff needs besides',
        providerId: 'basic-flow',
        topLevel: false,
        builtIn: false,
        authenticationExecutions: [
          {
            authenticator: 'auth-username-password-form',
            authenticatorConfig: 'password in amr',
            requirement: 'REQUIRED',
            priority: 10,
          },
          { authenticatorFlow: true, flowAlias: flows.second, requirement: 'CONDITIONAL', priority: 20 },
        ],
      },
      {
        alias: flows.second,
        description: 'A one-time password for whoever holds a role of staff',
        providerId: 'basic-flow',
        topLevel: false,
        builtIn: false,
        authenticationExecutions: [
          {
            authenticator: 'conditional-user-role',
            authenticatorConfig: 'holds a role of staff',
            requirement: 'REQUIRED',
            priority: 10,
          },
          {
            authenticator: 'auth-otp-form',
            authenticatorConfig: 'one-time password in amr',
            requirement: 'REQUIRED',
            priority: 20,
          },
        ],
      },
    ],
    authenticatorConfig: [
      reference('password in amr', 'pwd'),
      { alias: 'holds a role of staff', config: { condUserRole: staffMark, negate: 'false' } },
      reference('one-time password in amr', secondFactor(zone)),
    ],
  };
}
