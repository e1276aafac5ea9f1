import type { z } from 'zod';
import type { employerChange, employerRegistration } from '../contract/intake.ts';
import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

export type EmployerDetails = z.output<typeof employerRegistration>;
export type Employer = EmployerDetails & { id: string; registeredAt: Instant; updatedAt?: Instant; request?: string };
export type EmployerChange = z.output<typeof employerChange>;

const employerOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Employer => rest as unknown as Employer;

export async function readEmployer(table: Table, id: string): Promise<Employer | undefined> {
  const item = await table.get(keys.employer(id));
  return item ? employerOf(item) : undefined;
}

/**
 * Registers an employer under its unified social credit code, once; the registering person becomes its handler.
 * @returns the employer that stands there when the code is taken or the same request was made before
 */
export async function registerEmployer(
  table: Table,
  employer: Employer,
  subject: string,
): Promise<Result<Employer, { taken: 'code' | 'request'; employer?: Employer }>> {
  const outcome = await table.transact([
    { put: { Item: { ...keys.employer(employer.id), ...employer }, ...absent } },
    { put: { Item: { ...keys.creditCode(employer.unifiedSocialCreditCode), employerId: employer.id }, ...absent } },
    { put: { Item: { ...keys.handler(subject, employer.id), employerId: employer.id } } },
  ]);
  if (outcome.ok) return success(employer);
  const own = outcome.error.steps.find((step) => step.index === 0)?.item;
  if (own) return failure({ taken: 'request', employer: employerOf(own) });
  return failure({ taken: 'code' });
}

/**
 * Changes what is registered of an employer: what is named replaces what stands there, null takes it away where nothing
 * need stand. The credit code never changes.
 * @returns the employer as it stands then; undefined when there is none
 */
export async function updateEmployer(
  table: Table,
  id: string,
  change: EmployerChange,
  at: Instant,
): Promise<Employer | undefined> {
  const named = Object.entries({ ...change, updatedAt: at }).filter(([, value]) => value !== undefined);
  const taken = named.filter(([name, value]) => name === 'industry' && value === null).map(([name]) => name);
  const set = named.filter(([name]) => !taken.includes(name));
  const outcome = await table.update({
    Key: keys.employer(id),
    UpdateExpression: [
      `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ...(taken.length > 0 ? [`REMOVE ${taken.map((name) => `#${name}`).join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
    ReturnValues: 'ALL_NEW',
  });
  return outcome.ok && outcome.value ? employerOf(outcome.value as Item) : undefined;
}

/** The employers that a person handles in the order of their registration, at most a page of them. */
export async function employersOf(table: Table, subject: string): Promise<Employer[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.handler(subject, '').pk },
    Limit: 100,
    ConsistentRead: true,
  });
  const found = await table.getMany(items.map((item): Key => keys.employer(String(item.employerId))));
  return found.map(employerOf).sort((a, b) => (`${a.registeredAt}${a.id}` < `${b.registeredAt}${b.id}` ? -1 : 1));
}

/** True when the person is a handler (经办人) of the employer. */
export async function handles(table: Table, subject: string, employerId: string): Promise<boolean> {
  return (await table.get(keys.handler(subject, employerId))) !== undefined;
}
