import type { z } from 'zod';
import type { creditRoutes } from '../../shared/contract/credit.ts';
import { type Correction, handsIn, type Ledger, ledgerOf } from '../../shared/domain/credit/ledger.ts';
import { type CreditRules, itemOf } from '../../shared/domain/credit/rule-set.ts';
import { listNames, matterNames } from '../../shared/domain/credit/words.ts';
import type { Text } from '../../shared/domain/text.ts';
import { instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import {
  decideMatterStep,
  listingSteps,
  readCredit,
  readOpenMatters,
  subjectKey,
  subjectOf,
} from '../../shared/records/credit.ts';
import { keys } from '../../shared/records/keys.ts';
import { failure, success } from '../../shared/result.ts';
import { listRemedies, rulesOn } from './account-view.ts';
import { beforehand, change } from './change-account.ts';
import { findSubject } from './find-subject.ts';
import type { CreditGiven } from './given.ts';
import { correctionOf, correctionProblems } from './open-matter.ts';
import { tellSteps } from './tell-subject.ts';

type OpenMatter = Ledger['open'][number];
type Body = z.output<(typeof creditRoutes)['decideCreditMatter']['body']>;

const anotherOfficer: Text = {
  zh: '提出、录入或确认过该事项的工作人员不能作出决定，须由另一名工作人员办理',
  en: 'Whoever opened it, or entered or confirmed what it is about, cannot decide it; another officer has to',
};

/** Officers who may not decide a matter: who opened it, and who had a hand in the record that it is about. */
function hands(ledger: Ledger, matter: OpenMatter): string[] {
  const id = 'record' in matter ? (typeof matter.record === 'string' ? matter.record : matter.record.id) : undefined;
  const record = ledger.records.find((one) => one.id === id);
  return [
    ...(matter.openedBy.party === 'authority' ? [matter.openedBy.subject] : []),
    ...(record ? handsIn(record) : []),
  ];
}

/** What keeps a matter from being granted: a record that is settled already, or one of good points that would be lost unasked. */
function grantGap(
  rules: CreditRules,
  ledger: Ledger,
  matter: OpenMatter,
  correction: Correction | undefined,
): ProblemEntry | undefined {
  const recordOf = (id: string) => ledger.records.find((one) => one.id === id);
  if (matter.kind === 'record' && recordOf(matter.record.id)?.state !== 'waiting') {
    return {
      path: 'outcome',
      code: 'settled',
      text: {
        zh: '该记录已另行处理，只能不予确认',
        en: 'the record was settled otherwise meanwhile; it can only be dismissed',
      },
    };
  }
  if (matter.kind !== 'objection' || correction) return undefined;
  const item = itemOf(rules, recordOf(matter.record)?.item ?? '');
  if (item?.direction !== 'plus') return undefined;
  return {
    path: 'correction',
    code: 'missing',
    text: {
      zh: '该记录为加分项：请写明更正内容，确需撤销的请选择撤销',
      en: 'the record adds points: say what it is corrected to, or that it is annulled',
    },
  };
}

/** What the subject is told of a decision; a record that was not confirmed and a list that was not entered are no news. */
function told(matter: OpenMatter, { outcome, reason }: Body): { subject: Text; text: Text } | undefined {
  const granted = outcome === 'granted';
  if (!granted && (matter.kind === 'record' || matter.kind === 'listing' || matter.kind === 'correction'))
    return undefined;
  const name = matterNames[matter.kind];
  // The reason comes last: a long one is cut in a notice, and what can be done about it never may be.
  const because: Text = { zh: `理由：${reason.zh}`, en: ` Reason: ${reason.en}` };
  if (matter.kind === 'listing') {
    const list = matter.list === 'none' ? undefined : listNames[matter.list];
    return {
      subject: { zh: '信用名单变动', en: 'A change of the credit lists' },
      text: {
        zh: `${list ? `已列入${list.zh}` : '已移出名单'}。${listRemedies.zh}${because.zh}`,
        en: `${list ? `You were entered on the ${list.en}.` : 'You were taken off the list.'} ${listRemedies.en}${because.en}`,
      },
    };
  }
  const outcomes: Text = granted ? { zh: '已成立', en: 'was granted' } : { zh: '未予支持', en: 'was not granted' };
  return matter.kind === 'record'
    ? {
        subject: { zh: '新增信用记录', en: 'A new credit record' },
        text: {
          zh: `一条会减分的信用记录已生效。如有异议，可在信用页面提出，处理期间按规定暂不计分。${because.zh}`,
          en: `A record that takes points away counts from now on. If it is wrong, object to it on the credit page.${because.en}`,
        },
      }
    : {
        subject: { zh: `信用${name.zh}处理结果`, en: `The outcome of a credit ${name.en}` },
        text: { zh: `${name.zh}${outcomes.zh}。${because.zh}`, en: `The ${name.en} ${outcomes.en}.${because.en}` },
      };
}

/** What waits for a second officer, and the decision about it. */
export function decideMatter(
  given: CreditGiven,
): Pick<Handles<typeof creditRoutes>, 'readCreditMatters' | 'decideCreditMatter'> {
  const { table, clock, rules } = given;
  const pk = keys.creditMatter('', '', '').pk;
  return {
    readCreditMatters: async ({ principal, query }) => {
      const place = { pk, sk: /^\d{4}-\d\d-\d\d#[PE]:[0-9A-Z]{18}#[0-9a-z]{16,40}$/ };
      const after = query.cursor === undefined ? undefined : keyOf(query.cursor, place);
      if (query.cursor !== undefined && !after) return failure(notACursor());
      const { matters, next } = await readOpenMatters(table, { limit: query.limit ?? 50, ...(after ? { after } : {}) });
      const today = rules.today(clock);
      const items = matters.map(({ subject, matter, kind, dueOn, notBy }) => ({
        kind: subject.kind,
        code: subject.code,
        matter,
        what: kind,
        label: matterNames[kind],
        dueOn,
        late: dueOn < today,
        mine: !notBy.includes(principal.subject),
      }));
      return success({ body: { items, ...(next ? { next: cursorOf({ pk: next.pk, sk: next.sk }) } : {}) } });
    },

    decideCreditMatter: async (request) => {
      const { body, principal, parameters } = request;
      const found = await findSubject(given, principal, parameters);
      if (!found.ok) return found;
      const { subject, as } = found.value;
      if (as !== 'officer') return failure(problem('not-allowed'));
      const read = await readCredit(table, subject);
      const action = `credit-decision ${parameters.matterId}`;
      const known = await beforehand(given, found.value, request, read, action);
      if (known) return known;
      const ledger = ledgerOf(read.events);
      const matter = ledger.open.find(({ id }) => id === parameters.matterId);
      if (!matter) return failure(problem('not-found'));
      if (hands(ledger, matter).includes(principal.subject)) {
        return failure(problem('two-officers', { detail: anotherOfficer }));
      }
      const correction = body.correction && correctionOf(body.correction);
      if (correction && (matter.kind !== 'objection' || body.outcome === 'dismissed')) {
        return invalid({
          path: 'correction',
          code: 'not-asked',
          text: { zh: '仅在异议成立时填写', en: 'is only for an objection that is granted' },
        });
      }
      const today = rules.today(clock);
      const ruleSet = rulesOn(given, today);
      const gap = body.outcome === 'granted' ? grantGap(ruleSet, ledger, matter, correction) : undefined;
      if (gap) return invalid(gap);
      const record = matter.kind === 'objection' ? ledger.records.find(({ id }) => id === matter.record) : undefined;
      const unfit = record && correctionProblems(ruleSet, subject.kind, record, correction, today);
      if (unfit && unfit.length > 0) return invalid(...unfit);

      const at = instantOf(clock.now());
      const granted = body.outcome === 'granted';
      const listed = granted && matter.kind === 'listing' ? matter : undefined;
      const entry =
        listed && listed.list !== 'none' ? { list: listed.list, since: at, reason: listed.reason } : undefined;
      const name = found.value.employer?.name.zh;
      const news = told(matter, body);
      const under = matter.under ? subjectOf(matter.under) : subject;
      return change(given, found.value, request, {
        read,
        action,
        party: 'authority',
        at,
        happening: {
          type: 'decided',
          data: {
            matter: matter.id,
            outcome: body.outcome,
            reason: body.reason,
            ...(correction ? { correction } : {}),
          },
        },
        ...(listed ? { list: listed.list === 'none' ? null : listed.list } : {}),
        also: [
          decideMatterStep(under, matter, principal.subject),
          ...(listed
            ? listingSteps(
                subject,
                ledger.listing?.list,
                entry && {
                  ...entry,
                  ...(subject.kind === 'enterprise' && name
                    ? { name: { zh: name, en: found.value.employer?.name.en ?? name } }
                    : {}),
                },
              )
            : []),
          ...(news
            ? await tellSteps(given, found.value, {
                ...news,
                id: `credit ${subjectKey(subject)} ${matter.id}`,
                kind: 'credit-decided',
                at,
              })
            : []),
        ],
        refused: problem('conflict', { detail: anotherOfficer }),
      });
    },
  };
}
