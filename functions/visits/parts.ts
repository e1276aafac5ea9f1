import type { z } from 'zod';
import type { visitView } from '../../shared/contract/visits.ts';
import { checklist } from '../../shared/domain/checklist/checklist.ts';
import { categorySource } from '../../shared/domain/procedure/circumstances.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, type Day, epochOf, instantOf } from '../../shared/domain/time.ts';
import { dropReason, papersTogether, partState, readyTogether } from '../../shared/domain/visits/bundle.ts';
import { visitRules } from '../../shared/domain/visits/rules.ts';
import { instantAt } from '../../shared/domain/visits/slots.ts';
import { type Head, readEvent, readForm } from '../../shared/records/application.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { headOf } from '../../shared/records/head-item.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Visit } from '../../shared/records/visit.ts';
import { assessmentOf, circumstancesOf, procedureOf } from '../../shared/view/application.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import type { VisitsSection } from '../../shared/zone/visits.ts';

export type VisitsGiven = { table: Table; clock: Clock; rules: Rules };
export type VisitView = z.input<typeof visitView>;
type Line = VisitView['applications'][number];

/** A visit with its applications as they stand now. */
export type VisitParts = { visit: Visit; lines: Line[]; heads: ReadonlyMap<string, Head> };

const hour = 3_600_000;

/** The instant at which an appointment begins, and the last at which it may be moved or cancelled. */
export function timesOf({ rules }: Pick<VisitsGiven, 'rules'>, section: VisitsSection, { appointment }: Visit) {
  const begins = epochOf(instantAt(rules.timeZone, appointment.day, appointment.from));
  return {
    begins,
    changeUntil: begins - section.changes.untilHoursBefore * hour,
    absentFrom: begins + section.absence.afterMinutes * 60_000,
  };
}

async function lineOf({ table, rules }: VisitsGiven, visit: Visit, id: string, head: Head | undefined): Promise<Line> {
  const left = visit.left?.[id];
  const { collection } = visit;
  const collected = collection?.collected.some(({ applicationId }) => applicationId === id);
  // What was handed over stays as it was, whatever is reopened later.
  const state = left || collected === false ? 'dropped' : collected ? 'ready' : partState(head?.stage);
  const refusal = !left && head?.refusal && state === 'dropped' ? await readEvent(table, id, head.refusal) : undefined;
  const reasons = refusal?.data.reasons as { text: Text }[] | undefined;
  const reason: Text | undefined = left
    ? { zh: '已应要求退出合并。', en: 'It was taken out on request.' }
    : state === 'dropped'
      ? dropReason(head?.stage)
      : undefined;
  return {
    id,
    state,
    ...(head
      ? {
          receiptNumber: head.receiptNumber,
          procedure: head.procedure,
          applicant: head.applicantName,
          stage: head.stage,
          permitNumber: head.permitNumber,
        }
      : {}),
    ...(reason ? { reason } : {}),
    ...(reasons ? { grounds: reasons.map(({ text }) => text) } : {}),
    ...(head && state === 'ready' ? { readyOn: rules.dayOf(head.updatedAt) } : {}),
    ...(head && state === 'pending' && !head.pause && head.promisedOn ? { expectedOn: head.promisedOn } : {}),
  };
}

/** Reads the heads of every application of a visit at once. */
export async function partsOf(given: VisitsGiven, visit: Visit): Promise<VisitParts> {
  const items = await given.table.getMany(visit.applications.map((id) => keys.application(id)));
  const heads = new Map(items.map((item) => headOf(item)).map((head) => [head.id, head]));
  const lines = await Promise.all(visit.applications.map((id) => lineOf(given, visit, id, heads.get(id))));
  return { visit, lines, heads };
}

/** Papers of one application of which the original is looked at: all that it rests on but what is only a file. */
async function papersOf(given: VisitsGiven, section: VisitsSection, head: Head) {
  const { table } = given;
  const [stored, documents] = await Promise.all([readForm(table, head.id), readDocuments(table, head.id)]);
  if (!stored) return [];
  const { form } = stored;
  const procedure = procedureOf(given, head);
  const scored = categorySource(procedure, form) === 'score';
  const assessment = scored ? assessmentOf(given, head, form) : undefined;
  const circumstances = circumstancesOf(form, assessment, head.category ?? assessment?.category ?? null);
  const { commitments, supplyLater } = form;
  return checklist(procedure, { ...circumstances, commitments, supplyLater, documents })
    .filter(({ kind, state }) => state !== 'committed' && !section.withoutOriginal.kinds.includes(kind))
    .map(({ kind, label }) => ({ kind, label }));
}

