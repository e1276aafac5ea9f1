import type { GatewayAnswer } from './answer.ts';
import type { GatewayApi, GatewayResponse } from './api.ts';
import { type GatewayRequest, valuesOf } from './event.ts';

type Kind = { status: number; message: string; error: string };

/** The answers that the gateway gives by itself, as it words them where the template says nothing else. */
const kinds = {
  ACCESS_DENIED: {
    status: 403,
    message: 'User is not authorized to access this resource',
    error: 'AccessDeniedException',
  },
  AUTHORIZER_CONFIGURATION_ERROR: {
    status: 500,
    message: 'Internal server error',
    error: 'AuthorizerConfigurationException',
  },
  AUTHORIZER_FAILURE: { status: 500, message: 'Internal server error', error: 'AuthorizerFailureException' },
  BAD_REQUEST_PARAMETERS: { status: 400, message: 'Bad Request', error: 'BadRequestException' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out', error: 'InternalServerErrorException' },
  /** A function that failed or whose answer makes no sense; it has no response type of its own. */
  INTERNAL: { status: 502, message: 'Internal server error', error: 'InternalServerErrorException' },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: 'Missing Authentication Token',
    error: 'MissingAuthenticationTokenException',
  },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long', error: 'RequestTooLargeException' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized', error: 'UnauthorizedException' },
} satisfies Record<string, Kind>;

export type Refusal = keyof typeof kinds;

/** Makes an answer of the gateway itself, in the words and with the status that the template gives it. */
export function refuse(refusal: Refusal, api: GatewayApi, request: GatewayRequest): GatewayAnswer {
  const { status, message, error } = kinds[refusal];
  const family = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const fallback = api.responses.get(family);
  const given = api.responses.get(refusal);
  const response: GatewayResponse = {
    status: given?.status ?? fallback?.status ?? status,
    parameters: given?.parameters ?? fallback?.parameters ?? {},
    templates: given?.templates ?? fallback?.templates ?? {},
  };
  const variables: Record<string, string> = {
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': refusal === 'INTERNAL' ? family : refusal,
    'error.validationErrorString': '',
    requestId: request.requestId,
    extendedRequestId: request.requestId,
    httpMethod: request.httpMethod,
    path: request.fullPath,
    stage: api.stage,
    apiId: api.id,
    requestTimeEpoch: String(request.at),
    'identity.sourceIp': request.sourceIp,
  };
  const { mediaType, template } = chooseTemplate(response.templates, valuesOf(request.headers, 'accept')[0] ?? '');
  const headers = new Map<string, [string, string]>([
    ['content-type', ['Content-Type', mediaType]],
    ['x-amzn-errortype', ['x-amzn-ErrorType', error]],
  ]);
  for (const [parameter, value] of Object.entries(response.parameters)) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(parameter)?.[1];
    if (name) headers.set(name.toLowerCase(), [name, headerValue(value, variables, request)]);
  }
  return {
    status: response.status ?? status,
    headers: [...headers.values()],
    body: Buffer.from(
      template.replace(
        /\$(?:\{context\.([\w.]+)\}|context\.(\w+(?:\.\w+)*))/g,
        (_whole, braced?: string, bare?: string) => {
          return variables[braced ?? bare ?? ''] ?? '';
        },
      ),
    ),
  };
}

function chooseTemplate(templates: Record<string, string>, accept: string): { mediaType: string; template: string } {
  const all = Object.entries(templates);
  const wanted = accept.split(',').map((entry) => entry.split(';')[0]?.trim());
  const [mediaType, template] = all.find(([type]) => wanted.includes(type)) ??
    all.find(([type]) => type === 'application/json') ??
    all[0] ?? ['application/json', '{"message":$context.error.messageString}'];
  return { mediaType, template };
}

/** A parameter is a text in single quotes, a variable of the context, or a value of the request. */
function headerValue(value: string, variables: Record<string, string>, request: GatewayRequest): string {
  const literal = /^'(.*)'$/s.exec(value)?.[1];
  if (literal !== undefined) return literal;
  const context = /^context\.(.+)$/.exec(value)?.[1];
  if (context) return variables[context] ?? '';
  const header = /^method\.request\.header\.(.+)$/.exec(value)?.[1];
  if (header) return valuesOf(request.headers, header)[0] ?? '';
  throw new Error(`the one-machine zone does not know the response parameter ${value}`);
}
