/** @module-tag moving-clock */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptApplication,
  awaitStage,
  concludeApplication,
  draftApplication,
  reviewApplication,
  submitApplication,
} from '../../infra/demo/walk-case.ts';
import type { Answer, Caller } from '../../infra/demo/zone-client.ts';
import { freshApplicant } from '../../infra/samples/fresh-applicant.ts';
import { assemble, type Cast, completeDraft, type Party } from './cast.ts';

const minutes = 300_000;
const monday = '2026-12-07T01:00:00.000Z';
const tuesday = '2026-12-08';
const grounds = {
  code: 'outside-scope',
  rule: 'Regulations on the entry and exit of foreigners, art. 41',
  text: { zh: '所申请的工作不属于本事项办理范围。', en: 'The work is outside what this procedure covers.' },
};

let cast: Cast;
let school: Party;
let neighbour: Party;
let supervisor: Caller;
/** Three teachers of one employer: two speak French. */
let teachers: string[];

const done = async (answer: Promise<Answer>, status = 200): Promise<Answer['body']> => {
  const { body, ...got } = await answer;
  expect(got.status, JSON.stringify(body)).toBe(status);
  return body;
};
const setClock = async (instant: string): Promise<void> => {
  await done(cast.anyone.ask('POST', '/_local/clock', { body: { set: instant } }));
  // Tokens end while the clock is moved.
  cast.frontOfficer = await cast.signInAs('front-officer');
  cast.backOfficer = await cast.signInAs('back-officer');
  cast.decider = await cast.signInAs('decider');
  const { frontOfficer, backOfficer, decider } = cast;
  Object.assign(cast.officers, { frontOfficer, backOfficer, decider });
  supervisor = await cast.signInAs('supervisor');
  for (const party of [school, neighbour]) {
    if (party) party.handler = await cast.signInAs('employer', party.account);
  }
};

/** The party with another foreigner, who speaks these languages. */
const withTeacher = (party: Party, number: string, languages: string[]): Party => {
  const sample = freshApplicant(party.sample, number);
  const applicant = { ...sample.form.applicant, languages };
  return { ...party, sample: { ...sample, form: { ...sample.form, applicant } } };
};

const book = (party: Party, applications: readonly string[], from: string): Promise<Answer> =>
  party.handler.ask('POST', '/api/visits', {
    body: {
      applications,
      day: tuesday,
      from,
      services: [{ service: 'residence-permit', applicationId: applications[0] }],
    },
  });
const free = async (from: string): Promise<number> => {
  const { days } = await done(school.handler.ask('GET', `/api/visits/slots?from=${tuesday}&days=1`));
  return days[0].slots.find((slot: { from: string }) => slot.from === from).free;
};

beforeAll(async () => {
  cast = await assemble(undefined, { zone: 'changning' });
  await setClock(monday);
  school = await cast.party();
  neighbour = await cast.party();
  teachers = [];
  for (const [number, languages] of [
    ['71', ['fr', 'en']],
    ['72', ['fr']],
    ['73', ['de']],
  ] as const) {
    const teacher = withTeacher(school, number, [...languages]);
    const id = await completeDraft(teacher);
    await submitApplication(school.handler, id);
    teachers.push(id);
  }
}, minutes);
afterAll(() => cast?.end());

