import { Construct } from 'constructs';
import type { CapabilityProps } from '../service/capability.ts';
import { ZoneFunction } from '../service/function.ts';

/** Self-assessment. It computes and forgets: no record, no rights. */
export class Scoring extends Construct {
  readonly handler: ZoneFunction;

  constructor(scope: Construct, id: string, { zone, assetOf }: Omit<CapabilityProps, 'records'>) {
    super(scope, id);
    this.handler = new ZoneFunction(this, 'handler', {
      zone,
      assetOf,
      name: 'scoring-handler',
      description: 'Self-assessment',
    });
  }
}
