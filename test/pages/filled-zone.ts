import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillZone } from '../../infra/demo/fill-zone.ts';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { type Caller, caller, signIn, UnexpectedAnswer } from '../../infra/demo/zone-client.ts';

/** A zone with every part, in which something stands everywhere. */
export type FilledZone = {
  zone: StartedZone;
  /** What is shown at a path: the id of an example, by the gap that it fills. */
  examples: Readonly<Record<Example, string>>;
  /** Under which account the examples belong to somebody. */
  accounts: Readonly<Record<string, string>>;
  end: () => Promise<void>;
};

type Example =
  | 'application'
  | 'draft'
  | 'returned'
  | 'waiting'
  | 'permit'
  | 'employer'
  | 'creditCode'
  | 'visit'
  | 'inquiry'
  | 'training'
  | 'help'
  | 'practice'
  | 'certificate'
  | 'talent'
  | 'merchantCard'
  | 'partner'
  | 'import'
  | 'policyDraft'
  | 'month';

// biome-ignore lint/suspicious/noExplicitAny: the body of any route; callers look at what they asked for
type Body = any;

/** What a good answer says. */
async function told(who: Caller, ...[method, path, options]: Parameters<Caller['ask']>): Promise<Body> {
  const answer = await who.ask(method, path, options);
  if (answer.status >= 300) throw new UnexpectedAnswer(`${method} ${path}`, answer);
  return answer.body;
}

const handlers = 24;

/** A visit to collect what was decided, in the first slot that is free. */
async function bookVisit(who: Caller, applicationId: string): Promise<string> {
  const { days } = await told(who, 'GET', '/api/visits/slots?days=7');
  const [slot] = (days as Body[]).flatMap(({ day, slots = [] }) =>
    (slots as Body[]).filter(({ free }) => free > 0).map(({ from }) => ({ day, from })),
  );
  const visit = await told(who, 'POST', '/api/visits', { body: { applications: [applicationId], ...slot } });
  return visit.id;
}

/** Starts the rehearsal zone with a small working day, and with one thing of each kind that the day lacks. */
export async function fillForPages(): Promise<FilledZone> {
  const directory = mkdtempSync(join(tmpdir(), 'greenpath-filled-'));
  const zone = await startZone({ directory, zone: 'demo', skipSynth: true });
  const { url } = zone;
  await fillZone(url, { perStage: 1 });
  const [supervisor, frontOfficer, admin] = await Promise.all([
    signIn(url, 'supervisor'),
    signIn(url, 'front-officer'),
    signIn(url, 'admin'),
  ]);
  const { today } = await told(caller(url), 'GET', '/api/zone');
  const month = today.slice(0, 7);
  const parties = await Promise.all(
    Array.from({ length: handlers }, async (_, number) => {
      const account = `day${number}`;
      const who = await signIn(url, 'employer', account);
      return { account, who, items: (await told(who, 'GET', '/api/applications?limit=100')).items as Body[] };
    }),
  );
  const having = (stage: string) => {
    const found = parties.flatMap(({ account, who, items }) =>
      items.filter((item) => item.stage === stage).map((item) => ({ account, who, id: String(item.id) })),
    );
    const [first] = found;
    if (!first) throw new Error(`the sample day has no application in stage ${stage}`);
    return first;
  };
  const issued = having('issued');
  const draft = having('draft');
  const returned = having('returned');
  const { permitNumber } = await told(issued.who, 'GET', `/api/applications/${issued.id}`);
  const first = async (who: Caller, path: string) => {
    const [found] = (await told(who, 'GET', path)).items;
    if (!found) throw new Error(`${path} is empty`);
    return found;
  };
  /** Old certificates are listed by the month in which they end. */
  const certificate = async (): Promise<string> => {
    for (let ahead = 0; ahead < 36; ahead += 1) {
      const [year = 0, ended = 0] = month.split('-').map(Number);
      const wanted = new Date(Date.UTC(year, ended - 1 + ahead)).toISOString().slice(0, 7);
      const [found] = (await told(supervisor, 'GET', `/api/certificates?month=${wanted}`)).items;
      if (found) return found.id;
    }
    throw new Error('no certificate ends in the next three years');
  };
  const training = await told(frontOfficer, 'POST', '/api/trainings', {
    body: {
      topic: 'other',
      title: { zh: '样例培训', en: 'Sample training' },
      on: today,
      from: '09:00',
      to: '10:00',
      place: { zh: '演练大厅', en: 'Rehearsal hall' },
      capacity: 20,
    },
  });
  const help = await told(issued.who, 'POST', '/api/help-requests', {
    body: { kind: 'guidance', topic: 'other', description: 'Where can I rehearse?', language: 'en' },
  });
  const inForce = await told(admin, 'GET', '/api/policies/in-force');
  const policyDraft = await told(admin, 'POST', '/api/policy-drafts', {
    body: {
      title: 'Rehearsal of a points table',
      content: { points: { ...inForce.points, id: 'rehearsal-2027' } },
      effectiveFrom: '2027-12-01',
      reason: 'A rehearsal.',
    },
  });
  const trader = await signIn(url, 'applicant', 'trader1');
  const employer = await first(issued.who, '/api/employers');
  const visit = await bookVisit(issued.who, issued.id);
  const examples = {
    application: issued.id,
    draft: draft.id,
    returned: returned.id,
    waiting: having('preliminary-review').id,
    permit: permitNumber,
    employer: employer.id,
    creditCode: employer.unifiedSocialCreditCode,
    visit,
    inquiry: (await first(frontOfficer, '/api/inquiries')).id,
    training: training.id,
    help: help.id,
    practice: (await first(frontOfficer, '/api/practice')).id,
    certificate: await certificate(),
    talent: (await first(supervisor, '/api/talents')).code,
    merchantCard: (await first(trader, '/api/merchant-cards')).number,
    partner: (await first(admin, '/api/partners')).id,
    import: (await first(supervisor, '/api/imports')).id,
    policyDraft: policyDraft.id,
    month,
  };
  return {
    zone,
    examples,
    accounts: {
      'the handler of the examples': issued.account,
      'the handler of the draft': draft.account,
      'the handler of the returned one': returned.account,
    },
    end: async () => {
      await zone.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
