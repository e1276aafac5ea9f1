import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awaitStage, declareEmployer, draftApplication } from '../../infra/demo/walk-case.ts';
import { type Answer, caller, postForm } from '../../infra/demo/zone-client.ts';
import { type UnfitDocument, unfitDocument } from '../../infra/samples/unfit-documents.ts';
import { digitsOf, tokenFrom } from '../../shared/credential/carriers.ts';
import { assemble, type Cast, completeDraft, concluded, type Party, sampleFile, submitted } from './cast.ts';

let cast: Cast;
let party: Party;
let draft: string;

beforeAll(async () => {
  cast = await assemble();
  party = await cast.party();
  draft = await draftApplication(party.handler, party.employerId, party.sample);
});
afterAll(() => cast.end());

const paths = ({ body }: Answer): string[] => body.problems.map((found: { path: string }) => found.path);
const codes = ({ body }: Answer): string[] => body.problems.map((found: { code: string }) => found.code);
const versionOf = async () => (await party.handler.ask('GET', `/api/applications/${draft}`)).body.version;

describe('a form with mistakes', () => {
  test('is answered with every mistake at once, in the language of the reader, and changes nothing', async () => {
    const before = await versionOf();
    const body = {
      applicant: { birthDate: '2026-02-30', sex: 'female', passport: { number: '?' } },
      facts: { annualSalary: 'a lot', hsk: 9 },
      colour: 'blue',
    };
    const answer = await party.handler.ask('PATCH', `/api/applications/${draft}`, { body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(paths(answer).sort()).toEqual([
      'applicant.birthDate',
      'applicant.passport.number',
      'applicant.sex',
      'colour',
      'facts.annualSalary',
      'facts.hsk',
    ]);
    const chinese = await caller(cast.zone.url, party.accessToken, 'zh').ask('PATCH', `/api/applications/${draft}`, {
      body,
    });
    expect(chinese.body.title).toBe('请求有误');
    expect(chinese.headers.get('content-language')).toBe('zh');
    expect(await versionOf()).toBe(before);
  });

  test('does not reach anything hidden through names such as __proto__', async () => {
    const body = '{"applicant":{"__proto__":{"sex":"F"}},"constructor":{"prototype":{}}}';
    const answer = await party.handler.ask('PATCH', `/api/applications/${draft}`, { body });
    expect(answer.status).toBe(400);
  });

  test('is refused when it is not JSON or not said to be', async () => {
    const broken = await party.handler.ask('PATCH', `/api/applications/${draft}`, { body: '{"post":' });
    expect(broken).toMatchObject({ status: 400, body: { type: 'urn:greenpath:problem:malformed-json' } });
    const text = await party.handler.ask('PATCH', `/api/applications/${draft}`, {
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(text).toMatchObject({ status: 415, body: { type: 'urn:greenpath:problem:unsupported-media-type' } });
  });

  test('cannot be submitted, and every gap of form and papers is named in one answer', async () => {
    const other = await cast.party();
    const { procedure } = other.sample.form;
    const begun = await other.handler.ask('POST', '/api/applications', {
      body: {
        procedure,
        applicant: {
          ...other.sample.form.applicant,
          passport: { number: 'U7654321', issuingState: 'UTO', expiresOn: '2026-01-01' },
        },
      },
    });
    const answer = await other.handler.ask('POST', `/api/applications/${begun.body.id}/submit`);
    expect(answer.status).toBe(422);
    expect(paths(answer)).toEqual(
      expect.arrayContaining([
        'entry',
        'post.title',
        'post.contractFrom',
        'facts.annualSalary',
        'applicant.passport.expiresOn',
        'document.passport',
        'document.photo',
        'document.contract',
      ]),
    );
    expect(codes(answer)).toContain('passport-expired');
    for (const gap of answer.body.problems) expect(gap.remedy?.en ?? gap.path, gap.path).not.toBe(gap.path);
    const { body: unchanged } = await other.handler.ask('GET', `/api/applications/${begun.body.id}`);
    expect(unchanged).toMatchObject({ stage: 'draft', version: begun.body.version });
  });

  test('with a wrong check character in the credit code registers no employer', async () => {
    const handler = await cast.signInAs('employer', 'mistaken');
    const wrong = { ...party.sample.employer, unifiedSocialCreditCode: '91110302GREEN00000' };
    const answer = await handler.ask('POST', '/api/employers', { body: wrong });
    expect([answer.status, codes(answer)]).toEqual([400, ['credit-code']]);
    expect((await handler.ask('GET', '/api/employers')).body.items).toEqual([]);
  });
});

describe('an upload', () => {
  const upload = async (kind: string, file: Awaited<ReturnType<typeof unfitDocument>>) => {
    const announced = await party.handler.ask('POST', `/api/applications/${draft}/documents`, {
      body: { kind, contentType: file.contentType, fileName: file.fileName, bytes: file.bytes.length },
    });
    if (announced.status !== 201) return announced;
    await postForm(announced.body.upload, file.bytes, file.contentType);
    const { documentId } = announced.body;
    return party.handler.ask('POST', `/api/applications/${draft}/documents/${documentId}/complete`);
  };

  const unfit: [UnfitDocument, string, string][] = [
    ['renamed-executable', 'passport', 'renamed'],
    ['scripted-pdf', 'contract', 'active-content'],
    ['small-photo', 'photo', 'photo-too-small'],
    ['grey-photo', 'photo', 'photo-background'],
    ['encrypted-pdf', 'contract', 'encrypted-pdf'],
  ];
  test.each(unfit)(
    '%s is refused at once, with what is wrong and how to mend it in both languages',
    async (name, kind, code) => {
      const judged = await upload(kind, await unfitDocument(name, party.sample));
      expect(judged.status).toBe(200);
      expect(judged.body.state).toBe('rejected');
      expect(codes(judged)).toContain(code);
      for (const { text, remedy } of judged.body.problems) {
        for (const said of [text.zh, text.en, remedy.zh, remedy.en]) expect(said).not.toBe('');
      }
      const { body: seen } = await party.handler.ask('GET', `/api/applications/${draft}`);
      expect(seen.checklist.find((line: { kind: string }) => line.kind === kind)?.state).toBe('missing');
    },
  );

  test('that is too large is refused before it begins, and by the bucket when it lied', async () => {
    const body = { kind: 'contract', contentType: 'application/pdf', bytes: 900_000_000 };
    const announced = await party.handler.ask('POST', `/api/applications/${draft}/documents`, { body });
    expect([announced.status, codes(announced)]).toEqual([400, ['too-large']]);

    const small = await party.handler.ask('POST', `/api/applications/${draft}/documents`, {
      body: { ...body, bytes: 100 },
    });
    const posted = await postForm(small.body.upload, new Uint8Array(21 * 1024 * 1024), 'application/pdf');
    expect(posted.status).toBe(400);
    expect(posted.text).toContain('EntityTooLarge');
    const { documentId } = small.body;
    const completed = await party.handler.ask('POST', `/api/applications/${draft}/documents/${documentId}/complete`);
    expect(completed.status).toBe(409);
  });

  test('cannot be sent under another key or as another type', async () => {
    const file = await sampleFile('contract', party.sample);
    const announced = await party.handler.ask('POST', `/api/applications/${draft}/documents`, {
      body: { kind: 'contract', contentType: file.contentType, bytes: file.bytes.length },
    });
    const { url, fields } = announced.body.upload;
    const elsewhere = await postForm(
      { url, fields: { ...fields, key: 'documents/other/file' } },
      file.bytes,
      file.contentType,
    );
    expect(elsewhere.status).toBe(403);
    const otherType = { ...fields, 'Content-Type': 'text/html' };
    expect((await postForm({ url, fields: otherType }, file.bytes, 'text/html')).status).toBe(403);
  });
});

describe('someone who should not be here', () => {
  test('gets "not found" for another employer’s application on every route, whatever it holds', async () => {
    const own = await submitted(party);
    const stranger = (await cast.party()).handler;
    const tries: [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown][] = [
      ['GET', `/api/applications/${own}`],
      ['PATCH', `/api/applications/${own}`, { post: { title: 'x' } }],
      ['DELETE', `/api/applications/${own}`],
      ['POST', `/api/applications/${own}/submit`],
      ['POST', `/api/applications/${own}/withdraw`],
      ['POST', `/api/applications/${own}/recall`],
      ['GET', `/api/applications/${own}/timeline`],
      ['POST', `/api/applications/${own}/documents`, { kind: 'contract', contentType: 'application/pdf', bytes: 10 }],
    ];
    for (const [method, path, body] of tries) {
      const real = await stranger.ask(method, path, { body });
      const unknown = await stranger.ask(method, path.replace(own, '0'.repeat(24)), { body });
      expect([path, real.status, real.body]).toEqual([path, 404, unknown.body]);
    }
    await party.handler.ask('POST', `/api/applications/${own}/withdraw`);
  });

  test('cannot act as an officer, nor an officer without the office', async () => {
    const id = await submitted(party);
    const path = `/api/applications/${id}/preliminary-review`;
    expect((await party.handler.ask('POST', path, { body: { decision: 'accept' } })).status).toBe(403);
    expect((await cast.decider.ask('POST', path, { body: { decision: 'accept' } })).status).toBe(403);
    expect((await cast.anyone.ask('POST', path, { body: { decision: 'accept' } })).status).toBe(401);
    expect((await cast.backOfficer.ask('GET', '/api/queues/preliminary-review')).status).toBe(403);
    await party.handler.ask('POST', `/api/applications/${id}/withdraw`);
  });

  test('is not let in by a forged, expired, foreign or unsigned token', async () => {
    const { body: zone } = await cast.anyone.ask('GET', '/api/zone');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const claims = { roles: ['decider'], amr: ['pwd', 'mfa'] };
    const [header = '', payload = '', signature = ''] = party.accessToken.split('.');
    const decoded = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...decoded, roles: ['decider'] })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: JSON.parse(Buffer.from(header, 'base64url').toString()).kid })
      .setIssuer(zone.signIn.issuer)
      .setAudience(decoded.aud)
      .setSubject('decider')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    const tokens = {
      forged,
      changed: `${header}.${changed}.${signature}`,
      unsigned: `${none}.${changed}.`,
      otherAudience: await cast.signedByProvider({ ...decoded, ...claims, aud: 'another-service' }),
      otherIssuer: await cast.signedByProvider({ ...decoded, ...claims, iss: 'https://elsewhere.example' }),
      expired: await cast.signedByProvider({ ...decoded, ...claims, iat: decoded.iat - 7200, exp: decoded.iat - 3600 }),
      nonsense: 'x'.repeat(40),
    };
    const good = await cast.signedByProvider({ ...decoded, ...claims });
    expect((await caller(cast.zone.url, good).ask('GET', '/api/queues/conclusion')).status).toBe(200);
    for (const [name, token] of Object.entries(tokens)) {
      const answer = await caller(cast.zone.url, token).ask('GET', '/api/queues/conclusion');
      expect([name, answer.status]).toEqual([name, 401]);
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    }
  });
});

