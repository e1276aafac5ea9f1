import { type Answer, type Caller, caller, postForm, signIn } from '../../../infra/demo/zone-client.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import type { Draw } from '../draw.ts';
import { eventOf, type Ledger } from './ledger.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Whoever waits longer than this for one answer has found a zone that does not come back. Under fire on a busy machine
 * one request can meet death after death for minutes.
 */
const patience = 20 * 60_000;

/** A client that gave up in the middle of a request, as somebody who closes the lid. */
export class GaveUp extends Error {
  override name = 'GaveUp';
}

export type Stubborn = Caller & {
  name: string;
  /** The same person, who sends a write once and never learns what became of it. */
  quitting: Pick<Caller, 'ask'>;
  /** Sends a file by its form until the store has taken it. */
  post: (upload: { url: string; fields: Record<string, string> }, bytes: Uint8Array, type: string) => Promise<void>;
};

let keys = 0;

/** Repeats a request until an answer comes that is not about the moment. */
async function persist<T>(ledger: Ledger, attempt: () => Promise<T>, passing: (answer: T) => boolean) {
  const until = performance.now() + patience;
  for (let sent = 1; ; sent++) {
    ledger.attempts.sent += 1;
    try {
      const answer = await attempt();
      if (!passing(answer)) return { answer, sent };
      ledger.attempts.unavailable += 1;
    } catch {
      ledger.attempts.unanswered += 1;
    }
    if (performance.now() > until) throw new Error('the zone does not come back');
    await pause(Math.min(25 * sent, 250));
  }
}

/**
 * Someone who speaks to a zone that dies now and then: every write has an Idempotency-Key and is repeated under it
 * until it is answered; now and then it is sent twice at once, as a double click would. What was acknowledged goes
 * into the ledger.
 */
export function stubborn(
  zone: { url: () => string },
  ledger: Ledger,
  draw: Draw,
  who: { persona: Role | readonly Role[]; account: string } | undefined,
): Stubborn {
  let token: Promise<string> | undefined;
  const name = who?.account ?? 'anyone';
  const signedIn = async (): Promise<string | undefined> => {
    if (!who) return undefined;
    token ??= persist(
      ledger,
      async () => (await signIn(zone.url(), who.persona, who.account)).accessToken,
      () => false,
    ).then(({ answer }) => answer);
    return token;
  };
  /** An error that says "later" has to say so in full. */
  const isPassing = (path: string) => (answer: Answer) => {
    if (answer.status === 401 && who) {
      token = undefined;
      ledger.attempts.signedInAgain += 1;
      return true;
    }
    if (answer.status >= 500 && answer.status !== 503) {
      ledger.wrong.push(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    if (answer.status !== 503) return answer.status >= 500;
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.headers.get('retry-after') || !type.startsWith('application/problem+json')) {
      ledger.wrong.push(`${path} was answered 503 without saying when to try again`);
    }
    return true;
  };

  const sendOnce = async (...[method, path, options = {}]: Parameters<Caller['ask']>) =>
    caller(zone.url(), await signedIn()).ask(method, path, options);
  const under = (key: string, options: Parameters<Caller['ask']>[2]) => ({
    ...options,
    headers: { ...options?.headers, 'Idempotency-Key': key },
  });
  const nextKey = () => {
    keys += 1;
    return `${name}-${keys}`;
  };

  const ask: Caller['ask'] = async (method, path, options = {}) => {
    if (method === 'GET') return (await persist(ledger, () => sendOnce(method, path, options), isPassing(path))).answer;
    const key = nextKey();
    const once = () => sendOnce(method, path, under(key, options));
    const twin = draw.share() < 0.04;
    if (twin) {
      ledger.attempts.twins += 1;
      // Nobody waits for it; it must not do anything that the other did not do.
      void once().catch(() => undefined);
    }
    const { answer, sent } = await persist(ledger, once, isPassing(path));
    if (answer.status >= 200 && answer.status < 300) {
      const applicationId = /^\/api\/applications\/([^/]+)/.exec(path)?.[1];
      const event = eventOf(path, options.body, answer.body?.stage);
      const documentId = /\/documents\/([^/]+)\/complete$/.exec(path)?.[1];
      ledger.acknowledged.push({
        key,
        who: name,
        request: `${method} ${path}`,
        sent,
        ...(applicationId ? { applicationId } : {}),
        ...(event ? { event } : {}),
        ...(documentId && answer.body?.state === 'accepted'
          ? { document: { id: documentId, kind: String(answer.body.kind) } }
          : {}),
      });
    } else {
      ledger.wrong.push(`${name}: ${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer;
  };

  return {
    name,
    ask,
    fetchBytes: async (path) =>
      (
        await persist(
          ledger,
          async () => caller(zone.url(), await signedIn()).fetchBytes(path),
          () => false,
        )
      ).answer,
    quitting: {
      ask: async (method, path, options) => {
        if (method === 'GET') return ask(method, path, options);
        await sendOnce(method, path, under(nextKey(), options)).catch(() => undefined);
        throw new GaveUp(`${method} ${path}`);
      },
    },
    post: async (upload, bytes, type) => {
      const { answer } = await persist(
        ledger,
        () => postForm(upload, bytes, type),
        ({ status }) => status >= 500,
      );
      if (answer.status >= 300) throw new Error(`the store answered ${answer.status}: ${answer.text}`);
    },
  };
}
