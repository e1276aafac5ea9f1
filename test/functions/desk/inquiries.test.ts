import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readInquiriesOfMonth } from '../../../shared/records/desk-inquiries.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { etownZone } from '../../zone-rules.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const question = 'Does my degree need an Apostille?\nIt is from Utopia.';
const asked = { topic: 'materials', procedure: 'new-permit', question, language: 'en' };

const ask = async (more: object = {}, who?: Parameters<Office['ask']>[0]) =>
  office.ask(who, 'POST /api/inquiries', { body: { ...asked, ...more } });

const handle = (id: string, body: object, who: Parameters<Office['ask']>[0] = 'front', headers = {}) =>
  office.ask(who, `POST /api/inquiries/${id}/handle`, { body, headers });

const follow = (id: string, body: object, who?: Parameters<Office['ask']>[0]) =>
  office.ask(who, `POST /api/inquiries/${id}/follow`, { body });

const waiting = async (desk = 'front') =>
  (await office.ask('front', 'GET /api/inquiries', { query: { office: desk } })).body.items.map(
    ({ id }: { id: string }) => id,
  );

const answer = { act: 'answer', words: { en: 'Yes, an Apostille is enough.' } };

describe('an inquiry of anybody', () => {
  test('is answered with a number and a code, and echoes nothing of what was asked', async () => {
    const { status, body } = await ask({ email: 'asker@somewhere.example' });
    expect([status, body.id, body.code]).toEqual([
      201,
      expect.stringMatching(/^[0-9a-z]{5}-[0-9a-z]{5}$/),
      expect.stringMatching(/^[0-9a-z]{24}$/),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Apostille|asker@/);
  });

  test('is read and followed with the code in the body, asked on, answered again and closed', async () => {
    const { body: own } = await ask();
    expect((await follow(own.id, { code: own.code })).body).toMatchObject({
      state: 'open',
      messages: [{ kind: 'question', words: { en: question } }],
    });
    await handle(own.id, answer);
    expect((await follow(own.id, { code: own.code })).body).toMatchObject({
      state: 'answered',
      messages: [{ kind: 'question' }, { kind: 'answer', words: { en: 'Yes, an Apostille is enough.' } }],
    });
    const more = await follow(own.id, { code: own.code, question: 'From which office?' });
    expect([more.status, more.body.state, more.body.messages.length]).toEqual([200, 'open', 3]);
    expect(await waiting()).toEqual([own.id]);
    await handle(own.id, { act: 'close' });
    expect((await follow(own.id, { code: own.code, question: 'And?' })).status).toBe(409);
    expect((await follow(own.id, { code: own.code })).body.state).toBe('closed');
  });

  test('is hidden behind its code: without, with a wrong one, and for somebody signed in there is no such inquiry', async () => {
    const { body: own } = await ask();
    for (const attempt of [
      follow(own.id, {}),
      follow(own.id, { code: 'x'.repeat(24) }),
      follow(own.id, {}, 'employer'),
      follow('00000-00000', { code: own.code }),
      follow('not-an-id', { code: own.code }),
      office.ask('applicant', `GET /api/inquiries/${own.id}`),
    ]) {
      expect((await attempt).status).toBe(404);
    }
    expect((await office.ask(undefined, `GET /api/inquiries/${own.id}`)).status).toBe(401);
  });

  test('shows the asker neither the desk’s notes nor who works on it, and the desk not where the answer is sent', async () => {
    const { body: own } = await ask({ email: 'asker@somewhere.example' });
    await handle(own.id, { act: 'hand-over', to: 'back', note: 'please look at the Apostille rules' });
    await handle(own.id, { act: 'claim' }, 'back');
    const mine = JSON.stringify((await follow(own.id, { code: own.code })).body);
    expect(mine).not.toMatch(/please look|front-li|back-chen|claimedBy|version/);
    const theirs = (await office.ask('back', `GET /api/inquiries/${own.id}`)).body;
    expect(JSON.stringify(theirs)).not.toContain('asker@');
    expect(theirs).toMatchObject({ answeredByEmail: true, office: 'back', claimedBy: 'back-chen' });
    expect(theirs.messages).toMatchObject([{ kind: 'question' }, { kind: 'note', words: { en: expect.any(String) } }]);
  });

  test('says everything that is wrong with it at once, and keeps nothing', async () => {
    const { status, body } = await ask({
      topic: 'gossip',
      procedure: 'time-travel',
      question: '<b>Hello</b>',
      language: 'fr',
      email: 'nobody',
      code: 'mine',
    });
    expect(status).toBe(400);
    expect(body.problems.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['question', 'markup'],
      ['language', 'not-an-option'],
      ['email', 'email'],
      ['code', 'unknown-field'],
    ]);
    const named = await ask({ topic: 'gossip', procedure: 'time-travel' });
    expect(named.body.problems.map(({ path }: { path: string }) => path)).toEqual(['topic', 'procedure']);
    expect((await ask({ question: 'x'.repeat(2001) })).body.problems).toMatchObject([
      { path: 'question', code: 'too-long' },
    ]);
    expect(await waiting()).toEqual([]);
  });

  test('may say that something is smaller than something else, which is no mark-up', async () => {
    expect((await ask({ question: 'Is 59 < 60, and what then?' })).status).toBe(201);
  });

  test('cannot be sent without end from one address: the next is refused until the hour is over', async () => {
    await office.close();
    const { desk } = etownZone();
    office = await openOffice({
      zone: { desk: { ...desk, inquiriesAnHour: { ...desk.inquiriesAnHour, fromOneAddress: 2 } } },
    });
    expect([(await ask()).status, (await ask()).status]).toEqual([201, 201]);
    const third = await ask();
    expect([third.status, third.body.type]).toEqual([429, 'urn:greenpath:problem:too-many-requests']);
    expect(await waiting()).toHaveLength(2);
    office.clock.advance(3_600_000);
    expect((await ask()).status).toBe(201);
  });
});

