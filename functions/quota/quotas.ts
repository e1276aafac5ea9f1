import type { z } from 'zod';
import type { quotaRoutes } from '../../shared/contract/quota.ts';
import { type QuotaYear, tally } from '../../shared/domain/quota/quota.ts';
import { type Clock, dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { keys } from '../../shared/records/keys.ts';
import { isTaken, orderOf, readPlaces, readSize, readSizeChanges } from '../../shared/records/quota.ts';
import { changeSize, type SizeRefusal } from '../../shared/records/quota-size.ts';
import { requestMark } from '../../shared/records/requests.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { firstDayAhead, groupLabel, limitedGroups, openingOn } from '../../shared/zone/quota.ts';
import type { Zone } from '../../shared/zone/zone.ts';

type Given = { table: Table; clock: Clock; zone: Zone; log: Log };
type Page = { cursor?: string; limit?: number };
type View = z.input<(typeof quotaRoutes)['readQuota']['answer']['schema']>;

const pageLength = 50;

const busy = {
  zh: '正有申请在占用名额，请稍后再试',
  en: 'Applications are taking places at this moment; please try again',
};

/** The quota ledger: who looks at it, and who decides how many places there are. */
export function quotas(given: Given): Handles<typeof quotaRoutes> {
  const { table, clock, zone, log } = given;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));
  const thisYear = () => Number(today().slice(0, 4));
  const openingOf = ({ year, group }: QuotaYear) => openingOn(zone, group, firstDayAhead(year, today()));

  /** The year and group that a path names, if the zone limits such a group. */
  const named = ({ year = '', group = '' }: Record<string, string>): QuotaYear | undefined =>
    /^20\d\d$/.test(year) && limitedGroups(zone).includes(group) ? { year: Number(year), group } : undefined;

  const standing = async (of: QuotaYear) => {
    const [stored, places] = await Promise.all([readSize(table, of), readPlaces(table, of)]);
    const { perYear } = openingOf(of);
    const { size, extent, version } = stored ?? { size: perYear, extent: perYear, version: 1 };
    const figures = { ...of, label: groupLabel(zone, of.group), version, ...tally({ size, extent, places }) };
    return { figures, taken: places.filter(isTaken) };
  };

  const view = async (of: QuotaYear, { cursor, limit = pageLength }: Page): Promise<Result<View, Problem>> => {
    const list = { pk: keys.quotaSize(of.year, of.group).pk, after: /^[\dTZ:. -]{49} [0-9a-z]{24}$/ };
    const after = cursor === undefined ? undefined : keyOf(cursor, list)?.after;
    if (cursor !== undefined && after === undefined) return failure(notACursor());
    const [{ figures, taken }, changes] = await Promise.all([standing(of), readSizeChanges(table, of)]);
    const ordered = taken
      .map((place) => ({ place, order: orderOf(place) }))
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ place, order }, index) => ({ ...place, order, turn: index + 1 }));
    const rest = after === undefined ? ordered : ordered.filter(({ order }) => order > after);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return success({
      ...figures,
      items,
      ...(last && rest.length > limit ? { next: cursorOf({ pk: list.pk, after: last.order }) } : {}),
      history: changes.reverse(),
    });
  };

  const shown = async (of: QuotaYear, page: Page = {}): Promise<Result<Reply, Problem>> => {
    const found = await view(of, page);
    return found.ok ? success({ body: found.value, headers: { etag: `"${found.value.version}"` } }) : found;
  };

  const refused = async (of: QuotaYear, refusal: SizeRefusal): Promise<{ ok: false; error: Problem }> => {
    if (refusal.kind === 'busy') return failure(problem('try-again', { detail: busy }));
    if (refusal.kind === 'other-body') return failure(problem('key-reused'));
    const found = await view(of, {});
    const current = found.ok ? { current: found.value } : {};
    if (refusal.kind === 'changed') return failure(problem('version-conflict', current));
    const { taken } = refusal;
    return failure(
      problem('conflict', {
        ...current,
        detail: {
          zh: `已有 ${taken} 个名额被占用，总数不能少于 ${taken}；名额在申请不予许可、撤回或逾期失效后才会空出。`,
          en: `${taken} places are taken, so there cannot be fewer. A place becomes free when its application is refused, withdrawn or lapses.`,
        },
      }),
    );
  };

  return {
    listQuotas: async () => {
      const years = [thisYear(), thisYear() + 1];
      const every = years.flatMap((year) => limitedGroups(zone).map((group) => ({ year, group })));
      const items = await Promise.all(every.map(async (of) => (await standing(of)).figures));
      return success({ body: { items, asOf: today() } });
    },

    readQuota: async ({ parameters, query }) => {
      const of = named(parameters);
      return of ? shown(of, query) : failure(problem('not-found'));
    },

    changeQuota: async (request) => {
      const of = named(request.parameters);
      if (!of) return failure(problem('not-found'));
      // Last year still takes what was handed in then and counts as accepted from that day (art. 32).
      if (Math.abs(of.year - thisYear()) > 1) {
        return invalid({
          path: 'year',
          code: 'not-an-option',
          text: { zh: '只能调整上年、本年和下年的配额', en: 'only last, this and next year can be decided about' },
        });
      }
      const { size, reason } = request.body;
      const outcome = await changeSize(
        table,
        clock,
        of,
        {
          size,
          reason,
          by: request.principal.subject,
          ...(request.version === undefined ? {} : { version: request.version }),
          request: requestMark(request, `quota ${of.year} ${of.group}`),
        },
        openingOf(of),
      );
      if (!outcome.ok) return refused(of, outcome.error);
      log.info('quota-decided', { year: of.year, group: of.group, size });
      return shown(of);
    },
  };
}
