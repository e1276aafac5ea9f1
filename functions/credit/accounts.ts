import type { creditRoutes } from '../../shared/contract/credit.ts';
import { ledgerOf, scorable } from '../../shared/domain/credit/ledger.ts';
import { creditScore } from '../../shared/domain/credit/score.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { addMonths, type Day, endOfDay } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { changeCredit, readCredit } from '../../shared/records/credit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { accountView, countedOn, rulesOn } from './account-view.ts';
import { findSubject } from './find-subject.ts';
import type { CreditGiven } from './given.ts';

const notACode = (path: string): ProblemEntry => ({
  path,
  code: 'credit-code',
  text: { zh: '统一社会信用代码有误', en: 'is not a unified social credit code' },
});

/** Months that a history shows at most. */
const longestHistory = 60;

/** A day that somebody asks for: today, or one that has passed. */
export function dayAsked({ rules, clock }: CreditGiven, on: Day | undefined): Result<Day, Problem> {
  const today = rules.today(clock);
  if (on === undefined || on <= today) return success(on ?? today);
  return invalid({
    path: 'query.on',
    code: 'in-the-future',
    text: { zh: `不能晚于今天（${today}）`, en: `must not lie after today, ${today}` },
  });
}

/** The days at which a history looks: when something happened, and the first of every month since. */
function turningDays(events: readonly { at: string }[], dayOf: (at: string) => Day, on: Day): Day[] {
  const happened = events.map(({ at }) => dayOf(at)).filter((day) => day <= on);
  const [first] = happened.sort();
  if (first === undefined) return [on];
  const earliest = addMonths(`${on.slice(0, 7)}-01`, -longestHistory);
  const months: Day[] = [];
  for (let month = `${on.slice(0, 7)}-01`; month > first && month >= earliest; month = addMonths(month, -1)) {
    months.push(month);
  }
  return [...new Set([...happened, ...months, on])].filter((day) => day >= earliest).sort();
}

/** Status, score and history of persons and enterprises, and whom a person lets see theirs. */
export function accounts(
  given: CreditGiven,
): Pick<Handles<typeof creditRoutes>, 'readCredit' | 'readCreditHistory' | 'consentToCredit'> {
  const { table, clock, rules, section, log } = given;
  return {
    readCredit: async ({ principal, parameters, query }) => {
      const on = dayAsked(given, query.on);
      if (!on.ok) return on;
      if (query.enterprise !== undefined && !isCreditCode(query.enterprise)) {
        return invalid(notACode('query.enterprise'));
      }
      const found = await findSubject(given, principal, parameters);
      if (!found.ok) return found;
      const seen = await accountView(given, found.value, { on: on.value, enterprise: query.enterprise });
      if (!seen.ok) return seen;
      const { version } = seen.value;
      return success({ body: seen.value, ...(version === undefined ? {} : { headers: { etag: `"${version}"` } }) });
    },

    readCreditHistory: async ({ principal, parameters, query }) => {
      const on = dayAsked(given, query.on);
      if (!on.ok) return on;
      const found = await findSubject(given, principal, parameters);
      if (!found.ok) return found;
      const { subject, as, employer } = found.value;
      const { events, consents } = await countedOn(given, subject, on.value);
      const agreed = employer !== undefined && consents.includes(employer.unifiedSocialCreditCode);
      if (as === 'employer' && !agreed) return failure(problem('not-allowed'));
      const policy = { objectedCounts: section.objection.counts };
      let before: number | undefined;
      const items = turningDays(events, rules.dayOf, on.value).map((day) => {
        const until = endOfDay(rules.timeZone, day);
        const known = ledgerOf(events.filter(({ at }) => at <= until));
        const { total } = creditScore(rulesOn(given, day), subject.kind, scorable(known, policy), day);
        const change = Math.round((total - (before ?? total)) * 100) / 100;
        before = total;
        return { on: day, total, change };
      });
      return success({ body: { items, placeholder: rulesOn(given, on.value).placeholder } });
    },

    consentToCredit: async ({ principal, parameters, body }) => {
      const found = await findSubject(given, principal, parameters);
      if (!found.ok) return found;
      const { subject, as } = found.value;
      const { employer } = body;
      if (subject.kind !== 'person' || as !== 'self') return failure(problem('not-allowed'));
      if (!isCreditCode(employer)) return invalid(notACode('employer'));
      const { account, events } = await readCredit(table, subject);
      if (ledgerOf(events).consents.includes(employer) !== body.agreed) {
        const changed = await changeCredit(table, clock, {
          subject,
          account,
          happening: { type: body.agreed ? 'consented' : 'consent-ended', data: { employer } },
          by: { party: 'subject', subject: principal.subject },
        });
        if (!changed.ok) return failure(problem('try-again'));
        log.info('credit-changed', { what: body.agreed ? 'consented' : 'consent-ended' });
      }
      const seen = await accountView(given, found.value, { on: rules.today(clock) });
      return seen.ok ? success({ body: seen.value }) : seen;
    },
  };
}
