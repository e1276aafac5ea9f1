import { Construct } from 'constructs';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** What the zone tells everybody about itself. It needs nothing but its zone file. */
export class Portal extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, assetOf }: Omit<CapabilityProps, 'records'>) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'portal-handler',
      description: 'Zone and interface description',
      environment: { OIDC_ISSUER: zone.signIn.issuer },
    });
  }
}