describe('one visit for three permits in Changning', () => {
  let visit: Answer['body'];
  const read = () => done(school.handler.ask('GET', `/api/visits/${visit.id}`));
  const act = (who: Caller, action: string, body: object = {}) =>
    who.ask('POST', `/api/visits/${visit.id}/${action}`, { body });

  test('shows its rules before anybody books', async () => {
    const offer = await done(cast.anyone.ask('GET', '/api/visits/offer'));
    expect(offer.rules.map(({ code }: { code: string }) => code)).toContain('changing');
    expect(offer.services.every(({ placeholder }: { placeholder: boolean }) => placeholder)).toBe(true);
  });

  test(
    'is booked by one of two who want the last place at the same moment; the other takes the next slot',
    async () => {
      const others: string[] = [];
      for (const number of ['81', '82', '83']) {
        const other = withTeacher(neighbour, number, []);
        others.push(await draftApplication(neighbour.handler, neighbour.employerId, other.sample));
      }
      const [one = '', two = '', three = ''] = others;
      await done(book(neighbour, [one], '09:00'), 201);
      await done(book(neighbour, [two], '09:00'), 201);
      expect(await free('09:00')).toBe(1);
      const answers = await Promise.all([book(school, teachers, '09:00'), book(neighbour, [three], '09:00')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const [own] = answers;
      visit = own?.status === 201 ? own.body : await done(book(school, teachers, '09:30'), 201);
      expect(await free('09:00')).toBe(0);
      expect(visit.applications.map(({ id }: { id: string }) => id)).toEqual(teachers);
      const passports = visit.bring.filter(({ kind }: { kind: string }) => kind === 'passport');
      expect(passports).toMatchObject([{ applications: teachers }]);
    },
    minutes,
  );

  test(
    'goes on when one of the three is not accepted',
    async () => {
      const [one = '', two = '', three = ''] = teachers;
      const refusal = { decision: 'refuse-acceptance', reasons: [grounds] };
      await done(cast.frontOfficer.ask('POST', `/api/applications/${three}/preliminary-review`, { body: refusal }));
      for (const id of [one, two]) {
        await acceptApplication(cast.frontOfficer, id);
        await reviewApplication(cast.backOfficer, id);
        await concludeApplication(cast.decider, id);
        await awaitStage(school.handler, id, 'issued');
      }
      const { applications, together } = await read();
      expect(applications.map(({ state }: { state: string }) => state)).toEqual(['ready', 'ready', 'dropped']);
      expect(applications[2]).toMatchObject({ reason: { zh: '不予受理。' }, grounds: [grounds.text] });
      // The residence permit is another authority's to decide.
      expect(together.ready).toBe(false);
    },
    minutes,
  );

  test(
    'ends with one collection of everything, by a person who is named',
    async () => {
      await setClock(`${tuesday}T01:35:00.000Z`);
      const { day } = await done(cast.frontOfficer.ask('GET', `/api/visits?day=${tuesday}`));
      expect(day).toHaveLength(3);
      expect(day.find(({ visitId }: { visitId: string }) => visitId === visit.id)).toMatchObject({
        state: 'booked',
        parts: 4,
      });
      await done(act(cast.frontOfficer, 'check-in'));
      const service = { service: 'residence-permit', applicationId: teachers[0], state: 'ready' };
      await done(act(cast.frontOfficer, 'services', service));
      expect((await read()).together).toEqual({ ready: true, on: tuesday });
      const { collection, state } = await done(
        act(cast.frontOfficer, 'collect', { collectedBy: { name: '样经办', as: 'handler' } }),
      );
      expect([state, collection]).toMatchObject([
        'collected',
        {
          collectedBy: { name: '样经办', as: 'handler' },
          collected: [{ applicationId: teachers[0] }, { applicationId: teachers[1] }],
          services: [{ service: 'residence-permit' }],
          dropped: [teachers[2]],
        },
      ]);
    },
    minutes,
  );
});

describe('the talents of Changning', () => {
  const search = (query: string) => supervisor.ask('GET', `/api/talents?${query}`);

  test('are found by nationality and language, and the search is recorded', async () => {
    const { items } = await done(search('nationality=UTO&language=fr'));
    expect(items).toHaveLength(2);
    expect(items[0].languages).toContainEqual({ code: 'fr', name: { zh: '法语', en: 'French' } });
    expect(JSON.stringify(items)).not.toMatch(/applicant71|U0000/);
    expect((await done(search('nationality=UTO&language=de'))).items).toEqual([]);
    const readings = await done(supervisor.ask('GET', `/api/readings?day=${tuesday}&limit=100`));
    const searches = readings.items.filter(({ what }: { what: string }) => what === 'talents');
    expect(searches.map(({ search: made }: { search: object }) => made)).toEqual([
      { filter: { nationality: 'UTO', language: 'fr' }, shown: 2 },
      { filter: { nationality: 'UTO', language: 'de' }, shown: 0 },
    ]);
    expect((await cast.frontOfficer.ask('GET', '/api/talents')).status).toBe(403);
  });

  test('are told about it, and can leave', async () => {
    const { notice, objection } = await done(cast.anyone.ask('GET', '/api/talents/notice'));
    expect([notice.en, objection.en]).toEqual([expect.stringContaining('each search is recorded'), expect.any(String)]);
    const { items } = await done(search('language=en'));
    const [{ code }] = items;
    await done(cast.frontOfficer.ask('PUT', `/api/talents/${code}/objection`));
    expect((await done(search('language=en'))).items).toEqual([]);
  });
});
