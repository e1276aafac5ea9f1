import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { beginApplication, grantApplication, submitApplication } from '../../infra/demo/walk-case.ts';
import { type Caller, postForm, signIn } from '../../infra/demo/zone-client.ts';
import { addDays, addMonths } from '../../shared/domain/time.ts';
import { type CertificateRow, certificateRow, certificatesFile } from '../certificates.ts';
import { assemble, type Cast, type Party, sampleFile } from './cast.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-changning-'));
let cast: Cast;
let today: string;
let airline: Party;
let supervisor: Caller;
let inspector: Caller;
let pilots: Pilot[];

type Applicant = Party['sample']['form']['applicant'];
type Pilot = { applicant: Applicant; certificate: CertificateRow };

/** A pilot of the airline with an old certificate; nobody of this name and passport exists. */
function pilot(index: number, familyName: string, givenNames: string, type: 'expert' | 'employment'): Pilot {
  const { applicant } = airline.sample.form;
  const number = `U7770000${index}`;
  return {
    applicant: {
      ...applicant,
      familyName,
      givenNames,
      email: `pilot${index}@applicant.example`,
      passport: { ...applicant.passport, number },
    },
    certificate: certificateRow({
      type: type === 'expert' ? '外国专家证' : '外国人就业证',
      number: `CN-2016-0000${index}`,
      name: `${familyName}, ${givenNames}`,
      birthDate: applicant.birthDate,
      passportNumber: number,
      employerCode: airline.sample.employer.unifiedSocialCreditCode,
      employerName: airline.sample.employer.name.zh,
      issuedOn: addMonths(today, -34),
      expiresOn: addMonths(today, 2),
    }),
  };
}

beforeAll(async () => {
  cast = await assemble(directory, { zone: 'changning' });
  today = (await cast.anyone.ask('GET', '/api/zone')).body.today;
  [airline, supervisor, inspector] = await Promise.all([
    cast.party(),
    cast.signInAs('supervisor'),
    cast.signInAs('inspector'),
  ]);
  pilots = [
    pilot(1, 'SKYE', 'AMELIA', 'expert'),
    pilot(2, 'CLOUDMAN', 'BRUNO', 'employment'),
    pilot(3, 'AVIADORA', 'CELIA', 'expert'),
  ];
});
afterAll(() => cast.end());

const ok = <T extends { status: number; body: unknown }>(answer: T, status = 200): T['body'] => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
};

/** Uploads a file of old certificates and starts its import. */
async function started(by: Caller, content: string): Promise<string> {
  const body = { kind: 'certificates', fileName: '旧证.csv' };
  const { import: announced, upload } = ok(await by.ask('POST', '/api/imports', { body }), 201);
  const posted = await postForm(upload, new TextEncoder().encode(content), 'text/csv');
  expect(posted.status, posted.text).toBe(204);
  ok(await by.ask('POST', `/api/imports/${announced.id}/start`), 202);
  return announced.id;
}
const round = (of: Caller) => of.ask('POST', '/_local/sweep');
const importNow = async (by: Caller, id: string) => ok(await by.ask('GET', `/api/imports/${id}`));

async function verdictOf({ certificate }: Pilot) {
  const type = certificate.type === '外国专家证' ? 'expert' : 'employment';
  const body = { type, number: certificate.number };
  return ok(await inspector.ask('POST', '/api/certificates/verifications', { body }));
}

const answersOf = ({ certificate }: Pilot) => ({
  certificateType: certificate.type === '外国专家证' ? 'expert' : 'employment',
  certificateNumber: certificate.number,
  certificateAuthority: certificate.authority,
  certificateExpiresOn: certificate.expiresOn,
});

/** A conversion with every paper that its checklist asks for; not submitted yet. */
const conversion = (who: Pilot, more: object = {}) => {
  const { procedure: _procedure, ...form } = airline.sample.form;
  const post = { ...form.post, title: '飞行员 Pilot' };
  return beginApplication(
    airline.handler,
    'conversion',
    { ...form, post, employerId: airline.employerId, applicant: who.applicant, answers: answersOf(who), ...more },
    (kind, of) => sampleFile(kind, airline.sample, of),
  );
};

