import type { z } from 'zod';
import type { creditRoutes } from '../../shared/contract/credit.ts';
import {
  type Correction,
  handsIn,
  type Ledger,
  type LedgerRecord,
  ledgerOf,
  type Matter,
} from '../../shared/domain/credit/ledger.ts';
import { reportProblems } from '../../shared/domain/credit/report.ts';
import { type CreditRules, itemOf } from '../../shared/domain/credit/rule-set.ts';
import { addMonths, type Day } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { matterItem, readCredit } from '../../shared/records/credit.ts';
import { absent, newId } from '../../shared/records/table.ts';
import { failure } from '../../shared/result.ts';
import { rulesOn } from './account-view.ts';
import { beforehand, change } from './change-account.ts';
import { type Found, findSubject } from './find-subject.ts';
import type { CreditGiven } from './given.ts';
import { documentGap } from './report-record.ts';

type Body = z.output<(typeof creditRoutes)['openCreditMatter']['body']>;
type About = Exclude<Body, { kind: 'listing' }>;

const gap = (path: string, code: string, zh: string, en: string): ProblemEntry => ({ path, code, text: { zh, en } });

/** A correction as it is kept: only what it changes. */
export const correctionOf = (asked: Record<string, unknown>): Correction =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Correction;

/** What a record would be after a correction has to be in order like any report. */
export function correctionProblems(
  rules: CreditRules,
  kind: Found['subject']['kind'],
  record: LedgerRecord,
  correction: Correction | undefined,
  today: Day,
): ProblemEntry[] {
  if (!correction || correction.annul) return [];
  const { item, source, happenedOn, quantity, points, reference, document } = record;
  const proven = reference !== undefined || document !== undefined;
  const after = { item, source, happenedOn, quantity, points, proven, ...correction };
  return reportProblems(rules, kind, after, today).map((entry) => ({ ...entry, path: `correction.${entry.path}` }));
}

/** Why a record cannot be made good yet. */
function repairGap(rules: CreditRules, record: LedgerRecord, today: Day): ProblemEntry | undefined {
  const item = itemOf(rules, record.item);
  if (!item?.repair)
    return gap('record', 'no-repair', '该子项不适用信用修复', 'a record of this kind cannot be made good');
  const from = addMonths(record.happenedOn, item.repair.afterMonths);
  if (today >= from) return undefined;
  return gap('record', 'too-early', `${from} 起方可申请修复`, `can be made good from ${from} on`);
}

/** What keeps a matter about a record from being opened. */
function recordGaps(
  given: CreditGiven,
  found: Found,
  ledger: Ledger,
  body: About,
): { problems: ProblemEntry[]; record?: LedgerRecord } {
  const { rules, clock } = given;
  const today = rules.today(clock);
  const ruleSet = rulesOn(given, today);
  const record = ledger.records.find(({ id }) => id === body.record);
  if (!record) return { problems: [gap('record', 'not-an-option', '没有这条记录', 'is no record of this account')] };
  if (!['counts', 'waiting'].includes(record.state)) {
    const settled = gap('record', 'settled', '该记录已不计分', 'the record counts no more');
    return { problems: [settled], record };
  }
  const again = ledger.open.some((open) => open.kind === body.kind && 'record' in open && open.record === record.id);
  const twice = again ? [gap('record', 'already-open', '已在处理中', 'is being dealt with already')] : [];
  if (body.kind === 'repair') {
    const early = repairGap(ruleSet, record, today);
    return { problems: [...twice, ...(early ? [early] : [])], record };
  }
  if (body.kind !== 'correction') return { problems: twice, record };
  const correction = correctionOf(body.correction);
  return {
    problems: [...twice, ...correctionProblems(ruleSet, found.subject.kind, record, correction, today)],
    record,
  };
}

/** Who may open what: an objection is the subject's own, a correction and a list are the office's. */
function mayNot(found: Found, body: Body, roles: readonly string[]): Problem | undefined {
  const officer = found.as === 'officer';
  const allowed = {
    objection: found.as === 'self',
    repair: found.as === 'self' || officer,
    correction: officer,
    listing: officer && roles.some((role) => ['back-officer', 'decider', 'supervisor'].includes(role)),
  }[body.kind];
  return allowed ? undefined : problem('not-allowed');
}

function listingGap(ledger: Ledger, list: string): ProblemEntry | undefined {
  const present = ledger.listing?.list ?? 'none';
  if (present === list) return gap('list', 'unchanged', '已在该名单（或不在任何名单）', 'is how it stands already');
  if (!ledger.open.some(({ kind }) => kind === 'listing')) return undefined;
  return gap('list', 'already-open', '另一名单事项正在处理中', 'another list is being decided about');
}

/** Opens what another officer has to decide: inside the zone's working days, and never by whoever had a hand in it. */
export function openMatter(given: CreditGiven): Pick<Handles<typeof creditRoutes>, 'openCreditMatter'> {
  const { table, clock, rules, section } = given;

  const dueFor = (kind: Body['kind']) => {
    const { workingDays } = kind === 'objection' ? section.objection : section.secondOfficer;
    const due = rules.count(rules.today(clock), workingDays);
    return { dueOn: due.day, ...(due.provisional ? ({ provisional: true } as const) : {}) };
  };

  return {
    openCreditMatter: async (request) => {
      const { body, principal, parameters } = request;
      const found = await findSubject(given, principal, parameters);
      if (!found.ok) return found;
      const refused = mayNot(found.value, body, principal.roles);
      if (refused) return failure(refused);
      const { subject, as } = found.value;
      const read = await readCredit(table, subject);
      const known = await beforehand(given, found.value, request, read, 'credit-matter');
      if (known) return known;
      const ledger = ledgerOf(read.events);
      const base = { id: newId(), ...dueFor(body.kind) };
      let matter: Matter;
      let notBy: string[] = as === 'officer' ? [principal.subject] : [];
      if (body.kind === 'listing') {
        const unfit = listingGap(ledger, body.list);
        if (unfit) return invalid(unfit);
        matter = { ...base, kind: 'listing', list: body.list, reason: body.reason };
      } else {
        const document = body.kind === 'correction' ? undefined : body.document;
        const missing = await documentGap(given, subject, document);
        const { problems, record } = recordGaps(given, found.value, ledger, body);
        if (problems.length > 0 || missing) return invalid(...problems, ...(missing ? [missing] : []));
        notBy = [...notBy, ...(record ? handsIn(record) : [])];
        const { reason } = body;
        matter =
          body.kind === 'correction'
            ? { ...base, kind: 'correction', record: body.record, correction: correctionOf(body.correction), reason }
            : { ...base, kind: body.kind, record: body.record, reason, ...(document ? { document } : {}) };
      }
      return change(given, found.value, request, {
        read,
        action: 'credit-matter',
        party: as === 'officer' ? 'authority' : 'subject',
        happening: { type: 'opened', data: { matter } },
        also: [{ put: { Item: matterItem(subject, matter, notBy), ...absent } }],
      });
    },
  };
}
