import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Clock } from '../../shared/domain/time.ts';
import { fromOffice } from '../../shared/http/office-network.ts';
import {
  type Problem,
  type ProblemEntry,
  preferredLanguage,
  problem,
  problemAnswer,
  securityHeaders,
} from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Answer, VerificationRequest } from './verification.ts';

/** Longest text that is looked at, as in the contract. */
const longestText = 2000;
const jsonType = /^application\/(?:.+\+)?json(?:$|;.+)/;

type Verify = (request: VerificationRequest) => Promise<Result<Answer, Problem>>;

const entry = (path: string, code: string, zh: string, en: string): ProblemEntry => ({ path, code, text: { zh, en } });

/** The faults of a body in the words of the contract's own check, which this function is too small to carry. */
function faultsOf(body: unknown): ProblemEntry[] {
  if (body === undefined || body === null) return [entry('', 'missing', '必填', 'is required')];
  if (typeof body !== 'object' || Array.isArray(body)) {
    return [entry('', 'wrong-type', '须为对象', 'must be an object')];
  }
  const { token, ...others } = body as { token?: unknown };
  const faults: ProblemEntry[] = [];
  if (token === undefined) faults.push(entry('token', 'missing', '必填', 'is required'));
  else if (typeof token !== 'string') faults.push(entry('token', 'wrong-type', '须为文本', 'must be text'));
  else if (token === '') faults.push(entry('token', 'too-short', '不得为空', 'must not be empty'));
  else if (token.length > longestText) {
    faults.push(
      entry('token', 'too-long', `最多 ${longestText} 个字符`, `must have at most ${longestText} characters`),
    );
  }
  return [
    ...faults,
    ...Object.keys(others).map((key) => entry(key, 'unknown-field', '未知字段', 'is not a known field')),
  ];
}

function tokenIn(event: APIGatewayProxyEvent, contentType: string | undefined): Result<string, Problem> {
  let body: unknown;
  if (event.body) {
    if (!jsonType.test(contentType ?? '')) return failure(problem('unsupported-media-type'));
    try {
      body = JSON.parse(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body);
    } catch {
      return failure(problem('malformed-json'));
    }
  }
  const problems = faultsOf(body);
  return problems.length > 0
    ? failure(problem('invalid-request', { problems }))
    : success((body as { token: string }).token);
}

/** Subject of the inspector who signed in with a second factor; undefined for everyone else. */
function inspectorIn(
  event: APIGatewayProxyEvent,
  { clock, log }: { clock: Clock; log: Log },
): Result<string | undefined, Problem> {
  const context = event.requestContext?.authorizer;
  if (typeof context?.subject !== 'string' || context.subject === '') return success(undefined);
  // The token's own end counts, however the gateway came by the authorizer's word.
  if (!(Number(context.expiresAt) * 1000 > clock.now())) return failure(problem('session-expired'));
  const isInspector = String(context.roles ?? '')
    .split(' ')
    .includes('inspector');
  if (!isInspector || context.mfa !== 'true') return success(undefined);
  const sourceIp = event.requestContext.identity?.sourceIp ?? '';
  if (fromOffice(String(context.officersFrom ?? ''), sourceIp)) return success(context.subject);
  // Elsewhere an inspector learns what everybody may.
  log.info('officer-elsewhere', { route: 'verify', refused: false });
  return success(undefined);
}

/**
 * Answers `POST /api/verifications` as shared/http answers other routes, without what makes that chain heavy: one
 * route needs no router and no schema library. Anonymous callers are welcome.
 */
export function verificationEndpoint(verify: Verify, given: { clock: Clock; log: Log }) {
  const answer = async (event: APIGatewayProxyEvent, header: (name: string) => string | undefined) => {
    if (event.httpMethod !== 'POST' || event.resource !== '/api/verifications') return failure(problem('not-found'));
    const inspector = inspectorIn(event, given);
    if (!inspector.ok) return inspector;
    const token = tokenIn(event, header('content-type'));
    if (!token.ok) return token;
    const started = given.clock.now();
    const outcome = await verify({
      token: token.value,
      ...(inspector.value === undefined ? {} : { inspector: inspector.value }),
    });
    const fields = { route: 'verify', milliseconds: given.clock.now() - started };
    if (outcome.ok) given.log.info('request-completed', { ...fields, verdict: outcome.value.verdict });
    else given.log.info('request-refused', { ...fields, problem: outcome.error.code });
    return outcome;
  };

  return async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const headers = Object.entries(event.headers ?? {});
    const header = (name: string) => headers.find(([known]) => known.toLowerCase() === name)?.[1];
    const language = preferredLanguage(header('accept-language'));
    let outcome: Result<Answer, Problem>;
    try {
      outcome = await answer(event, header);
    } catch (error) {
      given.log.error('request-failed', error, { resource: `${event.httpMethod} ${event.resource}` });
      outcome = failure(problem('internal-error'));
    }
    if (!outcome.ok) return problemAnswer(outcome.error, language);
    return {
      statusCode: 200,
      headers: {
        ...securityHeaders,
        'content-language': language,
        vary: 'Accept-Language',
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(outcome.value),
    };
  };
}
