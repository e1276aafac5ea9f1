import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  grantApplication,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import { moveClock } from '../../infra/demo/zone-client.ts';
import { tokenFrom } from '../../shared/credential/carriers.ts';
import { openStatusList, verifyToken } from '../../shared/credential/verify.ts';
import { addDays, addMonths, startOfDay } from '../../shared/domain/time.ts';
import { assemble, type Cast, completeDraft, type Party } from './cast.ts';
import { begunOn, gapsOf, granted, issuedPermit, later, type Read, readPermit, scanned } from './permits.ts';

let cast: Cast;
let today: string;

beforeAll(async () => {
  cast = await assemble();
  today = (await cast.anyone.ask('GET', '/api/zone')).body.today;
});
afterAll(() => cast.end());

const cancellation = () => ({ answers: { reason: 'resigned', endedOn: today, salaryProof: 'no-commitment' } });
const extension = { answers: { salaryCommitted: 'no' } };

/** What a verifier without a network says, with the keys and the list that the zone publishes. */
async function offline(qr: string): Promise<string> {
  const [{ body: jwks }, { body: jwt }, { body: clock }] = await Promise.all([
    cast.anyone.ask('GET', '/.well-known/jwks.json'),
    cast.anyone.ask('GET', '/api/status-lists/1'),
    cast.anyone.ask('GET', '/_local/clock'),
  ]);
  const list = await openStatusList(jwt, jwks.keys);
  const token = tokenFrom(qr);
  if (!list || !token.ok) throw new Error('list or token cannot be read');
  return (await verifyToken(token.value, { zone: 'etown', keys: jwks.keys, at: Date.parse(clock.now), list })).verdict;
}

describe('the registration of an employer', () => {
  test('goes from a declaration to a register that lets it apply for foreigners', async () => {
    const party = await cast.party('etown-b', ['employer'], { registered: false });
    const waiting = await completeDraft(party);
    expect(await gapsOf(party.handler, waiting)).toEqual(['employer.registration not-registered']);
    const answers = { sectorLicence: 'no' };
    const done = await granted(cast, party, 'employer-registration', { answers }, 'completed');
    expect(done.checklist.map(({ kind }: { kind: string }) => kind)).toContain('authorisation-letter');
    const { body: list } = await party.handler.ask('GET', '/api/employers');
    expect(list.items).toMatchObject([{ id: party.employerId, status: 'registered' }]);
    expect(await submitApplication(party.handler, waiting)).toMatchObject({ stage: 'preliminary-review' });
  });

  test('and its change: the register follows the decision, and nothing but the handler changes without one', async () => {
    const party = await cast.party();
    const refused = await party.handler.ask('PATCH', `/api/employers/${party.employerId}`, { body: { address: 'x' } });
    expect(refused.body.problems).toMatchObject([{ path: 'address', code: 'by-application' }]);
    const address = '北京经济技术开发区样例九路9号';
    await granted(
      cast,
      party,
      'employer-change',
      { answers: { what: ['address'] }, employer: { address } },
      'completed',
    );
    expect((await party.handler.ask('GET', `/api/employers/${party.employerId}`)).body.address).toBe(address);
  });

  test('a colleague becomes a handler by invitation, and files for the same employer', async () => {
    const party = await cast.party();
    const colleague = await cast.signInAs('employer', 'colleague');
    const invited = await party.handler.ask('POST', `/api/employers/${party.employerId}/handlers`, {
      body: { name: '例小样', phone: '010-00000002', email: 'employer-colleague@rehearsal.example' },
    });
    expect(invited.status).toBe(201);
    const { body: list } = await colleague.ask('GET', '/api/employers');
    expect(list.invitations).toMatchObject([{ employerId: party.employerId }]);
    await colleague.ask('POST', `/api/employers/${party.employerId}/handlers/accept`);
    const begun = await colleague.ask('POST', '/api/applications', { body: { procedure: 'new-permit' } });
    expect([begun.status, begun.body.employer.id]).toEqual([201, party.employerId]);
  });
});

describe('a permit for a short task', () => {
  test('is granted for the days of its contract', async () => {
    const party = await cast.party();
    const { facts: _facts, commitments: _commitments, procedure: _procedure, ...form } = party.sample.form;
    const body = {
      ...form,
      post: { ...form.post, contractTo: addDays(today, 59) },
      answers: { task: 'partner' },
      employerId: party.employerId,
    };
    const { permitNumber } = await granted(cast, party, 'short-term', body, 'issued');
    expect(await readPermit(party.handler, permitNumber)).toMatchObject({
      category: 'C',
      validFrom: today,
      validTo: addDays(today, 59),
      bindingLimit: 'contract',
    });
  });
});

