import type { EventType } from '../../../shared/domain/application/events.ts';
import type { Stage } from '../../../shared/domain/application/transitions.ts';
import { checkCharacter } from '../../../shared/domain/check-character.ts';
import { addDays, epochOf, instantOf } from '../../../shared/domain/time.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import type { Answer, Office, Who } from '../../office/office.ts';
import type { people } from '../../office/people.ts';
import { asks, begunOn, inConclusion, issuedPermit } from '../../office/permits.ts';
import { completeDraft, draft, engineer, evidenceOf, graduate, read, steps } from '../../office/walk.ts';
import { sampleFile } from '../../zone/cast.ts';

type Sample = typeof engineer;
type Actor = keyof typeof people;

/** An act that is about to be done, by whoever sends it under a key. */
export type Ready = {
  id?: string;
  /** Undefined for what time does by itself. */
  send?: (key: string) => Promise<Answer>;
  /** How often it has happened so far. */
  times: () => Promise<number>;
  /** Where the case must stand after all. */
  leads?: Stage;
  /** Only one of two who do it at the same moment may be told that it was done. */
  exclusive?: true;
  /** Sent under another key it is another act, and rightly happens once more. */
  creates?: true;
  /** Reads only: nothing happens, however often it is sent. */
  reads?: true;
};

type Act = (office: Office, employerId: string, number: number) => Promise<Ready>;

const text = { zh: '不清楚', en: 'Not clear' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };
const deficiency = { path: 'post.duties', code: 'unclear', text };

/** Somebody whom nobody knows yet. */
const another = (sample: Sample, office: Office, number: number): Sample => ({
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      familyName: `SPECIMEN ${[...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`,
      email: `applicant${number}@applicant.example`,
      passport: {
        ...sample.form.applicant.passport,
        number: `U8000${String(number).padStart(4, '0')}`,
        expiresOn: addDays(office.rules.today(office.clock), 2000),
      },
    },
  },
});

const ask = (office: Office, who: Who, request: string, body?: object) => (key: string) =>
  office.ask(who, request, { headers: { 'Idempotency-Key': key }, ...(body ? { body } : {}) });

const happened = (office: Office, id: string, type: EventType) => async () =>
  (await readEvents(office.table, id)).filter((event) => event.type === type).length;

/** An act on a case: what is sent, the event that it leaves once, and where the case stands then. */
const on = (
  office: Office,
  id: string,
  who: Actor,
  action: string,
  body: object | undefined,
  once: EventType,
  leads: Stage,
): Ready => ({
  id,
  send: ask(office, who, `POST /api/applications/${id}/${action}`, body),
  times: happened(office, id, once),
  leads,
  exclusive: true,
});

const to = {
  draft: (office: Office, employerId: string, number: number, sample: Sample = engineer) =>
    completeDraft(office, employerId, 'employer', another(sample, office, number)),
  submitted: async (office: Office, employerId: string, number: number, sample?: Sample) => {
    const id = await to.draft(office, employerId, number, sample);
    await steps.submit(office, id);
    return id;
  },
  review: async (office: Office, employerId: string, number: number, sample?: Sample) => {
    const id = await to.submitted(office, employerId, number, sample);
    await steps.accept(office, id);
    return id;
  },
  conclusion: async (office: Office, employerId: string, number: number, sample?: Sample) => {
    const id = await to.review(office, employerId, number, sample);
    await steps.review(office, id);
    return id;
  },
  returned: async (office: Office, employerId: string, number: number) => {
    const id = await to.review(office, employerId, number, graduate);
    const body = { recommendation: 'return', deficiencies: [deficiency] };
    await office.ask('back', `POST /api/applications/${id}/review`, { body });
    await office.machine.settle();
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: '光学系统设计' } } });
    return id;
  },
};

/** A complete draft about somebody whom nobody knows yet. */
export const freshDraft = to.draft;

/** Moves the clock to the second after something of a case is due. */
async function pass(office: Office, id: string, name: 'dueAt' | 'deemsAt'): Promise<void> {
  const at = (await readHead(office.table, id))?.[name];
  if (!at) throw new Error(`nothing is due: ${name}`);
  office.clock.set(instantOf(epochOf(at) + 1000));
}

