import { type CfnDomainName, DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { tell } from '../outputs/outputs.ts';
import { modernTls } from './gateway.ts';

/**
 * The zone's own name before its gateway, to which the codes on permits lead. Its entry in the DNS is made by hand, by the
 * outputs: the DNS of an authority seldom lies in the account of the zone.
 */
export class OwnName extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { zone, certificateArn, api }: { zone: Zone; certificateArn: string; api: RestApi },
  ) {
    super(scope, id);
    const name = new DomainName(this, 'name', {
      domainName: zone.verificationHost,
      certificate: Certificate.fromCertificateArn(this, 'certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mapping: api,
    });
    if (zone.access.tls === 'modern') Object.assign(name.node.defaultChild as CfnDomainName, modernTls);
    const stack = Stack.of(this);
    tell(stack, 'DomainTarget', name.domainNameAliasDomainName);
    tell(stack, 'DomainHostedZoneId', name.domainNameAliasHostedZoneId);
  }
}
