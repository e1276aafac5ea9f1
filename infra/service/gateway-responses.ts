import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { Text } from '../../shared/domain/text.ts';
import { outsideOffice } from '../../shared/http/office-network.ts';
import { securityHeaders } from '../../shared/http/problem.ts';

type Refusal = {
  code: string;
  title: Text;
  detail?: Text;
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

const tooLarge: Refusal = { code: 'too-large', title: { zh: '内容过大', en: 'Too large' }, status: 413 };

/** What the firewall says before a request reaches the gateway. */
export const firewallRefusals = {
  tooMany,
  tooLarge,
  outsideOffice: {
    code: 'outside-office',
    title: { zh: '请在办公网络内办理', en: 'This is done from the office only' },
    detail: outsideOffice,
    status: 403,
  },
} as const satisfies Record<string, Refusal>;

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
  REQUEST_TOO_LARGE: tooLarge,
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
export const problemTemplate = ({ code, title, detail, status }: Refusal): string =>
  JSON.stringify({
    type: `urn:greenpath:problem:${code}`,
    title: `${title.zh} / ${title.en}`,
    status,
    ...(detail ? { detail: `${detail.zh} / ${detail.en}` } : {}),
  });

/** As in shared/http/problem.ts. The gateway writes its texts between quotes, so that a policy which needs some is another. */
const gatewayHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': 'sandbox',
  'Cross-Origin-Opener-Policy': securityHeaders['cross-origin-opener-policy'],
  'Cross-Origin-Resource-Policy': securityHeaders['cross-origin-resource-policy'],
  'Permissions-Policy': securityHeaders['permissions-policy'],
  'Referrer-Policy': securityHeaders['referrer-policy'],
  'Strict-Transport-Security': securityHeaders['strict-transport-security'],
  'X-Content-Type-Options': securityHeaders['x-content-type-options'],
  'X-Frame-Options': 'DENY',
};

/** Makes every answer of the gateway itself a problem like those of the functions. */
export function addGatewayResponses(api: RestApi): void {
  for (const [type, refusal] of Object.entries(gatewayRefusals)) {
    const headers = {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...gatewayHeaders,
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
