import { type Principal, type Role, staffRoles } from '../../shared/domain/access/roles.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import type { Clock } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { readForm } from '../../shared/records/application.ts';
import { type CardToken, type MerchantCard, readCard, readCardToken } from '../../shared/records/merchant-card.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** A card with what its present token says of the holder, and who looks at it. */
export type FoundCard = {
  card: MerchantCard;
  holder: CardToken;
  /** The holder's address, where notices about the card go. */
  email?: string;
  /** The holder asks; otherwise an officer, whose reading was recorded. */
  byHolder: boolean;
};

/** The present token of a card. @throws when a card has none, which nothing leads to */
export async function presentToken(table: Table, card: MerchantCard): Promise<CardToken> {
  const token = await readCardToken(table, card.number, card.statusIndex);
  if (!token) throw new Error('a merchant card has no token');
  return token;
}

const isStaff = (role: Role): boolean => staffRoles.includes(role) && role !== 'admin';

/**
 * Finds a card for its holder, or for staff, whose reading is recorded first. Everybody else learns as little as of a
 * number that does not exist.
 */
export async function findCard(
  given: { table: Table; clock: Clock; zone: Zone; log: Log },
  principal: Principal,
  number: string,
): Promise<Result<FoundCard, Problem>> {
  const { table, clock, zone, log } = given;
  const card = /^[0-9A-Z]{18}$/.test(number) ? await readCard(table, number) : undefined;
  if (!card) return failure(problem('not-found'));
  const holder = await presentToken(table, card);
  const email = comparableEmail((await readForm(table, holder.applicationId))?.form.applicant?.email);
  const found = { card, holder, ...(email ? { email } : {}) };
  if (email && principal.roles.includes('applicant') && email === principal.email) {
    return success({ ...found, byHolder: true });
  }
  if (!principal.mfa || !principal.roles.some(isStaff)) return failure(problem('not-found'));
  await recordReading({ table, clock, zone }, { by: principal.subject, what: 'merchant-card', id: number });
  log.info('sensitive-read', { what: 'merchant-card' });
  return success({ ...found, byHolder: false });
}
