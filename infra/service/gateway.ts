import {
  AccessLogFormat,
  AuthorizationType,
  type CfnAuthorizer,
  type CfnRestApi,
  EndpointType,
  type IAuthorizer,
  IdentitySource,
  LambdaIntegration,
  LogGroupLogDestination,
  type MethodDeploymentOptions,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type CostlyKind, costlyRoutes } from '../../shared/contract/costly.ts';
import type { Route } from '../../shared/contract/route.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { ZoneFunction } from './function.ts';
import { addGatewayResponses } from './gateway-responses.ts';

/** The routes of one capability and the function that answers them. */
export type Served = { routes: Readonly<Record<string, Route>>; by: ZoneFunction };

export const stageName = 'live';

/**
 * What the access log keeps of a request. The path appears as its template and the query string not at all: ids,
 * numbers, cursors and addresses of people stay out of it.
 */
const accessLogFields = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  functionStatus: '$context.integrationStatus',
  authorizerStatus: '$context.authorizer.status',
  refusal: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
};

/** TLS 1.2 and 1.3 with forward secrecy; the guide of the China regions names it for regional and private interfaces. */
export const modernTls = {
  securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
  endpointAccessMode: 'BASIC',
} as const;

/** Nobody gets in but through these VPC endpoints, whatever else allows it. */
const onlyThrough = (vpcEndpoints: readonly string[]): PolicyDocument => {
  const everything = {
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
  };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ ...everything, effect: Effect.ALLOW }),
      new PolicyStatement({
        ...everything,
        effect: Effect.DENY,
        conditions: { StringNotEquals: { 'aws:SourceVpce': [...vpcEndpoints] } },
      }),
    ],
  });
};

/** Limits of the routes that cost most, as the stage names its methods. */
function tighterLimits(zone: Zone, served: readonly Served[]): Record<string, MethodDeploymentOptions> {
  const routes = served.flatMap(({ routes: table }) => Object.values(table));
  return Object.fromEntries(
    (Object.entries(costlyRoutes) as [CostlyKind, readonly string[]][]).flatMap(([kind, names]) => {
      const { requestsPerSecond, burst } = zone.protection.costly[kind];
      return routes
        .filter(({ name }) => names.includes(name))
        .map(({ path, method }) => [
          `${path}/${method}`,
          { throttlingRateLimit: requestsPerSecond, throttlingBurstLimit: burst },
        ]);
    }),
  );
}

/** The zone's one door: a regional or private REST API made from the route tables of the contract. */
export class Gateway extends Construct {
  readonly api: RestApi;

