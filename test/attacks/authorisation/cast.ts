import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { permitCard } from '../../../functions/issuance/permit-card.ts';
import { assessApplicant } from '../../../functions/scoring/assess-applicant.ts';
import { foreseeCase } from '../../../functions/scoring/foresee-case.ts';
import type { ObjectName, Officer, Party } from '../../../infra/docs/who-may.ts';
import { freshApplicant } from '../../../infra/samples/fresh-applicant.ts';
import { cardRoutes } from '../../../shared/contract/issuance.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { scoringRoutes } from '../../../shared/contract/scoring.ts';
import { serve } from '../../../shared/http/function.ts';
import { certificateId } from '../../../shared/records/certificate.ts';
import { rolesHeldBy } from '../../../shared/records/standing.ts';
import { certificateRow, certificatesFile } from '../../certificates.ts';
import { drawnPortrait } from '../../functions/issuance/card/portrait-sample.ts';
import { merchantZone, partner, traderForm } from '../../office/cards.ts';
import { imported, uploadedImport } from '../../office/imports.ts';
import { leave, staffRole } from '../../office/leading.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { type Person, people } from '../../office/people.ts';
import { assign, threeWindows } from '../../office/province.ts';
import { gatewayEvent, type Asked as Sent } from '../../office/request.ts';
import { draft, engineer, giveMissing, read, register, steps, submitted } from '../../office/walk.ts';
import { fonts } from '../../typefaces.ts';
import { everySection } from '../every-section.ts';
import type { Asked } from './expected.ts';

const officer = (subject: string, roles: Person['roles'], more: Partial<Person> = {}): Person => ({
  subject,
  roles,
  mfa: true,
  expiresAt: people.front.expiresAt,
  ...more,
});
const everyOffice = ['front-officer', 'back-officer', 'decider', 'supervisor', 'inspector', 'admin'] as const;

export type Standing =
  | { kind: 'anonymous' | 'partner' | 'no-role' | 'ended' | 'one-factor' }
  | { kind: 'party'; as: Party; side: 0 | 1; former?: true; invited?: true }
  | { kind: 'office'; as: Officer; elsewhere?: true };
export type Persona = { name: string; who: Person | undefined; stands: Standing };

/** Everybody who asks. */
export const cast: readonly Persona[] = [
  { name: 'nobody', who: undefined, stands: { kind: 'anonymous' } },
  { name: 'partner', who: undefined, stands: { kind: 'partner' } },
  { name: 'no role', who: officer('somebody-he', []), stands: { kind: 'no-role' } },
  { name: 'employer’s handler', who: people.employer, stands: { kind: 'party', as: 'handler', side: 0 } },
  { name: 'handler of another', who: people.otherEmployer, stands: { kind: 'party', as: 'handler', side: 1 } },
  {
    name: 'former handler',
    who: officer('employer-former', ['employer'], { mfa: false, email: 'former@employer.example' }),
    stands: { kind: 'party', as: 'handler', side: 0, former: true },
  },
  {
    name: 'invited colleague',
    who: officer('employer-invited', ['employer'], { mfa: false, email: 'new0@employer.example' }),
    stands: { kind: 'party', as: 'handler', side: 0, former: true, invited: true },
  },
  { name: 'applicant', who: people.applicant, stands: { kind: 'party', as: 'applicant', side: 0 } },
  { name: 'another applicant', who: people.otherApplicant, stands: { kind: 'party', as: 'applicant', side: 1 } },
  { name: 'front officer', who: people.front, stands: { kind: 'office', as: 'front' } },
  {
    name: 'front officer on leave',
    who: officer('front-away', ['front-officer']),
    stands: { kind: 'office', as: 'front' },
  },
  {
    name: 'front officer of another window',
    who: officer('front-elsewhere', ['front-officer']),
    stands: { kind: 'office', as: 'front', elsewhere: true },
  },
  {
    name: 'back officer of another window',
    who: officer('back-elsewhere', ['back-officer']),
    stands: { kind: 'office', as: 'back', elsewhere: true },
  },
  { name: 'back officer', who: officer('back-gao', ['back-officer']), stands: { kind: 'office', as: 'back' } },
  { name: 'decider', who: people.decider, stands: { kind: 'office', as: 'decider' } },
  { name: 'supervisor', who: people.supervisor, stands: { kind: 'office', as: 'supervisor' } },
  { name: 'auditor (inspector)', who: people.inspector, stands: { kind: 'office', as: 'inspector' } },
  { name: 'administrator', who: people.admin, stands: { kind: 'office', as: 'admin' } },
  { name: 'every role ended', who: officer('officer-former', everyOffice), stands: { kind: 'ended' } },
  {
    name: 'every role, one factor',
    who: officer('officer-one', everyOffice, { mfa: false }),
    stands: { kind: 'one-factor' },
  },
];

