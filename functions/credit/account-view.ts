import type { z } from 'zod';
import type { creditRoutes } from '../../shared/contract/credit.ts';
import { monthsByCredit } from '../../shared/domain/credit/extension-length.ts';
import { type Ledger, type LedgerRecord, ledgerOf, type Matter, scorable } from '../../shared/domain/credit/ledger.ts';
import { type CreditRules, itemOf } from '../../shared/domain/credit/rule-set.ts';
import { type CreditScore, creditScore } from '../../shared/domain/credit/score.ts';
import { creditTotal } from '../../shared/domain/credit/total.ts';
import { bandText, lineText, listNames, matterNames } from '../../shared/domain/credit/words.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addMonths, type Day, endOfDay } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { type CreditSubject, readCredit } from '../../shared/records/credit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Found } from './find-subject.ts';
import type { CreditGiven } from './given.ts';

export type AccountView = z.input<(typeof creditRoutes)['readCredit']['answer']['schema']>;
type ScoreView = NonNullable<AccountView['score']>;

export const listRemedies: Text = {
  zh: '对列入名单不服的，可申请复核、行政复议或者提起行政诉讼；满足条件后可申请移出。',
  en: 'Against an entry you may ask for a review, apply for administrative reconsideration or bring an administrative lawsuit; once the reason is gone you may ask to be taken off.',
};

/** The rules of a day. @throws in a zone without credit, where nothing of this is served */
export function rulesOn({ rules }: CreditGiven, on: Day): CreditRules {
  const found = rules.creditOn(on);
  if (!found) throw new Error('a zone that keeps credit has no rules for it');
  return found;
}

/** A score with each line in words. */
export const scoreShown = (
  rules: CreditRules,
  { lines, categories, on, total, placeholder }: CreditScore,
): ScoreView => ({
  rules: rules.id,
  on,
  total,
  categories,
  lines: lines.map((line) => ({ ...line, text: lineText(rules, line) })),
  placeholder,
});

/** What was known of an account at the end of a day, and its score on that day. */
export async function countedOn(given: CreditGiven, subject: CreditSubject, on: Day) {
  const { table, rules, section } = given;
  const { account, events } = await readCredit(table, subject);
  const until = endOfDay(rules.timeZone, on);
  const ledger = ledgerOf(events.filter(({ at }) => at <= until));
  const ruleSet = rulesOn(given, on);
  const score = creditScore(ruleSet, subject.kind, scorable(ledger, { objectedCounts: section.objection.counts }), on);
  // Whom somebody lets see their account is asked as of now, whatever day is asked for.
  const { consents } = ledgerOf(events);
  return { account, events, ledger, consents, score, ruleSet };
}

function recordShown(
  rules: CreditRules,
  record: LedgerRecord,
  officer: boolean,
): NonNullable<AccountView['records']>[number] {
  const item = itemOf(rules, record.item);
  const { enteredBy, confirmedBy, broughtBy: _broughtBy, correctedBy: _correctedBy, ...open } = record;
  const repairable = item?.repair && record.state === 'counts';
  return {
    ...open,
    label: item?.label ?? { zh: record.item, en: record.item },
    ...(officer ? { enteredBy, ...(confirmedBy ? { confirmedBy } : {}) } : {}),
    ...(repairable ? { repairFrom: addMonths(record.happenedOn, item.repair?.afterMonths ?? 0) } : {}),
  };
}

const subjectOfMatter = (matter: Matter) =>
  matter.kind === 'record'
    ? { record: matter.record.id }
    : matter.kind === 'listing'
      ? { list: matter.list, reason: matter.reason }
      : { record: matter.record, reason: { zh: matter.reason, en: matter.reason } };

const matterShown = (matter: Ledger['open'][number], today: Day, officer: boolean) => ({
  id: matter.id,
  kind: matter.kind,
  label: matterNames[matter.kind],
  ...subjectOfMatter(matter),
  ...('document' in matter && matter.document ? { document: matter.document } : {}),
  openedAt: matter.openedAt,
  ...(officer ? { openedBy: matter.openedBy.subject } : {}),
  dueOn: matter.dueOn,
  provisional: matter.provisional ?? false,
  late: matter.dueOn < today,
});

/** An account as one person may see it; the employer of a person who did not agree sees the band of today alone. */
export async function accountView(
  given: CreditGiven,
  found: Found,
  the: { on: Day; enterprise?: string | undefined },
): Promise<Result<AccountView, Problem>> {
  const { rules, section, clock } = given;
  const { subject, as, employer } = found;
  const { on } = the;
  const { account, ledger, consents, score, ruleSet } = await countedOn(given, subject, on);
  // Other enterprises' credit is theirs: only officers name one.
  const named = as === 'officer' ? the.enterprise : undefined;
  const code = subject.kind === 'person' ? (named ?? employer?.unifiedSocialCreditCode) : undefined;
  const beside = code === undefined ? undefined : await countedOn(given, { kind: 'enterprise', code }, on);
  const combined = beside && creditTotal(section.weights, { person: score.total, enterprise: beside.score.total });
  const months = monthsByCredit(section.extension, combined ?? score.total);
  const seen: AccountView = {
    subject,
    on,
    band: { months, text: bandText(months) },
    notice: ruleSet.notice,
    placeholder: ruleSet.placeholder,
  };
  const agreed = employer !== undefined && consents.includes(employer.unifiedSocialCreditCode);
  if (as === 'employer' && !agreed) {
    // From the bands of former days it could be told when something happened.
    return on === rules.today(clock) ? success(seen) : failure(problem('not-allowed'));
  }
  const officer = as === 'officer';
  const { listing } = ledger;
  const { person, enterprise } = section.weights;
  return success({
    ...seen,
    ...(listing ? { list: { ...listing, label: listNames[listing.list], remedies: listRemedies } } : {}),
    version: account.events,
    score: scoreShown(ruleSet, score),
    ...(beside && combined !== undefined
      ? {
          total: {
            enterprise: code ?? '',
            person: score.total,
            ofEnterprise: beside.score.total,
            weights: { person, enterprise },
            total: combined,
            months,
            inclusive: section.extension.inclusive,
          },
        }
      : {}),
    records: ledger.records.map((record) => recordShown(ruleSet, record, officer)),
    open: ledger.open.map((matter) => matterShown(matter, rules.today(clock), officer)),
    ...(subject.kind === 'person' && as !== 'employer' ? { consents } : {}),
  });
}