describe('an inquiry of somebody signed in', () => {
  test('needs no code: it is among their inquiries, and in nobody else’s', async () => {
    const { body: own } = await ask({}, 'employer');
    expect(own.code).toBeUndefined();
    const mine = await office.ask('employer', 'GET /api/inquiries');
    expect(mine.body.items).toEqual([
      {
        id: own.id,
        topic: 'materials',
        procedure: 'new-permit',
        language: 'en',
        state: 'open',
        askedAt: expect.any(String),
      },
    ]);
    expect((await office.ask('otherEmployer', 'GET /api/inquiries')).body.items).toEqual([]);
    expect((await office.ask('employer', `GET /api/inquiries/${own.id}`)).status).toBe(200);
    expect((await follow(own.id, { question: 'One more thing' }, 'employer')).body.messages).toHaveLength(2);
  });

  test('sent twice with one key is one inquiry', async () => {
    const send = () =>
      office.ask('employer', 'POST /api/inquiries', { body: asked, headers: { 'Idempotency-Key': 'once' } });
    const [first, second] = [await send(), await send()];
    expect(second.body.id).toBe(first.body.id);
    expect(await waiting()).toEqual([first.body.id]);
    const other = await office.ask('employer', 'POST /api/inquiries', {
      body: { ...asked, question: 'Something else' },
      headers: { 'Idempotency-Key': 'once' },
    });
    expect([other.status, other.body.type]).toEqual([422, 'urn:greenpath:problem:key-reused']);
  });

  test('is told of the answer in their inbox, and one who gave an address there', async () => {
    const { body: own } = await ask({}, 'employer');
    await handle(own.id, answer);
    const { body: inbox } = await office.ask('employer', 'GET /api/inbox');
    expect(inbox.items).toMatchObject([
      {
        kind: 'inquiry-answered',
        subject: { en: `Your inquiry was answered (${own.id})` },
        text: { en: answer.words.en },
      },
    ]);
    const { body: open } = await ask({ email: 'elena.specimen@applicant.example' });
    await handle(open.id, { act: 'ask-back', words: { zh: '请问学位是哪国的？', en: 'Of which country is it?' } });
    const addressed = (await office.ask('applicant', 'GET /api/inbox')).body.items;
    expect(addressed).toMatchObject([{ kind: 'inquiry-asked-back', text: { zh: '请问学位是哪国的？' } }]);
  });
});

