import { keyIdOf } from '../../shared/credential/encode.ts';
import { placeOf } from '../../shared/credential/status-index.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, type Clock, type Day, dayIn, type Instant, instantOf } from '../../shared/domain/time.ts';
import { signCard } from '../../shared/issuing/merchant-card.ts';
import { contentOf, replacingSteps, sealPermit } from '../../shared/issuing/permit.ts';
import type { Signer } from '../../shared/issuing/sign.ts';
import type { Log } from '../../shared/log/log.ts';
import { giveNotice, type Notice } from '../../shared/notices/notice.ts';
import { applicantOf, handlersOf, type Party } from '../../shared/notices/parties.ts';
import { readForm } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { changeCard, readCard, readCardToken } from '../../shared/records/merchant-card.ts';
import {
  firstList,
  inForce,
  keepEarlier,
  listChangedStep,
  readPermit,
  statusStep,
} from '../../shared/records/permit.ts';
import { readEndings } from '../../shared/records/reminder.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type ReissueGiven = { table: Table; signer: Signer; clock: Clock; zone: Zone; log: Log };

type Outcome = 'reissued' | 'missed' | 'nothing';

const reason: Text = { zh: '原签发密钥已停用，重新签发', en: 'Its signing key was withdrawn; signed anew' };

const words: Record<'permit' | 'card', Pick<Notice, 'subject' | 'text'>> = {
  permit: {
    subject: { zh: '您的工作许可有新的二维码', en: 'Your work permit has a new QR code' },
    text: {
      zh: '因更换签发密钥，您的工作许可已重新签发，编号和有效期不变，许可一直有效。请打开许可页面，保存或打印新的电子证件；原二维码不再能证明许可有效。',
      en: 'The key that signs permits was replaced, so yours was signed anew. Its number and days are the same, and it was valid all along. Open the permit and save or print the new card; the old code proves nothing any more.',
    },
  },
  card: {
    subject: { zh: '您的商友卡有新的二维码', en: 'Your merchant card has a new QR code' },
    text: {
      zh: '因更换签发密钥，您的商友卡已重新签发，卡号和有效期不变。请打开商友卡页面，保存新的二维码；原二维码不能再使用。',
      en: 'The key that signs cards was replaced, so yours was signed anew. Its number and days are the same. Open the card and save the new code; the old one opens nothing any more.',
    },
  },
};

/** Tells everybody concerned, once for each token; the pages show the new code whether they read this or not. */
async function tell(table: Table, kind: 'permit' | 'card', number: string, event: number, to: Party[], at: Instant) {
  for (const { to: recipient, language } of to) {
    await giveNotice(
      table,
      {
        id: `signed-anew ${kind} ${number} ${event}`,
        to: recipient,
        ...(language ? { language } : {}),
        kind: `${kind}-signed-anew`,
        ...words[kind],
        ...(kind === 'card'
          ? { link: '/merchant-card' }
          : { link: `/permits/${number}`, about: { permitNumber: number } }),
      },
      at,
    );
  }
}

async function reissuePermit(
  given: ReissueGiven,
  number: string,
  isWithdrawn: (kid: string) => boolean,
): Promise<Outcome> {
  const { table, clock, zone } = given;
  const at = instantOf(clock.now());
  const today = dayIn(zone.timeZone, at);
  const before = await readPermit(table, number);
  if (!before || !inForce(before, today) || !isWithdrawn(keyIdOf(before.token))) return 'nothing';
  await keepEarlier(table, before);
  const next = await sealPermit(given, { ...contentOf(before), act: 'reissued' }, { at, events: before.events });
  const outcome = await table.transact([...replacingSteps(next, before, today), listChangedStep(firstList)]);
  if (!outcome.ok) return 'missed';
  const holder = applicantOf((await readForm(table, before.applicationId))?.form);
  await tell(table, 'permit', number, next.events, [...holder, ...(await handlersOf(table, before.employerId))], at);
  return 'reissued';
}

