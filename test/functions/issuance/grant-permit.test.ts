import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermit, readPermitHistory } from '../../../shared/records/permit.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import {
  begunOn,
  gapsOf,
  granted,
  inConclusion,
  issuedPermit,
  moveTo,
  permitOf as permitNumbered,
  submit,
} from '../../office/permits.ts';
import {
  completeDraft,
  engineer,
  giveMissing,
  read,
  register,
  scientist,
  steps,
  waitingIn,
} from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

/** An application that was approved, with nobody about to issue it. */
const approved = async (of = employerId) => {
  const id = await waitingIn(office, 'conclusion', of);
  await steps.conclude(office, id);
  return id;
};
const permitOf = async (id: string): Promise<Permit> => {
  const number = (await readHead(office.table, id))?.personId ?? '';
  const permit = await readPermit(office.table, number);
  if (!permit) throw new Error('no permit was issued');
  return permit;
};
const places = async () => (await office.items()).filter(({ pk }) => pk.startsWith('STATUSINDEX#'));
const signingKeys = async () => (await office.ask(undefined, 'GET /.well-known/jwks.json')).body.keys;

describe('issuing a permit', () => {
  test('signs a token that holds in the days of the zone and carries the photo that was judged', async () => {
    const id = await approved();
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    const permit = await permitOf(id);
    const verified = await verifyToken(permit.token, {
      zone: 'etown',
      keys: await signingKeys(),
      at: Date.parse('2027-01-11T02:00:00.000Z'),
    });
    expect(verified).toMatchObject({
      verdict: 'valid',
      claims: {
        number: permit.number,
        name: 'SPECIMEN, ELENA MARIA',
        category: 'B',
        statusIndex: permit.statusIndex,
        notBefore: Date.parse('2026-12-22T16:00:00.000Z') / 1000,
        expires: Date.parse('2028-12-22T16:00:00.000Z') / 1000,
      },
    });
    if (verified.verdict === 'forged') throw new Error('forged');
    const photo = permit.photo.hash.slice(0, 32);
    expect(Buffer.from(verified.claims.photoHash).toString('hex')).toBe(photo);
  });

  test('closes the case with the number of the permit, and opens its lock', async () => {
    const id = await approved();
    await office.issue({ applicationId: id });
    const { stage, permitNumber } = await read(office, 'applicant', id);
    expect([stage, permitNumber]).toEqual(['issued', (await permitOf(id)).number]);
    expect((await readEvents(office.table, id)).at(-1)).toMatchObject({
      type: 'permit-issued',
      by: { party: 'system' },
      data: { permitNumber, validFrom: '2026-12-23', validTo: '2028-12-22' },
    });
    expect((await office.items()).filter(({ pk }) => pk.startsWith('OPEN#'))).toEqual([]);
  });

  test('again, or twice at once, issues it once', async () => {
    const id = await approved();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => office.issue({ applicationId: id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    const first = await permitOf(id);
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    expect(await permitOf(id)).toEqual(first);
    expect(first.period).toBe(1);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'permit-issued')).toHaveLength(1);
    expect(await readPermitHistory(office.table, first.number)).toHaveLength(1);
  });

  test('after it failed half-way is done by the next try; a reserved place stays empty', async () => {
    const id = await approved();
    office.hooks.before = (operation) => {
      if (operation === 'TransactWriteItems') throw new Error('the function was killed');
    };
    await expect(office.issue({ applicationId: id })).rejects.toThrow('killed');
    office.hooks.before = undefined;
    expect(await office.issue({ applicationId: id })).toEqual({ stage: 'issued', seconds: 0 });
    expect(await places()).toHaveLength(2);
  });

  test.each(['review', 'conclusion'] as const)(
    'of an application in %s does nothing and says where it stands',
    async (stage) => {
      const id = await waitingIn(office, stage, employerId);
      expect((await office.issue({ applicationId: id })).stage).toBe(stage);
      expect(await places()).toEqual([]);
    },
  );

  test('of an application that does not exist ends the execution', async () => {
    expect(await office.issue({ applicationId: 'x' })).toEqual({ stage: 'closed', seconds: 0 });
  });

  test('without an accepted photo fails loudly, and so does an application without its person', async () => {
    const id = await approved();
    const photo = (await office.items()).find(({ pk, kind }) => pk.endsWith(id) && kind === 'photo');
    await office.table.put({ ...photo, pk: photo?.pk ?? '', sk: photo?.sk ?? '', state: 'rejected' });
    await expect(office.issue({ applicationId: id })).rejects.toThrow('lacks what its permit needs');
    expect((await readHead(office.table, id))?.stage).toBe('approved');
  });

  test('publishes its key before it signs', async () => {
    const id = await approved();
    const order: string[] = [];
    office.hooks.before = (operation, body) => {
      if (JSON.stringify(body).includes('"KEYS"')) order.push('key');
      if (operation === 'TransactWriteItems') order.push('permit');
    };
    await office.issue({ applicationId: id });
    office.hooks.before = undefined;
    expect(order[0]).toBe('key');
    expect(order.at(-1)).toBe('permit');
  });
});

