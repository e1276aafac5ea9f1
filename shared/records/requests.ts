import { canonical } from '../domain/application/events.ts';
import { fingerprint } from './table.ts';

/** How many of the last requests with an Idempotency-Key an item remembers; the head has room for no more. */
const remembered = 3;
const senderLength = 12;

/**
 * The mark by which a repeated request is recognised: 12 characters for its sender, action and Idempotency-Key, 6 for
 * its body. Undefined for a request without a key.
 * @param action keeps one key on two routes apart
 */
export function requestMark(
  request: { principal: { subject: string }; idempotencyKey?: string; body?: unknown },
  action: string,
): string | undefined {
  if (!request.idempotencyKey) return undefined;
  const sender = fingerprint(`${request.principal.subject}\n${action}\n${request.idempotencyKey}`);
  return sender.slice(0, senderLength) + fingerprint(canonical(request.body ?? {})).slice(0, 6);
}

/** Whether an item has seen a request: the `same`, or its key with an `other-body`. */
export function repetition(
  requests: readonly string[] | undefined,
  mark: string | undefined,
): 'same' | 'other-body' | undefined {
  if (!mark) return undefined;
  const seen = requests?.find((kept) => kept.slice(0, senderLength) === mark.slice(0, senderLength));
  if (!seen) return undefined;
  return seen === mark ? 'same' : 'other-body';
}

/** The marks that an item keeps after one more request. */
export const withRequest = (requests: readonly string[] | undefined, mark: string): string[] =>
  [...(requests ?? []), mark].slice(-remembered);
