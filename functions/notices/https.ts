import type { Clock } from '../../shared/domain/time.ts';
import type { HttpsChannel } from '../../shared/zone/notices.ts';
import type { Channel, ReadSecret, Sent } from './channels.ts';
import { oneLine } from './rendering.ts';

const patienceMilliseconds = 8000;
const usualTokenSeconds = 600;

type Values = Readonly<Record<string, string>>;
type Escape = (value: string) => string;

/** What is put in stays inside the text that it is put into. */
const escapes: Readonly<Record<'url' | 'header' | HttpsChannel['contentType'], Escape>> = {
  url: encodeURIComponent,
  header: oneLine,
  'application/json': (value) => JSON.stringify(value).slice(1, -1),
  'application/x-www-form-urlencoded': encodeURIComponent,
};

/** Puts values into a template. Throws for a name that has no value. */
export function filled(template: string, values: Values, escaped: Escape): string {
  return template.replace(/\{([a-z]+(?:\.\w+)?)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template names ${name}, which has no value`);
    return escaped(value);
  });
}

const shortened = (value: string, longest: number): string =>
  [...value].length <= longest ? value : `${[...value].slice(0, longest - 1).join('')}…`;

const memberOf = (answer: unknown, member: string): unknown =>
  typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[member] : undefined;

const away = (reason: 'unreachable' | 'sign-in-refused' | 'not-configured' | 'busy'): Sent => ({
  sent: false,
  reason,
  away: true,
});

const refusalOf = (status: number): Sent => {
  if (status === 401 || status === 403) return away('sign-in-refused');
  if (status === 429 || status >= 500) return away('busy');
  return { sent: false, reason: 'message-refused', final: true };
};

/** Sends through a gateway that takes one message in one request, such as one for short messages or WeCom. */
export function httpsChannel(channel: HttpsChannel, clock: Clock, readSecret: ReadSecret): Channel {
  const { to, url, headers, contentType, body, success, token, longest, secret, kinds } = channel;
  let kept: { token: string; until: number } | undefined;

  const call = (address: string, init: RequestInit = {}) =>
    fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMilliseconds) });

  const tokenFor = async (values: Values): Promise<string | undefined> => {
    if (!token) return undefined;
    if (kept && kept.until > clock.now()) return kept.token;
    const answer: unknown = await (await call(filled(token.url, values, escapes.url))).json();
    const given = memberOf(answer, token.member);
    if (typeof given !== 'string' || given === '') return undefined;
    const seconds = Number(token.secondsMember ? memberOf(answer, token.secondsMember) : usualTokenSeconds);
    kept = { token: given, until: clock.now() + (Number.isFinite(seconds) ? seconds : usualTokenSeconds) * 900 };
    return given;
  };

  const judged = async (response: Response): Promise<Sent> => {
    if (!success.status.includes(response.status)) {
      await response.body?.cancel();
      return refusalOf(response.status);
    }
    if (success.member === undefined) {
      await response.body?.cancel();
      return { sent: true };
    }
    const answer: unknown = await response.json().catch(() => undefined);
    const said = memberOf(answer, success.member);
    // A gateway says so too when its token has run out before its time.
    if (String(said) !== success.equals) kept = undefined;
    return String(said) === success.equals ? { sent: true } : { sent: false, reason: 'answer-not-understood' };
  };

  return {
    ...(kinds ? { kinds } : {}),
    addressOf: (recipient) => recipient[to],
    async send(message, { address, id }) {
      let request: { url: string; init: RequestInit };
      try {
        const secrets = secret === undefined ? {} : await readSecret(secret);
        const values: Record<string, string> = {
          to: address,
          id,
          subject: message.subject,
          text: shortened(message.short, longest),
          link: message.link ?? '',
          ...Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`secret.${name}`, value])),
        };
        const given = await tokenFor(values);
        if (token && given === undefined) return away('sign-in-refused');
        if (given !== undefined) values.token = given;
        const named = Object.entries(headers).map(([name, value]) => [name, filled(value, values, escapes.header)]);
        request = {
          url: filled(url, values, escapes.url),
          init: {
            method: 'POST',
            headers: { ...Object.fromEntries(named), 'content-type': `${contentType}; charset=utf-8` },
            body: filled(body, values, escapes[contentType]),
          },
        };
      } catch (error) {
        return away(isAway(error) ? 'unreachable' : 'not-configured');
      }
      try {
        return await judged(await call(request.url, request.init));
      } catch {
        return away('unreachable');
      }
    },
  };
}

/** What `fetch` throws where nobody answers, or not in time. */
const isAway = (error: unknown): boolean =>
  error instanceof TypeError || ['TimeoutError', 'AbortError', 'SyntaxError'].includes((error as Error)?.name);
