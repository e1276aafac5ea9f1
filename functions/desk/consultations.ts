import type { deskRoutes } from '../../shared/contract/desk.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry } from '../../shared/http/problem.ts';
import {
  type Consultation,
  consultationSteps,
  readConsultations,
  readConsultationsOf,
  readWholeMonth,
} from '../../shared/records/desk-employers.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { type DeskGiven, present, unknownNames } from './given.ts';

const pageLength = 50;

/** What the bulletin says of a month; an employer without a credit code counts by its name. */
const totalsOf = (entries: readonly Consultation[]) => ({
  consultations: entries.filter(({ kind }) => kind === 'consultation').length,
  trainings: entries.filter(({ kind }) => kind === 'training').length,
  attendees: entries.reduce((sum, { attendees }) => sum + attendees, 0),
  employers: new Set(
    entries.map(({ creditCode, employerId, employerName }) => creditCode ?? employerId ?? employerName),
  ).size,
});

/** The log of consultations and trainings of employers. */
export function consultations(
  given: DeskGiven,
): Pick<Handles<typeof deskRoutes>, 'logConsultation' | 'listConsultations'> {
  const { table, zone } = given;

  return {
    logConsultation: async ({ body, principal, idempotencyKey }) => {
      const { employerId, creditCode, employerName, kind, topic, on, attendees, notes } = body;
      const { at, today } = present(given);
      const employer = employerId ? await readEmployer(table, employerId) : undefined;
      const wrong: ProblemEntry[] = [
        ...unknownNames(zone, { topic }),
        ...(on > today
          ? [
              {
                path: 'on',
                code: 'in-the-future',
                text: { zh: '不能晚于今天', en: 'must not lie in the future' },
              },
            ]
          : []),
        ...(employerId && !employer
          ? [{ path: 'employerId', code: 'not-an-option', text: { zh: '没有这个用人单位', en: 'is no employer' } }]
          : []),
        ...(creditCode && !isCreditCode(creditCode)
          ? [
              {
                path: 'creditCode',
                code: 'credit-code',
                text: { zh: '统一社会信用代码校验不通过', en: 'has a wrong check character' },
              },
            ]
          : []),
        ...(employer && creditCode && employer.unifiedSocialCreditCode !== creditCode
          ? [
              {
                path: 'creditCode',
                code: 'contradiction',
                text: { zh: '不是该用人单位的代码', en: 'is not the code of that employer' },
              },
            ]
          : []),
      ];
      if (wrong.length > 0) return invalid(...wrong);
      const code = employer?.unifiedSocialCreditCode ?? creditCode;
      const name = employer?.name.zh ?? employerName;
      const entry: Consultation = {
        id: idempotencyKey ? idOf(principal.subject, idempotencyKey, 'consultation') : newId(),
        kind,
        topic,
        on,
        ...(employerId ? { employerId } : {}),
        ...(code ? { creditCode: code } : {}),
        ...(name ? { employerName: name } : {}),
        attendees,
        ...(notes ? { notes } : {}),
        at,
        by: principal.subject,
      };
      await table.transact(consultationSteps(entry));
      return success({ body: entry });
    },

    listConsultations: async ({ query: { cursor, limit = pageLength, month, creditCode } }) => {
      const of = month ?? present(given).today.slice(0, 7);
      const pk = creditCode ? keys.consultationOfEmployer(creditCode, '', '').pk : keys.consultation(of, '', '').pk;
      const after = cursor === undefined ? undefined : keyOf(cursor, { pk, sk: /^\d{4}-\d\d-\d\d#[0-9a-z]{24}$/ });
      if (cursor !== undefined && !after) return failure(notACursor());
      const page = { limit, ...(after ? { after } : {}) };
      const [found, whole] = await Promise.all([
        creditCode ? readConsultationsOf(table, creditCode, page) : readConsultations(table, of, page),
        creditCode || cursor ? undefined : readWholeMonth(table, of),
      ]);
      return success({
        body: {
          items: found.entries,
          ...(found.next ? { next: cursorOf(found.next) } : {}),
          ...(whole ? { totals: totalsOf(whole) } : {}),
        },
      });
    },
  };
}
