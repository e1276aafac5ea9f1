import type { intakeRoutes } from '../../shared/contract/intake.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { type Day, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { employersOf, handles, registerEmployer, updateEmployer } from '../../shared/records/employer.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import type { IntakeGiven } from './applications.ts';

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

/** Employers (用人单位): registered once under their credit code, kept up to date by their handlers. */
export function employers({
  table,
  clock,
  rules,
}: IntakeGiven): Pick<Handles<typeof intakeRoutes>, 'registerEmployer' | 'listEmployers' | 'updateEmployer'> {
  const { phone } = rules.zone.contact;
  return {
    registerEmployer: async (request) => {
      const { body, principal, idempotencyKey } = request;
      if (!isCreditCode(body.unifiedSocialCreditCode)) {
        return invalid({
          path: 'unifiedSocialCreditCode',
          code: 'credit-code',
          text: { zh: '统一社会信用代码校验位不正确', en: 'has a wrong check character' },
        });
      }
      const ended = licenceEnded(body.licenceValidTo, rules.today(clock));
      if (ended.length > 0) return invalid(...ended);
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'employer') : newId();
      const outcome = await registerEmployer(
        table,
        { ...body, id, registeredAt: instantOf(clock.now()) },
        principal.subject,
      );
      if (outcome.ok) return success({ body: outcome.value });
      const { taken, employer } = outcome.error;
      if (taken === 'request' && employer) {
        const same = employer.unifiedSocialCreditCode === body.unifiedSocialCreditCode;
        return same ? success({ body: employer }) : failure(problem('key-reused'));
      }
      return failure(
        problem('conflict', {
          detail: {
            zh: `该统一社会信用代码已登记。请由本单位已登记的经办人办理；如不知是谁登记，或不是本单位登记，请携营业执照致电 ${phone} 核实。`,
            en:
              'This credit code is registered already. Let the handler who registered your employer file the ' +
              `application; if you do not know who that is, or it was not your employer, call ${phone} and have the ` +
              'business licence at hand.',
          },
        }),
      );
    },

    listEmployers: async ({ principal }) => success({ body: { items: await employersOf(table, principal.subject) } }),

    updateEmployer: async ({ body, parameters, principal }) => {
      const id = parameters.id ?? '';
      const own = /^[0-9a-z]{24}$/.test(id) && (await handles(table, principal.subject, id));
      if (!own) return failure(problem('not-found'));
      const ended = licenceEnded(body.licenceValidTo, rules.today(clock));
      if (ended.length > 0) return invalid(...ended);
      const employer = await updateEmployer(table, id, body, instantOf(clock.now()));
      return employer ? success({ body: employer }) : failure(problem('not-found'));
    },
  };
}
