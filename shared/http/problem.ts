import type { Language, Text } from '../domain/text.ts';
import { failure } from '../result.ts';

/** One thing that is wrong with a request, at its place in the body, query or form. */
export type ProblemEntry = { path: string; code: string; text: Text; remedy?: Text };

/** An expected refusal, on its way to an RFC 9457 answer. */
export type Problem = {
  status: number;
  code: ProblemCode;
  detail?: Text;
  problems?: readonly ProblemEntry[];
  /** The present state, for a 409. */
  current?: unknown;
};

const titles = {
  'invalid-request': { zh: '请求有误', en: 'The request is not valid' },
  'incomplete-application': { zh: '申请材料不齐全', en: 'The application is not complete' },
  unprintable: { zh: '含有文书无法印出的字符', en: 'It holds characters that letters cannot print' },
  'not-signed-in': { zh: '请先登录', en: 'Please sign in' },
  'session-expired': { zh: '登录已过期，请重新登录', en: 'Your session has ended; please sign in again' },
  'second-factor-needed': { zh: '需要双重验证登录', en: 'Sign in with a second factor' },
  'not-allowed': { zh: '您无权进行此操作', en: 'You may not do this' },
  'not-found': { zh: '未找到', en: 'Not found' },
  conflict: { zh: '状态已变化，请查看最新状态', en: 'The state has changed; look at the present state' },
  'version-conflict': {
    zh: '内容已被更新，请在最新版本上修改',
    en: 'It was changed meanwhile; work on the latest version',
  },
  'two-officers': {
    zh: '须由另一名工作人员办理',
    en: 'Another officer has to do this: who reviewed does not conclude, nor review again',
  },
  'one-complete-notice': { zh: '须补正的事项应当一次性告知', en: 'Everything to mend has to be told at once' },
  'not-announced': { zh: '须先告知拟不予许可的理由并听取意见', en: 'An intended refusal is announced and heard first' },
  'quota-exhausted': { zh: '配额已用完', en: 'Every place of the quota is taken' },
  'outside-delegation': { zh: '超出本区受托权限', en: 'Outside what is delegated to this zone' },
  'role-ended': { zh: '岗位角色已终止', en: 'A role that this needs has ended' },
  'outside-office': { zh: '请在办公网络内办理', en: 'This is done from the office only' },
  'signature-refused': { zh: '请求签名未通过', en: 'The signature of the request does not hold' },
  replayed: { zh: '签名已使用过', en: 'This signature was used before' },
  'key-reused': {
    zh: '同一请求标识（Idempotency-Key）已用于不同的请求',
    en: 'This Idempotency-Key was already used for a different request',
  },
  'unsupported-media-type': { zh: '请以 JSON 格式提交', en: 'Send the body as JSON' },
  'malformed-json': { zh: 'JSON 格式有误', en: 'The body is not well-formed JSON' },
  'too-large': { zh: '内容过大', en: 'Too large' },
  'too-many-requests': { zh: '请求过于频繁', en: 'Too many requests' },
  'try-again': { zh: '暂时繁忙，请稍后重试', en: 'Busy for the moment; please try again' },
  'internal-error': { zh: '系统出错，我们已收到记录', en: 'Something went wrong on our side; it has been recorded' },
} as const satisfies Record<string, Text>;

export type ProblemCode = keyof typeof titles;

const statuses: Record<ProblemCode, number> = {
  'invalid-request': 400,
  'incomplete-application': 422,
  unprintable: 422,
  'not-signed-in': 401,
  'session-expired': 401,
  'second-factor-needed': 403,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'version-conflict': 409,
  'two-officers': 403,
  'one-complete-notice': 422,
  'not-announced': 422,
  'quota-exhausted': 409,
  'outside-delegation': 403,
  'role-ended': 403,
  'outside-office': 403,
  'signature-refused': 401,
  replayed: 409,
  'key-reused': 422,
  'unsupported-media-type': 415,
  'malformed-json': 400,
  'too-large': 413,
  'too-many-requests': 429,
  'try-again': 503,
  'internal-error': 500,
};

/** Builds an expected refusal; its status follows from its code. */
export const problem = (code: ProblemCode, more: Omit<Problem, 'code' | 'status'> = {}): Problem => ({
  status: statuses[code],
  code,
  ...more,
});

/** Refuses a request for what is wrong at these places. */
export const invalid = (...problems: ProblemEntry[]): { ok: false; error: Problem } =>
  failure(problem('invalid-request', { problems }));

/** The language a reader prefers, from an Accept-Language header; Chinese where nothing else is asked for. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => (entry.tag === 'zh' || entry.tag === 'en') && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.tag === 'en' ? 'en' : 'zh';
}

/** Headers that every answer carries. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** An RFC 9457 answer in the reader's language; each entry also carries both languages. */
export function problemAnswer(refusal: Problem, language: Language) {
  return {
    statusCode: refusal.status,
    headers: {
      ...securityHeaders,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      vary: 'Accept-Language',
      ...(refusal.code === 'try-again' ? { 'retry-after': '2' } : {}),
      ...(refusal.code === 'too-many-requests' ? { 'retry-after': '60' } : {}),
    },
    body: JSON.stringify({
      type: `urn:greenpath:problem:${refusal.code}`,
      title: titles[refusal.code][language],
      status: refusal.status,
      detail: refusal.detail?.[language],
      problems: refusal.problems?.map(({ path, code, text, remedy }) => ({
        path,
        code,
        message: text[language],
        text,
        remedy,
      })),
      current: refusal.current,
    }),
  };
}
