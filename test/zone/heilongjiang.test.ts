import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  awaitStage,
  declareEmployer,
  draftApplication,
  evidenceOf,
  registerEmployer,
  submitApplication,
  uploadMissing,
} from '../../infra/demo/walk-case.ts';
import { type Answer, type Caller, signIn } from '../../infra/demo/zone-client.ts';
import { type SampleCase, type SampleCaseName, sampleCase } from '../../infra/samples/cases.ts';
import { freshApplicant } from '../../infra/samples/fresh-applicant.ts';
import { checkCharacter } from '../../shared/domain/check-character.ts';
import { isLifetimeCode } from '../../shared/domain/person/lifetime-code.ts';
import { addMonths } from '../../shared/domain/time.ts';
import { assemble, type Cast, sampleFile } from './cast.ts';

/** Three enterprises and five universities, with the digits of the division that gave their credit code. */
const employers = [
  { name: '哈尔滨样例焊接技术有限公司', registeredAt: '91230103', window: 1 },
  { name: '大庆样例石化装备有限公司', registeredAt: '91230602', window: 6 },
  { name: '齐齐哈尔样例重型机械有限公司', registeredAt: '91230202', window: 2 },
  { name: '样例工业大学（部属）', registeredAt: '12100000', window: 1 },
  { name: '样例农业大学（省属）', registeredAt: '12230000', window: 1 },
  { name: '牡丹江样例师范大学', registeredAt: '12231003', window: 10 },
  { name: '佳木斯样例大学', registeredAt: '12230803', window: 8 },
  { name: '黑河样例学院', registeredAt: '12231102', window: 11 },
] as const;

/** Thirteen professionals: whose they are, of which category, and how old one of them is. */
const professionals: { of: number; sample: SampleCaseName; age?: number }[] = [
  { of: 0, sample: 'etown-b' },
  { of: 0, sample: 'category-a' },
  { of: 1, sample: 'etown-b' },
  { of: 2, sample: 'etown-b' },
  { of: 3, sample: 'category-a' },
  { of: 3, sample: 'etown-b' },
  { of: 3, sample: 'etown-b', age: 25 },
  { of: 4, sample: 'etown-b' },
  { of: 4, sample: 'etown-b' },
  { of: 5, sample: 'etown-b' },
  { of: 5, sample: 'category-c-graduate' },
  { of: 6, sample: 'etown-b' },
  { of: 7, sample: 'etown-b' },
];
const [theGreen, theYoung, theGraduate, theMoved] = [1, 6, 10, 12];

type Filed = { id: string; handler: Caller; sample: SampleCase; window: number };

let cast: Cast;
let supervisor: Caller;
let today: string;
const handlers: { handler: Caller; employerId: string }[] = [];
const filed: Filed[] = [];

const subjectOf = ({ accessToken }: { accessToken: string }): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sub;

const expectStatus = (what: string, answer: Answer, status = 200): Answer['body'] => {
  expect([what, answer.status, answer.body.problems]).toEqual([what, status, undefined]);
  return answer.body;
};

const read = async (who: Caller, id: string) =>
  expectStatus('reading', await who.ask('GET', `/api/applications/${id}`));
const queueOf = async (who: Caller, stage: string, window?: number): Promise<string[]> => {
  const path = `/api/queues/${stage}?limit=100${window ? `&serviceWindow=${window}` : ''}`;
  return expectStatus('queue', await who.ask('GET', path)).items.map(({ id }: { id: string }) => id);
};

beforeAll(async () => {
  cast = await assemble(undefined, { zone: 'heilongjiang' });
  supervisor = await cast.signInAs('supervisor');
  today = (await cast.anyone.ask('GET', '/api/zone')).body.today;
});
afterAll(() => cast.end());

/** A sample whose employer and applicant nobody else has; the age of one is made to be what the story says. */
function personOf(index: number): SampleCase {
  const { of, sample: name, age } = professionals[index] ?? { of: 0, sample: 'etown-b' as const };
  const sample = freshApplicant(sampleCase(name, today, { contractFrom: today }), String(index + 100));
  const body = `${employers[of]?.registeredAt}HLJ00${String(of).padStart(4, '0')}`;
  const employer = {
    ...sample.employer,
    name: { zh: employers[of]?.name ?? '' },
    unifiedSocialCreditCode: body + checkCharacter(body),
  };
  const { applicant } = sample.form;
  const birthDate = age === undefined ? applicant.birthDate : addMonths(today, -12 * age - 2);
  return { ...sample, employer, form: { ...sample.form, applicant: { ...applicant, birthDate } } };
}

