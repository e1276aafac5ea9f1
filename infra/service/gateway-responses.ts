import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { Text } from '../../shared/domain/text.ts';

type Refusal = {
  code: string;
  title: Text;
  status?: number;
  headers?: Record<string, string>;
};

const notFound: Refusal = { code: 'not-found', title: { zh: '未找到', en: 'Not found' }, status: 404 };
const malformed: Refusal = {
  code: 'invalid-request',
  title: { zh: '请求有误', en: 'The request is not valid' },
  status: 400,
};
const tooMany: Refusal = {
  code: 'too-many-requests',
  title: { zh: '请求过于频繁，请稍后重试', en: 'Too many requests; please try again in a moment' },
  status: 429,
  headers: { 'Retry-After': '5' },
};
const notAllowed: Refusal = {
  code: 'not-allowed',
  title: { zh: '您无权进行此操作', en: 'You may not do this' },
  status: 403,
};
const busy: Refusal = {
  code: 'try-again',
  title: { zh: '暂时繁忙，请稍后重试', en: 'Busy for the moment; please try again' },
  status: 503,
  headers: { 'Retry-After': '5' },
};

/** What the gateway says by itself, before or instead of a function. */
export const gatewayRefusals: Readonly<Record<string, Refusal>> = {
  DEFAULT_4XX: { code: 'invalid-request', title: malformed.title },
  DEFAULT_5XX: {
    code: 'internal-error',
    title: { zh: '系统出错，请稍后重试', en: 'Something went wrong on our side; please try again' },
  },
  UNAUTHORIZED: {
    code: 'not-signed-in',
    title: { zh: '请先登录', en: 'Please sign in' },
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer' },
  },
  ACCESS_DENIED: notAllowed,
  INVALID_API_KEY: notAllowed,
  // Whoever asks for a path or method that does not exist is told that a signature is missing or wrong: no route here has one.
  MISSING_AUTHENTICATION_TOKEN: notFound,
  INVALID_SIGNATURE: notFound,
  EXPIRED_TOKEN: notFound,
  RESOURCE_NOT_FOUND: notFound,
  BAD_REQUEST_BODY: malformed,
  BAD_REQUEST_PARAMETERS: malformed,
  UNSUPPORTED_MEDIA_TYPE: {
    code: 'unsupported-media-type',
    title: { zh: '请以 JSON 格式提交', en: 'Send the body as JSON' },
    status: 415,
  },
  REQUEST_TOO_LARGE: { code: 'too-large', title: { zh: '内容过大', en: 'Too large' }, status: 413 },
  THROTTLED: tooMany,
  QUOTA_EXCEEDED: tooMany,
  WAF_FILTERED: {
    code: 'refused-by-firewall',
    title: { zh: '请求被防火墙拦截', en: 'The firewall refused this request' },
    status: 403,
  },
  // The authorizer throws when the identity provider cannot be reached.
  AUTHORIZER_FAILURE: busy,
  AUTHORIZER_CONFIGURATION_ERROR: busy,
  INTEGRATION_FAILURE: busy,
  INTEGRATION_TIMEOUT: busy,
};

/** An RFC 9457 body with its title in both languages: the gateway does not know which one the reader prefers. */
export const problemTemplate = ({ code, title, status }: Refusal): string =>
  JSON.stringify({ type: `urn:greenpath:problem:${code}`, title: `${title.zh} / ${title.en}`, status });

/** Makes every answer of the gateway itself a problem like those of the functions. */
export function addGatewayResponses(api: RestApi): void {
  for (const [type, refusal] of Object.entries(gatewayRefusals)) {
    const headers = {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      ...refusal.headers,
    };
    api.addGatewayResponse(`refusal-${type.toLowerCase().replaceAll('_', '-')}`, {
      type: ResponseType.of(type),
      ...(refusal.status ? { statusCode: String(refusal.status) } : {}),
      responseHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`])),
      templates: { 'application/json': problemTemplate(refusal) },
    });
  }
}
