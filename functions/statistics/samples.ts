import { createHash, randomBytes } from 'node:crypto';
import type { statisticsRoutes } from '../../shared/contract/statistics.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Category } from '../../shared/domain/application/case-clock.ts';
import { type Digest, drawSample, listHash } from '../../shared/domain/statistics/draw.ts';
import { type Month, monthOf } from '../../shared/domain/statistics/months.ts';
import { decidedEndings } from '../../shared/domain/statistics/passes.ts';
import { flawNames, workedOn } from '../../shared/domain/statistics/second-look.ts';
import type { Text } from '../../shared/domain/text.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { readEvents } from '../../shared/records/application.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import {
  assignLook,
  keepFinding,
  keepSample,
  type Look,
  type LookRefusal,
  largestSample,
  monthOfSample,
  readSamples,
  type Sample,
  sampleId,
} from '../../shared/records/sample.ts';
import { type Kept, readSummaries } from '../../shared/records/summary.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { StatisticsGiven } from './figures.ts';

type Filter = { procedure?: string; category?: Category; greenChannel?: true };

const digest: Digest = (text) => createHash('sha256').update(text).digest('hex');

const stratumOf = ({ procedure, category }: Kept<'CLOSED'>): string => `${procedure}/${category ?? 'none'}`;

const refusals = {
  'worked-on-it': {
    zh: '该工作人员办理过此案件，应当回避，请指定其他人员',
    en: 'This officer worked on the case; another one has to look',
  },
  found: { zh: '复核结论已记录，不能更改', en: 'What was found is recorded already and stays' },
  'not-mine': {
    zh: '此案件尚未指定由您复核',
    en: 'This case was not given to you to look at',
  },
} as const satisfies Record<Exclude<LookRefusal['kind'], 'missing'>, Text>;

const refused = ({ kind }: LookRefusal): { ok: false; error: Problem } => {
  if (kind === 'missing') return failure(problem('not-found'));
  if (kind === 'worked-on-it') return failure(problem('two-officers', { detail: refusals[kind] }));
  return failure(problem(kind === 'found' ? 'conflict' : 'not-allowed', { detail: refusals[kind] }));
};

const monthRuns = {
  path: 'month',
  code: 'not-an-option',
  text: {
    zh: '该月尚未结束：抽取名单须先固定，才能抽取',
    en: 'The month is not over: the list has to be settled before anything is drawn from it',
  },
};

const sizeTwice = {
  path: 'percent',
  code: 'contradiction',
  text: { zh: '件数和比例只能填写一项', en: 'name either a number or a share' },
};

const nothingEnded: Text = { zh: '该月没有符合条件的已办结案件', en: 'No case of this kind was decided in that month' };

/**
 * Random samples of decided cases for a second look (抽查复核). The list is settled before chance chooses the seed; seed
 * and hash of the list are kept, so that anybody with the list can make the draw again. What was drawn stays drawn.
 */
export function samples(
  given: StatisticsGiven,
  random: () => string = () => randomBytes(16).toString('hex'),
): Pick<
  Handles<typeof statisticsRoutes>,
  'drawSample' | 'listSamples' | 'readSample' | 'assignSecondLook' | 'recordFinding'