describe('the desk', () => {
  test('works inquiries by the time since somebody waits, page by page', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 3; number++) {
      ids.push((await ask()).body.id);
      office.clock.advance(60_000);
    }
    const first = await office.ask('front', 'GET /api/inquiries', { query: { limit: '2' } });
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    const rest = await office.ask('front', 'GET /api/inquiries', { query: { limit: '2', cursor: first.body.next } });
    expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
    const foreign = Buffer.from(JSON.stringify({ pk: 'x', sk: 'y' })).toString('base64url');
    expect((await office.ask('front', 'GET /api/inquiries', { query: { cursor: foreign } })).status).toBe(400);
  });

  test('answers what nobody else has claimed; a supervisor may step in', async () => {
    const { body: own } = await ask();
    const another = { subject: 'front-qian', roles: ['front-officer'] as const, mfa: true, expiresAt: 4_000_000_000 };
    await handle(own.id, { act: 'claim' });
    expect((await handle(own.id, answer, another)).status).toBe(409);
    expect((await handle(own.id, answer, 'supervisor')).status).toBe(200);
  });

  test('of two who work on the same version one is told what stands now', async () => {
    const { body: own } = await ask();
    const { headers } = await office.ask('front', `GET /api/inquiries/${own.id}`);
    await handle(own.id, { act: 'claim' });
    const late = await handle(own.id, answer, 'front', { 'If-Match': headers.etag ?? '' });
    expect([late.status, late.body.current.claimedBy]).toEqual([409, 'front-li']);
  });

  test('repeating an act with its key changes nothing more', async () => {
    const { body: own } = await ask();
    const once = () => handle(own.id, answer, 'front', { 'Idempotency-Key': 'answer-1' });
    await once();
    expect((await once()).body.messages).toHaveLength(2);
    const other = await handle(own.id, { act: 'close' }, 'front', { 'Idempotency-Key': 'answer-1' });
    expect(other.status).toBe(422);
  });

  test('hands over to the back office and back, and lets nobody answer their own question', async () => {
    const { body: own } = await ask({}, 'supervisor');
    expect((await handle(own.id, answer, 'supervisor')).status).toBe(409);
    await handle(own.id, { act: 'hand-over', to: 'back', note: '请审查科答复' });
    expect([await waiting('front'), await waiting('back')]).toEqual([[], [own.id]]);
    expect((await handle(own.id, answer, 'back')).body.state).toBe('answered');
    expect(await waiting('back')).toEqual([]);
  });

  test('needs words or a standard answer to answer, and an act that there is', async () => {
    const { body: own } = await ask();
    expect((await handle(own.id, { act: 'answer' })).body.problems).toMatchObject([{ path: 'words', code: 'missing' }]);
    expect((await handle(own.id, { act: 'answer', standardAnswer: 'none' })).status).toBe(400);
    expect((await handle(own.id, { act: 'ignore' })).body.problems).toMatchObject([{ path: 'act' }]);
    expect((await handle(own.id, { act: 're-topic', topic: 'gossip' })).body.problems).toMatchObject([
      { path: 'topic' },
    ]);
    expect((await handle('00000-00000', answer)).status).toBe(404);
  });

  test('is closed to those who are no officers of it, and to officers without a second factor', async () => {
    const { body: own } = await ask();
    for (const who of ['employer', 'applicant', 'decider', 'inspector'] as const) {
      expect((await handle(own.id, answer, who)).status, who).toBe(403);
    }
    const weak = { subject: 'front-li', roles: ['front-officer'] as const, mfa: false, expiresAt: 4_000_000_000 };
    expect((await handle(own.id, answer, weak)).status).toBe(403);
  });
});

describe('what the bulletin counts', () => {
  test('is one line an inquiry, by month in the zone’s time zone, by topic and channel; another topic counts anew', async () => {
    const { body: own } = await ask();
    await office.ask('front', 'POST /api/inquiries/logged', {
      body: { ...asked, channel: 'telephone', answer: { zh: '需要' } },
    });
    await handle(own.id, { act: 're-topic', topic: 'points' });
    await handle(own.id, answer);
    const { lines } = await readInquiriesOfMonth(office.table, '2026-11');
    expect(lines.map(({ topic, channel }) => [topic, channel]).sort()).toEqual([
      ['materials', 'telephone'],
      ['points', 'online'],
    ]);
  });

  test('puts the last evening of a month in Beijing where it belongs', async () => {
    await office.close();
    office = await openOffice({ start: '2026-11-30T16:30:00.000Z' });
    await ask();
    expect((await readInquiriesOfMonth(office.table, '2026-12')).lines).toHaveLength(1);
    expect((await readInquiriesOfMonth(office.table, '2026-11')).lines).toEqual([]);
  });

  test('stays when the inquiry itself is forgotten after the zone’s days', async () => {
    const { body: own } = await ask();
    const item = await office.table.get(keys.inquiry(own.id));
    expect(Number(item?.expiresAt)).toBe(Math.floor(office.clock.now() / 1000) + 731 * 86_400);
    const { items } = await office.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'INQUIRIES#2026-11' },
    });
    expect(items[0]).not.toHaveProperty('expiresAt');
  });
});

