import { readHead } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { type CardToken, cardNumberOf, type MerchantCard, readCard } from '../../shared/records/merchant-card.ts';
import { readPerson } from '../../shared/records/person.ts';
import type { Table } from '../../shared/records/table.ts';
import { emailHash } from '../../shared/view/access.ts';
import { presentToken } from './find-card.ts';

/** How many of somebody's newest applications are looked at for a card. */
const lookedAt = 50;

/** The cards of the applications that name a verified address; one for each person, whose card it is by now. */
export async function ownCards(
  table: Table,
  email: string | undefined,
): Promise<{ card: MerchantCard; holder: CardToken }[]> {
  const hash = emailHash(email);
  if (!hash) return [];
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :application)',
    ExpressionAttributeValues: { ':pk': keys.applicantApplication(hash, '', '').pk, ':application': 'APPLICATION#' },
    ScanIndexForward: false,
    Limit: lookedAt,
    ConsistentRead: true,
  });
  const heads = await Promise.all(items.map(({ id }) => readHead(table, String(id))));
  const persons = heads.flatMap((head) =>
    head?.procedure === 'merchant-card' && head.stage === 'completed' && head.personId ? [head.personId] : [],
  );
  const numbers = await Promise.all(
    [...new Set(persons)].map(async (personId) => cardNumberOf(table, await readPerson(table, personId))),
  );
  const cards = await Promise.all([...new Set(numbers)].map((number) => number && readCard(table, number)));
  return Promise.all(
    cards.flatMap((card) => (card ? [presentToken(table, card).then((holder) => ({ card, holder }))] : [])),
  );
}
