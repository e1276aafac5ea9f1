import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { PermitRecord } from '../../../functions/verification/records.ts';
import { type Answer, verifyPermit } from '../../../functions/verification/verification.ts';
import { inspectorVerification, publicVerification } from '../../../shared/contract/verification.ts';
import { digitsOf, tokenLink, tokenText } from '../../../shared/credential/carriers.ts';
import type { Claims } from '../../../shared/credential/claims.ts';
import { newIssuer } from '../../shared/credential/issuer.ts';
import { claims, permit, sensitive, verificationOver } from './permits.ts';

const issuer = await newIssuer();
const stranger = await newIssuer();
const publicAnswer = z.strictObject(publicVerification.shape);
const inspectorAnswer = z.strictObject(inspectorVerification.shape);

type Given = Partial<Parameters<typeof verificationOver>[0]> & { at?: string; inspector?: string };

async function verify(token: string, { at, inspector, ...given }: Given = {}) {
  const setting = verificationOver({ keys: [issuer.jwk], ...given });
  if (at) setting.clock.set(at);
  const outcome = await verifyPermit({ token, ...(inspector ? { inspector } : {}) }, setting.dependencies);
  return { outcome, ...setting };
}

async function answerTo(token: string, given: Given = {}): Promise<Answer> {
  const { outcome } = await verify(token, given);
  if (!outcome.ok) throw new Error(`refused: ${outcome.error.code}`);
  return outcome.value;
}

const tokenOf = (change: Partial<Claims> = {}) => digitsOf(issuer.issue({ ...claims, ...change }));
const withPermit = (change: Partial<PermitRecord>) => ({ permits: [{ ...permit, ...change }] });

describe('anyone who scans a QR', () => {
  test('learns the verdict, the dates and a masked name, and nothing else', async () => {
    const answer = await answerTo(tokenOf());
    expect(publicAnswer.parse(answer)).toEqual({
      verdict: 'valid',
      text: {
        zh: '该许可有效，有效期至 2027-10-31。请核对姓名和照片是否与本人一致。',
        en: 'This permit is valid until 2027-10-31. Check that name and photo match the person.',
      },
      checkedAt: '2026-11-22T02:00:00.000Z',
      zone: 'etown',
      authority: permit.authority,
      number: permit.number,
      category: 'A',
      maskedName: 'K******** L********, A********* (柯*娜)',
      validFrom: '2026-11-01',
      validTo: '2027-10-31',
    });
  });

  test('never reads what only officers may know, and leaves no reading behind', async () => {
    const { outcome, steps } = await verify(tokenOf());
    const said = JSON.stringify(outcome);
    const secrets = [
      permit.name,
      '柯雅娜',
      'KOWALCZYK',
      permit.nationality,
      permit.employerName.zh,
      permit.employerName.en,
      permit.post,
      permit.photo.key,
      permit.photo.hash,
      sensitive.birthDate,
      sensitive.passport.number,
      sensitive.workplace,
    ];
    expect(secrets.filter((secret) => secret !== undefined && said.includes(secret))).toEqual([]);
    expect(steps).toEqual([]);
  });

  test.each([
    ['the link', tokenLink('permit.etown.example', issuer.issue(claims))],
    ['a link of another host', tokenLink('phishing.example', issuer.issue(claims))],
    ['the digits', digitsOf(issuer.issue(claims))],
    ['the text for scanners', tokenText(issuer.issue(claims))],
  ])('may hand in %s', async (_, token) => {
    expect(await answerTo(token)).toMatchObject({ verdict: 'valid', number: permit.number });
  });

  test('in a zone that rehearses, is told that the permit is a sample', async () => {
    const { text } = await answerTo(tokenOf(), { rehearsal: true });
    expect(text.zh).toContain('演练样本');
    expect(text.en).toContain('Sample from a rehearsal');
  });
});

test('of a permit whose retention has ended everybody learns that it has ended, and nobody a name', async () => {
  const { number, status, since, validTo, category, statusIndex, authority, applicationId } = permit;
  const left = { number, status, since, validTo, category, statusIndex, authority, applicationId, erased: true };
  const erased = { permits: [left as unknown as PermitRecord], at: '2040-01-01T00:00:00.000Z' };
  const answer = await answerTo(tokenOf(), erased);
  expect(answer).toMatchObject({ verdict: 'expired', number, validTo });
  expect(answer).not.toHaveProperty('maskedName');
});