/** What stands for something in an address or a body: by the names of the parameters. */
export type Named = Readonly<Record<string, string>>;

const good = (what: string, { status, body }: Answer): Answer['body'] => {
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  return body;
};

const sides = [
  { handler: people.employer, applicant: people.applicant, word: 'ALPHA', han: '甲', digit: '1' },
  { handler: people.otherEmployer, applicant: people.otherApplicant, word: 'OMEGA', han: '乙', digit: '2' },
] as const;
const codes = ['91110302GREENPA195', '91110302GREENPA270'] as const;

/** A sample whose every name, number and word of its own tells on whose side it is. */
function sampleOf(side: 0 | 1, number: number): typeof engineer {
  const { word, han, digit, applicant } = sides[side];
  const fresh = freshApplicant(engineer, `${digit}${String(number).padStart(3, '0')}`);
  return {
    ...fresh,
    employer: {
      ...engineer.employer,
      unifiedSocialCreditCode: codes[side],
      name: { zh: `样例${han}公司（虚构）`, en: `Sample ${word} Ltd` },
      legalRepresentative: `范${han}`,
      handler: { name: `样${han}`, phone: `010-0000${digit}${digit}${digit}${digit}` },
      address: `样例${han}路`,
    },
    form: {
      ...fresh.form,
      applicant: {
        ...fresh.form.applicant,
        givenNames: word,
        chineseName: `艾${han}`,
        email: applicant.email ?? '',
        passport: { ...fresh.form.applicant.passport, number: `UTO${digit}${String(number).padStart(6, '0')}` },
      },
      post: { ...fresh.form.post, workplace: `样例${han}路`, duties: `Works for ${word}` },
    },
  };
}

type Held = Partial<Record<ObjectName, Named>> & { byParty: Record<Party, Partial<Record<ObjectName, Named>>> };

