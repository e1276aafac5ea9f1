import type { z } from 'zod';
import type { applicationView } from '../contract/intake.ts';
import { closedStages } from '../domain/application/transitions.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';
import { declaredUnder, type Employer } from '../records/employer.ts';
import { headOf } from '../records/head-item.ts';
import { keys } from '../records/keys.ts';
import type { Table } from '../records/table.ts';

type SameCode = NonNullable<z.input<typeof applicationView>['sameCode']>;

/** Submitted cases of an employer that are not closed, of its fifty newest applications. */
async function openCasesOf(table: Table, employerId: string): Promise<SameCode[number]['openCases']> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :application)',
    ExpressionAttributeValues: { ':pk': keys.employer(employerId).pk, ':application': 'APPLICATION#' },
    ScanIndexForward: false,
    Limit: 50,
    ConsistentRead: true,
  });
  const heads = (await table.getMany(items.map(({ id }) => keys.application(String(id))))).map(headOf);
  return heads
    .filter(({ round, stage }) => round > 0 && stage !== 'draft' && !closedStages.includes(stage))
    .map(({ id, receiptNumber, stage, procedure }) => ({ id, receiptNumber, stage, procedure }));
}

/**
 * Who else declared the credit code that a registration asks for, with the cases that would be left behind when it is
 * granted; an officer has to know both before, and afterwards.
 */
export async function sameCode(
  table: Table,
  { effect }: Procedure,
  employer: Employer | undefined,
): Promise<SameCode | undefined> {
  if (effect !== 'confirm-employer' || !employer) return undefined;
  const others = (await declaredUnder(table, employer.unifiedSocialCreditCode)).filter(({ id }) => id !== employer.id);
  return Promise.all(
    others.map(async ({ id, name, status, handler }) => ({
      employerId: id,
      name,
      status,
      handler,
      openCases: await openCasesOf(table, id),
    })),
  );
}