async function withPaper(office: Office, employerId: string, number: number) {
  const sample = another(engineer, office, number);
  const id = await draft(office, employerId, 'employer', sample);
  const file = await sampleFile('passport', engineer);
  const { contentType, fileName, bytes } = file;
  const announced = { kind: 'passport', contentType, fileName, bytes: bytes.length };
  const papers = async () =>
    ((await read(office, 'employer', id)).documents as { kind: string; state: string }[]).filter(
      ({ kind }) => kind === 'passport',
    );
  return { id, file, announced, papers };
}

/** What happens to a case from its employer's first word to the end of its permit. */
export const acts: Record<string, Act> = {
  'declaring an employer': async (office, _, number) => {
    const body = `91110302FAULT${String(number).padStart(4, '0')}`;
    const unifiedSocialCreditCode = body + checkCharacter(body);
    const newcomer = { subject: `employer-${number}`, roles: ['employer'], mfa: false, expiresAt: 4e9 } as const;
    return {
      send: ask(office, newcomer, 'POST /api/employers', { ...engineer.employer, unifiedSocialCreditCode }),
      creates: true,
      times: async () => (await office.ask(newcomer, 'GET /api/employers')).body.items.length,
    };
  },
  'beginning a draft': async (office, employerId, number) => {
    const { form } = another(engineer, office, number);
    const { email = 'nobody' } = form.applicant;
    return {
      send: ask(office, 'employer', 'POST /api/applications', { ...form, employerId }),
      creates: true,
      times: async () =>
        (await office.items()).filter(
          ({ pk, sk, ...rest }) =>
            pk.startsWith('APPLICATION#') && sk === 'FORM' && JSON.stringify(rest).includes(email),
        ).length,
    };
  },
  'saving a draft': async (office, employerId, number) => {
    const id = await to.draft(office, employerId, number);
    const duties = `Duties ${number}`;
    return {
      id,
      send: ask(office, 'employer', `PATCH /api/applications/${id}`, { post: { duties } }),
      times: async () => ((await read(office, 'employer', id)).form.post.duties === duties ? 1 : 0),
      leads: 'draft',
    };
  },
  'announcing a document': async (office, employerId, number) => {
    const { id, announced, papers } = await withPaper(office, employerId, number);
    return {
      id,
      send: ask(office, 'employer', `POST /api/applications/${id}/documents`, announced),
      creates: true,
      times: async () => (await papers()).length,
      leads: 'draft',
    };
  },
  'completing a document': async (office, employerId, number) => {
    const { id, announced, papers, file } = await withPaper(office, employerId, number);
    const { body } = await office.ask('employer', `POST /api/applications/${id}/documents`, { body: announced });
    office.shelf.post(body.upload.fields, file.bytes);
    return {
      id,
      send: ask(office, 'employer', `POST /api/applications/${id}/documents/${body.documentId}/complete`),
      times: async () => (await papers()).filter(({ state }) => state === 'accepted').length,
      leads: 'draft',
    };
  },
  submitting: async (office, ...of) =>
    on(office, await to.draft(office, ...of), 'employer', 'submit', undefined, 'submitted', 'preliminary-review'),
  'taking an application back': async (office, ...of) =>
    on(office, await to.submitted(office, ...of), 'employer', 'recall', undefined, 'recalled', 'draft'),
  'an acceptance that takes a place of the quota': async (office, ...of) => {
    const id = await to.submitted(office, ...of, graduate);
    return on(office, id, 'front', 'preliminary-review', { decision: 'accept' }, 'accepted', 'review');
  },
  'a complete notice': async (office, ...of) => {
    const body = { decision: 'return', deficiencies: [deficiency] };
    return on(office, await to.submitted(office, ...of), 'front', 'preliminary-review', body, 'returned', 'returned');
  },
  'a supplement': async (office, ...of) =>
    on(office, await to.returned(office, ...of), 'employer', 'submit', undefined, 'supplemented', 'review'),
  'a review with its score': async (office, ...of) => {
    const id = await to.review(office, ...of);
    const evidence = evidenceOf(await read(office, 'back', id));
    return on(office, id, 'back', 'review', { recommendation: 'approve', evidence }, 'reviewed', 'conclusion');
  },
  'a withdrawal that gives the place back': async (office, ...of) =>
    on(office, await to.review(office, ...of, graduate), 'employer', 'withdraw', undefined, 'withdrawn', 'withdrawn'),
  'announcing a refusal': async (office, ...of) => {
    const body = { decision: 'announce-refusal', reasons: [reason] };
    const id = await to.conclusion(office, ...of);
    return on(office, id, 'decider', 'conclude', body, 'refusal-announced', 'refusal-announced');
  },
  'a reply': async (office, ...of) => {
    const id = await to.conclusion(office, ...of);
    await steps.announce(office, id, [reason]);
    return on(office, id, 'employer', 'reply', { text: '请予重新考虑 Please reconsider' }, 'replied', 'conclusion');
  },
  'an approval and its permit': async (office, ...of) => {
    const id = await to.conclusion(office, ...of, graduate);
    return on(office, id, 'decider', 'conclude', { decision: 'approve' }, 'permit-issued', 'issued');
  },
  'an extension and the next period of its permit': async (office, employerId, number) => {
    const sample = another(engineer, office, number);
    const today = office.rules.today(office.clock);
    const post = { ...sample.form.post, contractFrom: today, contractTo: addDays(today, 110) };
    const permit = await issuedPermit(office, employerId, { ...sample, form: { ...sample.form, post } });
    const following = { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 300) };
    const id = await begunOn(office, 'extension', permit.number, { ...asks.extension, post: following });
    await inConclusion(office, id);
    return on(office, id, 'decider', 'conclude', { decision: 'approve' }, 'permit-issued', 'issued');
  },
  'a cancellation': async (office, employerId, number) => {
    const permit = await issuedPermit(office, employerId, another(engineer, office, number));
    const endedOn = office.rules.today(office.clock);
    const answers = { ...asks.cancellation.answers, endedOn };
    const id = await begunOn(office, 'cancellation', permit.number, { answers });
    await inConclusion(office, id);
    return on(office, id, 'decider', 'conclude', { decision: 'approve' }, 'completed', 'completed');
  },
  'a lapse that gives the place back': async (office, ...of) => {
    const id = await to.returned(office, ...of);
    await pass(office, id, 'dueAt');
    return { id, times: happened(office, id, 'lapsed'), leads: 'lapsed' };
  },
  'an acceptance by the law alone': async (office, ...of) => {
    const id = await to.submitted(office, ...of);
    await pass(office, id, 'deemsAt');
    return { id, times: happened(office, id, 'deemed-accepted'), leads: 'review' };
  },
  'changing the size of a quota': async (office, _, number) => {
    const body = { size: 1000 + number, reason: { zh: '演练', en: 'Rehearsal' } };
    const path = `/api/quotas/${new Date(office.clock.now()).getUTCFullYear()}/quota-managed`;
    return {
      creates: true,
      send: ask(office, 'supervisor', `PUT ${path}`, body),
      times: async () =>
        (await office.ask('supervisor', `GET ${path}`)).body.history.filter(
          ({ to: decided }: { to: number }) => decided === body.size,
        ).length,
    };
  },
  'reading a case as an officer': async (office, ...of) => {
    const id = await to.review(office, ...of);
    return { id, send: () => office.ask('back', `GET /api/applications/${id}`), times: async () => 0, reads: true };
  },
  'reading a permit': async (office, employerId, number) => {
    const permit = await issuedPermit(office, employerId, another(engineer, office, number));
    return {
      send: () => office.ask('employer', `GET /api/permits/${permit.number}`),
      times: async () => 0,
      reads: true,
    };
  },
  'the status list that everybody may read': async (office, employerId, number) => {
    await issuedPermit(office, employerId, another(engineer, office, number));
    return { send: () => office.ask(undefined, 'GET /api/status-lists/1'), times: async () => 0, reads: true };
  },
};
