import type { z } from 'zod';
import type { employerChange, employerRegistration } from '../contract/employer-details.ts';
import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table, type TransactionStep } from './table.ts';

export type EmployerDetails = z.output<typeof employerRegistration>;
export type Employer = EmployerDetails & {
  id: string;
  /** What its handler says, or what was reviewed. */
  status: 'declared' | 'registered';
  declaredAt: Instant;
  registeredAt?: Instant;
  updatedAt?: Instant;
};
export type EmployerChange = z.output<typeof employerChange>;

/** One of those who handle an employer's applications; without a subject somebody who is invited and has not come yet. */
export type Handler = {
  id: string;
  name: string;
  phone: string;
  /** The verified address with which the handler signed in, where the provider told one. */
  email?: string;
  subject?: string;
  /** Fingerprint of the address to which the invitation belongs. */
  invited?: string;
  since: Instant;
};

/** The handlers of an employer; `version` moves with every change of them. */
export type Handlers = { version: number; handlers: Handler[] };

/**
 * Who holds a credit code: the first that declared it, until one is registered under it for good.
 */
export type CodeHolder = { employerId: string; registered?: boolean };

const employerOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Employer => rest as unknown as Employer;

export async function readEmployer(table: Table, id: string): Promise<Employer | undefined> {
  const item = await table.get(keys.employer(id));
  return item ? employerOf(item) : undefined;
}

export const readCodeHolder = async (table: Table, code: string): Promise<CodeHolder | undefined> =>
  (await table.get(keys.creditCode(code))) as (CodeHolder & Item) | undefined;

/** Whether another organisation was registered under the employer's credit code. */
export const isDisplaced = ({ id }: Pick<Employer, 'id'>, holder: CodeHolder | undefined): boolean =>
  holder?.registered === true && holder.employerId !== id;

/** Every employer that was ever declared under a credit code. */
export async function declaredUnder(table: Table, code: string): Promise<Employer[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :declared)',
    ExpressionAttributeValues: { ':pk': keys.creditCode(code).pk, ':declared': 'DECLARED#' },
    Limit: 20,
    ConsistentRead: true,
  });
  const found = await table.getMany(items.map((item): Key => keys.employer(String(item.employerId))));
  return found.map(employerOf);
}

/**
 * Enters an employer as its handler declares it. The first to declare a credit code holds it; a later one stands beside
 * it and comes to hold the code when its registration is granted. Once an employer is registered under a code, nobody
 * else can be declared under it.
 * @returns the employer that stands there when the code is taken or the same request was made before
 */
export async function declareEmployer(
  table: Table,
  employer: Employer,
  handler: Handler,
): Promise<Result<Employer, { taken: 'code' | 'request'; employer?: Employer }>> {
  const { id, unifiedSocialCreditCode: code } = employer;
  const subject = handler.subject ?? '';
  const holder = keys.creditCode(code);
  const own: TransactionStep[] = [
    { put: { Item: { ...keys.employer(id), ...employer }, ...absent } },
    { put: { Item: { ...keys.creditCodeClaim(code, id), employerId: id } } },
    { put: { Item: { ...keys.handler(subject, id), employerId: id } } },
    { put: { Item: { ...keys.handlers(id), version: 1, handlers: [handler] } } },
  ];
  const first = await table.transact([...own, { put: { Item: { ...holder, employerId: id }, ...absent } }]);
  if (first.ok) return success(employer);
  const beside = first.error.steps.some((step) => step.index === 0)
    ? first
    : await table.transact([
        ...own,
        { check: { Key: holder, ConditionExpression: 'attribute_not_exists(registered)' } },
      ]);
  if (beside.ok) return success(employer);
  const present = beside.error.steps.find((step) => step.index === 0)?.item;
  return failure(present ? { taken: 'request', employer: employerOf(present) } : { taken: 'code' });
}

/** The step by which an employer comes to hold its code for good, unless another one is registered under it. */
export const holdCodeStep = ({ id, unifiedSocialCreditCode: code }: Employer): TransactionStep => ({
  put: {
    Item: { ...keys.creditCode(code), employerId: id, registered: true },
    ConditionExpression: 'attribute_not_exists(registered) OR employerId = :mine',
    ExpressionAttributeValues: { ':mine': id },
  },
});

/** What null takes away; null of a licence says that it runs without end. */
const mayBeMissing: readonly string[] = ['industry', 'industrySection'];

/** What the register takes over: what is named replaces what stands there, null takes it away where nothing need stand. */
export function employerStep(
  id: string,
  change: EmployerChange & Pick<Partial<Employer>, 'status' | 'registeredAt' | 'updatedAt'>,
): { update: NonNullable<UpdateOf> } {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const taken = named.filter(([name, value]) => mayBeMissing.includes(name) && value === null).map(([name]) => name);
  const set = named.filter(([name]) => !taken.includes(name));
  return {
    update: {
      Key: keys.employer(id),
      UpdateExpression: [
        `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ...(taken.length > 0 ? [`REMOVE ${taken.map((name) => `#${name}`).join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
    },
  };
}

type UpdateOf = Extract<TransactionStep, { update: unknown }>['update'];

/**
 * Changes what stands of an employer. What was registered is reviewed before it changes: `declaredOnly` refuses the
 * change when the registration was granted meanwhile.
 * @returns the employer as it stands then; undefined when there is none, or it is registered
 */
export async function updateEmployer(
  table: Table,
  id: string,
  change: EmployerChange,
  at: Instant,
  { declaredOnly = false } = {},
): Promise<Employer | undefined> {
  const { update } = employerStep(id, { ...change, updatedAt: at });
  const outcome = await table.update({
    ...update,
    ...(declaredOnly
      ? {
          ConditionExpression: `${update.ConditionExpression} AND #status = :declared`,
          ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
          ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':declared': 'declared' },
        }
      : {}),
    ReturnValues: 'ALL_NEW',
  });
  return outcome.ok && outcome.value ? employerOf(outcome.value as Item) : undefined;
}

/** The employers that a person handles in the order of their declaration, at most a page of them. */
export async function employersOf(table: Table, subject: string): Promise<Employer[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.handler(subject, '').pk },
    Limit: 100,
    ConsistentRead: true,
  });
  const found = await table.getMany(items.map((item): Key => keys.employer(String(item.employerId))));
  return found.map(employerOf).sort((a, b) => (`${a.declaredAt}${a.id}` < `${b.declaredAt}${b.id}` ? -1 : 1));
}

/** True when the person is a handler (经办人) of the employer. */
export async function handles(table: Table, subject: string, employerId: string): Promise<boolean> {
  return (await table.get(keys.handler(subject, employerId))) !== undefined;
}