/** What one side has: an application at every place that matters, what came of one, and what was asked. */
async function holdingsOf(office: Office, side: 0 | 1): Promise<Held> {
  const { handler, applicant, word, han } = sides[side];
  let number = 0;
  const next = () => sampleOf(side, ++number);
  const employerId = await register(office, handler, next());
  const upTo = async (stage: 'review' | 'conclusion' | 'issued'): Promise<string> => {
    const id = await submitted(office, employerId, handler, next());
    await steps.accept(office, id);
    if (stage !== 'review') await steps.review(office, id);
    if (stage === 'issued') {
      await steps.conclude(office, id);
      await office.machine.settle();
    }
    return id;
  };
  const drafted = await draft(office, employerId, handler, next());
  await giveMissing(office, drafted, handler);
  const filed = await submitted(office, employerId, handler, next());
  const inReview = await upTo('review');
  const inConclusion = await upTo('conclusion');
  const announced = await upTo('conclusion');
  const reasons = [
    {
      code: 'requirement-not-met',
      rule: '许可法第三十八条',
      text: { zh: `${han}不符合条件`, en: `${word} does not fit` },
    },
  ];
  await steps.announce(office, announced, reasons);
  const refused = await submitted(office, employerId, handler, next());
  good('withdrawal', await office.ask(handler, `POST /api/applications/${refused}/withdraw`));
  await office.machine.settle();
  const issued = await upTo('issued');
  const documentOf = async (id: string) => (await read(office, handler, id)).documents[0].id as string;
  const permit = (await read(office, handler, issued)).permitNumber as string;
  const letters = good('letters', await office.ask(handler, `GET /api/applications/${issued}/letters`));
  const letter = letters.items[0].links.zh.split('/').at(-1)?.split('?')[0] as string;
  const timeline = good('timeline', await office.ask(handler, `GET /api/applications/${filed}/timeline`));

  const asksFor = async (who: Person | undefined) => {
    const body = { topic: 'materials', question: `A question of ${word}`, language: 'en' };
    const { id, code = '' } = good('inquiry', await office.ask(who, 'POST /api/inquiries', { body }));
    return { inquiry: id, code };
  };
  const dispute = {
    kind: 'dispute',
    topic: 'wages',
    description: `Wages of ${word} were not paid`,
    language: 'en',
    name: `SPECIMEN ${word}`,
    otherParty: { name: `EXEMPLA ${word}`, email: `${word.toLowerCase()}@nobody.example` },
  };
  const help = good('help', await office.ask(applicant, 'POST /api/help-requests', { body: dispute })).id;
  const agreed = good('help', await office.ask(applicant, 'POST /api/help-requests', { body: dispute })).id;
  const other = officer(`other-${word}`, ['applicant'], { mfa: false, email: dispute.otherParty.email });
  const terms = { zh: `付给${han}`, en: `Paid to ${word}` };
  for (const [who, act] of [
    [people.front, { act: 'claim' }],
    [people.front, { act: 'invite', summary: terms }],
    [other, { act: 'consent' }],
    [people.front, { act: 'propose', terms }],
    [applicant, { act: 'accept', terms: 1 }],
    [other, { act: 'accept', terms: 1 }],
  ] as const) {
    good(act.act, await office.ask(who, `POST /api/help-requests/${agreed}/act`, { body: act }));
  }
  const visitBody = { applications: [filed], day: '2026-11-24', from: '09:00' };
  const visit = good('visit', await office.ask(handler, 'POST /api/visits', { body: visitBody })).id;

  const card = await (async () => {
    const form = {
      ...traderForm,
      applicant: {
        ...traderForm.applicant,
        givenNames: word,
        passport: { ...traderForm.applicant.passport, number: `UTO77777${sides[side].digit}1` },
      },
    };
    const begun = good('card', await office.ask(applicant, 'POST /api/applications', { body: form })).id;
    await giveMissing(office, begun, applicant);
    await steps.submit(office, begun, applicant);
    await steps.accept(office, begun);
    await steps.review(office, begun);
    await steps.conclude(office, begun);
    await office.machine.settle();
    return good('cards', await office.ask(applicant, 'GET /api/merchant-cards')).items[0].number as string;
  })();

  const matterBody = { kind: 'listing', list: 'red', reason: { zh: `${han}守信`, en: `${word} is honest` } };
  const opened = good(
    'matter',
    await office.ask('back', `POST /api/credit/persons/${permit}/matters`, { body: matterBody }),
  );
  const penalty = {
    item: 'administrative-penalty',
    source: 'market-regulator',
    happenedOn: '2026-11-20',
    reference: '样例罚1号',
  };
  const { records } = good(
    'record',
    await office.ask('back', `POST /api/credit/persons/${permit}/records`, { body: penalty }),
  );
  good('data', await office.ask(applicant, 'POST /api/my-data/requests', { body: { kind: 'erasure' } }));
  await office.follow();
  const noticeOf = async (who: Person) =>
    good('inbox', await office.ask(who, 'GET /api/inbox')).items.map(({ id }: { id: string }) => ({ id }))[0] as Named;

  return {
    draft: { id: drafted },
    filed: { id: filed },
    inReview: { id: inReview },
    inConclusion: { id: inConclusion },
    announced: { id: announced },
    refused: { id: refused },
    issued: { id: issued },
    draftDocument: { id: drafted, documentId: await documentOf(drafted) },
    document: { id: filed, documentId: await documentOf(filed) },
    letter: { id: issued, file: letter },
    receipt: timeline.follow,
    employer: { id: employerId },
    permit: { number: permit },
    card: { number: card },
    help: { id: help },
    agreed: { id: agreed },
    question: await asksFor(undefined),
    visit: { id: visit },
    person: { kind: 'persons', code: permit },
    enterprise: { kind: 'enterprises', code: codes[side] },
    matter: { kind: 'persons', code: permit, matterId: opened.open.at(-1).id },
    record: { kind: 'persons', code: permit, record: records.at(-1).id },
    byParty: {
      handler: { inquiry: await asksFor(handler), notice: await noticeOf(handler) },
      applicant: { inquiry: await asksFor(applicant), notice: await noticeOf(applicant) },
    },
  };
}

