import { checkCharacter } from '../../shared/domain/check-character.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { type Office, openOffice, type Who } from './office.ts';
import { completeDraft, engineer, register, steps } from './walk.ts';

type Window = NonNullable<ZoneFile['serviceWindows']>[number];

const windowOf = (number: number, competence: Window['competence'], more: Partial<Window> = {}): Window => ({
  number,
  name: { zh: `${number} 号窗口`, en: `Window ${number}` },
  address: { zh: `样例路 ${number} 号`, en: `${number} Sample Road` },
  phone: '010-00000000',
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  competence,
  source: 'Invented for a test',
  placeholder: true,
  ...more,
});

/** Three windows: one for its own division and everybody else, one for a division, one that handles no category A. */
export const threeWindows: Window[] = [
  windowOf(1, { divisions: ['110302'], elsewhere: true }, { deputy: 2 }),
  windowOf(2, { divisions: ['110303'] }),
  windowOf(3, { divisions: ['110304'], categories: ['B', 'C', 'none'] }),
];

/** An office with service windows. */
export const openProvince = (zone: Partial<ZoneFile> = {}): Promise<Office> =>
  openOffice({ zone: { serviceWindows: threeWindows, ...zone } });

/** Officers beside those who appear everywhere, so that each window has its own. */
export const officer = (subject: string, role: 'front-officer' | 'back-officer' | 'decider' | 'supervisor') => ({
  subject,
  roles: [role],
  mfa: true,
  expiresAt: 4_000_000_000,
});

let employers = 0;

/** A registered employer whose credit code was given in a division, and its handler. */
export async function employerIn(office: Office, division: string, sample = engineer) {
  employers += 1;
  const body = `91${division}GREEN${String(employers).padStart(4, '0')}`;
  const handler = {
    subject: `handler-${employers}`,
    roles: ['employer' as const],
    mfa: false,
    expiresAt: 4_000_000_000,
  };
  const employer = { ...sample.employer, unifiedSocialCreditCode: body + checkCharacter(body) };
  return { handler, employerId: await register(office, handler, { employer }) };
}

/** An application that waits for preliminary review, of somebody whom nobody knows yet. */
export async function filedIn(
  office: Office,
  division: string,
  sample = engineer,
): Promise<{ id: string; handler: Who }> {
  const { handler, employerId } = await employerIn(office, division, sample);
  const { applicant } = sample.form;
  const number = `U${String(employers).padStart(8, '5')}`;
  const fresh = {
    ...sample,
    form: {
      ...sample.form,
      applicant: {
        ...applicant,
        familyName: `${applicant.familyName} ${[...String(employers)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`,
        passport: { ...applicant.passport, number },
      },
    },
  };
  const id = await completeDraft(office, employerId, handler, fresh);
  await steps.submit(office, id, handler);
  return { id, handler };
}

/** Says to which windows an officer belongs. */
export const assign = (office: Office, subject: string, windows: number[], who: Who = 'supervisor') =>
  office.ask(who, `PUT /api/staff/${subject}/windows`, { body: { windows, reason: 'duty roster' } });

/** The ids in a queue, of one window or of all that the officer sees. */
export async function queueOf(office: Office, who: Who, stage: string, serviceWindow?: number): Promise<string[]> {
  const answer = await office.ask(who, `GET /api/queues/${stage}`, {
    query: { limit: '100', ...(serviceWindow ? { serviceWindow: String(serviceWindow) } : {}) },
  });
  if (answer.status !== 200) throw new Error(`queue: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.items.map(({ id }: { id: string }) => id);
}

export const why = { zh: '申请人要求就近办理', en: 'The applicant asks for the nearer window' };

export const move = (office: Office, who: Who, id: string, to: number, more: object = {}) =>
  office.ask(who, `POST /api/applications/${id}/move`, { body: { to, reason: why, ...more } });
