import { Construct } from 'constructs';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Tells the gateway who a caller is, by a token of the zone's own identity provider. */
export class SignIn extends Construct {
  readonly authorizer: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, assetOf }: Omit<CapabilityProps, 'records'>) {
    super(scope, id);
    this.authorizer = new ZoneFunction(this, 'authorizer', {
      zone,
      assetOf,
      name: 'sign-in-authorizer',
      description: 'Verifies OIDC tokens for the gateway',
      environment: { OIDC_ISSUER: zone.signIn.issuer, OIDC_AUDIENCE: zone.signIn.audience },
      timeout: 10,
    });
  }
}