/** Whoever handled an employer and does no more. */
async function formerHandler(office: Office, employerId: string): Promise<string> {
  const former = cast.find(({ stands }) => stands.kind === 'party' && stands.former)?.who;
  const invitation = { name: '样前', phone: '010-00000009', email: former?.email };
  good('invitation', await office.ask('employer', `POST /api/employers/${employerId}/handlers`, { body: invitation }));
  const seen = good('acceptance', await office.ask(former, `POST /api/employers/${employerId}/handlers/accept`));
  const { id } = seen.handlers.find(({ own }: { own: boolean }) => own);
  good('removal', await office.ask('employer', `DELETE /api/employers/${employerId}/handlers/${id}`));
  return id;
}

/** What the office in one process leaves to other functions: the points, and pictures of permits. */
async function servedBeside({ table, clock, zone, rules, log: { log } }: Office) {
  const [photo, wasm] = await Promise.all([
    drawnPortrait(),
    readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')),
  ]);
  const card = permitCard({ table, clock, zone, log, fonts: () => fonts, wasm: () => wasm, photo: async () => photo });
  const served = [
    { routes: cardRoutes, by: serve(cardRoutes, card, { clock, log, rolesHeld: rolesHeldBy(table) }) },
    {
      routes: scoringRoutes,
      by: serve(
        scoringRoutes,
        { ...assessApplicant({ clock, rules }), foreseeCase: foreseeCase({ clock, rules }) },
        { clock, log },
      ),
    },
  ];
  const doors = served.flatMap(({ routes, by }) =>
    Object.values(routes as Record<string, Route>).map((route) => ({ route, by })),
  );
  return (who: Who, method: string, path: string, asked: Sent): Promise<Answer> | undefined => {
    for (const { route, by } of doors) {
      const found = new RegExp(`^${route.path.replace('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
      if (!found || route.method !== method) continue;
      const person = typeof who === 'string' ? people[who] : who;
      return by(gatewayEvent(person, route, { ...found.groups }, asked)).then(({ statusCode, headers, body }) => ({
        status: statusCode,
        headers: headers as Record<string, string>,
        body: String(headers?.['content-type']).includes('json') ? JSON.parse(body) : body,
      }));
    }
    return undefined;
  };
}

/** The zone with everybody and everything in it. */
export async function openCast() {
  const office = await openOffice({
    zone: {
      ...everySection,
      ...merchantZone,
      certificates: { register: 'required', source: 'a test' },
      serviceWindows: threeWindows,
    },
  });
  const held = [await holdingsOf(office, 0), await holdingsOf(office, 1)] as const;
  await formerHandler(office, held[0].employer?.id ?? '');
  const handlerIds: string[] = [];
  for (const [side, { handler }] of sides.entries()) {
    const { id } = held[side]?.employer ?? {};
    const body = { name: '样新', phone: '010-00000008', email: `new${side}@employer.example` };
    const seen = good('invitation', await office.ask(handler, `POST /api/employers/${id}/handlers`, { body }));
    handlerIds.push(seen.handlers.find(({ state }: { state: string }) => state === 'invited').id);
  }
  for (const role of everyOffice) good('end', await staffRole(office, 'officer-former', 'end', role));
  for (const subject of ['front-elsewhere', 'back-elsewhere']) good('windows', await assign(office, subject, [2]));
  const away = { role: 'front-officer', from: '2026-11-23', to: '2026-11-27', coveredBy: 'front-qian' };
  const gone = good('leave', await leave(office, 'front-away', away));

  const bus = await partner(office);
  const training = good(
    'training',
    await office.ask('front', 'POST /api/trainings', {
      body: {
        topic: 'materials',
        title: { zh: '材料', en: 'Papers' },
        on: '2026-11-25',
        from: '09:00',
        to: '10:00',
        place: { zh: '大厅', en: 'Hall' },
        capacity: 20,
      },
    }),
  ).id as string;
  const practice = good('practice', await office.ask('back', 'GET /api/practice')).items[0].id as string;
  const back = cast.find(({ name }) => name === 'back officer')?.who;
  const attempt = good('attempt', await office.ask(back, `POST /api/practice/${practice}/attempts`)).id as string;
  const row = certificateRow();
  await imported(office, 'certificates', certificatesFile([row]));
  const upload = await uploadedImport(
    office,
    'certificates',
    certificatesFile([certificateRow({ number: 'F-2016-2' })]),
  );
  const requests = good('requests', await office.ask('admin', 'GET /api/data-requests')).items;
  const quotas = good('quotas', await office.ask('admin', 'GET /api/quotas')).items;

  const ofTheOffice: Partial<Record<ObjectName, Named>> = {
    partner: { id: bus.id },
    partnerKey: { id: bus.id, keyId: bus.keyId },
    training: { training },
    practice: { case: practice },
    attempt: { attempt },
    certificate: { id: certificateId('expert', row.number) },
    import: { id: upload },
    dataRequest: { id: requests[0].id },
    leave: { subject: 'front-away', leave: gone.id },
    quota: { year: String(quotas[0].year), group: quotas[0].group },
    bulletin: { month: '2026-10' },
  };

  /** Whose is meant: one's own, another's, or what never was. */
  const named = (about: ObjectName, of: Asked, persona: Persona): Named | undefined => {
    const { stands } = persona;
    if (of === 'mixed') {
      const [own, others] = (['own', 'another’s'] as const).map((one) =>
        Object.entries(named(about, one, persona) ?? {}),
      );
      return own && others && Object.fromEntries([...own.slice(0, -1), ...others.slice(-1)]);
    }
    if (of === 'unknown') return about === 'seats' ? { training, employerId: zeros } : unknown[about];
    const party = stands.kind === 'party' ? stands : { as: 'applicant' as const, side: 0 as const };
    const side = of === 'own' ? party.side : party.side === 0 ? 1 : 0;
    if (about === 'handler') return { id: held[side]?.employer?.id ?? '', handlerId: handlerIds[side] ?? '' };
    if (about === 'invitation') return held[side]?.employer;
    if (about === 'seats') return { training, employerId: held[side]?.employer?.id ?? '' };
    if (of === 'another’s' && ofTheOffice[about]) return undefined;
    // Another's number with one's own code: neither opens anything alone.
    if (of === 'another’s' && (about === 'receipt' || about === 'question')) {
      return { ...held[side]?.[about], code: held[side === 0 ? 1 : 0]?.[about]?.code ?? '' };
    }
    return held[side]?.byParty[party.as][about] ?? held[side]?.[about] ?? ofTheOffice[about];
  };

  /** What must not be told: names, numbers and words by which one side is known, and ids of what it has. */
  const secretsOf = (side: 0 | 1): string[] => {
    const { word, han, applicant, digit } = sides[side];
    const { byParty, enterprise, person, ...rest } = held[side] ?? {};
    const ids = [rest, byParty?.handler ?? {}, byParty?.applicant ?? {}]
      .flatMap((things) => Object.values(things) as Named[])
      .flatMap((one) => Object.entries(one))
      .flatMap(([name, value]) => (name === 'kind' || name === 'file' ? [] : [value]));
    return [
      ...new Set([word, word.toLowerCase(), `样例${han}`, `艾${han}`, `范${han}`, `样${han}`]),
      ...new Set([codes[side], applicant.email ?? '', `UTO${digit}0`, `UTO77777${digit}`, ...ids]),
    ].filter((secret) => secret.length > 1);
  };

  /** What routes without an object of their own have in their paths. */
  const common: Named = {
    stage: 'preliminary-review',
    year: '2026',
    month: '2026-11',
    list: '1',
    group: quotas[0].group,
    subject: 'front-qian',
    id: zeros,
  };
  const others = await servedBeside(office);
  const ask = (who: Who, request: string, asked: Sent): Promise<Answer> => {
    const [method = '', path = ''] = request.split(' ');
    return (others(who, method, path, asked) ?? office.ask(who, request, asked)) as Promise<Answer>;
  };
  /** A request as the partner signs it, wherever it goes. */
  const signedBy = ({ name }: Pick<Route, 'name'>): Sent | undefined =>
    name === 'checkCard' ? bus.request({ card: 'x', service: 'bus' }) : undefined;

  return { office, ask, common, signedBy, named, secretsOf, held };
}

export type Cast = Awaited<ReturnType<typeof openCast>>;

const zeros = '0'.repeat(24);
const noCode = '00000000000000000X';
/** Of the right shape, and never there. */
const unknown: Partial<Record<ObjectName, Named>> = {
  draftDocument: { id: zeros, documentId: zeros },
  document: { id: zeros, documentId: zeros },
  letter: { id: zeros, file: 'x.pdf' },
  receipt: { receiptNumber: 'GP-2026-000000', code: zeros },
  handler: { id: zeros, handlerId: zeros },
  permit: { number: noCode },
  card: { number: noCode },
  inquiry: { inquiry: '00000-00000' },
  question: { inquiry: '00000-00000', code: zeros },
  agreed: { id: zeros },
  record: { kind: 'persons', code: noCode, record: zeros },
  notice: { id: '2026-11-23T02:00:00.000Z.AAAAAAAAAAAAAAAAAAAAAA' },
  undelivered: { id: '2026-11-23T02:00:00.000Z.AAAAAAAAAAAAAAAAAAAAAA' },
  person: { kind: 'persons', code: noCode },
  enterprise: { kind: 'enterprises', code: '91110302GREENPA35T' },
  matter: { kind: 'persons', code: noCode, matterId: zeros },
  partnerKey: { id: zeros, keyId: zeros },
  training: { training: zeros },
  practice: { case: 'no-such-case' },
  attempt: { attempt: zeros },
  sampled: { id: zeros, applicationId: zeros },
  leave: { subject: 'nobody-at-all', leave: zeros },
  quota: { year: '2026', group: 'no-such-group' },
  bulletin: { month: '1999-01' },
  ...Object.fromEntries(
    (
      [
        'draft',
        'filed',
        'inReview',
        'inConclusion',
        'announced',
        'refused',
        'issued',
        'employer',
        'invitation',
        'help',
        'visit',
        'partner',
        'sample',
        'dataRequest',
        'effect',
        'policyDraft',
        'import',
        'certificate',
      ] as const
    ).map((name) => [name, { id: zeros }]),
  ),
};
