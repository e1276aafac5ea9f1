import { freshApplicant } from '../../../infra/samples/fresh-applicant.ts';
import { changning } from '../../../infra/zones/changning.ts';
import { usualVisits } from '../../../infra/zones/national.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { engineer, register, submitted } from '../../office/walk.ts';

/** The figures of the window, but for its hours. */
export const figures = usualVisits(
  { zh: '样例窗口', en: 'Sample window' },
  'Invented for a test',
  changning.visits?.services ?? [],
);

/** An office with a one-stop window: slots of half an hour from 09:00 on, with as many places as a test wants. */
export const openWindow = (places = 3, more: Partial<NonNullable<ZoneFile['visits']>> = {}): Promise<Office> =>
  openOffice({ zone: { visits: { ...figures, hours: [{ from: '09:00', to: '12:00', places }], ...more } } });

/** The sample of category B, as if it were somebody else. */
export const somebodyElse = (number: number): typeof engineer =>
  freshApplicant(engineer, String(number).padStart(3, '0'));

/** Applications of one employer that wait for preliminary review, each of another person. */
export async function bundleOf(office: Office, count: number, who: Who = 'employer') {
  const employerId = await register(office, who);
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    ids.push(await submitted(office, employerId, who, somebodyElse(number)));
  }
  return { employerId, ids };
}

export const tuesday = '2026-11-24';

export const book = (
  office: Office,
  applications: readonly string[],
  more: { day?: string; from?: string; services?: object[]; who?: Who; key?: string } = {},
): Promise<Answer> => {
  const { day = tuesday, from = '09:00', services, who = 'employer', key } = more;
  return office.ask(who, 'POST /api/visits', {
    body: { applications, day, from, ...(services ? { services } : {}) },
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  });
};

/** A booked visit. */
export async function booked(office: Office, applications: readonly string[], more: Parameters<typeof book>[2] = {}) {
  const answer = await book(office, applications, more);
  if (answer.status !== 201) throw new Error(`booking: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const act = (office: Office, who: Who, id: string, action: string, body: object = {}, headers = {}) =>
  office.ask(who, `POST /api/visits/${id}/${action}`, { body, headers });

export const readVisit = async (office: Office, id: string, who: Who = 'employer') =>
  (await office.ask(who, `GET /api/visits/${id}`)).body;
