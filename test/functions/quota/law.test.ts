import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeAfter } from '../../../shared/domain/quota/quota.ts';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { cook, engineer, evidenceOf, give, graduate, read, register, steps, submitted } from '../../office/walk.ts';
import { accept, figures, group, ledger, places, reason, somebody, thisYear, waiting } from './graduates.ts';

const day = 86_400_000;
const deficiency = {
  path: 'document.contract',
  code: 'unreadable',
  text: { zh: '合同扫描件模糊，请重新上传。', en: 'The scan of the contract is blurred; upload it again.' },
};
const refusal = {
  code: 'quota-not-met',
  rule: 'Measures for the administration of the work permit, category C',
  text: { zh: '不符合配额人员的条件。', en: 'The conditions for a place of the quota are not met.' },
};

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice({ zone: places(2) });
  employerId = await register(office);
});
afterEach(() => office.close());

const accepted = async (sample = graduate): Promise<string> => {
  const id = await waiting(office, employerId, sample);
  await steps.accept(office, id);
  return id;
};
const act = (who: Parameters<Office['ask']>[0], id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
const stageOf = async (id: string) => (await readHead(office.table, id))?.stage;
const placeOf = async (id: string) => (await readHead(office.table, id))?.quota;
/** What the record of the case alone says. */
const told = async (id: string) => placeAfter(await readEvents(office.table, id));

describe('an acceptance', () => {
  test('takes a place for whom the procedure limits, and for nobody else', async () => {
    await steps.accept(office, await submitted(office, employerId));
    await steps.accept(office, await submitted(office, employerId, 'employer', somebody(cook)));
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
    const id = await accepted();
    expect(await figures(office)).toEqual([2, 1, 0, 1]);
    expect(await told(id)).toEqual({ name: await placeOf(id), state: 'reserved' });
  });

  test('shows its place to officers and not to the parties', async () => {
    const id = await accepted();
    const number = (await ledger(office)).items[0].number;
    expect((await read(office, 'back', id)).quota).toEqual({ year: 2026, group, number, state: 'reserved' });
    expect((await read(office, 'employer', id)).quota).toBeUndefined();
  });

  test('with no place left is refused with what can be done, in both languages, and changes nothing', async () => {
    await accepted();
    await accepted();
    const id = await waiting(office, employerId);
    await act('front', id, 'claim');
    const before = await readHead(office.table, id);
    const chinese = await accept(office, id);
    const english = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'accept' },
      headers: { 'Accept-Language': 'en' },
    });
    for (const { status, body } of [chinese, english]) {
      expect([status, body.type, body.current]).toEqual([
        409,
        'urn:greenpath:problem:quota-exhausted',
        { year: 2026, group, size: 2 },
      ]);
    }
    expect([chinese.body.title, english.body.title]).toEqual(['配额已用完', 'Every place of the quota is taken']);
    expect(chinese.body.detail).toContain('2026 年的 2 个名额已全部被占用');
    expect(english.body.detail).toContain('All 2 places of 2026 for "Under quota" are taken');
    expect(await readHead(office.table, id)).toEqual(before);
  });

  test('takes from the year of the zone in which it falls', async () => {
    office.clock.set('2026-12-31T08:00:00.000Z');
    const [old, young] = [await waiting(office, employerId), await waiting(office, employerId)];
    office.clock.set('2026-12-31T15:59:59.000Z');
    await steps.accept(office, old);
    office.clock.set('2026-12-31T16:00:00.000Z');
    await steps.accept(office, young);
    expect([await figures(office, 2026), await figures(office, 2027)]).toEqual([
      [2, 1, 0, 1],
      [2, 1, 0, 1],
    ]);
  });

  test('repeated by the same request takes one place', async () => {
    const id = await waiting(office, employerId);
    const once = () =>
      office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
        body: { decision: 'accept' },
        headers: { 'Idempotency-Key': 'accept-once' },
      });
    const answers = await Promise.all([once(), once(), once()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await figures(office)).toEqual([2, 1, 0, 1]);
  });

  test('by many officers at the same moment takes every place once', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 12; number++) ids.push(await waiting(office, employerId));
    const answers = await Promise.all(ids.map((id) => accept(office, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, ...Array(10).fill(409)]);
    expect(await figures(office)).toEqual([2, 2, 0, 0]);
    const holders = (await ledger(office)).items.map(({ applicationId }: { applicationId: string }) => applicationId);
    const lucky = ids.filter((_, index) => answers[index]?.status === 200);
    expect(holders.sort()).toEqual(lucky.sort());
  });
});