  constructor(
    scope: Construct,
    id: string,
    props: { zone: Zone; authorizer: ZoneFunction; served: readonly Served[]; pages: ZoneFunction },
  ) {
    super(scope, id);
    const { zone, authorizer, served, pages } = props;
    const { access } = zone;
    const accessLog = new LogGroup(this, 'access-log', {
      retention: zone.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.api = new RestApi(this, 'api', {
      restApiName: `greenpath-${zone.id}`,
      description: `Greenpath ${zone.id}`,
      endpointConfiguration: access.vpcEndpoints
        ? {
            types: [EndpointType.PRIVATE],
            vpcEndpoints: access.vpcEndpoints.map((vpcEndpointId) =>
              InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(this, vpcEndpointId, {
                vpcEndpointId,
                port: 443,
              }),
            ),
          }
        : { types: [EndpointType.REGIONAL] },
      ...(access.vpcEndpoints ? { policy: onlyThrough(access.vpcEndpoints) } : {}),
      ...(access.domain ? { disableExecuteApiEndpoint: access.domain.onlyThis } : {}),
      // Browsers name HTML or pictures first in Accept; only the wildcard lets a PDF or PNG reach all of them unspoilt.
      binaryMediaTypes: ['*/*'],
      cloudWatchRole: true,
      deployOptions: {
        stageName,
        throttlingRateLimit: zone.protection.requestsPerSecond,
        throttlingBurstLimit: zone.protection.burst,
        methodOptions: tighterLimits(zone, served),
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    // The same address as the output ApiUrl, under a name that nobody would look for.
    this.api.node.tryRemoveChild('Endpoint');
    if (access.tls === 'modern') Object.assign(this.api.node.defaultChild as CfnRestApi, modernTls);
    addGatewayResponses(this.api);

    // By its ARN, so that the permission to ask it stands here: the stack of the functions must not refer to the gateway.
    const handler = LambdaFunction.fromFunctionAttributes(this, 'authorizer', {
      functionArn: authorizer.lambda.functionArn,
      sameEnvironment: true,
    });
    const signedIn = new RequestAuthorizer(this, 'signed-in', {
      handler,
      identitySources: [IdentitySource.header('Authorization')],
      resultsCacheTtl: Duration.minutes(5),
    });
    const signedInOrNot = new RequestAuthorizer(this, 'signed-in-or-not', {
      handler,
      // Without an identity source the gateway asks for callers without a token too, and may keep no answer.
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    (signedInOrNot.node.defaultChild as CfnAuthorizer).addPropertyDeletionOverride('IdentitySource');
    for (const { routes, by } of served) this.serve(routes, by, { signedIn, signedInOrNot });
    this.showPages(pages);
    this.acknowledge();
  }

  /** Every path that is no route of the contract is a page. */
  private showPages(pages: ZoneFunction): void {
    const integration = new LambdaIntegration(pages.lambda, { scopePermissionToMethod: false });
    for (const resource of [this.api.root, this.api.root.addResource('{proxy+}')]) {
      const method = resource.addMethod('GET', integration, { authorizationType: AuthorizationType.NONE });
      Validations.of(method).acknowledge(
        {
          id: 'AwsSolutions-APIG4',
          reason:
            'The pages are for everybody; whatever they show of a person they ask the interface for, which asks who it is.',
        },
        {
          id: 'AwsSolutions-COG4',
          reason:
            'Cognito user pools do not exist in the China regions; a Lambda authorizer verifies tokens of any OIDC issuer.',
        },
      );
    }
  }

  private serve(
    routes: Served['routes'],
    by: ZoneFunction,
    authorizers: { signedIn: IAuthorizer; signedInOrNot: IAuthorizer },
  ): void {
    const integration = new LambdaIntegration(by.lambda, { scopePermissionToMethod: false });
    for (const route of Object.values(routes)) {
      const method = this.api.root.resourceForPath(route.path).addMethod(route.method, integration, {
        operationName: route.name,
        ...(route.access === 'open' || route.access === 'partner'
          ? { authorizationType: AuthorizationType.NONE }
          : {
              authorizationType: AuthorizationType.CUSTOM,
              authorizer: route.access === 'optional' ? authorizers.signedInOrNot : authorizers.signedIn,
            }),
      });
      if (route.access === 'partner') {
        Validations.of(method).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: `For partners by the contract: "${route.summary}" is answered only to requests that a key of a registered partner signed (RFC 9421), which the function verifies over method, path and body.`,
        });
      }
      if (route.access === 'open') {
        Validations.of(method).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: `Open by the contract: "${route.summary}" is for everybody and shows nothing about a person.`,
        });
      }
      Validations.of(method).acknowledge({
        id: 'AwsSolutions-COG4',
        reason:
          'Cognito user pools do not exist in the China regions; a Lambda authorizer verifies tokens of any OIDC issuer.',
      });
    }
  }

  private acknowledge(): void {
    Validations.of(this.api).acknowledge(
      {
        id: 'AwsSolutions-APIG2',
        reason:
          'Each function validates against the schemas of the contract and names every problem at once; the gateway would stop at the first in words of its own.',
      },
      {
        id: 'AwsSolutions-APIG6',
        reason:
          'Execution logs carry paths and query strings, so ids of cases and permits; the access log tells status, refusal and latency without them.',
      },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'API Gateway refuses an account role for its logs that has less than this managed policy.',
      },
      {
        id: 'NIST.800.53.R5-APIGWExecutionLoggingEnabled',
        reason:
          'Execution logs carry paths and query strings, so ids of cases and permits; the access log tells status, refusal and latency without them.',
      },
      {
        id: 'NIST.800.53.R5-APIGWCacheEnabledAndEncrypted',
        reason:
          'Answers differ by caller and by the second: a cache could show one person the case of another, and a verifier a permit that was just revoked.',
      },
      {
        id: 'NIST.800.53.R5-APIGWSSLEnabled',
        reason:
          'A client certificate proves the gateway to an HTTP back end. This one calls Lambda functions only, over TLS, and each admits it by a permission of its own.',
      },
    );
  }
}
