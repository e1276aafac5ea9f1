import { routes } from 'virtual:routes';
import type { z } from 'zod';
import type { problem } from '../../shared/contract/common.ts';
import { presentLanguage } from '../language/language.ts';
import { accessToken, renewSession, sessionEnded } from '../sign-in/session.ts';
import type { Answer, Given, RouteName } from './contract.ts';
import { noteServerTime } from './now.ts';

export type Problem = z.output<typeof problem>;

/** The interface refused: an expected answer that lists every problem (RFC 9457). */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly problem: Problem;
  /** `conflict`, `incomplete-application`, … as shared/http/problem.ts names it. */
  readonly code: string;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
    this.code = problem.type.replace('urn:greenpath:problem:', '');
  }
}

/** No answer came: the connection is lost, or the zone is not there. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

const base = (): string => document.baseURI;

/** The address of a route under whatever path the pages lie. */
export function addressOf<N extends RouteName>(name: N, given: Given<N>): string {
  const [, template] = routes[name] ?? [];
  if (template === undefined) throw new Error(`the contract has no route ${name}`);
  const gaps: Record<string, string> = given.path ?? {};
  const path = template.replace(/\{(\w+)\}/g, (_, gap: string) => encodeURIComponent(gaps[gap] ?? ''));
  const url = new URL(path.slice(1), base());
  for (const [key, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined && value !== '') url.searchParams.set(key, String(value));
  }
  return url.href;
}

type More = {
  /** The state that the person has seen; the zone refuses when it is no longer the present one. */
  version?: number;
  /** Names what is done, so that doing it again after a lost answer does it once. */
  key?: string;
  signal?: AbortSignal;
};

async function send<N extends RouteName>(name: N, given: Given<N>, more: More, token: string | undefined) {
  const [method = 'GET'] = routes[name] ?? [];
  const headers: Record<string, string> = { 'accept-language': presentLanguage() };
  if (token) headers.authorization = `Bearer ${token}`;
  if (given.body !== undefined) headers['content-type'] = 'application/json';
  if (more.version !== undefined) headers['if-match'] = `"${more.version}"`;
  if (more.key) headers['idempotency-key'] = more.key;
  const address = addressOf(name, given);
  try {
    const answer = await fetch(address, {
      method,
      headers,
      body: given.body === undefined ? undefined : JSON.stringify(given.body),
      signal: more.signal,
      cache: method === 'GET' && token ? 'no-store' : 'default',
    });
    // What a cache kept tells the time at which it was kept.
    if (method !== 'GET' || token) noteServerTime(answer.headers.get('date'));
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable('no answer');
  }
}

/** A refusal in the shape that every refusal has, whoever refused: the zone, its gateway or something between. */
async function refusalOf(answer: Response): Promise<Refusal> {
  try {
    const body = (await answer.json()) as Partial<Problem>;
    return new Refusal({
      type: 'about:blank',
      title: `${answer.status}`,
      ...body,
      status: answer.status,
    });
  } catch {
    return new Refusal({ type: 'about:blank', title: `${answer.status}`, status: answer.status });
  }
}

async function ask<N extends RouteName>(name: N, given: Given<N>, more: More): Promise<Response> {
  const answer = await send(name, given, more, await accessToken());
  if (answer.status !== 401) return answer;
  // The token may have ended a moment ago; a session that still lasts gives another one.
  const renewed = await renewSession();
  const again = renewed ? await send(name, given, more, renewed) : answer;
  if (again.status === 401) sessionEnded();
  return again;
}

/**
 * Asks the zone something and reads its answer.
 * @throws Refusal for an answer that refuses, Unreachable where none came
 */
export async function call<N extends RouteName>(name: N, given: Given<N>, more: More = {}): Promise<Answer<N>> {
  const answer = await ask(name, given, more);
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer<N>;
}

/** The same for answers that are a file: a letter, a card, a picture. */
export async function callFile<N extends RouteName>(name: N, given: Given<N>, more: More = {}): Promise<Blob> {
  const answer = await ask(name, given, more);
  if (!answer.ok) throw await refusalOf(answer);
  return answer.blob();
}
