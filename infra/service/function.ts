import { Grant, type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Zone } from '../../shared/zone/zone.ts';
import type { FunctionName } from '../bundle.ts';

/** Under which CloudWatch keeps what the functions of a zone count. */
export const metricsNamespace = ({ id }: Zone): string => `Greenpath/${id}`;

/** Where the deployable folder of a function lies. */
export type AssetOf = (name: FunctionName) => string;

export type ZoneFunctionProps = {
  zone: Zone;
  name: FunctionName;
  description: string;
  assetOf: AssetOf;
  environment?: Record<string, string>;
  /** Seconds; the gateway gives up after 29. */
  timeout?: number;
  /** Megabytes. */
  memory?: number;
};

/** One Lambda function of a zone, with a role and a log group of its own. */
export class ZoneFunction extends Construct implements IGrantable {
  /** As deployed: known beforehand, so that nothing has to refer to the stack to name it. */
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: ZoneFunctionProps) {
    super(scope, id);
    const { zone, name, description, assetOf, environment = {}, timeout = 20, memory = 512 } = props;
    this.timeoutSeconds = timeout;
    this.functionName = `greenpath-${zone.id}-${name}`;
    this.logGroup = new LogGroup(this, 'log', {
      retention: zone.logRetentionDays,
      // The law wants the log of a network kept, also when the service around it is torn down.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Greenpath ${zone.id}: ${name}`,
    });
    this.logGroup.grantWrite(role);
    this.grantPrincipal = role;
    this.lambda = new LambdaFunction(this, 'function', {
      functionName: this.functionName,
      description,
      code: Code.fromAsset(assetOf(name)),
      handler: 'index.handler',
      // Named, not "latest": an upgrade of the library must not change what the zone runs on.
      runtime: Runtime.NODEJS_24_X,
      // No page of AWS says that arm64 runs in the China regions; x86_64 does.
      architecture: zone.region.startsWith('cn-') ? Architecture.X86_64 : Architecture.ARM_64,
      memorySize: memory,
      timeout: Duration.seconds(timeout),
      ...this.share(zone, name),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      // Lambda's X-Ray integration does not exist in the China regions; zones behave alike everywhere.
      tracing: Tracing.DISABLED,
      environment: {
        URL_SUFFIX: Stack.of(this).urlSuffix,
        METRICS_NAMESPACE: metricsNamespace(zone),
        ...environment,
      },
    });
  }

  /** Instances that are kept for the function, and that it may not exceed. */
  private share({ protection }: Zone, name: FunctionName): { reservedConcurrentExecutions?: number } {
    const reserved = protection.concurrency?.functions[name];
    return reserved === undefined ? {} : { reservedConcurrentExecutions: reserved };
  }

  /** Lets someone invoke the function itself, none of its versions. */
  allowInvoking(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.lambda.functionArn],
    }).assertSuccess();
  }
}
