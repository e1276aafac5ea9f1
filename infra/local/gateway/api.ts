import * as z from 'zod';
import { rootResourceId } from '../resource-kinds.ts';
import type { Deployment, Resource } from '../template.ts';

export type AuthorizerDefinition = {
  id: string;
  type: 'TOKEN' | 'REQUEST';
  functionArn: string;
  /** Mapping expressions such as `method.request.header.Authorization`. */
  identitySources: string[];
  /** Seconds; 0 keeps no answer. */
  ttl: number;
  /** For TOKEN: what a token must look like to be shown to the function at all. */
  tokenPattern?: RegExp;
};

export type GatewayMethod = {
  httpMethod: string;
  /** With its parameters, as in `/api/applications/{id}`. */
  path: string;
  resourceId: string;
  functionArn: string;
  timeoutMilliseconds: number;
  authorizer?: AuthorizerDefinition;
};

export type GatewayResponse = {
  status?: number;
  parameters: Record<string, string>;
  templates: Record<string, string>;
};

/** A REST API as far as the one-machine zone runs it. */
export type GatewayApi = {
  id: string;
  stage: string;
  /** `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>` */
  arn: string;
  account: string;
  binaryMediaTypes: string[];
  methods: GatewayMethod[];
  responses: Map<string, GatewayResponse>;
};

const apiSchema = z.object({
  BinaryMediaTypes: z.array(z.string()).default([]),
  Body: z.never({ error: 'an API from an OpenAPI document is not known' }).optional(),
  BodyS3Location: z.never({ error: 'an API from an OpenAPI document is not known' }).optional(),
});

const resourceSchema = z.object({ ParentId: z.string(), PathPart: z.string() });

const methodSchema = z.object({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM']).default('NONE'),
  AuthorizerId: z.string().optional(),
  ApiKeyRequired: z.literal(false).optional(),
  RequestValidatorId: z.never({ error: 'request validators are not known' }).optional(),
  Integration: z.object({
    Type: z.literal('AWS_PROXY'),
    Uri: z.string(),
    TimeoutInMillis: z.int().default(29_000),
  }),
});

const authorizerSchema = z.object({
  Type: z.enum(['TOKEN', 'REQUEST']),
  AuthorizerUri: z.string(),
  IdentitySource: z.string().default(''),
  IdentityValidationExpression: z.string().optional(),
  AuthorizerResultTtlInSeconds: z.int().min(0).max(3600).default(300),
});

const responseSchema = z.object({
  ResponseType: z.string(),
  StatusCode: z.coerce.number().int().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

const stageSchema = z.object({ StageName: z.string() });

/** Reads the one REST API of a zone. Throws when it uses what the one-machine zone does not run. */
export function readApi(deployment: Deployment): GatewayApi {
  const api = only(deployment, 'AWS::ApiGateway::RestApi');
  const stage = read(only(deployment, 'AWS::ApiGateway::Stage'), stageSchema).StageName;
  const authorizers = new Map(
    deployment.of('AWS::ApiGateway::Authorizer').map((resource) => [resource.ref, authorizerOf(resource)]),
  );
  const pathOf = openPaths(api, deployment.of('AWS::ApiGateway::Resource'));

  const methods = deployment.of('AWS::ApiGateway::Method').map((resource): GatewayMethod => {
    const method = read(resource, methodSchema);
    const authorizer = method.AuthorizationType === 'CUSTOM' ? authorizers.get(method.AuthorizerId ?? '') : undefined;
    if (method.AuthorizationType === 'CUSTOM' && !authorizer) throw new Error(`${resource.id} has no authorizer`);
    return {
      httpMethod: method.HttpMethod,
      path: pathOf(method.ResourceId),
      resourceId: method.ResourceId,
      functionArn: functionIn(method.Integration.Uri, resource),
      timeoutMilliseconds: method.Integration.TimeoutInMillis,
      authorizer,
    };
  });

  const responses = deployment.of('AWS::ApiGateway::GatewayResponse').map((resource) => {
    const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } = read(resource, responseSchema);
    return [
      ResponseType,
      { status: StatusCode, parameters: ResponseParameters, templates: ResponseTemplates },
    ] as const;
  });

  const { partition, region, account } = deployment;
  return {
    id: api.ref,
    stage,
    arn: `arn:${partition}:execute-api:${region}:${account}:${api.ref}/${stage}`,
    account,
    binaryMediaTypes: read(api, apiSchema).BinaryMediaTypes,
    methods,
    responses: new Map(responses),
  };
}

function only(deployment: Deployment, type: string): Resource {
  const [found, ...others] = deployment.of(type);
  if (!found || others.length > 0)
    throw new Error(`a zone has exactly one ${type}, this has ${others.length + (found ? 1 : 0)}`);
  return found;
}

function read<T>(resource: Resource, schema: z.ZodType<T>): T {
  const result = schema.safeParse(resource.properties);
  if (result.success) return result.data;
  throw new Error(`${resource.stack}, ${resource.id}, a ${resource.type}:\n${z.prettifyError(result.error)}`);
}

function openPaths(api: Resource, resources: Resource[]): (resourceId: string) => string {
  const parts = new Map(resources.map((resource) => [resource.ref, read(resource, resourceSchema)]));
  const root = rootResourceId(api);
  const pathOf = (resourceId: string): string => {
    if (resourceId === root) return '/';
    const part = parts.get(resourceId);
    if (!part) throw new Error(`${resourceId} is no resource of the API`);
    const parent = pathOf(part.ParentId);
    return `${parent === '/' ? '' : parent}/${part.PathPart}`;
  };
  return pathOf;
}

function functionIn(uri: string, { id }: Resource): string {
  const arn = /\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1];
  if (!arn) throw new Error(`${id} leads to no function: ${uri}`);
  return arn;
}

function authorizerOf(resource: Resource): AuthorizerDefinition {
  const definition = read(resource, authorizerSchema);
  return {
    id: resource.ref,
    type: definition.Type,
    functionArn: functionIn(definition.AuthorizerUri, resource),
    identitySources: definition.IdentitySource.split(',')
      .map((source) => source.trim())
      .filter(Boolean),
    ttl: definition.AuthorizerResultTtlInSeconds,
    ...(definition.IdentityValidationExpression === undefined
      ? {}
      : { tokenPattern: new RegExp(`^(?:${definition.IdentityValidationExpression})$`) }),
  };
}
