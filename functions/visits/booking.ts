import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, type Day, epochOf } from '../../shared/domain/time.ts';
import { partState } from '../../shared/domain/visits/bundle.ts';
import { type Closed, instantAt, lastDayAhead, type Slot, slotsOn } from '../../shared/domain/visits/slots.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import { officialCalendar } from '../../shared/policy/calendars/index.ts';
import type { VisitParty } from '../../shared/records/visit.ts';
import { type Case, emailHash, findCase } from '../../shared/view/access.ts';
import type { VisitsSection } from '../../shared/zone/visits.ts';
import type { VisitsGiven } from './parts.ts';

const hour = 3_600_000;

const closedTexts: Record<Closed | 'too-far' | 'past', Text> = {
  'day-off': { zh: '当日不办公', en: 'the window is closed on that day' },
  'no-hours': { zh: '当日窗口不开放', en: 'the window has no hours on that day' },
  'calendar-unpublished': {
    zh: '该年度放假安排尚未公布，暂不能预约',
    en: 'the official calendar of that year is not published yet, so that no slot can be promised',
  },
  'too-far': { zh: '超出可预约的日期', en: 'lies further ahead than slots can be taken' },
  past: { zh: '已过可预约的时间', en: 'is over, or too soon to be booked' },
};

/** Why a day, or a part of it, cannot be booked. */
export type NotOffered = { code: Closed | 'too-far' | 'past'; text: Text };

const notOffered = (code: NotOffered['code']): NotOffered => ({ code, text: closedTexts[code] });

/** The slots of a day that can still be taken, whether full or not; or why there are none. */
export function slotsOffered(given: VisitsGiven, section: VisitsSection, day: Day): Slot[] | NotOffered {
  const { rules, clock } = given;
  const today = rules.today(clock);
  if (day < today) return notOffered('past');
  if (day > lastDayAhead(today, section.booking.daysAhead)) return notOffered('too-far');
  const slots = slotsOn({ hours: section.hours, minutes: section.slot.minutes }, officialCalendar, day);
  if (!Array.isArray(slots)) return notOffered(slots);
  const earliest = clock.now() + section.booking.hoursBefore * hour;
  const open = slots.filter(({ from }) => epochOf(instantAt(rules.timeZone, day, from)) >= earliest);
  return open.length > 0 ? open : notOffered('past');
}

/** Days of a list of slots, from one on. */
export const daysFrom = (from: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

/** The slot that a party wants, or what is wrong with it, at the fields that name it. */
export function slotWanted(
  given: VisitsGiven,
  section: VisitsSection,
  wanted: { day: Day; from: string },
): { slot: Slot } | { problems: ProblemEntry[] } {
  const slots = slotsOffered(given, section, wanted.day);
  if (!Array.isArray(slots)) return { problems: [{ path: 'day', ...slots }] };
  const slot = slots.find(({ from }) => from === wanted.from);
  if (slot) return { slot };
  const open = slots.map(({ from }) => from).join(', ');
  return {
    problems: [
      {
        path: 'from',
        code: 'not-an-option',
        text: { zh: `当日可预约的时段：${open}`, en: `slots of that day begin at: ${open}` },
      },
    ],
  };
}

const entry = (path: string, code: string, zh: string, en: string): ProblemEntry => ({ path, code, text: { zh, en } });

/** Whose visit it is: an employer's where the sender handles it, else the applicant's own. */
function partyOf(principal: Principal, cases: readonly Case[]): VisitParty | undefined {
  const [first] = cases;
  if (!first) return undefined;
  const { employerId, employerName } = first.head;
  const together = cases.every(({ viewer, head }) => viewer.handlesEmployer && head.employerId === employerId);
  if (together && employerId !== undefined) return { kind: 'employer', id: employerId, name: employerName ?? '' };
  const hash = emailHash(principal.email);
  if (!hash || !cases.every(({ viewer }) => viewer.isApplicant)) return undefined;
  const { familyName = '', givenNames = '' } = first.stored.form.applicant ?? {};
  return { kind: 'applicant', id: hash, name: first.head.applicantName ?? `${familyName} ${givenNames}`.trim() };
}

type Wanted = {
  applications: readonly string[];
  services: readonly { service: string; applicationId: string }[];
};

/** What is wrong with the parts of a wanted visit, each at its place; or whose visit it would be. */
export async function partsWanted(
  { table }: VisitsGiven,
  section: VisitsSection,
  principal: Principal,
  { applications, services }: Wanted,
): Promise<{ party: VisitParty } | { problems: ProblemEntry[] }> {
  const problems: ProblemEntry[] = [];
  const most = section.booking.applications;
  if (applications.length > most) {
    problems.push(entry('applications', 'too-many', `最多 ${most} 项`, `must have at most ${most} entries`));
  }
  const cases = await Promise.all(applications.map((id) => findCase(table, principal, id)));
  const own: Case[] = [];
  for (const [index, found] of cases.entries()) {
    const path = `applications.${index}`;
    const id = applications[index] ?? '';
    if (applications.indexOf(id) < index) {
      problems.push(entry(path, 'named-twice', '同一申请只列一次', 'names an application twice'));
    } else if (!found.ok || found.value.staff) {
      problems.push(entry(path, 'not-found', '未找到您的该件申请', 'is no application of yours'));
    } else if (partState(found.value.head.stage) === 'dropped') {
      problems.push(entry(path, 'ended', '该申请已结束，无可领取', 'has ended, so that there is nothing to collect'));
    } else {
      own.push(found.value);
    }
  }
  const party = partyOf(principal, own);
  if (own.length > 0 && !party) {
    problems.push(
      entry(
        'applications',
        'other-party',
        '一次预约的申请须属于同一用人单位或同一申请人',
        'must all be of one employer, or of one applicant',
      ),
    );
  }
  for (const [index, { service, applicationId }] of services.entries()) {
    const known = section.services.map(({ id }) => id);
    if (!known.includes(service)) {
      const list = known.join(', ');
      problems.push(
        entry(`services.${index}.service`, 'not-an-option', `须为以下之一：${list}`, `must be one of: ${list}`),
      );
    }
    if (!applications.includes(applicationId)) {
      problems.push(
        entry(
          `services.${index}.applicationId`,
          'not-in-visit',
          '须为本次预约中的申请',
          'must be an application of this visit',
        ),
      );
    }
    if (services.findIndex((one) => one.service === service && one.applicationId === applicationId) < index) {
      problems.push(entry(`services.${index}`, 'named-twice', '同一项只列一次', 'names something twice'));
    }
  }
  return problems.length > 0 || !party ? { problems } : { party };
}