describe('a conversion', () => {
  test('makes a first permit of an old certificate, and says which one', async () => {
    const party = await cast.party();
    const { procedure: _procedure, ...form } = party.sample.form;
    const answers = {
      certificateType: 'employment',
      certificateNumber: 'J-2015-0007',
      certificateAuthority: '样例人力资源局',
      certificateExpiresOn: addMonths(today, 2),
    };
    const { permitNumber } = await granted(cast, party, 'conversion', { ...form, answers }, 'issued');
    expect(await readPermit(party.handler, permitNumber)).toMatchObject({
      period: 1,
      oldCertificate: { kind: 'employment', number: 'J-2015-0007' },
    });
  });
});

describe('on a permit that runs', () => {
  let party: Party;
  let permit: Read;
  beforeAll(async () => {
    party = await cast.party();
    permit = await issuedPermit(cast, party);
  });

  test('a new passport leads to the same lifetime code, and the new code replaces the old one', async () => {
    const passport = { number: 'U90000001', issuingState: 'UTO', expiresOn: addMonths(today, 100) };
    const body = {
      permitNumber: permit.number,
      applicant: { passport },
      answers: { what: ['passport'], changedOn: today },
    };
    const { permitNumber } = await granted(cast, party, 'change', body, 'issued');
    expect(permitNumber).toBe(permit.number);
    const present = await readPermit(party.handler, permit.number);
    expect(present).toMatchObject({ status: 'valid', period: 1, validTo: permit.validTo });
    expect([(await scanned(cast, permit.qr)).verdict, (await scanned(cast, present.qr)).verdict]).toEqual([
      'superseded',
      'valid',
    ]);
    permit = present;
  });

  test('another category is scored anew, and the permit keeps its days', async () => {
    const facts = { annualSalary: 450_000, education: 'doctor', workYears: 17, hsk: 5, distinctions: ['fortune-500'] };
    const body = { permitNumber: permit.number, facts, answers: { what: ['category'], changedOn: today } };
    await granted(cast, party, 'change', body, 'issued');
    const present = await readPermit(party.handler, permit.number);
    expect(present).toMatchObject({ category: 'A', validFrom: permit.validFrom, validTo: permit.validTo });
    permit = present;
  });

  test('a reissue signs it anew; the code before is superseded, online and offline', async () => {
    const body = { permitNumber: permit.number, answers: { why: 'unreadable' } };
    await granted(cast, party, 'reissue', body, 'issued');
    const present = await readPermit(party.handler, permit.number);
    expect(present.history.map(({ act }: { act: string }) => act)).toEqual([
      'granted',
      'amended',
      'amended',
      'reissued',
    ]);
    expect(await offline(present.qr)).toBe('valid');
    await expect.poll(() => offline(permit.qr)).toBe('superseded');
    permit = present;
  });

  test('an early extension is told when its window opens; the draft stays', async () => {
    const id = await begunOn(party, 'extension', { permitNumber: permit.number, ...extension });
    expect(await gapsOf(party.handler, id)).toContain('permitNumber window-not-open');
    expect((await party.handler.ask('GET', `/api/applications/${id}`)).body.stage).toBe('draft');
  });

  test('a second application of a kind is told of the first', async () => {
    const body = { permitNumber: permit.number, answers: { why: 'unreadable' } };
    const [first, second] = [await begunOn(party, 'reissue', body), await begunOn(party, 'reissue', body)];
    await submitApplication(party.handler, first);
    const answer = await party.handler.ask('POST', `/api/applications/${second}/submit`);
    expect([answer.status, answer.body.current]).toEqual([409, { applicationId: first }]);
    expect((await party.handler.ask('POST', `/api/applications/${first}/withdraw`)).status).toBe(200);
  });

  test('submitted twice at the same moment, one of two is', async () => {
    const body = { permitNumber: permit.number, answers: { why: 'unreadable' } };
    const ids = [await begunOn(party, 'reissue', body), await begunOn(party, 'reissue', body)];
    const answers = await Promise.all(ids.map((id) => party.handler.ask('POST', `/api/applications/${id}/submit`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const open = ids[answers.findIndex(({ status }) => status === 200)] ?? '';
    await party.handler.ask('POST', `/api/applications/${open}/withdraw`);
  });

  test('a suspended permit cannot be extended or changed, and says so', async () => {
    const supervisor = await cast.signInAs('supervisor');
    const body = { reason: { zh: '核查', en: 'Under examination' } };
    await supervisor.ask('POST', `/api/permits/${permit.number}/suspend`, { body });
    expect((await scanned(cast, permit.qr)).verdict).toBe('suspended');
    const id = await begunOn(party, 'change', {
      permitNumber: permit.number,
      post: { title: '高级光学工程师' },
      answers: { what: ['post'], changedOn: today },
    });
    expect(await gapsOf(party.handler, id)).toContain('permitNumber permit-state');
    await supervisor.ask('POST', `/api/permits/${permit.number}/reinstate`, { body });
    expect((await scanned(cast, permit.qr)).verdict).toBe('valid');
  });
});

describe('a change of employer', () => {
  test('is a cancellation, then a new permit of the same number within 30 days, without the papers filed before', async () => {
    const former = await cast.party();
    const permit = await issuedPermit(cast, former);
    const next = await cast.party();
    const { procedure: _procedure, ...form } = former.sample.form;
    const body = {
      ...form,
      employerId: next.employerId,
      entry: 'inside-china',
      answers: {
        groundInsideChina: 'change-of-employer',
        previousPermit: 'cancelled',
        previousPermitEndedOn: today,
        filedBefore: ['highest-degree', 'work-experience'],
      },
    };
    const early = await begunOn(next, 'new-permit', body);
    expect(await gapsOf(next.handler, early)).toEqual(['applicant.passport.number permit-in-force']);

    const done = await granted(
      cast,
      former,
      'cancellation',
      { permitNumber: permit.number, ...cancellation() },
      'completed',
    );
    expect(done.permitNumber).toBe(permit.number);
    const ended = await readPermit(former.handler, permit.number);
    expect(ended).toMatchObject({ status: 'cancelled', cancelledOn: today });
    expect(ended.qr).toBeUndefined();
    const scan = await scanned(cast, permit.qr);
    expect([scan.verdict, scan.text.en]).toEqual(['cancelled', expect.stringContaining('nothing against the holder')]);
    await expect.poll(() => offline(permit.qr)).toBe('revoked');
    const card = await former.handler.ask('GET', `/api/permits/${permit.number}/card.svg`);
    expect([card.status, card.body.detail]).toEqual([409, expect.stringContaining('was cancelled')]);

    const { permitNumber } = await grantApplication(cast.officers, next.handler, early, 'issued');
    expect(permitNumber).toBe(permit.number);
    const present = await readPermit(next.handler, permitNumber);
    expect(present).toMatchObject({ status: 'valid', period: 2, employer: next.sample.employer.name });
    expect((await scanned(cast, permit.qr)).verdict).toBe('superseded');
    expect((await former.handler.ask('GET', `/api/permits/${permitNumber}`)).status).toBe(404);
  });
});

describe('a cancellation by the foreigner, whose employer was dissolved', () => {
  test('is begun, submitted and followed by the foreigner alone', async () => {
    const party = await cast.party();
    const account = 'left-behind';
    const email = `applicant-${account}@rehearsal.example`;
    const { applicant } = party.sample.form;
    const sample = { ...party.sample, form: { ...party.sample.form, applicant: { ...applicant, email } } };
    const permit = await issuedPermit(cast, { ...party, sample });
    const foreigner = await cast.signInAs('applicant', account);
    const body = { permitNumber: permit.number, answers: { reason: 'employer-dissolved' } };
    const done = await granted(cast, party, 'cancellation', body, 'completed', foreigner);
    expect(done.stage).toBe('completed');
    expect((await scanned(cast, permit.qr)).verdict).toBe('cancelled');
    const other = await cast.signInAs('applicant', 'somebody-else');
    expect(
      (await other.ask('POST', '/api/applications', { body: { procedure: 'cancellation', ...body } })).status,
    ).toBe(400);
  });
});

describe('when the machine dies between an approval and what it brings about', { tags: ['own-process'] }, () => {
  test.each([
    ['cancellation', 'completed'],
    ['reissue', 'issued'],
  ] as const)('a %s is brought about once after the restart', async (procedure, stage) => {
    const directory = mkdtempSync(join(tmpdir(), 'greenpath-effects-'));
    let own = await assemble(directory);
    try {
      const party = await own.party();
      const permit = await issuedPermit(own, party);
      const body = procedure === 'reissue' ? { answers: { why: 'unreadable' } } : cancellation();
      const id = await begunOn(party, procedure, { permitNumber: permit.number, ...body });
      await submitApplication(party.handler, id);
      await acceptApplication(own.frontOfficer, id);
      await reviewApplication(own.backOfficer, id);
      await concludeApplication(own.decider, id);
      await own.zone.stop('SIGKILL');

      own = await assemble(directory);
      await moveClock(own.zone.url, { advance: 'PT20M' });
      await own.anyone.ask('POST', '/_local/sweep');
      const again = await own.signInAs('employer', party.account);
      await awaitStage(again, id, stage);
      const { history } = await readPermit(again, permit.number);
      expect(history.map(({ act }: { act: string }) => act)).toEqual([
        'granted',
        procedure === 'reissue' ? 'reissued' : 'cancelled',
      ]);
    } finally {
      await own.end();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe('in the window of an extension', { tags: ['moving-clock'] }, () => {
  let parties: { ends: Party; extended: Party; contested: Party };
  let permits: Record<keyof typeof parties, Read>;
  let moved: Cast;

  beforeAll(async () => {
    const before = { ends: await cast.party(), extended: await cast.party(), contested: await cast.party() };
    permits = {
      ends: await issuedPermit(cast, before.ends),
      extended: await issuedPermit(cast, before.extended),
      contested: await issuedPermit(cast, before.contested),
    };
    const { cast: next, again } = await later(cast, {
      set: startOfDay('Asia/Shanghai', addDays(permits.extended.validTo, -100)),
    });
    moved = next;
    parties = {
      ends: await again(before.ends),
      extended: await again(before.extended),
      contested: await again(before.contested),
    };
  });

  test('the next period follows without a gap; the new code is good at once, the old one says that it was replaced', async () => {
    const { number, validTo, qr } = permits.extended;
    const party = parties.extended;
    const { permitNumber } = await granted(moved, party, 'extension', { permitNumber: number, ...extension }, 'issued');
    expect(permitNumber).toBe(number);
    const present = await readPermit(party.handler, number);
    expect(present).toMatchObject({
      status: 'valid',
      period: 2,
      since: permits.extended.validFrom,
      validFrom: addDays(validTo, 1),
      history: [{ act: 'granted' }, { act: 'extended' }],
    });
    expect((await scanned(moved, present.qr)).verdict).toBe('valid');
    expect((await scanned(moved, qr)).verdict).toBe('superseded');
    expect(await offline(present.qr)).toBe('valid');
    await expect.poll(() => offline(qr)).toBe('superseded');
  });

  test('against a cancellation at the same moment: the permit ends, and neither application is lost', async () => {
    const { number } = permits.contested;
    const party = parties.contested;
    const ids = [
      await begunOn(party, 'extension', { permitNumber: number, ...extension }),
      await begunOn(party, 'cancellation', { permitNumber: number, ...cancellation() }),
    ];
    for (const id of ids) {
      await submitApplication(party.handler, id);
      await acceptApplication(moved.frontOfficer, id);
      await reviewApplication(moved.backOfficer, id);
    }
    await Promise.all(ids.map((id) => concludeApplication(moved.decider, id)));
    await awaitStage(party.handler, ids[1] ?? '', 'completed');
    const stage = async () => (await party.handler.ask('GET', `/api/applications/${ids[0]}`)).body.stage;
    await expect.poll(stage).toMatch(/^(issued|conclusion)$/);
    expect((await readPermit(party.handler, number)).status).toBe('cancelled');
  });

  test('after it has closed, an extension is refused with the last day that there was', async () => {
    const { number, validTo } = permits.ends;
    const { again } = await later(moved, { set: startOfDay('Asia/Shanghai', addDays(validTo, -29)) });
    const party = await again(parties.ends);
    const id = await begunOn(party, 'extension', { permitNumber: number, ...extension });
    expect(await gapsOf(party.handler, id)).toContain('permitNumber window-closed');
  });

  test('after the last day the code answers "expired", and nothing had to be cancelled', async () => {
    const { number, validTo, qr } = permits.ends;
    await moveClock(cast.zone.url, { set: startOfDay('Asia/Shanghai', addDays(validTo, 1)) });
    expect((await scanned(cast, qr)).verdict).toBe('expired');
    expect(await offline(qr)).toBe('expired');
    const { again } = await later(moved, { advance: 'PT1M' });
    const party = await again(parties.ends);
    const id = await begunOn(party, 'cancellation', { permitNumber: number, ...cancellation() });
    expect(await gapsOf(party.handler, id)).toContain('permitNumber permit-state');
  });
});