describe('the verdict', () => {
  test.each<[string, Given, string]>([
    ['valid in the first moment of its first day in Beijing', { at: '2026-10-31T16:00:00.000Z' }, 'valid'],
    ['not yet valid a moment before', { at: '2026-10-31T15:59:59.999Z' }, 'not-yet-valid'],
    ['valid in the last moment of its last day', { at: '2027-10-31T15:59:59.999Z' }, 'valid'],
    ['expired a moment later', { at: '2027-10-31T16:00:00.000Z' }, 'expired'],
    ['suspended when the record says so', withPermit({ status: 'suspended' }), 'suspended'],
    ['revoked when the record says so', withPermit({ status: 'revoked' }), 'revoked'],
    [
      'revoked rather than expired',
      { ...withPermit({ status: 'revoked' }), at: '2028-01-01T00:00:00.000Z' },
      'revoked',
    ],
    ['cancelled when the record says so', withPermit({ status: 'cancelled' }), 'cancelled'],
    [
      'cancelled rather than superseded or expired',
      {
        ...withPermit({ statusIndex: 5, status: 'cancelled' }),
        statuses: { [claims.statusIndex]: 'superseded' },
        at: '2028-01-01T00:00:00.000Z',
      },
      'cancelled',
    ],
    [
      'superseded when the permit was cancelled once and granted anew since',
      { ...withPermit({ statusIndex: 5 }), statuses: { [claims.statusIndex]: 'superseded' } },
      'superseded',
    ],
    ['superseded when the permit has a newer token', withPermit({ statusIndex: 5 }), 'superseded'],
    [
      'revoked when the status list says so of an older token',
      { ...withPermit({ statusIndex: 5 }), statuses: { [claims.statusIndex]: 'revoked' } },
      'revoked',
    ],
    [
      'revoked when the permit is, although the token is an older one',
      { ...withPermit({ statusIndex: 5, status: 'revoked' }), statuses: { [claims.statusIndex]: 'superseded' } },
      'revoked',
    ],
    ['unknown when no such permit is on record', { permits: [] }, 'unknown'],
  ])('is %s', async (_, given, verdict) => {
    const answer = await answerTo(tokenOf(), given);
    expect(publicAnswer.parse(answer).verdict).toBe(verdict);
    expect(answer.text.zh).toMatch(/\p{Script=Han}/u);
    expect(answer.text.en).toMatch(/^[\x20-\x7e]+$/);
  });

  test('of an old code after an extension comes with the dates of the present permit', async () => {
    const extended = withPermit({ statusIndex: 5, validTo: '2028-10-31' });
    expect(await answerTo(tokenOf(), extended)).toMatchObject({
      verdict: 'superseded',
      validFrom: '2026-11-01',
      validTo: '2028-10-31',
    });
  });

  test('of a cancelled permit says nothing against its holder', async () => {
    const { text } = await answerTo(tokenOf(), withPermit({ status: 'cancelled' }));
    expect([text.zh, text.en]).toEqual([
      expect.stringContaining('不表示持证人有过错'),
      expect.stringContaining('says nothing against the holder'),
    ]);
  });

  test('on a permit that is not on record repeats its number only', async () => {
    const answer = await answerTo(tokenOf(), { permits: [] });
    expect(Object.keys(answer).sort()).toEqual(['checkedAt', 'number', 'text', 'verdict', 'zone']);
  });
});

describe('a forged code', () => {
  test.each([
    ['of a stranger’s key', digitsOf(stranger.issue(claims)), /not issued by this zone/],
    ['of another zone', digitsOf(issuer.issue({ ...claims, zone: 'yiwu' })), /not issued by this zone/],
    [
      'with one digit changed',
      tokenOf().replace(/.$/, (digit) => String((Number(digit) + 1) % 10)),
      /not issued|not read/,
    ],
    ['that is a link to somewhere', 'https://example.com/', /Scan it again/],
    ['that is a health certificate', 'HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2', /Scan it again/],
    ['that is a JWT', 'eyJhbGciOiJub25lIn0.e30.', /Scan it again/],
    ['that was cut off', tokenOf().slice(0, 300), /Scan it again/],
  ])('%s is called forged in words that fit, and nothing of it is repeated', async (_, token, words) => {
    const answer = await answerTo(token);
    expect(Object.keys(answer).sort()).toEqual(['checkedAt', 'text', 'verdict']);
    expect(answer.verdict).toBe('forged');
    expect(answer.text.en).toMatch(words);
  });

  test('shows an inspector no record either', async () => {
    const { outcome, steps } = await verify(digitsOf(stranger.issue(claims)), { inspector: 'inspector-1' });
    expect(outcome).toMatchObject({ ok: true, value: { verdict: 'forged' } });
    expect(steps).toEqual([]);
  });
});