describe('an inquiry by telephone or at the window', () => {
  const log = (body: object, headers = {}) => office.ask('front', 'POST /api/inquiries/logged', { body, headers });

  test('answered at once is closed and waits for nobody', async () => {
    const { body } = await log({ ...asked, channel: 'window', answer: { zh: '需要', en: 'Yes' } });
    expect(body.code).toBeUndefined();
    expect(await waiting()).toEqual([]);
    expect((await office.ask('front', `GET /api/inquiries/${body.id}`)).body).toMatchObject({
      channel: 'window',
      state: 'closed',
    });
  });

  test('not answered at once gives the caller a number and a code, and waits', async () => {
    const { body } = await log({ ...asked, channel: 'telephone' });
    expect((await follow(body.id, { code: body.code })).status).toBe(200);
    expect(await waiting()).toEqual([body.id]);
  });

  test('is logged once for one key', async () => {
    const body = { ...asked, channel: 'telephone', answer: { zh: '需要' } };
    const one = await log(body, { 'Idempotency-Key': 'call-1' });
    const two = await log(body, { 'Idempotency-Key': 'call-1' });
    expect(two.body.id).toBe(one.body.id);
    expect((await readInquiriesOfMonth(office.table, '2026-11')).lines).toHaveLength(1);
    const other = await log({ ...body, question: 'Another caller' }, { 'Idempotency-Key': 'call-1' });
    expect([other.status, other.body.type]).toEqual([422, 'urn:greenpath:problem:key-reused']);
  });

  test('sent twice gives the caller a code that opens it both times', async () => {
    const send = () => log({ ...asked, channel: 'telephone' }, { 'Idempotency-Key': 'call-2' });
    for (const { body } of [await send(), await send()]) {
      expect((await follow(body.id, { code: body.code })).status).toBe(200);
    }
  });
});

describe('standard answers', () => {
  const ready = {
    topic: 'materials',
    title: { zh: '学位认证', en: 'Authentication of degrees' },
    answer: { zh: '附加证明书即可。', en: 'An Apostille is enough.' },
  };
  const keep = (more: object = {}) =>
    office.ask('front', 'POST /api/standard-answers', { body: { ...ready, ...more } });

  test('are offered with an inquiry of their topic, and what was answered names the version', async () => {
    const { body: kept } = await keep();
    const { body: own } = await ask();
    expect((await office.ask('front', `GET /api/inquiries/${own.id}`)).body.standardAnswers).toMatchObject([
      { id: kept.id },
    ]);
    const answered = await handle(own.id, { act: 'answer', standardAnswer: kept.id });
    expect(answered.body.messages[1]).toMatchObject({
      words: ready.answer,
      standardAnswer: { id: kept.id, version: 1 },
    });
  });

  test('have versions: the last stands, those before can be read, a stale change is refused', async () => {
    const { body: kept } = await keep();
    const next = await keep({ id: kept.id, version: 1, topic: 'points', answer: { zh: '新', en: 'New' } });
    expect([next.status, next.body.version]).toEqual([201, 2]);
    expect((await keep({ id: kept.id, version: 1 })).status).toBe(409);
    const list = async (query: Record<string, string>) =>
      (await office.ask('back', 'GET /api/standard-answers', { query })).body.items;
    expect((await list({ answer: kept.id })).map(({ version }: { version: number }) => version)).toEqual([1, 2]);
    expect(await list({ topic: 'materials' })).toEqual([]);
    expect(await list({ topic: 'points' })).toMatchObject([{ id: kept.id, version: 2 }]);
  });

  test('that were withdrawn are offered no more and answer nothing', async () => {
    const { body: kept } = await keep();
    await keep({ id: kept.id, withdrawn: true });
    const { body: own } = await ask();
    expect((await office.ask('front', `GET /api/inquiries/${own.id}`)).body.standardAnswers).toEqual([]);
    expect((await handle(own.id, { act: 'answer', standardAnswer: kept.id })).status).toBe(400);
  });
});
