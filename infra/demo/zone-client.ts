import type { Role } from '../../shared/domain/access/roles.ts';

/** An answer of the API with its body read. */
// biome-ignore lint/suspicious/noExplicitAny: the body of any route; callers look at what they asked for
export type Answer = { status: number; body: any; headers: Headers };

type Options = { body?: unknown; headers?: Record<string, string> };

/** Someone who speaks to a zone over HTTP. */
export type Caller = {
  ask: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options?: Options) => Promise<Answer>;
  /** The bytes of an answer that is not JSON. */
  fetchBytes: (path: string) => Promise<Uint8Array>;
};

/** An answer other than the expected one, with what it said. */
export class UnexpectedAnswer extends Error {
  override name = 'UnexpectedAnswer';
  readonly answer: Answer;

  constructor(what: string, answer: Answer) {
    super(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

/** A caller with a bearer token, or an anonymous one. */
export function caller(url: string, accessToken?: string, language: 'zh' | 'en' = 'en'): Caller {
  const headersFor = (options: Options) => ({
    'accept-language': language,
    ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  });
  return {
    ask: async (method, path, options = {}) => {
      const answer = await fetch(new URL(path, url), {
        method,
        headers: headersFor(options),
        ...(options.body === undefined
          ? {}
          : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
      });
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      return { status: answer.status, body: isJson && text ? JSON.parse(text) : text, headers: answer.headers };
    },
    fetchBytes: async (path) => {
      const answer = await fetch(new URL(path, url), { headers: headersFor({}) });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!answer.ok) {
        const body = new TextDecoder().decode(bytes);
        throw new UnexpectedAnswer(path, { status: answer.status, body, headers: answer.headers });
      }
      return bytes;
    },
  };
}

/** Signs in as a persona of the one-machine zone; `account` makes another person with the same role. */
export async function signIn(
  url: string,
  persona: Role | readonly Role[],
  account?: string,
): Promise<Caller & { accessToken: string }> {
  const { status, body, headers } = await caller(url).ask('POST', '/_local/token', { body: { persona, account } });
  if (status !== 200) throw new UnexpectedAnswer('sign-in', { status, body, headers });
  return { ...caller(url, body.accessToken), accessToken: body.accessToken };
}

/** Moves the clock of the one-machine zone, by an ISO 8601 duration or to an instant. */
export async function moveClock(url: string, to: { advance: string } | { set: string }): Promise<string> {
  const answer = await caller(url).ask('POST', '/_local/clock', { body: to });
  if (answer.status !== 200) throw new UnexpectedAnswer('clock', answer);
  return answer.body.now;
}

/** Uploads bytes by a presigned POST, as a browser's form does. */
export async function postForm(
  upload: { url: string; fields: Record<string, string> },
  bytes: Uint8Array,
  contentType: string,
): Promise<{ status: number; text: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)], { type: contentType }), 'file');
  const answer = await fetch(upload.url, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}
