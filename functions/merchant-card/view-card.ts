import type { z } from 'zod';
import type { cardView } from '../../shared/contract/merchant-card.ts';
import { tokenLink } from '../../shared/credential/carriers.ts';
import type { Day } from '../../shared/domain/time.ts';
import { type CardToken, cardState, type MerchantCard, readCardHistory } from '../../shared/records/merchant-card.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type CardView = z.input<typeof cardView>;

/** What a card is by its number: it always has its present token, so it is never superseded. */
const statusOf = (card: MerchantCard, today: Day): CardView['status'] => {
  const state = cardState(card, today);
  if (state === 'superseded') throw new Error('a merchant card is not its present token');
  return state;
};

/** A card as its holder and officers see it on a day. */
export async function viewCard(
  { table, zone }: { table: Table; zone: Zone },
  card: MerchantCard,
  holder: CardToken,
  today: Day,
): Promise<CardView> {
  const history = await readCardHistory(table, card);
  const noted = history.findLast(({ stay }) => stay)?.stay;
  const applied = history.findLast(({ act }) => act === 'issued' || act === 'renewed');
  const since = noted && applied && history.findLastIndex(({ stay }) => stay) > history.indexOf(applied);
  const stay = since ? noted : (holder.stay ?? noted);
  const shown = card.status === 'valid' || card.status === 'suspended';
  return {
    number: card.number,
    version: card.events,
    status: statusOf(card, today),
    holder: {
      name: holder.name,
      chineseName: holder.chineseName,
      nationality: holder.nationality,
      sex: holder.sex,
    },
    authority: holder.authority,
    validFrom: card.validFrom,
    validTo: card.validTo,
    bindingLimit: holder.bindingLimit,
    services: (zone.merchantCard?.services ?? []).map(({ id, label }) => ({
      id,
      label,
      granted: card.services.includes(id),
    })),
    stay: stay && { ...stay, ended: stay.until < today },
    issuedAt: holder.issuedAt,
    qr: shown ? tokenLink(zone.verificationHost, holder.token) : undefined,
    history: history.map(({ at, act, byHolder = false, reason, service, stay: noted }) => ({
      at,
      act,
      byHolder,
      reason,
      service,
      stay: noted,
    })),
  };
}