> {
  const { table, clock, rules, log } = given;
  const { zone } = rules;

  /** Cases that the office decided in a month, each once, by its last decision in it. */
  const listOf = async (month: Month, { procedure, category, greenChannel }: Filter): Promise<Kept<'CLOSED'>[]> => {
    const closed = await readSummaries(table, 'CLOSED', month);
    const fitting = closed
      .filter(({ ending }) => decidedEndings.includes(ending))
      .filter((one) => procedure === undefined || one.procedure === procedure)
      .filter((one) => category === undefined || one.category === category)
      .filter((one) => greenChannel === undefined || one.greenChannel === true)
      .sort((a, b) => a.sequence - b.sequence);
    return [...new Map(fitting.map((one) => [one.application, one])).values()];
  };

  const isSupervisor = ({ roles }: Principal) => roles.includes('supervisor');

  const shown = ({ sample, looks }: { sample: Sample; looks: readonly Look[] }, viewer: Principal) => {
    const supervises = isSupervisor(viewer);
    const { drawnBy, ...rest } = sample;
    return {
      ...rest,
      ...(supervises ? { drawnBy } : {}),
      cases: looks
        .filter(({ officer }) => supervises || officer === viewer.subject)
        .map(({ workedOn: subjects, finding, ...look }) => ({
          ...look,
          ...(supervises ? { workedOn: subjects } : {}),
          ...(finding
            ? { finding: { ...finding, flaws: finding.flaws.map((one) => ({ ...one, text: flawNames[one.flaw] })) } }
            : {}),
        })),
    };
  };

  const find = async (id: string) => {
    const month = monthOfSample(id);
    return month ? (await readSamples(table, month)).find(({ sample }) => sample.id === id) : undefined;
  };

  /** Whoever sees who worked on a case is recorded first. */
  const noted = (viewer: Principal, id: string): Promise<void> =>
    recordReading({ table, clock, zone }, { by: viewer.subject, what: 'sample', id });

  const answer = async (id: string, viewer: Principal): Promise<Result<{ body: unknown }, Problem>> => {
    const found = await find(id);
    if (!found) return failure(problem('not-found'));
    if (isSupervisor(viewer)) await noted(viewer, id);
    return success({ body: shown(found, viewer) });
  };

  /** Gives the drawn cases in turn to those who may look, each at what they did nothing with. */
  const dealt = (looks: readonly Look[], officers: readonly string[], by: string): Look[] => {
    const given = new Map(officers.map((officer) => [officer, 0]));
    return looks.map((look) => {
      const [free] = officers
        .filter((officer) => !look.workedOn.includes(officer))
        .sort((a, b) => (given.get(a) ?? 0) - (given.get(b) ?? 0));
      if (free === undefined) return look;
      given.set(free, (given.get(free) ?? 0) + 1);
      return { ...look, officer: free, assignedAt: instantOf(clock.now()), assignedBy: by };
    });
  };

  return {
    drawSample: async (request) => {
      const { body, principal, idempotencyKey } = request;
      const { month, size, percent, procedure, category, greenChannel, officers = [] } = body;
      const only: Filter = {
        ...(procedure ? { procedure } : {}),
        ...(category ? { category } : {}),
        ...(greenChannel ? { greenChannel } : {}),
      };
      const problems = [
        ...(month >= monthOf(rules.today(clock)) ? [monthRuns] : []),
        ...(size !== undefined && percent !== undefined ? [sizeTwice] : []),
      ];
      if (problems.length > 0) return invalid(...problems);
      const mark = requestMark(request, 'sample');
      const random24 = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'sample') : newId();
      const id = sampleId(month, random24);
      const before = await find(id);
      if (before) {
        const same = repetition(before.sample.request ? [before.sample.request] : [], mark) === 'same';
        return same ? answer(id, principal) : failure(problem('key-reused'));
      }
      const list = await listOf(month, only);
      if (list.length === 0) return failure(problem('conflict', { detail: nothingEnded }));
      const { secondLook } = zone.statistics;
      const ofZone = (greenChannel ? zone.credit?.sampling.percent : undefined) ?? secondLook.percent;
      const share = Math.ceil((list.length * (percent ?? ofZone)) / 100);
      const wanted = size ?? (percent === undefined ? Math.max(share, secondLook.atLeast) : share);
      const drawn = drawSample(
        list.map((one) => ({ id: one.application, stratum: stratumOf(one) })),
        { seed: random(), size: Math.min(wanted, largestSample), digest },
      );
      const cases = new Map(list.map((one) => [one.application, one]));
      const drawnAt = instantOf(clock.now());
      const looks = await Promise.all(
        drawn.drawn.map(async ({ id: applicationId }, index): Promise<Look> => {
          const one = cases.get(applicationId);
          if (!one) throw new Error('something was drawn that was not listed');
          const { procedure: of, category: its, ending } = one;
          return {
            sampleId: id,
            applicationId,
            lot: index + 1,
            procedure: of,
            category: its,
            ending,
            workedOn: workedOn(await readEvents(table, applicationId)),
          };
        }),
      );
      const { drawn: ids, ...draw } = drawn;
      const sample: Sample = {
        ...draw,
        id,
        month,
        drawnAt,
        drawnBy: principal.subject,
        size: ids.length,
        ...only,
        ...(mark ? { request: mark } : {}),
      };
      const outcome = await keepSample(table, sample, dealt(looks, [...new Set(officers)], principal.subject));
      if (!outcome.ok && repetition(outcome.error.request ? [outcome.error.request] : [], mark) !== 'same') {
        return failure(problem('key-reused'));
      }
      if (outcome.ok) log.info('sample-drawn', { sample: id, listed: draw.listed, drawn: ids.length });
      return answer(id, principal);
    },

    listSamples: async ({ query, principal }) => {
      const found = await readSamples(table, query.month);
      const supervises = isSupervisor(principal);
      if (supervises && found.length > 0) await noted(principal, query.month);
      const items = found.map((one) => shown(one, principal));
      return success({ body: { items: supervises ? items : items.filter(({ cases }) => cases.length > 0) } });
    },

    readSample: async ({ parameters, query, principal }) => {
      const { id = '' } = parameters;
      const found = await find(id);
      if (!found) return failure(problem('not-found'));
      const view = shown(found, principal);
      if (!isSupervisor(principal)) {
        return view.cases.length > 0 ? success({ body: view }) : failure(problem('not-found'));
      }
      await noted(principal, id);
      if (query.list !== 'true') return success({ body: view });
      const { month, procedure, category, greenChannel, listHash: kept } = found.sample;
      const list = await listOf(month, {
        ...(procedure ? { procedure } : {}),
        ...(category ? { category } : {}),
        ...(greenChannel ? { greenChannel } : {}),
      });
      const ids = list.map(({ application }) => application);
      return success({
        body: {
          ...view,
          list: list
            .map((one) => ({ id: one.application, stratum: stratumOf(one) }))
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
          listMatches: listHash(ids, digest) === kept,
        },
      });
    },

    assignSecondLook: async ({ parameters, body, principal }) => {
      const { id = '', applicationId = '' } = parameters;
      const month = monthOfSample(id);
      if (!month) return failure(problem('not-found'));
      const outcome = await assignLook(
        table,
        { month, sampleId: id, applicationId },
        { officer: body.officer, by: principal.subject, at: instantOf(clock.now()) },
      );
      return outcome.ok ? answer(id, principal) : refused(outcome.error);
    },

    recordFinding: async ({ parameters, body, principal }) => {
      const { id = '', applicationId = '' } = parameters;
      const month = monthOfSample(id);
      if (!month) return failure(problem('not-found'));
      const finding = {
        outcome: body.outcome,
        flaws: body.outcome === 'flawed' ? body.flaws : [],
        ...(body.note ? { note: body.note } : {}),
      };
      const outcome = await keepFinding(
        table,
        { month, sampleId: id, applicationId },
        { officer: principal.subject, at: instantOf(clock.now()), finding },
      );
      return outcome.ok ? answer(id, principal) : refused(outcome.error);
    },
  };
}
