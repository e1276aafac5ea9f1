import type { z } from 'zod';
import type { guidanceRoutes, guidanceView } from '../../shared/contract/desk.ts';
import { isOfficerStage, nextActions } from '../../shared/domain/application/transitions.ts';
import { type ChecklistLine, checklist } from '../../shared/domain/checklist/checklist.ts';
import { guide } from '../../shared/domain/desk/guidance.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { inWords } from '../../shared/domain/statistics/avoid.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { afterwards } from '../../shared/policy/guidance/afterwards.ts';
import { paperRules } from '../../shared/policy/papers/paper-rules.ts';
import type { Head } from '../../shared/records/application.ts';
import { readCommonReturns } from '../../shared/records/common-returns.ts';
import { readDocuments } from '../../shared/records/document.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { assessmentOf, categoryForParties, circumstancesOf, procedureOf } from '../../shared/view/application.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { readyTexts } from './ready-texts.ts';

type GuidanceGiven = { table: Table; clock: Clock; rules: Rules };
type View = z.input<typeof guidanceView>;

/** Decisions after which there is something left to do elsewhere. */
const decided: readonly string[] = ['approved', 'issued', 'completed'];

const weekdays: readonly Text[] = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
];

const daysNamed = (days: readonly number[]): Text => ({
  zh: days.map((day) => weekdays[day - 1]?.zh ?? '').join('、'),
  en: days.map((day) => weekdays[day - 1]?.en ?? '').join(', '),
});

/** The service window that has the case where the zone has several, otherwise the zone's own. */
function contactOf({ zone }: Rules, { serviceWindow }: Head): View['contact'] {
  const { address, phone, hours, source, placeholder } = zone.contact;
  const window = zone.serviceWindows?.find(({ number }) => number === serviceWindow);
  if (!window) return { office: zone.authority, address, phone, hours, source, placeholder };
  return {
    office: window.name,
    address: window.address,
    phone: window.phone,
    hours: window.hours.map(({ days, from, to }) => ({ days: daysNamed(days), from, to })),
    source: window.source,
    placeholder: window.placeholder,
  };
}

/** What can go wrong with the papers that this application needs, while no returns were counted. */
function byChecklist(procedure: Procedure, lines: readonly ChecklistLine[], months: number): View['oftenWrong'] {
  const items = lines.flatMap(({ kind, label }) => {
    const rule = paperRules.find((one) => one.kind === kind);
    return rule ? [{ path: `document.${kind}`, label, text: rule.advice }] : [];
  });
  const passport = procedure.passportRuns
    ? [
        {
          path: 'applicant.passport.expiresOn',
          label: { zh: '护照有效期', en: 'last day of the passport' },
          text: {
            zh: `自提交之日起，护照至少还须有效${months}个月；不足的，请先换发。`,
            en: `From the day of submission the passport runs for at least ${months} months; renew it first if it does not.`,
          },
        },
      ]
    : [];
  return { basis: 'checklist', items: [...passport, ...items] };
}

const waiting: Text = {
  zh: '现在不需要您做什么。有进展会通知您，也可以随时在“办理进度”中查看。',
  en: 'There is nothing for you to do now. You are told when something happens, and can look at the timeline at any time.',
};

/** What happens next with an application, for its parties; officers see what they are told. */
export function guidance(given: GuidanceGiven): Handles<typeof guidanceRoutes> {
  const { table, clock, rules } = given;
  const { zone } = rules;

  const oftenWrong = async (
    procedure: Procedure,
    category: View['category'],
    lines: readonly ChecklistLine[],
  ): Promise<View['oftenWrong']> => {
    const stored = await readCommonReturns(table, procedure.id);
    const found = (category && stored?.categories[category]) ?? stored?.all;
    const items = found ? inWords(found.reasons, procedure) : [];
    if (!stored || items.length === 0) {
      return byChecklist(procedure, lines, zone.policy.passportMinimumMonths.months);
    }
    return {
      basis: 'returns',
      since: stored.from,
      items: items.map(({ path, label, avoid, share }) => ({ path, label, text: avoid, share })),
    };
  };

  const doNow = ({ head, viewer }: Case, procedure: Procedure, lines: readonly ChecklistLine[]): View['doNow'] => {
    const base = `/api/applications/${head.id}`;
    const owed = lines.filter(({ state }) => state === 'later');
    const missing =
      head.stage === 'draft' || head.stage === 'returned' ? lines.filter(({ state }) => state === 'missing') : [];
    const named = (language: 'zh' | 'en', of: readonly ChecklistLine[]) =>
      of.map(({ label }) => label[language]).join(language === 'zh' ? '、' : ', ');
    const actions = nextActions({ ...head, decidedBy: procedure.decidedBy }, viewer);
    return [
      ...(missing.length > 0
        ? [
            {
              text: {
                zh: `还缺这些材料：${named('zh', missing)}。`,
                en: `These papers are still missing: ${named('en', missing)}.`,
              },
              link: base,
            },
          ]
        : []),
      ...(owed.length > 0
        ? [
            {
              text: {
                zh: `请尽快补交：${named('zh', owed)}；补交之前不能准予许可。`,
                en: `Please supply soon: ${named('en', owed)}. Nothing can be approved before.`,
              },
              link: base,
            },
          ]
        : []),
      ...(isOfficerStage(head.stage) && owed.length === 0 ? [{ text: waiting, link: `${base}/timeline` }] : []),
      ...actions.map(({ label }) => ({
        text: { zh: `您可以：${label.zh}。`, en: `You can: ${label.en.charAt(0).toLowerCase()}${label.en.slice(1)}.` },
        link: base,
      })),
    ];
  };

  return {
    readReadyTexts: readyTexts(given),

    readGuidance: async ({ parameters, principal }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { head, stored } = found.value;
      const { form } = stored;
      const procedure = procedureOf(given, head);
      const assessment = assessmentOf(given, head, form);
      const category = categoryForParties(given, head, form) ?? assessment?.category ?? null;
      const circumstances = circumstancesOf(form, assessment, category);
      const documents = await readDocuments(table, head.id);
      const lines = checklist(procedure, {
        ...circumstances,
        commitments: form.commitments,
        supplyLater: form.supplyLater,
        documents,
      });
      const now = instantOf(clock.now());
      const { entry } = form;
      const steps = guide(
        {
          ...head,
          procedure,
          category,
          submittedAt: head.receivedAt ?? head.submittedAt,
          refusalAnnounced: head.intention !== undefined,
          claimed: head.claimedBy !== undefined,
          // A pause with the parties ends with their answer, not on a day.
          pause: head.pause?.until ? { until: head.pause.until } : undefined,
        },
        rules,
        now,
      );
      const body: View = {
        id: head.id,
        stage: head.stage,
        ...steps,
        doNow: doNow(found.value, procedure, lines),
        afterwards: decided.includes(head.stage)
          ? afterwards
              .filter(
                ({ effects, entries }) =>
                  effects.includes(procedure.effect) &&
                  (entries === undefined || entries.includes(entry ?? 'inside-china')),
              )
              .map(({ text, source, placeholder }) => ({ text, source, placeholder }))
          : [],
        oftenWrong: await oftenWrong(procedure, category, lines),
        contact: contactOf(rules, head),
        category,
      };
      return success({ body });
    },
  };
}