/** Another employer, with a handler of its own. */
const newEmployer = () => register(office, 'otherEmployer', scientist);
const handOver = {
  ...engineer.form,
  entry: 'inside-china',
  post: { ...engineer.form.post, contractFrom: '2027-01-15', contractTo: '2029-01-14' },
  answers: {
    groundInsideChina: 'change-of-employer',
    previousPermit: 'cancelled',
    previousPermitEndedOn: '2027-01-11',
    filedBefore: ['highest-degree', 'work-experience'],
  },
};
const begin = async (form: object, of: string, who: Who = 'otherEmployer') => {
  const begun = await office.ask(who, 'POST /api/applications', { body: { ...form, employerId: of } });
  await giveMissing(office, begun.body.id, who);
  return begun.body.id as string;
};
const cancelled = async (permit: Permit) => {
  const answers = { reason: 'resigned', endedOn: '2027-01-08', salaryProof: 'no-commitment' };
  await granted(office, await begunOn(office, 'cancellation', permit.number, { answers }));
};

describe('a permit after a change of employer', () => {
  test('is the next period of the same number with the new employer, once the former one was cancelled', async () => {
    const before = await issuedPermit(office, employerId);
    moveTo(office, '2027-01-11');
    await cancelled(before);
    await granted(office, await begin(handOver, await newEmployer()), 'otherEmployer');
    const after = await permitNumbered(office, before.number);
    expect(after).toMatchObject({
      number: before.number,
      status: 'valid',
      act: 'granted',
      period: 2,
      employerName: scientist.employer.name,
      since: '2027-01-15',
      validFrom: '2027-01-15',
      validTo: '2029-01-14',
    });
    expect(after.cancelled).toBeUndefined();
    expect((await readPermitHistory(office.table, before.number)).map(({ act }) => act)).toEqual([
      'granted',
      'cancelled',
      'granted',
    ]);
  });

  test('asks neither for the papers of the medical and the record again, nor for what was filed before', async () => {
    const id = await begin(handOver, await newEmployer());
    const { checklist } = await read(office, 'otherEmployer', id);
    const kinds = checklist.map(({ kind }: { kind: string }) => kind);
    for (const spared of ['medical', 'no-criminal-record', 'highest-degree', 'work-experience']) {
      expect(kinds).not.toContain(spared);
    }
    expect(kinds).toContain('cancellation-certificate');
  });

  test('cannot be submitted while the former permit is in force; with whom it is held is not told', async () => {
    await issuedPermit(office, employerId);
    moveTo(office, '2027-01-11');
    const id = await begin(handOver, await newEmployer());
    const answer = await submit(office, id, 'otherEmployer');
    expect(answer.body.problems).toMatchObject([{ code: 'permit-in-force' }]);
    expect(JSON.stringify(answer.body)).not.toContain(engineer.employer.name.zh);
  });

  test.each([
    ['begins before the cancellation took effect', '2027-01-10', 'post.contractFrom contract-before-permit-ended'],
    ['begins more than 30 days after it', '2027-02-11', 'post.contractFrom contract-too-late-after-permit'],
  ])('cannot be submitted when the new contract %s', async (_, contractFrom, gap) => {
    const before = await issuedPermit(office, employerId);
    moveTo(office, '2027-01-11');
    await cancelled(before);
    const form = { ...handOver, post: { ...handOver.post, contractFrom } };
    expect(await gapsOf(office, await begin(form, await newEmployer()), 'otherEmployer')).toContain(gap);
  });

  test('the old code says that it was replaced, not that anybody did wrong', async () => {
    const before = await issuedPermit(office, employerId);
    moveTo(office, '2027-01-11');
    await cancelled(before);
    await granted(office, await begin(handOver, await newEmployer()), 'otherEmployer');
    expect(await office.table.get(keys.status('1', before.statusIndex))).toMatchObject({ status: 3 });
  });
});

