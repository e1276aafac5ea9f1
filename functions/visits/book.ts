import type { visitsRoutes } from '../../shared/contract/visits.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Slot } from '../../shared/domain/visits/slots.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { idOf, newId, type Table } from '../../shared/records/table.ts';
import { bookVisit, placesOn, readVisit, type Visit, type VisitParty } from '../../shared/records/visit.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { VisitsSection } from '../../shared/zone/visits.ts';
import { partsWanted, slotWanted } from './booking.ts';
import { showVisit } from './change-visit.ts';
import { visitNotice } from './telling.ts';
import type { VisitsHandling } from './visits.ts';
import { said } from './words.ts';

/** The lowest free place of a slot; undefined when it is full. */
export async function freePlace(table: Table, day: string, { from, places }: Slot): Promise<number | undefined> {
  const taken = new Set((await placesOn(table, day, from)).map(({ place }) => place));
  return Array.from({ length: places }, (_, index) => index + 1).find((place) => !taken.has(place));
}

type Wanted = {
  id: string;
  party: VisitParty;
  slot: Slot;
  mark: string | undefined;
  principal: Principal;
  body: {
    applications: readonly string[];
    services: readonly { service: string; applicationId: string }[];
    day: string;
  };
};

/** Takes a place of the slot and books; whoever loses a place to somebody else tries the next until the slot is full. */
async function takePlace(given: VisitsHandling, section: VisitsSection, wanted: Wanted) {
  const { table, clock } = given;
  const { id, party, slot, mark, principal, body } = wanted;
  for (;;) {
    const place = await freePlace(table, body.day, slot);
    if (place === undefined) return failure({ kind: 'full' as const });
    const visit: Visit = {
      id,
      version: 1,
      state: 'booked',
      party,
      applications: [...body.applications],
      services: body.services.map((one) => ({ ...one, state: 'with-authority' })),
      appointment: { day: body.day, from: slot.from, to: slot.to, place },
      moved: 0,
      createdAt: instantOf(clock.now()),
      bookedBy: principal.subject,
      ...(principal.email ? { email: principal.email } : {}),
      ...(mark ? { requests: [mark] } : {}),
    };
    const booked = await bookVisit(table, visit, [visitNotice(visit, section, 'visit-booked')]);
    if (booked.ok) return booked;
    if (booked.error.kind !== 'place-taken') return failure(booked.error);
  }
}

const inAnotherVisit = {
  code: 'in-another-visit',
  text: { zh: '该申请已列入另一次预约', en: 'is in another visit already' },
  remedy: { zh: '请先从该预约中退出，或取消该预约。', en: 'Take it out there, or cancel that visit, first.' },
};
const collectedAlready = {
  code: 'collected',
  text: { zh: '该申请的证件已经领取', en: 'was collected already' },
  remedy: { zh: '证件遗失或损坏的，请申请补发。', en: 'If the permit was lost or damaged, apply for a reissue.' },
};

/** Books one appointment for several applications of one party. */
export const book =
  (given: VisitsHandling): Handles<typeof visitsRoutes>['bookVisit'] =>
  async (request): Promise<Result<Reply, Problem>> => {
    const { table, rules, log } = given;
    const section = rules.zone.visits;
    if (!section) return failure(problem('not-found'));
    const { principal, body, idempotencyKey } = request;
    const mark = requestMark(request, 'visit book');
    const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'visit') : newId();
    // Whoever's key leads to a visit has sent it before; a visit remembers only its last requests.
    const again = async (visit: Visit) =>
      repetition(visit.requests, mark) === 'other-body'
        ? failure(problem('key-reused'))
        : success(await showVisit(given, section, { visit, officer: false }));
    const before = idempotencyKey ? await readVisit(table, id) : undefined;
    if (before) return again(before);

    const parts = await partsWanted(given, section, principal, body);
    const wanted = slotWanted(given, section, body);
    if (!('party' in parts) || !('slot' in wanted)) {
      return invalid(...('problems' in parts ? parts.problems : []), ...('problems' in wanted ? wanted.problems : []));
    }
    const booked = await takePlace(given, section, { id, ...parts, ...wanted, mark, principal, body });
    if (booked.ok) {
      log.info('visit-changed', { visitId: id, action: 'book' });
      return success(await showVisit(given, section, { visit: booked.value, officer: false }));
    }
    if (booked.error.kind === 'repeated') return again(booked.error.visit);
    if (booked.error.kind !== 'in-another-visit') return failure(problem('conflict', { detail: said.full }));
    const { applications, collected } = booked.error;
    const problems = applications.map((one) => ({
      path: `applications.${body.applications.indexOf(one)}`,
      ...(collected.includes(one) ? collectedAlready : inAnotherVisit),
    }));
    return failure(problem('conflict', { problems }));
  };
