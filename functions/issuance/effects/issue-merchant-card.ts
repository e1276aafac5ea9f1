import { printedName } from '../../../shared/domain/person/name.ts';
import { addDays, addMonths, type Day } from '../../../shared/domain/time.ts';
import { signCard } from '../../../shared/issuing/merchant-card.ts';
import {
  cardNumberFor,
  cardNumberOf,
  firstCardSteps,
  type MerchantCard,
  nextCardSteps,
  readCard,
} from '../../../shared/records/merchant-card.ts';
import { firstList } from '../../../shared/records/permit.ts';
import { readPerson } from '../../../shared/records/person.ts';
import { enterEnding } from '../../../shared/records/reminder.ts';
import type { ApprovedCase, EffectGiven, EffectOf } from './approved-case.ts';
import { blockedBecause } from './blocked.ts';
import { noteListChange, photoOf } from './signed-permit.ts';

/** The period of a card: the zone's longest one from today, never beyond the passport; undefined where no day is left. */
function periodOf({ rules }: EffectGiven, { form, today }: ApprovedCase) {
  const { merchantCard } = rules.zone;
  const passportTo = form.applicant?.passport?.expiresOn;
  if (!merchantCard || !passportTo) throw new Error('an approved merchant card lacks its zone or passport');
  const longest = addDays(addMonths(today, merchantCard.validity.months), -1);
  const [validTo, bindingLimit] =
    longest < passportTo ? ([longest, 'zone'] as const) : ([passportTo, 'passport'] as const);
  return validTo < today ? undefined : { validFrom: today, validTo, bindingLimit };
}

const stayOf = ({ form }: ApprovedCase): { kind: string; until: Day } | undefined => {
  const { stay: kind, stayUntil: until } = form.answers ?? {};
  return typeof kind === 'string' && typeof until === 'string' ? { kind, until } : undefined;
};

/** Days before the last one of a card from which the next period may begin. */
const mayFollow = (card: MerchantCard, today: Day, opensDaysBefore: number): boolean =>
  card.status === 'ended' || today >= addDays(card.validTo, -opensDaysBefore);

/**
 * The card of somebody who has none, or the next period of the one they have, under the same number: it is theirs for
 * good, whatever passport they hold. What was lost, suspended or ended before does not stand in the way of a card that
 * officers grant anew; services that were granted stay.
 */
export const issueMerchantCard: EffectOf = async (given, the) => {
  const { table, signer, clock, rules, log } = given;
  const { head, form, at, today } = the;
  const { merchantCard } = rules.zone;
  const period = periodOf(given, the);
  const photo = await photoOf(given, the);
  const { familyName, givenNames, chineseName, nationality, sex } = form.applicant ?? {};
  if (!merchantCard || !head.personId || !photo || !familyName || !nationality || !sex) {
    throw new Error('an approved merchant card lacks what it says');
  }
  if (!period) return { blocked: blockedBecause.noTimeLeft() };
  const person = await readPerson(table, head.personId);
  const known = await cardNumberOf(table, person);
  const before = known ? await readCard(table, known) : undefined;
  if (before && !mayFollow(before, today, merchantCard.renewal.opensDaysBefore)) {
    return { blocked: blockedBecause.cardInForce(before.validTo) };
  }
  const number = before?.number ?? cardNumberFor(head.id);
  const act = before ? 'renewed' : 'issued';
  const stay = stayOf(the);
  const { validFrom, validTo, bindingLimit } = period;
  const signed = await signCard(
    { table, signer, clock, zone: rules.zone },
    {
      number,
      sequence: (before?.events ?? 0) + 1,
      act,
      name: printedName({ familyName, ...(givenNames ? { givenNames } : {}) }),
      ...(chineseName ? { chineseName } : {}),
      nationality,
      sex,
      photo,
      ...(stay ? { stay } : {}),
      bindingLimit,
      applicationId: head.id,
    },
    { validFrom, validTo, at },
  );
  // Alone it means nothing: who reminds, or looks for cards that run, looks at the card first.
  await enterEnding(table, { ending: 'card', number }, validTo);
  const atIssue = merchantCard.services.filter(({ grant }) => grant.atIssue).map(({ id }) => id);
  const card: MerchantCard = {
    number,
    status: 'valid',
    services: [...new Set([...(before?.services ?? []), ...atIssue])],
    validFrom,
    validTo,
    statusIndex: signed.statusIndex,
    ...(before?.lost ? { lost: before.lost } : {}),
    events: signed.sequence,
  };
  return {
    transition: 'complete',
    event: { type: 'completed', data: { cardNumber: number, act, validFrom, validTo } },
    steps: before ? nextCardSteps(card, before) : firstCardSteps(card, person.personId),
    after: async () => {
      log.info('merchant-card-changed', { act });
      await noteListChange(table, firstList)();
    },
  };
};
