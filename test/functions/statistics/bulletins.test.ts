import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bulletinChart } from '../../../functions/statistics/chart.ts';
import { cell } from '../../../functions/statistics/table.ts';
import { keys } from '../../../shared/records/keys.ts';
import { keepSummary, summaryItem } from '../../../shared/records/summary.ts';
import { type Office, openOffice } from '../../office/office.ts';
import type { people } from '../../office/people.ts';
import { engineer, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';
import { historiesIn, summariesIn } from './histories.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const ask = (path: string) => office.ask(undefined, `GET /api/bulletins${path}`);
const bulletin = async (month = '2026-11') => (await ask(`/${month}`)).body;
const correct = (body: object, who: keyof typeof people = 'supervisor', month = '2026-11') =>
  office.ask(who, `POST /api/bulletins/${month}`, { body });
const reason = { zh: '补录一件迟到的案件', en: 'A case that was counted late' };

const nightOf = async (day: string) => {
  office.clock.set(`${day}T17:20:00.000Z`);
  await office.follow();
  await office.nightly();
};

describe('the bulletin of a running month', () => {
  test('counts a case that was concluded on the day of its submission, for anybody to read', async () => {
    await waitingIn(office, 'issued', employerId);
    await office.follow();
    const found = await ask('/2026-11');
    expect(found.headers['cache-control']).toBe('public, max-age=60');
    expect(found.body).toMatchObject({
      month: '2026-11',
      state: 'provisional',
      submitted: { total: 1, procedures: [{ procedure: 'new-permit', cases: 1 }] },
      concluded: { total: 1 },
      endings: { issued: 1, refused: 0, withdrawn: 0 },
      promise: { cases: 1, kept: 1, share: 100, target: 100 },
      returns: { cases: 1, returned: 0, total: 0, perApplication: 0 },
    });
    expect(found.body.concluded.procedures[0].title.zh).toContain('工作许可');
  });

  test('tells no times of too few cases, and no category apart', async () => {
    await waitingIn(office, 'issued', employerId);
    await office.follow();
    const { stages, submitted: handedIn, rules } = await bulletin();
    expect(stages.map(({ withheld }: { withheld: boolean }) => withheld)).toEqual([true, true, true, true]);
    expect(JSON.stringify(stages)).not.toContain('median');
    expect(handedIn.procedures[0]).not.toHaveProperty('categories');
    expect(rules.notes.at(-1).en).toContain('Of fewer than 5 cases');
  });

  test('counts inquiries by topic, and consultations of employers', async () => {
    for (const [index, topic] of ['materials', 'time', 'materials'].entries()) {
      await office.table.put({
        ...keys.inquiryOfMonth('2026-11', `2026-11-2${index}T02:00:00.000Z`, `i${index}`),
        topic,
        channel: 'web',
      });
    }
    await office.table.put({
      ...keys.consultation('2026-11', '2026-11-20', 'c1'),
      topic: 'employer',
      on: '2026-11-20',
      id: 'c1',
    });
    const { inquiries, employers } = await bulletin();
    expect(inquiries).toMatchObject({
      total: 3,
      topics: [
        { topic: 'materials', inquiries: 2, label: { zh: '申请材料' } },
        { topic: 'time', inquiries: 1 },
      ],
    });
    expect(employers).toEqual({ registered: 0, changed: 0, consulted: 1 });
  });

  test('is there for no month that is to come, none before the delegation, and none that does not exist', async () => {
    for (const path of ['/2026-12', '/2023-10', '/2026-13', '/2026-11.xml', '/2026-11.json', '/november']) {
      expect((await ask(path)).status).toBe(404);
    }
    expect((await ask('/2023-11')).body).toMatchObject({ state: 'provisional', submitted: { total: 0 } });
  });
});

describe('the bulletin of a first month like that of E-Town', () => {
  test('counts 383 inquiries and 81 cases with one query for each list and shard', async () => {
    const at = '2026-11-20T02:00:00.000Z';
    await Promise.all(
      Array.from({ length: 383 }, (_, index) =>
        office.table.put({
          ...keys.inquiryOfMonth('2026-11', at, `i${index}`),
          topic: index % 3 === 0 ? 'materials' : 'time',
          channel: 'online',
        }),
      ),
    );
    const pass = (stage: 'preliminary-review' | 'review' | 'conclusion', minutes: number) => ({
      stage,
      left: 'accepted' as const,
      by: 'front-li',
      days: 0,
      minutes,
    });
    for (let index = 1; index <= 81; index += 1) {
      const of = { application: `case${index}`, sequence: 6 };
      await keepSummary(
        office.table,
        summaryItem(office.zone, 'CLOSED', of, {
          at,
          procedure: 'new-permit',
          category: 'B',
          ending: 'issued',
          rounds: 1,
          returns: index % 9 === 0 ? 1 : 0,
          passes: [pass('preliminary-review', index * 6), pass('review', 60), pass('conclusion', 120)],
          kept: index > 2,
        }),
      );
    }
    const queries: string[] = [];
    office.hooks.before = (operation) => void (operation === 'Query' && queries.push(operation));
    const found = await bulletin();
    office.hooks.before = undefined;
    expect(queries).toHaveLength(4 + 1 + 1);
    expect(found).toMatchObject({
      inquiries: {
        total: 383,
        topics: [
          { topic: 'time', inquiries: 255 },
          { topic: 'materials', inquiries: 128 },
        ],
      },
      concluded: { total: 81, procedures: [{ cases: 81, categories: { A: 0, B: 81, C: 0, none: 0 } }] },
      promise: { cases: 81, kept: 79, share: 97.5 },
      returns: { cases: 81, returned: 9, total: 9, perApplication: 0.11 },
    });
    // The 41st and the 77th of 81 cases, six minutes apart.
    expect(found.stages[0]).toMatchObject({ cases: 81, hours: { median: 4.1, p95: 7.7 }, inTime: 81 });
  });
});

describe('the bulletin of a month that is over', () => {
  test('is published by itself some days after its end, and nothing that happens later changes it', async () => {
    await waitingIn(office, 'issued', employerId);
    await nightOf('2026-12-01');
    expect((await bulletin()).state).toBe('provisional');
    await nightOf('2026-12-02');
    const published = await bulletin();
    expect(published).toMatchObject({ state: 'published', edition: 1, concluded: { total: 1 } });
    await office.table.put({
      ...keys.summary('2026-11', 0, 'CLOSED#2026-11-30#late#000009'),
      at: '2026-11-30T02:00:00.000Z',
      application: 'late',
      sequence: 9,
      procedure: 'new-permit',
      category: 'B',
      ending: 'issued',
      rounds: 1,
      returns: 0,
      passes: [],
    });
    await nightOf('2026-12-03');
    expect(await bulletin()).toEqual(published);
    const { items } = (await ask('')).body;
    expect(items).toMatchObject([
      { month: '2026-12', state: 'provisional' },
      { month: '2026-11', state: 'published', edition: 1 },
    ]);
  });

  test('is corrected by a further edition with its reason; both are kept', async () => {
    await waitingIn(office, 'issued', employerId);
    await nightOf('2026-12-03');
    expect((await correct({ reason, edition: 1 })).body.detail).toContain('相同');
    await office.table.put({
      ...keys.summary('2026-11', 0, 'CLOSED#2026-11-30#late#000009'),
      at: '2026-11-30T02:00:00.000Z',
      application: 'late',
      sequence: 9,
      procedure: 'new-permit',
      category: 'B',
      ending: 'refused',
      rounds: 1,
      returns: 0,
      passes: [],
      kept: false,
    });
    const corrected = await correct({ reason, edition: 1 });
    expect(corrected.status).toBe(201);
    expect(await bulletin()).toMatchObject({
      edition: 2,
      correction: reason,
      concluded: { total: 2 },
      promise: { cases: 2, kept: 1, share: 50 },
      editions: [{ edition: 1 }, { edition: 2, correction: reason }],
    });
    const first = await office.ask(undefined, 'GET /api/bulletins/2026-11', { query: { edition: '1' } });
    expect(first.body).toMatchObject({ edition: 1, concluded: { total: 1 } });
    expect((await correct({ reason, edition: 1 })).status).toBe(409);
    expect((await office.ask(undefined, 'GET /api/bulletins/2026-11', { query: { edition: '3' } })).status).toBe(404);
  });

  test('is corrected by a supervisor only, and not before it was published', async () => {
    expect((await correct({ reason, edition: 1 })).status).toBe(409);
    expect((await correct({ reason, edition: 1 }, 'decider')).status).toBe(403);
    expect((await correct({ reason, edition: 1 }, 'supervisor', '2026-99')).status).toBe(404);
  });

  test('is published once, though two nights meet, and for every month of a time without nights', async () => {
    await waitingIn(office, 'issued', employerId);
    office.clock.set('2027-03-05T17:20:00.000Z');
    await office.follow();
    await Promise.all([office.nightly(), office.nightly()]);
    await office.nightly();
    const { items } = (await ask('')).body;
    expect(items.map(({ month, edition }: { month: string; edition?: number }) => [month, edition])).toEqual([
      ['2027-03', undefined],
      ['2027-02', 1],
      ['2027-01', 1],
      ['2026-12', 1],
      ['2026-11', 1],
    ]);
  });
});

describe('the bulletin in other forms', () => {
  test('is a table of one figure a line, which a spreadsheet opens in the right script', async () => {
    await waitingIn(office, 'issued', employerId);
    await office.follow();
    const { headers, body } = await ask('/2026-11.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('greenpath-etown-2026-11.csv');
    expect(body.startsWith('\ufeffmonth,state,edition,section,item,zh,en,figure,value\r\n')).toBe(true);
    expect(body).toContain('2026-11,provisional,,endings,issued,准予并签发,"Granted, permit issued",cases,1\r\n');
    expect(body).toContain(',promise,share,承诺期内办结率,Share inside the promise,percent,100\r\n');
    expect(body).toContain(',stages,whole,全程,Altogether,median-office-hours,\r\n');
  });

  test('is a picture with a title and a description for whoever cannot see it', async () => {
    await waitingIn(office, 'issued', employerId);
    await office.follow();
    const { headers, body } = await ask('/2026-11.svg');
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(body).toMatch(/^<svg [^>]*role="img" aria-labelledby="title" aria-describedby="desc"/);
    expect(body).toContain('<title id="title">北京经济技术开发区 2026年11月工作许可月报');
    expect(body).toContain('办结 1 件（1 concluded）');
    expect(body).not.toMatch(/<script|<style|style=|href=/);
  });

  test('lets no text of a zone break out of the picture or act in a spreadsheet', async () => {
    const found = await bulletin();
    const evil = { ...found, zone: { ...found.zone, name: { zh: '<script>alert(1)</script>', en: '"&<b>' } } };
    const picture = bulletinChart(evil);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('&lt;script&gt;');
    expect(cell('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"');
    expect(cell('-1')).toBe("'-1");
    expect(cell(-1)).toBe('-1');
  });
});

describe('what statistics keep of a case', () => {
  test('is nothing of the person, the employer or what anybody wrote', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const deficiencies = [
      {
        path: 'document.contract',
        code: 'pages-missing',
        text: { zh: '缺第三页', en: 'Page three of Elena is missing' },
      },
    ];
    await office.ask('back', `POST /api/applications/${id}/review`, {
      body: { recommendation: 'return', deficiencies },
    });
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    await office.follow();
    const kept = summariesIn(await office.items());
    expect(kept.map(({ sk }) => sk.split('#')[0]).sort()).toEqual(['CLOSED', 'NOTICE', 'SUBMITTED']);
    const written = JSON.stringify(kept);
    const { familyName, givenNames, passport, email } = engineer.form.applicant;
    for (const secret of [familyName, givenNames, passport.number, email, employerId, 'Page three', '缺第三页']) {
      expect(written).not.toContain(secret);
    }
    expect(kept.find(({ sk }) => sk.startsWith('NOTICE'))).toMatchObject({
      kind: 'returned',
      stage: 'review',
      procedure: 'new-permit',
      category: 'B',
      by: 'back-chen',
      reasons: [{ path: 'document.contract', code: 'pages-missing' }],
    });
  });

  test('costs two write units for a plain case', async () => {
    await waitingIn(office, 'issued', employerId);
    const { all } = await office.cost(office.follow);
    const others = (await office.items()).filter(({ pk }) => pk.startsWith('INBOX#')).length;
    const items = summariesIn(await office.items());
    const sizes = items.map((item) => Buffer.byteLength(JSON.stringify(item)));
    console.log(
      `a plain case: ${items.length} summaries of ${sizes.join(' and ')} bytes as JSON; ${all} write units with ${others} notices`,
    );
    expect(items).toHaveLength(2);
    expect(all - others).toBeLessThanOrEqual(3);
    expect(Math.max(...sizes)).toBeLessThan(1024);
  });

  test('is expired after the years that the zone says', async () => {
    await waitingIn(office, 'issued', employerId);
    await office.follow();
    for (const { expiresAt } of summariesIn(await office.items())) {
      const years = (Number(expiresAt) - office.clock.now() / 1000) / (365.25 * 86_400);
      expect(years).toBeCloseTo(5, 2);
    }
  });

  test('is written once though the consumer dies again and again', async () => {
    const one = await waitingIn(office, 'issued', employerId);
    const other = await submitted(office, employerId, 'employer', scientist);
    await office.ask('front', `POST /api/applications/${other}/preliminary-review`, {
      body: { decision: 'return', deficiencies: [{ path: 'document.contract', code: 'missing', text: reason }] },
    });
    let writes = 0;
    office.hooks.before = (operation, body) => {
      const item = (body.Item ?? {}) as { pk?: { S?: string } };
      if (operation !== 'PutItem' || !item.pk?.S?.startsWith('SUMMARY#')) return;
      writes += 1;
      if (writes === 1 || writes === 4) throw new Error('the consumer died');
    };
    await office.follow();
    office.hooks.before = undefined;
    expect(writes).toBe(6);
    const kept = summariesIn(await office.items());
    expect(kept.map(({ sk, application }) => [sk.split('#')[0], application]).sort()).toEqual(
      [
        ['CLOSED', one],
        ['NOTICE', other],
        ['SUBMITTED', one],
        ['SUBMITTED', other],
      ].sort(),
    );
  });

  test('is found again for an application that the feed gave up, and nothing is counted twice', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    const path = `POST /api/applications/${id}/summaries`;
    expect((await office.ask('supervisor', path)).body).toEqual({ added: 2 });
    expect((await office.ask('supervisor', path)).body).toEqual({ added: 0 });
    await office.follow();
    expect((await bulletin()).concluded.total).toBe(1);
    expect((await office.ask('supervisor', 'POST /api/applications/nobody/summaries')).status).toBe(404);
    expect((await office.ask('front', path)).status).toBe(403);
  });
});

describe('a case that was recalled, returned and handed in again', () => {
  test('counts as one application, with each return', async () => {
    const id = await submitted(office, employerId);
    await office.ask('employer', `POST /api/applications/${id}/recall`);
    await steps.submit(office, id);
    const deficiencies = [{ path: 'post.duties', code: 'unclear', text: reason }];
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies },
    });
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: 'Optical design' } } });
    await steps.submit(office, id);
    await steps.accept(office, id);
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    await office.follow();
    expect(await bulletin()).toMatchObject({
      submitted: { total: 1 },
      concluded: { total: 1 },
      returns: { cases: 1, returned: 1, total: 1, perApplication: 1 },
    });
    const [history] = historiesIn(await office.items()).filter((one) => one.id === id);
    expect(history?.events.filter(({ type }) => type === 'submitted')).toHaveLength(3);
  });
});