type Action = VisitView['next'][number];

function nextOf(
  { visit, lines }: VisitParts,
  who: { officer: boolean; now: number; today: Day },
  times: ReturnType<typeof timesOf>,
  movesLeft: number,
  ready: boolean,
): Action[] {
  const { now, officer } = who;
  const inTime = now <= times.changeUntil;
  const open = lines.filter(({ state }) => state !== 'dropped').length;
  const booked = visit.state === 'booked';
  const present = visit.state === 'checked-in';
  const offered: [Action, boolean][] = officer
    ? [
        ['cancel', booked],
        ['check-in', booked && who.today >= visit.appointment.day],
        ['mark-absent', booked && now >= times.absentFrom],
        ['take-out', (booked || present) && open > 1],
        ['note-service', (booked || present) && visit.services.length > 0],
        ['collect', present && ready],
      ]
    : [
        ['move', booked && inTime && movesLeft > 0],
        ['cancel', booked && inTime],
        ['take-out', (booked || present) && open > 1],
      ];
  return offered.filter(([, may]) => may).map(([action]) => action);
}

/** The certificates of other authorities as parts: what was not granted keeps nobody waiting. */
const serviceParts = ({ rules }: VisitsGiven, { services, left = {} }: Visit) =>
  services
    .filter(({ applicationId }) => left[applicationId] === undefined)
    .map(({ state, at }) => ({
      state: ({ 'with-authority': 'pending', ready: 'ready', 'not-granted': 'dropped' } as const)[state],
      ...(state === 'ready' && at ? { readyOn: rules.dayOf(at) } : {}),
    }));

/** Whether everything that is still in the visit is ready, and since when. */
export const togetherOf = (given: VisitsGiven, { visit, lines }: VisitParts) =>
  readyTogether([
    ...lines.map(({ state, readyOn, expectedOn }) => ({
      state,
      ...(readyOn ? { readyOn } : {}),
      ...(expectedOn ? { expectedOn } : {}),
    })),
    ...serviceParts(given, visit),
  ]);

/** A visit as its party or the front office sees it. */
export async function viewVisit(
  given: VisitsGiven,
  section: VisitsSection,
  visit: Visit,
  officer: boolean,
): Promise<VisitView> {
  const { clock } = given;
  const parts = await partsOf(given, visit);
  const { lines, heads } = parts;
  const wanted = lines.filter(({ state }) => state !== 'dropped').flatMap(({ id }) => heads.get(id) ?? []);
  const papers = await Promise.all(
    wanted.map(async (head) => ({ application: head.id, papers: await papersOf(given, section, head) })),
  );
  const together = togetherOf(given, parts);
  const times = timesOf(given, section, visit);
  const movesLeft = Math.max(0, section.changes.times - visit.moved);
  const named = (service: string) => section.services.find(({ id }) => id === service);
  const { day, from, to } = visit.appointment;
  return {
    id: visit.id,
    version: visit.version,
    state: visit.state,
    party: { kind: visit.party.kind, name: visit.party.name },
    appointment: { day, from, to, address: section.address },
    applications: lines,
    services: visit.services.map(({ service, applicationId, state, note }) => ({
      service,
      title: named(service)?.title ?? { zh: service, en: service },
      authority: named(service)?.authority ?? { zh: service, en: service },
      applicationId,
      state,
      note,
    })),
    bring: papersTogether(papers),
    bringForServices: [...new Set(visit.services.map(({ service }) => service))].flatMap(
      (service) => named(service)?.bring ?? [],
    ),
    together,
    collection: visit.collection,
    changes: { until: instantOf(times.changeUntil), movesLeft },
    rules: visitRules(section),
    endedBecause: visit.ended?.reason,
    next: nextOf(
      parts,
      { officer, now: clock.now(), today: given.rules.today(clock) },
      times,
      movesLeft,
      together.ready,
    ),
    createdAt: visit.createdAt,
  };
}
