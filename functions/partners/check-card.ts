import type { z } from 'zod';
import type { checkReasons, partnersRoutes } from '../../shared/contract/partners.ts';
import { tokenFrom } from '../../shared/credential/carriers.ts';
import type { PublishedKeys } from '../../shared/credential/key-plan.ts';
import { verifyCard } from '../../shared/credential/verify.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { cardState, readCard } from '../../shared/records/merchant-card.ts';
import { countUse } from '../../shared/records/partner.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { KnownSender } from './signed-in-partner.ts';

type Reason = (typeof checkReasons)[number];
type Asked = z.output<(typeof partnersRoutes)['checkCard']['body']>;

/** A number that no card has: what is no card of ours is looked for all the same, so that it costs as much. */
const nobodys = '0'.repeat(18);

/**
 * Which card is meant, and which of its tokens; the number is read off the card where no code can be scanned. A code by
 * a key that was withdrawn proves nothing of what it says: its holder has another one by now, or gets it soon.
 */
async function meant(
  text: string,
  given: PublishedKeys & { zone: string; at: number },
): Promise<{ number: string; statusIndex?: number; withdrawn?: true }> {
  const number = text.trim().toUpperCase();
  if (/^[0-9A-Z]{18}$/.test(number)) return { number };
  const token = tokenFrom(text);
  const verified = token.ok ? await verifyCard(token.value, given) : undefined;
  if (!verified) return { number: nobodys };
  if (verified.verdict === 'forged') {
    return { number: nobodys, ...(verified.reason === 'withdrawn-key' ? { withdrawn: true } : {}) };
  }
  const { claims } = verified;
  return { number: claims.number, statusIndex: claims.statusIndex };
}

const reasonFor = (state: ReturnType<typeof cardState>, granted: boolean): Reason => {
  if (state !== 'valid') return state;
  return granted ? 'granted' : 'not-granted';
};

/**
 * Whether a card opens a service now: one read of the table, and one write that counts the use and takes the signature.
 * Who holds the card is nowhere in what this reads.
 */
export function checkCard(given: {
  table: Table;
  clock: Clock;
  zone: Zone;
  keys: () => Promise<PublishedKeys>;
}): Pick<Handles<typeof partnersRoutes>, 'checkCard'> {
  const { table, clock, zone, keys } = given;
  const { timeZone } = zone;
  const kept = (zone.partners?.minutesKept.days ?? 0) * 86_400;

  const answer = async ({ card: text, service }: Asked): Promise<Reason> => {
    const at = clock.now();
    const { number, statusIndex, withdrawn } = await meant(text, { zone: zone.id, ...(await keys()), at });
    const card = await readCard(table, number);
    if (withdrawn) return 'superseded';
    if (!card) return 'unknown';
    return reasonFor(cardState(card, dayIn(timeZone, instantOf(at)), statusIndex), card.services.includes(service));
  };

  return {
    checkCard: async ({ body, partner: sender }) => {
      const { known, created, mark } = sender as KnownSender;
      const { partner } = known;
      if (partner.status !== 'active') {
        return failure(
          problem('not-allowed', {
            detail: { zh: '该合作单位已暂停或终止', en: 'This partner is suspended or has ended' },
          }),
        );
      }
      if (!partner.scopes.includes(body.service)) {
        return failure(
          problem('not-allowed', {
            problems: [
              {
                path: 'service',
                code: 'not-in-scope',
                text: { zh: '该合作单位不提供此项服务', en: 'is none of the services that this partner offers' },
              },
            ],
          }),
        );
      }
      const within = known.mayAsk();
      if (within !== 'yes') return failure(tooMany(within));
      const reason = await answer(body);
      const may = reason === 'granted';
      const signedAt = instantOf(created * 1000);
      const outcome = await countUse(table, partner, {
        day: dayIn(timeZone, signedAt),
        minute: minuteIn(timeZone, created),
        mark,
        service: body.service,
        may,
        forgetAt: created + kept,
      });
      if (outcome === 'replayed') {
        return failure(
          problem('replayed', {
            detail: {
              zh: '此签名已使用过；每次查询须以新的 nonce 重新签名',
              en: 'This signature was used before; sign every check anew with a nonce of its own',
            },
          }),
        );
      }
      if (outcome === 'too-many') return failure(tooMany('minute'));
      known.asked();
      return success({ body: { may, reason, asOf: instantOf(clock.now()) } });
    },
  };
}

const tooMany = (within: 'minute' | 'day') =>
  problem('too-many-requests', {
    detail:
      within === 'minute'
        ? { zh: '每分钟查询次数已达上限', en: 'The checks allowed in a minute are used up' }
        : { zh: '当日查询次数已达上限', en: 'The checks allowed for today are used up' },
  });

const formats = new Map<string, Intl.DateTimeFormat>();

/** Hour and minute of an instant in a time zone, HHMM. */
function minuteIn(timeZone: string, seconds: number): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format.format(seconds * 1000).replace(':', '');
}
