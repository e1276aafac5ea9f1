import type { creditRoutes } from '../../shared/contract/credit.ts';
import type { CreditDocument, Matter, ReportedRecord } from '../../shared/domain/credit/ledger.ts';
import { reportProblems } from '../../shared/domain/credit/report.ts';
import { itemOf } from '../../shared/domain/credit/rule-set.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { readHead } from '../../shared/records/application.ts';
import { type CreditSubject, matterItem, readCredit } from '../../shared/records/credit.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { presentPerson } from '../../shared/records/person.ts';
import { absent, newId } from '../../shared/records/table.ts';
import { failure } from '../../shared/result.ts';
import { rulesOn } from './account-view.ts';
import { beforehand, change } from './change-account.ts';
import { findSubject } from './find-subject.ts';
import type { CreditGiven } from './given.ts';

/** A document proves something only where it was handed in with an application of the same person or enterprise. */
export async function documentGap(
  { table }: CreditGiven,
  subject: CreditSubject,
  document: CreditDocument | undefined,
): Promise<ProblemEntry | undefined> {
  if (!document) return undefined;
  const unknown: ProblemEntry = {
    path: 'document',
    code: 'not-an-option',
    text: {
      zh: '不是该主体已提交申请中的文件',
      en: 'is no document of an application that this subject has handed in',
    },
  };
  const { applicationId, documentId } = document;
  const head = /^[0-9a-z]{24}$/.test(applicationId) ? await readHead(table, applicationId) : undefined;
  if (!head || head.round === 0) return unknown;
  const employer =
    subject.kind === 'enterprise' && head.employerId ? await readEmployer(table, head.employerId) : undefined;
  const own =
    subject.kind === 'person'
      ? head.personId !== undefined && (await presentPerson(table, head.personId)) === subject.code
      : employer?.unifiedSocialCreditCode === subject.code;
  const known =
    own &&
    (await readDocuments(table, applicationId)).some(({ id, state }) => id === documentId && state === 'accepted');
  return known ? undefined : unknown;
}

/**
 * Puts something on record. What adds points counts at once; what takes them away waits for another officer, whom the
 * write of the confirmation insists on.
 */
export function reportRecord(given: CreditGiven): Pick<Handles<typeof creditRoutes>, 'addCreditRecord'> {
  const { table, clock, rules, section } = given;
  return {
    addCreditRecord: async (request) => {
      const found = await findSubject(given, request.principal, request.parameters);
      if (!found.ok) return found;
      const { subject, as } = found.value;
      if (as !== 'officer') return failure(problem('not-allowed'));
      const read = await readCredit(table, subject);
      const known = await beforehand(given, found.value, request, read, 'credit-record');
      if (known) return known;
      const today = rules.today(clock);
      const ruleSet = rulesOn(given, today);
      const { version: _version, note, reference, document, quantity, points, ...told } = request.body;
      const report = { ...told, quantity, points, proven: document !== undefined || reference !== undefined };
      const missing = await documentGap(given, subject, document);
      const gaps = [...reportProblems(ruleSet, subject.kind, report, today), ...(missing ? [missing] : [])];
      if (gaps.length > 0) return invalid(...gaps);
      const record: ReportedRecord = {
        id: newId(),
        ...told,
        ...(quantity === undefined ? {} : { quantity }),
        ...(points === undefined ? {} : { points }),
        ...(reference === undefined ? {} : { reference }),
        ...(document === undefined ? {} : { document }),
        ...(note === undefined ? {} : { note }),
      };
      const common = { read, action: 'credit-record', party: 'authority' } as const;
      if (itemOf(ruleSet, record.item)?.direction !== 'minus') {
        return change(given, found.value, request, { ...common, happening: { type: 'recorded', data: { record } } });
      }
      const due = rules.count(today, section.secondOfficer.workingDays);
      const provisional = due.provisional ? ({ provisional: true } as const) : {};
      const matter: Matter = { id: record.id, kind: 'record', dueOn: due.day, ...provisional, record };
      return change(given, found.value, request, {
        ...common,
        happening: { type: 'opened', data: { matter } },
        also: [{ put: { Item: matterItem(subject, matter, [request.principal.subject]), ...absent } }],
      });
    },
  };
}
