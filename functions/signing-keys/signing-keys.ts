import type { signingKeysRoutes } from '../../shared/contract/signing-keys.ts';
import { type Day, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { isRotationDue, publishKeys } from '../../shared/issuing/ready-key.ts';
import { noteInOffice } from '../../shared/records/office.ts';
import { readKeyStandings } from '../../shared/records/public-keys.ts';
import { failure, success } from '../../shared/result.ts';
import { type Position, type ReissueGiven, reissueRound } from './reissue.ts';

const place = /^\d{4}-\d\d-\d\d#(?:permit|card)#[0-9A-Z]{0,18}$/;

function positionOf(cursor: string): Position | undefined {
  const [day = '', ending, number = ''] = keyOf(cursor, { at: place })?.at?.split('#') ?? [];
  return ending === 'permit' || ending === 'card' ? { day, ending, number } : undefined;
}

/** When a key of which that is not known has ended for certain: no permit is longer than five years. */
const longestDays = 3653;

const momentOf = (seconds: number | undefined) => (seconds ? instantOf(seconds * 1000) : undefined);

/** The keys of a zone as administrators see them, and signing anew what one signed that is trusted no more. */
export function signingKeys(given: ReissueGiven): Handles<typeof signingKeysRoutes> {
  const { table, clock, zone } = given;
  return {
    listSigningKeys: async () => {
      await publishKeys(given);
      const standings = await readKeyStandings(given);
      const { leadDays, keptDays, rotateAfterYears } = zone.signingKeys;
      const signing = standings.find(({ state }) => state === 'signing');
      return success({
        body: {
          items: standings.map(({ id, state, plan, record, leavesAt }) => ({
            id,
            kid: record?.jwk.kid,
            state,
            from: plan?.from,
            publishedAt: momentOf(record?.publishedAt),
            signed: record?.signed,
            lastTokenEnds: momentOf(record?.lastEnds),
            leavesAt: record?.lastEnds ? momentOf(leavesAt) : undefined,
            distrusted: plan?.distrusted,
          })),
          rotationDue: isRotationDue(given, signing?.record?.publishedAt ?? 0),
          leadDays,
          keptDays,
          rotateAfterYears,
        },
      });
    },

    reissueUnderPresentKey: async ({ parameters, principal, body }) => {
      const { id = '' } = parameters;
      const from = body.cursor ? positionOf(body.cursor) : undefined;
      if (body.cursor && !from) return failure(notACursor());
      const standings = (await readKeyStandings(given)).filter((standing) => standing.id === id);
      if (standings.length === 0) return failure(problem('not-found'));
      if (standings.some(({ state }) => state !== 'distrusted')) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '该密钥仍受信任，其签发的证件无须重新签发。如须停用，请先在辖区文件中将其标为 distrusted 并部署',
              en: 'This key is trusted and nothing that it signed has to be signed anew. To withdraw it, mark it as distrusted in the zone file and deploy first',
            },
          }),
        );
      }
      if (!from) {
        await noteInOffice(table, clock, {
          happening: { type: 'tokens-reissued', data: { key: id } },
          by: principal.subject,
        });
      }
      const ends = standings.map(({ record }) => record?.lastEnds ?? clock.now() / 1000 + longestDays * 86_400);
      const until: Day = dayIn(zone.timeZone, instantOf(Math.max(...ends) * 1000));
      const kids = new Set(standings.flatMap(({ record }) => (record ? [record.jwk.kid] : [])));
      const { next, ...round } = await reissueRound(given, {
        kids,
        until,
        by: principal.subject,
        ...(from ? { from } : {}),
      });
      return success({
        body: {
          ...round,
          ...(next ? { next: cursorOf({ at: `${next.day}#${next.ending}#${next.number}` }) } : {}),
        },
      });
    },
  };
}
