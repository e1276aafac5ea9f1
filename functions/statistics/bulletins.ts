import { bulletinView, type statisticsRoutes } from '../../shared/contract/statistics.ts';
import { canonical } from '../../shared/domain/application/events.ts';
import {
  isMonth,
  lastDayOf,
  type Month,
  monthOf,
  monthsAfter,
  monthsFrom,
} from '../../shared/domain/statistics/months.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { readEdition, readEditions, readPublishedMonth, readPublishedMonths } from '../../shared/records/bulletin.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { bulletinChart } from './chart.ts';
import { type Bulletin, bulletinOf, countMonth, type StatisticsGiven } from './figures.ts';
import { publish } from './publish.ts';
import { bulletinTable } from './table.ts';

type Asked = { month: Month; as: 'json' | 'csv' | 'svg' };

/** The month and form that a path names: `2026-11`, `2026-11.csv`, `2026-11.svg`. */
const askedFor = (name = ''): Asked | undefined => {
  const [month = '', as = 'json', ...rest] = name.split('.');
  const isForm = as === 'json' || as === 'csv' || as === 'svg';
  return isMonth(month) && isForm && rest.length === 0 && !name.endsWith('.json') ? { month, as } : undefined;
};

const isOver = {
  zh: '该月尚未发布公报，无可更正',
  en: 'This month was not published yet; there is nothing to correct',
};
const unchanged = {
  zh: '重新统计的结果与现有版本相同，无需更正',
  en: 'Counted anew the figures are the same; there is nothing to correct',
};

/** What two editions have to differ in. */
const figuresIn = ({
  state: _s,
  edition: _e,
  publishedAt: _p,
  correction: _c,
  asOf: _a,
  editions: _l,
  ...rest
}: Bulletin) => canonical(rest);

/**
 * The monthly bulletins: of a month that was published as it was published, of another one as it stands now.
 * @param keptFor milliseconds for which a count of a running month is used again
 */
export function bulletins(
  given: StatisticsGiven,
  keptFor: number,
): Pick<Handles<typeof statisticsRoutes>, 'listBulletins' | 'readBulletin' | 'correctBulletin'> {
  const { table, clock, rules } = given;
  const counted = new Map<Month, { at: number; bulletin: Promise<Bulletin> }>();

  const standsNow = (month: Month): Promise<Bulletin> => {
    const known = counted.get(month);
    if (known && clock.now() - known.at < keptFor) return known.bulletin;
    const bulletin = countMonth(given, month).then((figures) =>
      bulletinOf(given, month, figures, { state: 'provisional' }),
    );
    counted.set(month, { at: clock.now(), bulletin });
    bulletin.catch(() => counted.delete(month));
    return bulletin;
  };

  /** Months of which there is anything to tell: since the zone may decide, until now. */
  const exists = (month: Month): boolean =>
    month <= monthOf(rules.today(clock)) && month >= monthOf(rules.zone.delegation.validFrom);

  const published = async (month: Month, edition: number): Promise<Bulletin | undefined> => {
    const [found, editions] = await Promise.all([readEdition(table, month, edition), readEditions(table, month)]);
    if (!found) return undefined;
    return bulletinView.parse({
      ...JSON.parse(found.body),
      editions: editions.map(({ edition: number, publishedAt, correction }) => ({
        edition: number,
        publishedAt,
        ...(correction ? { correction } : {}),
      })),
    });
  };

  const find = async (month: Month, edition: number | undefined): Promise<Result<Bulletin, Problem>> => {
    const latest = await readPublishedMonth(table, month);
    const wanted = edition ?? latest?.edition;
    if (wanted !== undefined) {
      const found = await published(month, wanted);
      return found ? success(found) : failure(problem('not-found'));
    }
    return exists(month) ? success(await standsNow(month)) : failure(problem('not-found'));
  };

  const reply = (bulletin: Bulletin, as: Asked['as']): Reply => {
    const age = bulletin.state === 'published' ? 3600 : 60;
    const headers = { 'cache-control': `public, max-age=${age}` };
    const file = `greenpath-${bulletin.zone.id}-${bulletin.month}`;
    if (as === 'csv') {
      return {
        raw: { content: bulletinTable(bulletin), contentType: 'text/csv; charset=utf-8' },
        headers: { ...headers, 'content-disposition': `attachment; filename="${file}.csv"` },
      };
    }
    if (as === 'svg') {
      return { raw: { content: bulletinChart(bulletin), contentType: 'image/svg+xml; charset=utf-8' }, headers };
    }
    return { body: bulletin, headers };
  };

  return {
    listBulletins: async () => {
      const found = await readPublishedMonths(table);
      const thisMonth = monthOf(rules.today(clock));
      const [latest] = found;
      // What ended and is not published yet stands before what was published.
      const first = latest ? monthsAfter(latest.month, 1) : thisMonth;
      const open = first > thisMonth ? [] : monthsFrom(`${first}-01`, lastDayOf(thisMonth)).reverse();
      const items = [
        ...open.map((month) => ({ month, state: 'provisional' })),
        ...found.map((one) => ({ ...one, state: 'published' })),
      ];
      return success({ body: { items }, headers: { 'cache-control': 'public, max-age=60' } });
    },

    readBulletin: async ({ parameters, query }) => {
      const asked = askedFor(parameters.month);
      if (!asked) return failure(problem('not-found'));
      const found = await find(asked.month, query.edition);
      return found.ok ? success(reply(found.value, asked.as)) : found;
    },

    correctBulletin: async ({ parameters, body, principal }) => {
      const { month = '' } = parameters;
      if (!isMonth(month)) return failure(problem('not-found'));
      const latest = await readPublishedMonth(table, month);
      if (!latest) return failure(problem('conflict', { detail: isOver }));
      const present = await published(month, latest.edition);
      if (!present) throw new Error('a published month has no edition');
      if (latest.edition !== body.edition) return failure(problem('version-conflict', { current: present }));
      const figures = await countMonth(given, month, true);
      const anew = bulletinOf(given, month, figures, { state: 'published' });
      if (figuresIn(anew) === figuresIn(present)) return failure(problem('conflict', { detail: unchanged }));
      const next = latest.edition + 1;
      if (!(await publish(given, month, next, figures, { by: principal.subject, reason: body.reason }))) {
        return failure(problem('version-conflict', { current: await published(month, next) }));
      }
      return success({ body: await published(month, next) });
    },
  };
}