describe('a QR code', () => {
  test('with any single bit changed is called forged, and its neighbours too', async () => {
    const other = await cast.party();
    const id = await concluded(cast, other);
    const { permitNumber } = await awaitStage(other.handler, id, 'issued');
    const { body: permit } = await other.handler.ask('GET', `/api/permits/${permitNumber}`);
    const token = tokenFrom(permit.qr);
    if (!token.ok) throw new Error('the permit has no token');
    const verdict = async (text: string) =>
      (await cast.anyone.ask('POST', '/api/verifications', { body: { token: text } })).body.verdict;
    expect(await verdict(permit.qr)).toBe('valid');
    for (let byte = 0; byte < token.value.length; byte++) {
      const flipped = new Uint8Array(token.value);
      flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (byte % 8));
      expect([byte, await verdict(digitsOf(flipped))]).toEqual([byte, 'forged']);
    }
    expect(await verdict(`${permit.qr}1`)).toBe('forged');
    expect(await verdict('FW1:HELLO')).toBe('forged');
  });

  test('request of the wrong shape is a mistake of the caller, not a verdict', async () => {
    const answers = await Promise.all(
      [{ token: 7 }, {}, { token: 'x'.repeat(3000) }, { token: 'x', name: 'y' }].map((body) =>
        cast.anyone.ask('POST', '/api/verifications', { body }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });
});

describe('a self-assessment', () => {
  test('scores the golden example and reports a value that the trial table has no row for', async () => {
    const facts = {
      annualSalary: 150_000,
      education: 'master',
      workYears: 2,
      monthsPerYear: 9,
      hsk: 4,
      ageOnAssessment: 25,
    };
    const interim = await cast.anyone.ask('POST', '/api/assessments', { body: { policy: 'interim-2017', facts } });
    expect(interim.body).toMatchObject({ total: 60, category: 'B', noRow: [] });
    const trial = await cast.anyone.ask('POST', '/api/assessments', { body: { policy: 'trial-2017', facts } });
    expect(trial.body).toMatchObject({ total: null, totalWithoutIt: 54, noRow: ['age'] });
  });

  test('lists every wrong or missing fact at once', async () => {
    const wrong = await cast.anyone.ask('POST', '/api/assessments', {
      body: { facts: { annualSalary: '45', hsk: 7, shoeSize: 43 } },
    });
    expect([wrong.status, paths(wrong).sort()]).toEqual([400, ['facts.annualSalary', 'facts.hsk', 'facts.shoeSize']]);
    const missing = await cast.anyone.ask('POST', '/api/assessments', { body: { facts: { hsk: 3 } } });
    expect(missing.status).toBe(400);
    expect(paths(missing).length).toBeGreaterThan(3);
  });
});

test('the interface describes itself, and every route that needs a role says so', async () => {
  const { body } = await cast.anyone.ask('GET', '/api/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toContain('/api/applications/{id}/conclude');
  expect(body.paths['/api/applications/{id}/conclude'].post['x-roles']).toEqual(['decider', 'supervisor']);
  expect((await cast.anyone.ask('GET', '/api/nothing')).status).toBe(404);
});

test('an employer registers once per credit code', async () => {
  const other = await cast.signInAs('employer', 'copycat');
  const answer = await other.ask('POST', '/api/employers', { body: party.sample.employer });
  expect(answer.status).toBe(409);
  expect(await declareEmployer(party.handler, party.sample)).toBe(party.employerId);
});

test('a complete draft is saved, resumed and discarded', async () => {
  const other = await cast.party();
  const id = await completeDraft(other);
  const { body: list } = await other.handler.ask('GET', '/api/applications');
  expect(list.items).toMatchObject([{ id, stage: 'draft' }, { procedure: 'employer-registration' }]);
  expect((await other.handler.ask('DELETE', `/api/applications/${id}`)).status).toBe(204);
  expect((await other.handler.ask('GET', `/api/applications/${id}`)).status).toBe(404);
  const { body: left } = await other.handler.ask('GET', '/api/applications');
  expect(left.items).toMatchObject([{ procedure: 'employer-registration', stage: 'completed' }]);
});
