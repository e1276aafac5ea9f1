import type { visitsRoutes } from '../../shared/contract/visits.ts';
import { visitRules } from '../../shared/domain/visits/rules.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import { placesOn } from '../../shared/records/visit.ts';
import { failure, success } from '../../shared/result.ts';
import { findVisit } from './access.ts';
import { book, freePlace } from './book.ts';
import { daysFrom, slotsOffered, slotWanted } from './booking.ts';
import { changing, showVisit } from './change-visit.ts';
import { listVisits } from './list-visits.ts';
import { partsOf, timesOf, togetherOf, type VisitsGiven } from './parts.ts';
import { visitNotice } from './telling.ts';
import { said } from './words.ts';

export type VisitsHandling = VisitsGiven & { log: Log };
type Bodies = { [Name in keyof typeof visitsRoutes]: Parameters<Handles<typeof visitsRoutes>[Name]>[0]['body'] };

const daysShown = 7;

/** One visit for several permits (一次办): booked by its party, carried out by the front office. */
export function visits(given: VisitsHandling): Handles<typeof visitsRoutes> {
  const { table, clock, rules } = given;
  const section = rules.zone.visits;

  return {
    readVisitOffer: async () =>
      section
        ? success({
            body: { ...section, slotMinutes: section.slot.minutes, rules: visitRules(section) },
            headers: { 'cache-control': 'public, max-age=300' },
          })
        : failure(problem('not-found')),

    listSlots: async ({ query }) => {
      if (!section) return failure(problem('not-found'));
      const { from = rules.today(clock), days = daysShown } = query;
      const shown = await Promise.all(
        daysFrom(from, days).map(async (day) => {
          const slots = slotsOffered(given, section, day);
          if (!Array.isArray(slots)) return { day, slots: [], closed: slots };
          const taken = await placesOn(table, day);
          const free = slots.map(({ from: begins, to, places }) => {
            const gone = taken.filter((one) => one.from === begins && one.place <= places).length;
            return { from: begins, to, free: places - gone };
          });
          return { day, slots: free };
        }),
      );
      return success({ body: { days: shown, rules: visitRules(section) } });
    },

    bookVisit: book(given),
    listVisits: listVisits(given),

    readVisit: async ({ principal, parameters }) => {
      if (!section) return failure(problem('not-found'));
      const found = await findVisit(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      return success(await showVisit(given, section, found.value));
    },

    moveVisit: changing<Bodies['moveVisit']>(given, 'move', 'party', async ({ visit, section: own, body }) => {
      if (visit.state !== 'booked') return { refused: said.otherState };
      if (clock.now() > timesOf(given, own, visit).changeUntil) return { refused: said.tooLate };
      if (visit.moved >= own.changes.times) return { refused: said.noMoves };
      const { appointment } = visit;
      const wanted = slotWanted(given, own, body);
      const same = appointment.day === body.day && appointment.from === body.from;
      if (same || 'problems' in wanted) {
        const already = {
          path: 'from',
          code: 'same-slot',
          text: { zh: '与原时段相同', en: 'is the slot that it has' },
        };
        return { wrong: invalid(...(same ? [already] : []), ...('problems' in wanted ? wanted.problems : [])) };
      }
      const { slot } = wanted;
      const place = await freePlace(table, body.day, slot);
      if (place === undefined) return { refused: said.full };
      const set = { appointment: { day: body.day, from: slot.from, to: slot.to, place }, moved: visit.moved + 1 };
      const next = { ...visit, ...set, version: visit.version + 1 };
      return { set, notices: [visitNotice(next, own, 'visit-moved')] };
    }),

    cancelVisit: changing<Bodies['cancelVisit']>(given, 'cancel', 'either', async (the) => {
      const { visit, officer, section: own, body, by, at } = the;
      if (visit.state !== 'booked') return { refused: said.otherState };
      if (!officer && clock.now() > timesOf(given, own, visit).changeUntil) return { refused: said.tooLate };
      const { reason } = body;
      const next = { ...visit, version: visit.version + 1 };
      return {
        set: { state: 'cancelled', ended: { at, by, ...(reason ? { reason } : {}) } },
        unlock: 'every',
        notices: [visitNotice(next, own, 'visit-cancelled', reason)],
      };
    }),

    takeOutOfVisit: changing<Bodies['takeOutOfVisit']>(given, 'take-out', 'either', async ({ visit, body, by, at }) => {
      if (visit.state !== 'booked' && visit.state !== 'checked-in') return { refused: said.otherState };
      const { applicationId } = body;
      if (!visit.applications.includes(applicationId) || visit.left?.[applicationId]) {
        const text = { zh: '须为本次预约中的申请', en: 'must be an application of this visit' };
        return { wrong: invalid({ path: 'applicationId', code: 'not-in-visit', text }) };
      }
      const { lines } = await partsOf(given, visit);
      if (!lines.some(({ id, state }) => id !== applicationId && state !== 'dropped')) return { refused: said.lastOne };
      return { set: { left: { ...visit.left, [applicationId]: { at, by } } }, unlock: applicationId };
    }),

    checkIn: changing<Bodies['checkIn']>(given, 'check-in', 'officer', async ({ visit, by, at }) => {
      if (visit.state !== 'booked') return { refused: said.otherState };
      if (rules.today(clock) < visit.appointment.day) return { refused: said.notYet };
      return { set: { state: 'checked-in', checkedIn: { at, by } } };
    }),

    markAbsent: changing<Bodies['markAbsent']>(given, 'absent', 'officer', async ({ visit, section: own, by, at }) => {
      if (visit.state !== 'booked') return { refused: said.otherState };
      if (clock.now() < timesOf(given, own, visit).absentFrom) return { refused: said.tooSoon };
      return { set: { state: 'absent', ended: { at, by } }, unlock: 'every' };
    }),

    noteService: changing<Bodies['noteService']>(given, 'service', 'officer', async ({ visit, body, by, at }) => {
      if (visit.state !== 'booked' && visit.state !== 'checked-in') return { refused: said.otherState };
      const { service, applicationId, state, note } = body;
      const index = visit.services.findIndex((one) => one.service === service && one.applicationId === applicationId);
      if (index < 0) {
        const text = { zh: '本次预约没有这一项', en: 'is not part of this visit' };
        return { wrong: invalid({ path: 'service', code: 'not-in-visit', text }) };
      }
      const noted = { service, applicationId, state, at, by, ...(note ? { note } : {}) };
      return { set: { services: visit.services.with(index, noted) } };
    }),

    collectVisit: changing<Bodies['collectVisit']>(given, 'collect', 'officer', async ({ visit, body, by, at }) => {
      if (visit.state !== 'checked-in') return { refused: said.otherState };
      const parts = await partsOf(given, visit);
      if (!togetherOf(given, parts).ready) return { refused: said.notReady };
      const collected = parts.lines
        .filter(({ state }) => state === 'ready')
        .map(({ id, receiptNumber, permitNumber }) => ({
          applicationId: id,
          ...(receiptNumber ? { receiptNumber } : {}),
          ...(permitNumber ? { permitNumber } : {}),
        }));
      const dropped = parts.lines.filter(({ state }) => state === 'dropped').map(({ id }) => id);
      const services = visit.services
        .filter(({ state, applicationId }) => state === 'ready' && !visit.left?.[applicationId])
        .map(({ service, applicationId }) => ({ service, applicationId }));
      const collection = { at, by, collectedBy: body.collectedBy, collected, services, dropped };
      const handedOver = collected.map(({ applicationId }) => applicationId);
      return { set: { state: 'collected', collection }, unlock: 'every', handedOver };
    }),
  };
}