describe('the register of old certificates', () => {
  test('takes nothing from a file with bad rows, and names each of them', async () => {
    const rows = pilots.map(({ certificate }) => certificate);
    const bad = [
      ...rows,
      { ...certificateRow({ number: 'CN-BAD-1' }), birthDate: '1988-02-30' },
      { ...certificateRow({ number: 'CN-BAD-2' }), type: '图书证', expiresOn: '' },
      rows[0] ?? certificateRow(),
    ];
    const id = await started(supervisor, certificatesFile(bad));
    await round(cast.anyone);
    expect(await importNow(supervisor, id)).toMatchObject({ state: 'refused-with-problems', rows: 6, badRows: 3 });
    const { items } = ok(await supervisor.ask('GET', `/api/imports/${id}/problems`));
    expect(items.map(({ line, column, code }: Record<string, string>) => [line, column, code])).toEqual([
      [5, 'birthDate', 'invalid-day'],
      [6, 'type', 'not-an-option'],
      [6, 'expiresOn', 'missing'],
      [7, undefined, 'row-twice'],
    ]);
    const { report } = await importNow(supervisor, id);
    const text = await (await fetch(report.url)).text();
    expect(text.trim().split('\r\n')).toHaveLength(5);
    for (const who of pilots) expect((await verdictOf(who)).verdict).toBe('unknown');
  });

  test('takes the mended file whole; the certificates hold until they are converted', async () => {
    const id = await started(supervisor, certificatesFile(pilots.map(({ certificate }) => certificate)));
    await round(cast.anyone);
    expect(await importNow(supervisor, id)).toMatchObject({ state: 'complete', rows: 3, applied: 3 });
    for (const who of pilots) {
      expect(await verdictOf(who)).toMatchObject({ verdict: 'valid', validTo: who.certificate.expiresOn });
    }
    const month = addMonths(today, 2).slice(0, 7);
    const { items } = ok(await cast.frontOfficer.ask('GET', `/api/certificates?month=${month}`));
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual([
      'AVIADORA, CELIA',
      'CLOUDMAN, BRUNO',
      'SKYE, AMELIA',
    ]);
  });
});

describe('three pilots', () => {
  test('have their certificates converted: each gets a lifetime code, and the certificate holds no more', async () => {
    const numbers: string[] = [];
    for (const who of pilots) {
      const { id } = await conversion(who);
      expect((await verdictOf(who)).verdict).toBe('valid');
      const { permitNumber } = await grantApplication(cast.officers, airline.handler, id, 'issued');
      const permit = ok(await airline.handler.ask('GET', `/api/permits/${permitNumber}`));
      expect(permit).toMatchObject({
        period: 1,
        category: 'B',
        oldCertificate: { number: who.certificate.number },
        holder: { name: who.certificate.name },
      });
      const verified = await verdictOf(who);
      expect(verified).toMatchObject({ verdict: 'converted', convertedInto: permitNumber });
      expect(verified.text.zh).toContain(permitNumber);
      numbers.push(permitNumber);
    }
    expect(new Set(numbers).size).toBe(3);
    for (const number of numbers) expect(number).toMatch(/^[0-9A-Z]{18}$/);
  });

  test('cannot have them converted a second time, and are told into which permit they were', async () => {
    const [who] = pilots;
    if (!who) throw new Error('there is no pilot');
    const { convertedInto } = await verdictOf(who);
    const { id } = await conversion(who);
    const refused = await airline.handler.ask('POST', `/api/applications/${id}/submit`);
    expect(refused.status).toBe(422);
    const told = refused.body.problems.find(({ code }: { code: string }) => code === 'certificate-converted');
    expect(told.text.en).toBe(`This certificate was already converted to permit ${convertedInto}.`);
    expect(told.text.zh).toBe(`该旧证已换发为许可 ${convertedInto}。`);
  });
});