describe('two employers who apply for the same person at once', () => {
  test('both may; the second approval finds a permit in force and goes back to the deciders', async () => {
    const other = await newEmployer();
    const first = await inConclusion(office, await completeDraft(office, employerId));
    const second = await inConclusion(office, await begin(engineer.form, other), 'otherEmployer');
    for (const id of [first, second]) await steps.conclude(office, id);
    await office.issue({ applicationId: first });
    expect((await office.issue({ applicationId: second })).stage).toBe('conclusion');
    const { stage, blocked } = await read(office, 'decider', second);
    expect([stage, blocked.reason.en]).toEqual(['conclusion', expect.stringContaining('holds another permit')]);
    expect((await permitOf(first)).applicationId).toBe(first);
  });

  test('issued at the very same moment, one is and the other goes back', async () => {
    const other = await newEmployer();
    const ids = [
      await inConclusion(office, await completeDraft(office, employerId)),
      await inConclusion(office, await begin(engineer.form, other), 'otherEmployer'),
    ];
    for (const id of ids) await steps.conclude(office, id);
    const outcomes = await Promise.all(ids.map((applicationId) => office.issue({ applicationId })));
    expect(outcomes.map(({ stage }) => stage).sort()).toEqual(['conclusion', 'issued']);
  });
});

describe('a conversion', () => {
  test('gives the holder of an old certificate a lifetime code, and the period names the certificate', async () => {
    const answers = {
      certificateType: 'expert',
      certificateNumber: 'F-2016-00042（虚构）',
      certificateAuthority: '北京市外国专家局（虚构）',
      certificateExpiresOn: '2027-01-31',
    };
    const id = await begin({ ...engineer.form, procedure: 'conversion', answers }, employerId, 'employer');
    await granted(office, id);
    const permit = await permitOf(id);
    const oldCertificate = { kind: 'expert', number: 'F-2016-00042（虚构）' };
    expect(permit).toMatchObject({ act: 'granted', period: 1, oldCertificate });
    const { body } = await office.ask('employer', `GET /api/permits/${permit.number}`);
    expect([body.oldCertificate, body.history]).toMatchObject([oldCertificate, [{ act: 'granted', oldCertificate }]]);
  });
});

test('a permit for a short task is of category C and lasts as long as the contract, 90 days at most', async () => {
  const form = {
    ...engineer.form,
    procedure: 'short-term',
    post: { ...engineer.form.post, contractFrom: '2026-12-01', contractTo: '2027-02-28' },
    answers: { task: 'partner' },
  };
  const id = await begin(form, employerId, 'employer');
  await granted(office, id);
  expect(await permitOf(id)).toMatchObject({ category: 'C', validFrom: '2026-12-01', validTo: '2027-02-28' });
  const long = { ...form, post: { ...form.post, contractTo: '2027-03-01' } };
  moveTo(office, '2027-03-02');
  expect(
    await gapsOf(
      office,
      await begin(
        { ...long, post: { ...long.post, contractFrom: '2027-03-02', contractTo: '2027-06-30' } },
        employerId,
        'employer',
      ),
    ),
  ).toContain('post.contractTo contract-too-long');
});