describe('an inspector', () => {
  const inspector = 'inspector-1';

  test('sees the record with the photo besides', async () => {
    const answer = await answerTo(tokenOf(), { inspector });
    expect(inspectorAnswer.parse(answer)).toMatchObject({
      verdict: 'valid',
      record: {
        name: permit.name,
        chineseName: '柯雅娜',
        nationality: 'UTO',
        sex: 'F',
        birthDate: '1988-02-29',
        passport: { number: 'U1234567', issuingState: 'UTO' },
        employer: permit.employerName,
        post: permit.post,
        workplace: sensitive.workplace,
        photoUrl: 'https://documents.example/applications/a1/photo.jpg?versionId=v1',
        photoMatches: true,
      },
    });
  });

  test('is recorded before anything of the record is read', async () => {
    const { steps, readings } = await verify(tokenOf(), { inspector });
    expect(steps).toEqual(['recorded', 'sensitive of a1', 'link']);
    expect(readings).toEqual([{ at: '2026-11-22T02:00:00.000Z', by: inspector, permitNumber: permit.number }]);
  });

  test('sees nothing when the reading cannot be recorded', async () => {
    const { outcome, steps, lines } = await verify(tokenOf(), { inspector, recordingFails: true });
    expect(outcome).toMatchObject({ ok: false, error: { status: 503, code: 'try-again' } });
    expect(steps).toEqual([]);
    expect(lines).toMatchObject([{ level: 'error', code: 'request-failed' }]);
  });

  test('sees the record of a permit that is suspended, revoked or superseded too', async () => {
    for (const change of [{ status: 'suspended' }, { status: 'revoked' }, { statusIndex: 5 }] as const) {
      const answer = await answerTo(tokenOf(), { ...withPermit(change), inspector });
      expect(answer.record?.name).toBe(permit.name);
    }
  });

  test('is told when the stored photo is not the one that was signed', async () => {
    const hash = Buffer.alloc(32, 7).toString('hex');
    const answer = await answerTo(tokenOf(), { ...withPermit({ photo: { ...permit.photo, hash } }), inspector });
    expect(answer.record?.photoMatches).toBe(false);
    const broken = await answerTo(tokenOf(), { ...withPermit({ photo: { ...permit.photo, hash: '' } }), inspector });
    expect(broken.record?.photoMatches).toBe(false);
  });
});

describe('what is logged', () => {
  test('names no person, permit, token or passport', async () => {
    const token = tokenOf();
    const { lines } = await verify(token, { inspector: 'inspector-1' });
    const logged = JSON.stringify(lines);
    expect(lines.map(({ code }) => code)).toEqual(['sensitive-read']);
    for (const secret of [permit.name, permit.number, token, sensitive.passport.number]) {
      expect(logged).not.toContain(secret);
    }
  });
});

describe('a key that the zone began to use a moment ago', () => {
  test('is read from the table when a token names it, at most once a minute', async () => {
    const setting = verificationOver({ keys: [stranger.jwk] });
    const verdict = async () => {
      const outcome = await verifyPermit({ token: tokenOf() }, setting.dependencies);
      return outcome.ok && outcome.value.verdict;
    };
    expect(await verdict()).toBe('forged');
    setting.published.keys = [stranger.jwk, issuer.jwk];
    setting.clock.advance(59_999);
    expect(await verdict()).toBe('forged');
    expect(setting.published.reads).toBe(1);
    setting.clock.advance(1);
    expect(await verdict()).toBe('valid');
    expect(setting.published.reads).toBe(2);
  });

  test('is not looked for by a flood of invented keys', async () => {
    const setting = verificationOver({ keys: [issuer.jwk] });
    const token = issuer.issue(claims);
    for (let invented = 0; invented < 200; invented += 1) {
      token.set([invented, invented >> 8, 1, 2, 3, 4, 5, 6], 8);
      setting.clock.advance(1000);
      await verifyPermit({ token: digitsOf(token) }, setting.dependencies);
    }
    expect(setting.published.reads).toBeLessThanOrEqual(5);
  });
});
