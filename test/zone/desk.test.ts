import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceCases } from '../../shared/policy/practice/index.ts';
import { practiceCode } from '../../shared/records/practice.ts';
import { assemble, type Cast, submitted } from './cast.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
afterAll(() => cast.end());

describe('E-Town’s desk', () => {
  test('answers a question that anybody asks in English, with the number and the code, and counts it', async () => {
    const { anyone, frontOfficer } = cast;
    const { body: profile } = await anyone.ask('GET', '/api/zone');
    const [topic] = profile.desk.topics.list;
    const asked = await anyone.ask('POST', '/api/inquiries', {
      body: { topic: topic.id, question: 'Which category is a teacher of Utopian?', language: 'en' },
    });
    expect([asked.status, asked.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { id, code } = asked.body;

    const waiting = await frontOfficer.ask('GET', '/api/inquiries?office=front');
    expect(waiting.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    await frontOfficer.ask('POST', `/api/inquiries/${id}/handle`, { body: { act: 'claim' } });
    const answered = await frontOfficer.ask('POST', `/api/inquiries/${id}/handle`, {
      body: { act: 'answer', words: { en: 'Category B as a rule; see the service guide.' } },
    });
    expect(answered.status).toBe(200);

    const read = await anyone.ask('POST', `/api/inquiries/${id}/follow`, { body: { code } });
    expect(read.body).toMatchObject({ state: 'answered', messages: [{ kind: 'question' }, { kind: 'answer' }] });
    expect((await anyone.ask('POST', `/api/inquiries/${id}/follow`, { body: { code: 'guess' } })).status).toBe(404);
    expect((await frontOfficer.ask('GET', '/api/inquiries')).body.items).toEqual([]);
    const { body: bulletin } = await anyone.ask('GET', `/api/bulletins/${profile.today.slice(0, 7)}`);
    expect(bulletin.inquiries).toMatchObject({ total: 1, topics: [{ topic: topic.id, inquiries: 1 }] });
  });

  test('guides a party straight after the submission, with the zone’s own days', async () => {
    const party = await cast.party();
    const id = await submitted(party);
    const { body: application } = await party.handler.ask('GET', `/api/applications/${id}`);
    const { status, body } = await party.handler.ask('GET', application.guidance);
    expect(status).toBe(200);
    expect(body.now).toMatchObject({ with: 'front-office' });
    expect(body.road.map(({ stage }: { stage: string }) => stage)).toEqual([
      'preliminary-review',
      'review',
      'conclusion',
    ]);
    expect(body.road[2].promisedOn).toBe(application.clock.promisedOn);
    expect(body.contact.phone).toBe('010-67857696');
    expect((await cast.anyone.ask('GET', application.guidance)).status).toBe(401);
  });

  test('marks a practice case of the front office: everything at once, nothing too much', async () => {
    const { frontOfficer } = cast;
    const id = 'everything-at-once';
    const started = await frontOfficer.ask('POST', `/api/practice/${practiceCode(id)}/attempts`);
    expect(started.status).toBe(201);
    const solution = practiceCases.find((the) => the.id === id)?.solution;
    const marked = await frontOfficer.ask('POST', `/api/practice-attempts/${started.body.id}`, { body: solution });
    expect(marked.body).toMatchObject({ score: 100, passed: true });
    const supervisor = await cast.signInAs('supervisor');
    const month = started.body.startedAt.slice(0, 7);
    const seen = await supervisor.ask('GET', `/api/assessments-of-staff?month=${month}`);
    expect(seen.body.items).toMatchObject([{ case: practiceCode(id), score: 100 }]);
  });

  test('trains an employer: seats through its handler, the log by the desk', async () => {
    const { handler, employerId } = await cast.party();
    const { body: profile } = await cast.anyone.ask('GET', '/api/zone');
    const planned = await cast.frontOfficer.ask('POST', '/api/trainings', {
      body: {
        topic: 'materials',
        title: { zh: '材料培训', en: 'About papers' },
        on: profile.today,
        from: '10:00',
        to: '11:00',
        place: { zh: '样例会议室', en: 'Sample room' },
        capacity: 2,
      },
    });
    const seats = (many: number) =>
      handler.ask('POST', `/api/trainings/${planned.body.id}/seats`, { body: { employerId, seats: many } });
    expect([(await seats(3)).status, (await seats(2)).body.seatsLeft]).toEqual([409, 0]);
    await cast.frontOfficer.ask('POST', `/api/trainings/${planned.body.id}/close`, {
      body: { state: 'held', attended: [{ employerId, attendees: 2 }] },
    });
    const { body } = await cast.frontOfficer.ask('GET', '/api/consultations');
    expect(body.totals).toMatchObject({ trainings: 1, attendees: 2 });
  });

  test('names everything that is wrong with a question at once', async () => {
    const { status, body } = await cast.anyone.ask('POST', '/api/inquiries', {
      body: { topic: 7, question: '<script>alert(1)</script>', language: 'xx', more: true },
    });
    expect([status, body.problems.map(({ path }: { path: string }) => path).sort()]).toEqual([
      400,
      ['language', 'more', 'question', 'topic'],
    ]);
  });
});