describe('a place becomes free', () => {
  test('when the employer withdraws', async () => {
    const id = await accepted();
    expect((await act('employer', id, 'withdraw')).status).toBe(200);
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
    expect([await placeOf(id), await told(id)]).toEqual([undefined, undefined]);
  });

  test('when the application is refused', async () => {
    const id = await accepted();
    const evidence = evidenceOf(await read(office, 'back', id));
    const reviewed = await act('back', id, 'review', { recommendation: 'refuse', reasons: [refusal], evidence });
    expect(reviewed.status).toBe(200);
    expect((await act('decider', id, 'conclude', { decision: 'announce-refusal', reasons: [refusal] })).status).toBe(
      200,
    );
    expect(await figures(office)).toEqual([2, 1, 0, 1]);
    office.clock.advance(20 * day);
    await office.sweep();
    expect((await act('decider', id, 'conclude', { decision: 'refuse', reasons: [refusal] })).status).toBe(200);
    expect(await stageOf(id)).toBe('refused');
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
  });

  test('when it was returned in review and lapses, and not before', async () => {
    const id = await accepted();
    expect((await act('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency] })).status).toBe(
      200,
    );
    expect(await figures(office)).toEqual([2, 1, 0, 1]);
    office.clock.advance(60 * day);
    await office.sweep();
    expect(await stageOf(id)).toBe('lapsed');
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
  });

  test('and the next in turn can be accepted', async () => {
    const [first] = [await accepted(), await accepted()];
    const id = await waiting(office, employerId);
    expect((await accept(office, id)).status).toBe(409);
    await act('employer', first, 'withdraw');
    expect((await accept(office, id)).status).toBe(200);
    expect(await figures(office)).toEqual([2, 2, 0, 0]);
  });

  test('but a return in preliminary review never had one', async () => {
    const id = await waiting(office, employerId);
    const body = { decision: 'return', deficiencies: [deficiency] };
    expect((await act('front', id, 'preliminary-review', body)).status).toBe(200);
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
  });
});

describe('a permit', () => {
  test('makes the place its own for good', async () => {
    const id = await accepted();
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect(await stageOf(id)).toBe('issued');
    expect(await figures(office)).toEqual([2, 0, 1, 1]);
    expect((await read(office, 'supervisor', id)).quota).toMatchObject({ state: 'confirmed' });
    expect((await ledger(office)).items[0]).toMatchObject({ state: 'confirmed', confirmedAt: expect.any(String) });
    expect(await told(id)).toEqual({ name: await placeOf(id), state: 'confirmed' });
    const answer = await office.ask('supervisor', `PUT ${thisYear}`, { body: { size: 0, reason } });
    expect(answer.status).toBe(409);
  });
});

describe('a review that settles the category otherwise', () => {
  const master = { item: 'education', value: 'master', reason: '学位证书为硕士' };
  const salary = { item: 'annualSalary', value: 400_000, reason: '合同约定年薪四十万元' };
  const poorer = { item: 'annualSalary', value: 10_000, reason: '合同约定年薪一万元' };
  const younger = { item: 'hsk', value: 0, reason: '无汉语水平证书' };

  const recommend = async (id: string, recommendation: 'approve' | 'refuse', corrections: object[]) => {
    const evidence = evidenceOf(await read(office, 'back', id));
    const reasons = recommendation === 'refuse' ? { reasons: [refusal] } : {};
    return act('back', id, 'review', { recommendation, corrections, evidence, ...reasons });
  };
  /** Category B as entered, and C by what the papers say. */
  const optimist = {
    ...graduate,
    form: { ...graduate.form, facts: { ...graduate.form.facts, annualSalary: 450_000 } },
  };

  test('away from C gives the place up', async () => {
    const id = await accepted();
    await give(office, id, ['hsk-certificate', 'salary-commitment', 'annual-working-time']);
    const { documents } = await read(office, 'back', id);
    const proven = {
      annualSalary: 'contract',
      education: 'highest-degree',
      monthsPerYear: 'contract',
      chinese: 'hsk-certificate',
      age: 'passport',
    };
    const evidence = Object.entries(proven).map(([item, proof]) => ({
      item,
      documentId: documents.find(({ kind }: { kind: string }) => kind === proof).id,
    }));
    const corrections = [master, salary];
    const answer = await act('back', id, 'review', { recommendation: 'approve', corrections, evidence });
    expect([answer.status, answer.body.category]).toEqual([200, 'B']);
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
    expect(await told(id)).toBeUndefined();
  });

  test('towards C takes one', async () => {
    const id = await accepted(optimist);
    await give(office, id, ['kind-of-c-proof']);
    expect(await figures(office)).toEqual([2, 0, 0, 2]);
    const answer = await recommend(id, 'approve', [poorer]);
    expect([answer.status, answer.body.category]).toEqual([200, 'C']);
    expect(await figures(office)).toEqual([2, 1, 0, 1]);
    expect((await ledger(office)).items[0].acceptedAt).toBe((await readHead(office.table, id))?.acceptedAt);
  });

  test('towards C is refused when there is none, unless refusal is recommended', async () => {
    const id = await accepted(optimist);
    await give(office, id, ['kind-of-c-proof']);
    await accepted();
    await accepted();
    const answer = await recommend(id, 'approve', [poorer]);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:greenpath:problem:quota-exhausted']);
    expect(await stageOf(id)).toBe('review');
    expect((await recommend(id, 'refuse', [poorer])).status).toBe(200);
    expect(await placeOf(id)).toBeUndefined();
  });

  test('within C keeps the place that it has', async () => {
    const id = await accepted();
    const before = await placeOf(id);
    expect((await recommend(id, 'approve', [younger])).status).toBe(200);
    expect(await placeOf(id)).toBe(before);
  });
});

describe('what the law accepts because nobody answered in time', () => {
  const silence = async () => {
    office.clock.advance(20 * day);
    await office.sweep();
    await office.machine.settle();
  };

  test('takes a place from the day on which it was received', async () => {
    const id = await waiting(office, employerId);
    await silence();
    expect(await stageOf(id)).toBe('review');
    expect((await ledger(office)).items).toMatchObject([
      { applicationId: id, acceptedAt: '2026-11-23T02:00:00.000Z', state: 'reserved' },
    ]);
  });

  test('is accepted without one when none is left, and approved only when one is free', async () => {
    const late = await waiting(office, employerId);
    const [first] = [await accepted(), await accepted()];
    await silence();
    expect([await stageOf(late), await placeOf(late)]).toEqual(['review', undefined]);
    await steps.review(office, late);
    const refused = await act('decider', late, 'conclude', { decision: 'approve' });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:greenpath:problem:quota-exhausted']);
    expect(await stageOf(late)).toBe('conclusion');
    await act('employer', first, 'withdraw');
    expect((await act('decider', late, 'conclude', { decision: 'approve' })).status).toBe(200);
    await office.machine.settle();
    expect(await stageOf(late)).toBe('issued');
    expect(await figures(office)).toEqual([2, 1, 1, 0]);
    expect(await told(late)).toMatchObject({ state: 'confirmed' });
  });

  test('takes a place in review if one has become free by then', async () => {
    const late = await waiting(office, employerId);
    const [first] = [await accepted(), await accepted()];
    await silence();
    await act('employer', first, 'withdraw');
    await steps.review(office, late);
    expect(await placeOf(late)).toBeDefined();
  });
});

describe('an execution that is not told of a change that moved a place', () => {
  test('lets the permit follow all the same, within the sweeper’s next rounds', async () => {
    const late = await waiting(office, employerId);
    const [first] = [await accepted(), await accepted()];
    office.clock.advance(20 * day);
    await office.sweep();
    await office.machine.settle();
    await steps.review(office, late);
    await act('employer', first, 'withdraw');
    const { answer } = office.machine.port;
    office.machine.port.answer = () => Promise.reject(new Error('out of reach'));
    expect((await act('decider', late, 'conclude', { decision: 'approve' })).status).toBe(200);
    await office.machine.settle();
    expect(await stageOf(late)).toBe('approved');
    office.machine.port.answer = answer;
    office.clock.advance(day / 24);
    await office.sweep();
    await office.machine.settle();
    expect(await stageOf(late)).toBe('issued');
  });
});

test('no case of another category ever asks the ledger anything', async () => {
  const asked: string[] = [];
  const id = await submitted(office, employerId, 'employer', somebody(engineer));
  office.hooks.before = (_operation, body) => {
    if (JSON.stringify(body).includes('QUOTA#')) asked.push(_operation);
  };
  await steps.accept(office, id);
  await steps.review(office, id);
  await steps.conclude(office, id);
  await office.machine.settle();
  expect([await stageOf(id), asked]).toEqual(['issued', []]);
});
