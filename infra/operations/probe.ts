import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import { type AssetOf, ZoneFunction } from '../service/function.ts';

type ProbeProps = { zone: Zone; everyMinutes: number; assetOf: AssetOf };

/** Tries the public verification under the zone's own name, as a verifier would; it may touch nothing of the zone. */
export class Probe extends Construct {
  constructor(scope: Construct, id: string, { zone, everyMinutes, assetOf }: ProbeProps) {
    super(scope, id);
    const trying = new ZoneFunction(this, 'trying', {
      zone,
      assetOf,
      name: 'operations-probe',
      description: 'Tries the public verification from outside',
      environment: { PROBE_ADDRESS: `https://${zone.verificationHost}` },
      timeout: 40,
    });
    trying.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'often', {
      schedule: Schedule.rate(Duration.minutes(everyMinutes)),
      targets: [new LambdaFunction(trying.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
