import type { CreditActor, CreditHappening, CreditList } from '../../shared/domain/credit/ledger.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { type CreditRead, changeCredit } from '../../shared/records/credit.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import type { TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { accountView } from './account-view.ts';
import type { Found } from './find-subject.ts';
import type { CreditGiven } from './given.ts';

type Asked = {
  principal: { subject: string };
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
};

/** The account as the answer to a change shows it, with its version. */
export async function shown(given: CreditGiven, found: Found): Promise<Result<Reply, Problem>> {
  const { rules, clock } = given;
  const seen = await accountView(given, found, { on: rules.today(clock) });
  if (!seen.ok) return seen;
  const { version } = seen.value;
  return success({ body: seen.value, ...(version === undefined ? {} : { headers: { etag: `"${version}"` } }) });
}

/**
 * Answers what is known before anything is looked at: a repeated request like the first, one on an account that moved
 * with its present state.
 * @returns undefined when the change may go on
 */
export async function beforehand(
  given: CreditGiven,
  found: Found,
  request: Asked,
  { account }: CreditRead,
  action: string,
): Promise<Result<Reply, Problem> | undefined> {
  const repeated = repetition(account.requests, requestMark(request, action));
  if (repeated === 'same') return shown(given, found);
  if (repeated === 'other-body') return failure(problem('key-reused'));
  if (request.version !== undefined && request.version !== account.events) {
    const present = await shown(given, found);
    return failure(problem('version-conflict', present.ok ? { current: present.value.body } : {}));
  }
  return undefined;
}

/** Makes a change and answers it; where something else happened at the same moment nothing is changed. */
export async function change(
  given: CreditGiven,
  found: Found,
  request: Asked,
  the: {
    read: CreditRead;
    action: string;
    happening: CreditHappening;
    party: CreditActor['party'];
    at?: Instant;
    list?: CreditList | null;
    also?: readonly TransactionStep[];
    /** What it means that a further step was refused. */
    refused?: Problem;
  },
): Promise<Result<Reply, Problem>> {
  const { table, clock, log } = given;
  const mark = requestMark(request, the.action);
  const outcome = await changeCredit(table, clock, {
    subject: found.subject,
    account: the.read.account,
    happening: the.happening,
    by: { party: the.party, subject: request.principal.subject },
    ...(mark ? { request: mark } : {}),
    ...(the.list === undefined ? {} : { list: the.list }),
    ...(the.at ? { at: the.at } : {}),
    ...(the.also ? { also: the.also } : {}),
  });
  if (outcome.ok) log.info('credit-changed', { what: the.action });
  if (outcome.ok || outcome.error.kind === 'repeated') return shown(given, found);
  const present = await shown(given, found);
  const current = present.ok ? { current: present.value.body } : {};
  if (outcome.error.kind === 'other-step') return failure(the.refused ?? problem('conflict', current));
  return failure(problem('conflict', current));
}