async function reissueCard(
  given: ReissueGiven,
  number: string,
  the: { isWithdrawn: (kid: string) => boolean; by: string },
): Promise<Outcome> {
  const { table, clock, zone } = given;
  const at = instantOf(clock.now());
  const card = await readCard(table, number);
  const runs =
    card && (card.status === 'valid' || card.status === 'suspended') && dayIn(zone.timeZone, at) <= card.validTo;
  // A card that was lost gets its next token when its holder comes for it.
  const token = runs ? await readCardToken(table, number, card.statusIndex) : undefined;
  if (!card || !token || !the.isWithdrawn(keyIdOf(token.token))) return 'nothing';
  const { authority: _authority, issuedAt: _issuedAt, token: _token, statusIndex: _statusIndex, ...content } = token;
  const { validFrom, validTo } = card;
  const signed = await signCard(
    given,
    { ...content, act: 'reissued', sequence: card.events + 1 },
    { validFrom, validTo, at },
  );
  const { list, position } = placeOf(signed.statusIndex);
  const changed = await changeCard(table, card, {
    set: { statusIndex: signed.statusIndex },
    event: { at, act: 'reissued', by: the.by, reason },
    also: [listChangedStep(firstList), ...(card.status === 'suspended' ? [statusStep(list, position, 2)] : [])],
  });
  if (!changed.ok) return 'missed';
  const holder = applicantOf((await readForm(table, token.applicationId))?.form);
  await tell(table, 'card', number, changed.value.events, holder, at);
  return 'reissued';
}

/** Where a round stands: the entries of a day and kind after this number. */
export type Position = { day: Day; ending: 'permit' | 'card'; number: string };

export type Round = { permits: number; cards: number; missed: number; through: Day; next?: Position };

/** What one round goes through at most: entries, so that it ends in seconds, and days, of which most are empty. */
const mostEntries = 60;
const mostDays = 250;
const pageLength = 20;

/**
 * One round of signing anew what a withdrawn key signed and what still runs, in the order of last days. What has a token
 * by another key is left as it is, so that a round may be repeated and a run begun again at any time.
 * @param the.until no token of the key ends after this day
 */
export async function reissueRound(
  given: ReissueGiven,
  the: { kids: ReadonlySet<string>; until: Day; by: string; from?: Position },
): Promise<Round> {
  const { table, clock, zone, log } = given;
  const isWithdrawn = (kid: string) => the.kids.has(kid);
  const today = dayIn(zone.timeZone, instantOf(clock.now()));
  const round = { permits: 0, cards: 0, missed: 0 };
  let at: Position = the.from && the.from.day >= today ? the.from : { day: today, ending: 'permit', number: '' };
  let entries = 0;
  const lastDay = addDays(at.day, mostDays);
  while (at.day <= the.until && at.day < lastDay && entries < mostEntries) {
    const { day, ending, number: last } = at;
    const after: Key | undefined = last ? keys.ending(day, ending, last) : undefined;
    const page = await readEndings(table, day, ending, { limit: pageLength, ...(after ? { after } : {}) });
    for (const number of page.numbers) {
      const outcome =
        ending === 'permit'
          ? await reissuePermit(given, number, isWithdrawn)
          : await reissueCard(given, number, { isWithdrawn, by: the.by });
      if (outcome === 'missed') round.missed += 1;
      if (outcome === 'reissued') round[ending === 'permit' ? 'permits' : 'cards'] += 1;
    }
    entries += page.numbers.length;
    const lastOfPage = page.numbers.at(-1);
    if (page.next && lastOfPage) at = { day, ending, number: lastOfPage };
    else if (ending === 'permit') at = { day, ending: 'card', number: '' };
    else at = { day: addDays(day, 1), ending: 'permit', number: '' };
  }
  log.info('tokens-reissued', { ...round });
  return { ...round, through: at.day, ...(at.day <= the.until ? { next: at } : {}) };
}
