import type { remindersRoutes } from '../../shared/contract/reminders.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { DueReminder, Ending } from '../../shared/domain/reminders/reminders.ts';
import { addDays, addMonths, type Clock, type Day, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { type Deliveries, noticeItem } from '../../shared/notices/notice.ts';
import { applicantOf } from '../../shared/notices/parties.ts';
import { readForm } from '../../shared/records/application.ts';
import { readNotice } from '../../shared/records/notices.ts';
import { inForce, type Permit } from '../../shared/records/permit.ts';
import { readResidence, stateResidence } from '../../shared/records/reminder.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { findPermit } from '../../shared/view/find-permit.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { givenAt, reminderNotice } from './remind.ts';

export type RemindersGiven = { table: Table; clock: Clock; rules: Rules; log: Log };

const longestResidenceMonths = 120;

const deliveriesOf = (deliveries: Deliveries = {}) =>
  Object.entries(deliveries).map(([channel, { state, at, reason }]) => ({
    channel,
    state,
    at,
    ...(reason ? { reason } : {}),
  }));

async function endingsOf(table: Table, permit: Permit) {
  const [stored, residence] = await Promise.all([
    readForm(table, permit.applicationId),
    readResidence(table, permit.number),
  ]);
  const passport = stored?.form.applicant?.passport?.expiresOn;
  const found: { of: Ending; on: Day }[] = [
    { of: 'permit', on: permit.validTo },
    ...(passport ? [{ of: 'passport' as const, on: passport }] : []),
    ...(residence ? [{ of: 'residence' as const, on: residence.validTo }] : []),
  ];
  return { endings: found, holder: applicantOf(stored?.form)[0] };
}

/** Of what ends a holder is reminded, and how far each reminder came. */
export function reminders(given: RemindersGiven): Handles<typeof remindersRoutes> {
  const { table, clock, rules } = given;

  const viewOf = async (permit: Permit): Promise<Reply> => {
    const section = rules.zone.reminders;
    const { endings, holder } = await endingsOf(table, permit);
    const today = rules.today(clock);
    const stateOf = async (due: DueReminder, remindOn: Day) => {
      if (remindOn > today) return { state: 'planned' };
      // The words do not belong to the key under which a notice lies.
      const words = { subject: { zh: '', en: '' }, text: { zh: '', en: '' } };
      const notice = holder && reminderNotice(due, permit.number, holder, words);
      const key = section && notice && noticeItem(notice, givenAt(rules.timeZone, section, remindOn));
      const kept = key && (await readNotice(table, key));
      if (!kept) return { state: remindOn === today ? 'planned' : 'not-given' };
      return { state: 'told', deliveries: deliveriesOf(kept.deliveries) };
    };
    const items = endings.flatMap(({ of: ending, on }) =>
      (section?.[ending] ?? []).map(async (daysBefore) => {
        const remindOn = addDays(on, -daysBefore);
        const state = await stateOf({ ending, daysBefore, on }, remindOn);
        return { of: ending, endsOn: on, daysBefore, remindOn, ...state };
      }),
    );
    const told = await Promise.all(items);
    told.sort((one, other) => (one.remindOn < other.remindOn ? -1 : 1));
    return { body: { permitNumber: permit.number, endings, items: told } };
  };

  const find = (principal: Principal, number = ''): Promise<Result<Permit, Problem>> =>
    findPermit({ table, clock, zone: rules.zone, log: given.log }, principal, number);

  return {
    readReminders: async ({ principal, parameters }) => {
      const found = await find(principal, parameters.number);
      return found.ok ? success(await viewOf(found.value)) : found;
    },
    stateResidence: async ({ principal, parameters, body }) => {
      const found = await find(principal, parameters.number);
      if (!found.ok) return found;
      const today = rules.today(clock);
      if (!inForce(found.value, today)) return failure(problem('conflict'));
      if (body.validTo < today || body.validTo > addMonths(today, longestResidenceMonths)) {
        const text = { zh: '须为今天以后十年以内的日期', en: 'must be a day from today on, within ten years' };
        return invalid({ path: 'body.validTo', code: 'out-of-range', text });
      }
      const statedAt = instantOf(clock.now());
      await stateResidence(table, found.value.number, {
        validTo: body.validTo,
        statedAt,
        statedBy: principal.subject,
      });
      return success(await viewOf(found.value));
    },
  };
}
