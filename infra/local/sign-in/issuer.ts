/** The issuer of a one-machine zone's identity provider, from the zone's own origin. */
export const issuerOf = (origin: string): string => `${origin}/oidc`;
