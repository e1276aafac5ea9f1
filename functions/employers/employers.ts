import type { employersRoutes } from '../../shared/contract/employers.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Day, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  declareEmployer,
  type Employer,
  employersOf,
  readEmployer,
  updateEmployer,
} from '../../shared/records/employer.ts';
import { invitationsOf } from '../../shared/records/employer-handlers.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { emailHash } from '../../shared/view/access.ts';
import { type EmployersGiven, openDesk } from './desk.ts';
import { handlers } from './handlers.ts';

const licenceEnded = (validTo: Day | null | undefined, today: Day): ProblemEntry[] =>
  validTo && validTo < today
    ? [
        {
          path: 'licenceValidTo',
          code: 'expired',
          text: { zh: '营业执照已过期', en: 'the business licence has expired' },
          remedy: { zh: '请先换发营业执照。', en: 'Renew the business licence first.' },
        },
      ]
    : [];

/** What a registered employer asks for by an application, because it is reviewed. */
const reviewed = ['name', 'licenceValidTo', 'address', 'industry', 'industrySection', 'legalRepresentative'] as const;

const byProcedure = (path: string): ProblemEntry => ({
  path,
  code: 'by-application',
  text: { zh: '已注册单位的此项信息须申请变更', en: 'of a registered employer is changed by an application' },
  remedy: {
    zh: '请办理“用人单位信息变更”（employer-change）；经办人联系方式可在此直接修改。',
    en: 'Apply for a change of what is registered (employer-change); how the handler is reached can be changed here.',
  },
});

/** Employers (用人单位) and those who handle their applications (经办人). */
export function employers(given: EmployersGiven): Handles<typeof employersRoutes> {
  const desk = openDesk(given);
  const { table, clock, zone, show } = desk;
  const { phone } = zone.contact;
  const answer = async (employer: Employer, principal: Principal): Promise<Result<Reply, Problem>> =>
    success({ body: await show(employer, principal) });

  return {
    registerEmployer: async ({ body, principal, idempotencyKey }) => {
      const { unifiedSocialCreditCode: code } = body;
      if (!isCreditCode(code)) {
        return invalid({
          path: 'unifiedSocialCreditCode',
          code: 'credit-code',
          text: { zh: '统一社会信用代码校验位不正确', en: 'has a wrong check character' },
        });
      }
      const ended = licenceEnded(body.licenceValidTo, desk.today());
      if (ended.length > 0) return invalid(...ended);
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'employer') : newId();
      const own = await employersOf(table, principal.subject);
      if (own.some((one) => one.id !== id && one.unifiedSocialCreditCode === code)) {
        return failure(problem('conflict', { detail: alreadyYours }));
      }
      const at = instantOf(clock.now());
      const outcome = await declareEmployer(
        table,
        { ...body, id, status: 'declared', declaredAt: at },
        {
          id: newId(),
          ...body.handler,
          subject: principal.subject,
          ...(principal.email ? { email: principal.email } : {}),
          since: at,
        },
      );
      if (outcome.ok) return answer(outcome.value, principal);
      const { taken, employer } = outcome.error;
      if (taken === 'request' && employer) {
        const same = employer.unifiedSocialCreditCode === code;
        return same ? answer(employer, principal) : failure(problem('key-reused'));
      }
      return failure(problem('conflict', { detail: codeTaken(phone) }));
    },

    listEmployers: async ({ principal }) => {
      const address = emailHash(principal.email);
      const [own, inviting] = await Promise.all([
        employersOf(table, principal.subject),
        address ? invitationsOf(table, address) : [],
      ]);
      const items = await Promise.all(own.map((employer) => show(employer, principal)));
      const named = await Promise.all(inviting.map((id) => readEmployer(table, id)));
      const invitations = named.flatMap((one) => (one ? [{ employerId: one.id, employer: one.name }] : []));
      return success({ body: { items, invitations } });
    },

    readEmployer: async ({ parameters, principal }) => {
      const found = await desk.find(principal, parameters.id, true);
      return found.ok ? answer(found.value, principal) : found;
    },

    updateEmployer: async ({ body, parameters, principal }) => {
      const found = await desk.find(principal, parameters.id);
      if (!found.ok) return found;
      const { id, status } = found.value;
      const ended = licenceEnded(body.licenceValidTo, desk.today());
      if (ended.length > 0) return invalid(...ended);
      const changed = reviewed.filter((name) => body[name] !== undefined);
      if (status === 'registered' && changed.length > 0) return invalid(...changed.map(byProcedure));
      const declaredOnly = changed.length > 0;
      const employer = await updateEmployer(table, id, body, instantOf(clock.now()), { declaredOnly });
      if (employer) return answer(employer, principal);
      return declaredOnly ? invalid(...changed.map(byProcedure)) : failure(problem('not-found'));
    },

    ...handlers(desk),
  };
}

const alreadyYours: Text = {
  zh: '您已填报过该统一社会信用代码的单位，请在单位列表中查看。',
  en: 'You have declared an employer with this credit code already; look for it in your list.',
};

const codeTaken = (phone: string): Text => ({
  zh: `该统一社会信用代码已注册。请由本单位已登记的经办人办理，或请其邀请您为经办人；如不知是谁登记，或不是本单位登记，请携营业执照致电 ${phone} 核实。`,
  en:
    'An employer is registered under this credit code. Let its handler file the application, or invite you as a ' +
    `further handler; if you do not know who that is, or it was not your employer, call ${phone} and have the business ` +
    'licence at hand.',
});
