import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { tell } from '../outputs/outputs.ts';
import { Firewall } from './firewall.ts';
import type { ZoneFunction } from './function.ts';
import { Gateway, type Served } from './gateway.ts';
import { OwnName } from './own-name.ts';

type DoorProps = StackProps & { zone: Zone; served: readonly Served[]; authorizer: ZoneFunction; pages: ZoneFunction };

/**
 * How a zone is reached: the gateway and the firewall before it. A stack of its own, because each route takes two of the
 * five hundred resources that one may hold.
 */
export class Door extends Stack {
  constructor(scope: Construct, id: string, { zone, served, authorizer, pages, ...props }: DoorProps) {
    super(scope, id, { ...props, description: `Greenpath ${zone.id}: gateway and firewall` });
    const gateway = new Gateway(this, 'gateway', { zone, authorizer, served, pages });
    const routes = served.flatMap(({ routes: table }) => Object.values(table));
    new Firewall(this, 'firewall', { zone, routes, stageArn: gateway.api.deploymentStage.stageArn });
    if (zone.access.domain) new OwnName(this, 'own-name', { zone, ...zone.access.domain, api: gateway.api });
    tell(this, 'ApiUrl', gateway.api.url);
  }
}