describe('a high-level talent', () => {
  test('hands in fewer papers than a pilot and is promised an earlier day', async () => {
    const professor = pilot(8, 'GELEHRT', 'DORA', 'expert');
    const captain = pilot(9, 'FLIEGER', 'EMIL', 'expert');
    await started(supervisor, certificatesFile([professor.certificate, captain.certificate]));
    await round(cast.anyone);
    const { facts } = airline.sample.form;
    const ofTalent = await conversion(professor, { facts: { ...facts, directRoutes: ['talent-programme'] } });
    const ofPilot = await conversion(captain);
    const [talent, usual] = await Promise.all(
      [ofTalent, ofPilot].map(async ({ id }) => {
        await submitApplication(airline.handler, id);
        return ok(await airline.handler.ask('GET', `/api/applications/${id}`));
      }),
    );
    expect([talent.category, usual.category]).toEqual(['A', 'B']);
    const asked = (of: { checklist: { kind: string }[] }) => of.checklist.map(({ kind }) => kind);
    expect(asked(usual)).toEqual(expect.arrayContaining(['work-experience', 'highest-degree', 'visa-or-residence']));
    for (const kind of ['work-experience', 'highest-degree', 'visa-or-residence']) {
      expect(asked(talent)).not.toContain(kind);
    }
    expect(talent.documents.length).toBeLessThan(usual.documents.length);
    expect(talent.clock.promisedOn < usual.clock.promisedOn).toBe(true);
  });
});

describe('a zone that is killed in the middle of an import', { tags: ['own-process'] }, () => {
  let again: StartedZone;
  afterAll(() => again?.stop());

  test('takes it up where it stopped, and no row is there twice', { timeout: 120_000 }, async () => {
    const expiresOn = addDays(addMonths(today, 40), 0);
    const rows = Array.from({ length: 5000 }, (_, index) =>
      certificateRow({
        number: `CN-MANY-${String(index + 1).padStart(5, '0')}`,
        passportNumber: `U55${String(index + 1).padStart(6, '0')}`,
        issuedOn: addMonths(today, -34),
        expiresOn,
      }),
    );
    const id = await started(supervisor, certificatesFile(rows));
    const dying = round(cast.anyone).catch(() => undefined);
    let applied = 0;
    while (applied === 0) ({ applied } = await importNow(supervisor, id));
    await cast.zone.stop('SIGKILL');
    await dying;

    again = await startZone({ directory, zone: 'changning', skipSynth: true });
    const by = await signIn(again.url, 'supervisor');
    const found = await importNow(by, id);
    expect(found.state).toBe('applying');
    expect(found.applied).toBeGreaterThanOrEqual(applied);
    expect(found.applied).toBeLessThan(5000);
    const lookUp = async (number: string) => {
      const answer = ok(await by.ask('POST', '/api/certificates/lookups', { body: { number } }));
      return answer.items.length;
    };
    expect(await lookUp('CN-MANY-00001'), 'half an import counts').toBe(0);

    const began = performance.now();
    for (let rounds = 0; rounds < 20 && (await importNow(by, id)).state === 'applying'; rounds++) await round(by);
    console.log(`what was left of 5,000 rows: ${Math.round(performance.now() - began)} ms`);
    expect(await importNow(by, id)).toMatchObject({ state: 'complete', rows: 5000, applied: 5000 });
    expect([await lookUp('CN-MANY-00001'), await lookUp('CN-MANY-05000')]).toEqual([1, 1]);
    const numbers: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ month: expiresOn.slice(0, 7), limit: '50', ...(cursor ? { cursor } : {}) });
      const page = ok(await by.ask('GET', `/api/certificates?${query}`));
      numbers.push(...page.items.map(({ number }: { number: string }) => number));
      cursor = page.next;
    } while (cursor);
    expect(numbers).toHaveLength(5000);
    expect(new Set(numbers).size).toBe(5000);
  });
});