describe('thirteen professionals of three enterprises and five universities in Heilongjiang', () => {
  test('find thirteen service windows, and what the three categories mean here', async () => {
    const { items } = expectStatus('windows', await cast.anyone.ask('GET', '/api/service-windows'));
    expect(items).toHaveLength(13);
    expect(items.filter(({ competence }: { competence: { elsewhere: boolean } }) => competence.elsewhere)).toHaveLength(
      1,
    );
    for (const { queues, placeholder } of items) expect([queues, placeholder]).toEqual([undefined, true]);
    const { classification, policy } = expectStatus('zone', await cast.anyone.ask('GET', '/api/zone'));
    expect(policy.points).toBe('trial-2017');
    expect(classification.map(({ approach }: { approach: string }) => approach)).toEqual([
      'green-path',
      'market-demand',
      'quota',
    ]);
    expect(classification[2].places).toMatchObject([{ group: 'quota-managed', state: 'available' }]);
    expect(classification[2].places[0].free).toBeUndefined();
  });

  test('have their employers registered at the windows of those', async () => {
    for (const [of, { window }] of employers.entries()) {
      const index = professionals.findIndex((one) => one.of === of);
      const sample = personOf(index);
      const handler = await signIn(cast.zone.url, 'employer', `heilongjiang${of}`);
      const employerId = await declareEmployer(handler, sample);
      await registerEmployer(cast.officers, handler, employerId, (kind, procedure) =>
        sampleFile(kind, sample, procedure),
      );
      handlers.push({ handler, employerId });
      const { items } = (await handler.ask('GET', '/api/applications')).body;
      expect((await read(handler, items[0].id)).serviceWindow.number).toBe(window);
    }
  }, 180_000);

  test('are filed, each in the queue of the window of its employer', async () => {
    for (const [index, { of }] of professionals.entries()) {
      const sample = personOf(index);
      const { handler, employerId } = handlers[of] as (typeof handlers)[number];
      const id = await draftApplication(handler, employerId, sample);
      await uploadMissing(handler, id, sample.form.procedure, (kind) => sampleFile(kind, sample));
      const { serviceWindow } = await submitApplication(handler, id);
      expect(serviceWindow.number).toBe(employers[of]?.window);
      filed.push({ id, handler, sample, window: serviceWindow.number });
    }
    const together = await queueOf(supervisor, 'preliminary-review');
    expect([...together].sort()).toEqual(filed.map(({ id }) => id).sort());
    for (const number of new Set(filed.map(({ window }) => window))) {
      const expected = filed.filter(({ window }) => window === number).map(({ id }) => id);
      expect((await queueOf(supervisor, 'preliminary-review', number)).sort()).toEqual(expected.sort());
    }
    // The green path stands ahead of its due time, whatever window it is at.
    expect(professionals[filed.findIndex(({ id }) => id === together[0])]?.sample).toBe('category-a');
    const { items } = expectStatus('mine', await supervisor.ask('GET', '/api/service-windows/mine'));
    const waiting = items.map(({ queues }: { queues: { waiting: number }[] }) => queues[0]?.waiting);
    expect(waiting).toEqual([7, 1, 0, 0, 0, 1, 0, 1, 0, 2, 1, 0, 0]);
  }, 180_000);

  test('see in which lane each case runs, and why', async () => {
    const lane = async (index: number) => {
      const { id, handler } = filed[index] as Filed;
      return (await read(handler, id)).lane;
    };
    expect(await lane(theGreen)).toMatchObject({ category: 'A', approach: 'green-path', hoursAhead: 24 });
    expect(await lane(0)).toMatchObject({
      category: 'B',
      approach: 'market-demand',
      why: { en: expect.any(String) },
    });
    expect(await lane(theGraduate)).toMatchObject({
      category: 'C',
      approach: 'quota',
      places: { group: 'quota-managed', state: 'available' },
    });
    expect(await lane(theYoung)).toMatchObject({ category: null, approach: 'open' });
  });

  test('are told of the hole at age 25, which is scored as nothing and keeps nobody from going on', async () => {
    const { id, handler } = filed[theYoung] as Filed;
    for (const who of [handler, cast.frontOfficer]) {
      const { assessment, category } = await read(who, id);
      expect(assessment).toMatchObject({ policy: 'trial-2017', noRow: ['age'], total: null, category: null });
      expect(assessment.items.find(({ item }: { item: string }) => item === 'age')).toMatchObject({
        value: 25,
        row: null,
        points: null,
      });
      expect(category).toBeNull();
    }
  });

  test('are worked by officers of their own windows, and one is moved to another with a reason', async () => {
    const harbin = await cast.signInAs('front-officer', 'harbin');
    const heihe = await cast.signInAs('front-officer', 'heihe');
    for (const [who, windows] of [
      [harbin, [1]],
      [heihe, [11]],
    ] as const) {
      const path = `/api/staff/${encodeURIComponent(subjectOf(who as never))}/windows`;
      expectStatus('roster', await supervisor.ask('PUT', path, { body: { windows, reason: 'duty roster' } }));
    }
    const { id, handler } = filed[theMoved] as Filed;
    expect(await queueOf(heihe, 'preliminary-review')).toEqual([id]);
    expect((await harbin.ask('POST', `/api/applications/${id}/claim`)).status).toBe(403);
    const claimed = expectStatus('claim', await heihe.ask('POST', `/api/applications/${id}/claim`));
    const reason = { zh: '申请人在哈尔滨办理更方便', en: 'Harbin is nearer to the applicant' };
    const moved = expectStatus(
      'move',
      await heihe.ask('POST', `/api/applications/${id}/move`, { body: { to: 1, reason } }),
    );
    expect(moved).toMatchObject({ serviceWindow: { number: 1 }, clock: claimed.clock });
    expect(moved.claimedBy).toBeUndefined();
    const { items } = (await handler.ask('GET', `/api/applications/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'moved', text: { en: expect.stringContaining(reason.en) } });
    expect(await queueOf(heihe, 'preliminary-review')).toEqual([]);
    expect((await heihe.ask('POST', `/api/applications/${id}/claim`)).status).toBe(403);
    expect(await queueOf(harbin, 'preliminary-review')).toContain(id);

    for (const one of filed) {
      const who = one.window === 1 || one.id === id ? harbin : cast.frontOfficer;
      const accepted = await who.ask('POST', `/api/applications/${one.id}/preliminary-review`, {
        body: { decision: 'accept' },
      });
      expectStatus('acceptance', accepted);
    }
    expect(await queueOf(supervisor, 'preliminary-review')).toEqual([]);
    expect((await queueOf(cast.backOfficer, 'review', 1)).length).toBe(8);
  }, 60_000);

  test('of category C take a place of the quota', async () => {
    const { id, handler } = filed[theGraduate] as Filed;
    expect((await read(handler, id)).lane.places).toMatchObject({ group: 'quota-managed', state: 'reserved' });
    const year = today.slice(0, 4);
    const { reserved, items } = (await supervisor.ask('GET', `/api/quotas/${year}/quota-managed`)).body;
    expect([reserved, items[0].applicationId]).toEqual([1, id]);
  });

  test('are decided by two officers each, the hole settled with a reason, and hold permits that anybody can verify', async () => {
    for (const { id } of filed) {
      const seen = await read(cast.backOfficer, id);
      expect(seen.marketDemand === undefined).toBe(seen.category !== 'B' || !/^2026/.test(today));
      const hole = seen.holes?.[0];
      const option = hole?.options.find(({ points }: { points: number }) => points === 15);
      const settlements = hole
        ? [
            {
              item: hole.item,
              row: option.row,
              reason: 'At 25 the younger of the two rows that meet there is not meant.',
            },
          ]
        : [];
      const passport = seen.documents.find(({ kind }: { kind: string }) => option?.provenBy[0]?.includes(kind));
      const evidence = [...evidenceOf(seen), ...(passport ? [{ item: 'age', documentId: passport.id }] : [])];
      const path = `/api/applications/${id}`;
      const early = { recommendation: 'approve', evidence: evidenceOf(seen) };
      if (hole) expect((await cast.backOfficer.ask('POST', `${path}/review`, { body: early })).status).toBe(400);
      const body = { recommendation: 'approve', evidence, ...(hole ? { settlements } : {}) };
      expectStatus('review', await cast.backOfficer.ask('POST', `${path}/review`, { body }));
      expectStatus('conclusion', await cast.decider.ask('POST', `${path}/conclude`, { body: { decision: 'approve' } }));
    }
    const codes: string[] = [];
    for (const { id, handler, sample } of filed) {
      const { permitNumber } = await awaitStage(handler, id, 'issued');
      expect(isLifetimeCode(permitNumber)).toBe(true);
      codes.push(permitNumber);
      const permit = (await handler.ask('GET', `/api/permits/${permitNumber}`)).body;
      const { body } = await cast.anyone.ask('POST', '/api/verifications', { body: { token: permit.qr } });
      expect(body).toMatchObject({ verdict: 'valid', number: permitNumber, category: permit.category });
      expect(permit.holder.name).toContain(sample.form.applicant.familyName);
    }
    expect(new Set(codes).size).toBe(13);
    const young = filed[theYoung] as Filed;
    const told = await read(young.handler, young.id);
    expect(told).toMatchObject({ category: 'B', settlements: [{ item: 'age', reason: expect.stringMatching(/25/) }] });
    expect(told.lane.approach).toBe('market-demand');
    const graduate = filed[theGraduate] as Filed;
    expect((await read(graduate.handler, graduate.id)).lane.places.state).toBe('confirmed');
    const replay = expectStatus('replay', await supervisor.ask('GET', `/api/applications/${young.id}/replay`));
    expect(replay.scores.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['same', 'same']);
  }, 180_000);
});
