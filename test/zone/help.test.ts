/** @module-tag moving-clock */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, moveClock } from '../../infra/demo/zone-client.ts';
import { isWorkingDay, workingDaysBetween } from '../../shared/domain/calendar/working-days.ts';
import { addDays } from '../../shared/domain/time.ts';
import { officialCalendar } from '../../shared/policy/calendars/index.ts';
import { pagesOfText, squeezed } from '../pdf-text.ts';
import { assemble, type Cast } from './cast.ts';

let cast: Cast;
let trader: Caller;
let landlord: Caller;
let mediator: Caller;
let supervisor: Caller;
let stranger: Caller;
let landlordEmail: string;

/** A Monday after the present day of the zone, and the day after it. */
let monday: string;
let tuesday: string;

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

async function everybodySignsIn(): Promise<void> {
  [trader, landlord, mediator, supervisor, stranger] = await Promise.all([
    cast.signInAs('applicant', 'trader'),
    cast.signInAs('applicant', 'landlord'),
    cast.signInAs('front-officer', 'mediator'),
    cast.signInAs('supervisor'),
    cast.signInAs('applicant', 'stranger'),
  ]);
}

beforeAll(async () => {
  cast = await assemble(undefined, { zone: 'yiwu' });
  const { today } = (await cast.anyone.ask('GET', '/api/zone')).body;
  monday = addDays(today, 1);
  while (weekday(monday) !== 1) monday = addDays(monday, 1);
  tuesday = addDays(monday, 1);
  await moveClock(cast.zone.url, { set: `${monday}T02:00:00.000Z` });
  await everybodySignsIn();
  const { accessToken } = landlord as Caller & { accessToken: string };
  landlordEmail = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).email;
});
afterAll(() => cast.end());

test('a trader of Yiwu and a landlord come to an agreement at the international home, and the month counts it', async () => {
  const found = await cast.anyone.ask('GET', '/api/stations?service=disputes');
  expect(found.body.items).toMatchObject([
    { id: 'jincheng', openNow: isWorkingDay(officialCalendar, monday), placeholder: true },
  ]);

  const filed = await trader.ask('POST', '/api/help-requests', {
    body: {
      kind: 'dispute',
      topic: 'housing',
      description: 'The deposit was not returned.',
      language: 'en',
      station: 'jincheng',
      name: 'SPECIMEN, TRADER',
      otherParty: { name: '例房东', email: landlordEmail },
    },
  });
  expect(filed.status, JSON.stringify(filed.body)).toBe(201);
  const path = `/api/help-requests/${filed.body.id}`;
  const act = async (who: Caller, body: object) => {
    const answer = await who.ask('POST', `${path}/act`, { body });
    expect(answer.status, JSON.stringify([body, answer.body])).toBe(200);
    return answer.body;
  };

  const queue = await mediator.ask('GET', '/api/help-requests?kind=dispute');
  expect(queue.body.items.map(({ id }: { id: string }) => id)).toEqual([filed.body.id]);
  await act(mediator, { act: 'claim' });
  expect((await landlord.ask('GET', path)).status).toBe(404);
  await act(mediator, { act: 'invite', summary: { zh: '租房押金的退还。', en: 'Return of a deposit for rent.' } });
  expect((await landlord.ask('GET', '/api/inbox')).body.items).toMatchObject([{ kind: 'help-invite' }]);
  await act(landlord, { act: 'consent' });
  await act(mediator, { act: 'session', on: tuesday, place: 'jincheng' });
  await act(trader, { act: 'note', text: 'Half would do.' });
  await moveClock(cast.zone.url, { set: `${tuesday}T03:00:00.000Z` });
  await everybodySignsIn();
  await act(mediator, { act: 'minutes', session: 1, text: 'Both explained how they see it.' });
  const proposed = await act(mediator, {
    act: 'propose',
    terms: { zh: '房东于七日内退还押金的八成。', en: 'The landlord returns 80 % of the deposit within seven days.' },
  });
  expect(proposed.terms.version).toBe(1);
  await Promise.all([act(trader, { act: 'accept', terms: 1 }), act(landlord, { act: 'accept', terms: 1 })]);

  const { body: agreed } = await landlord.ask('GET', path);
  expect(agreed).toMatchObject({ state: 'agreed', next: ['report-breach'] });
  expect(JSON.stringify(agreed)).not.toContain('Half would do');
  const { number, links } = agreed.agreement;
  for (const [language, words] of [
    ['zh', ['调解协议书', number, '例房东', '房东于七日内退还押金的八成', '金城国际之家']],
    ['en', ['Mediation agreement', number, 'SPECIMEN, TRADER', 'returns 80 % of the deposit']],
  ] as const) {
    const bytes = await landlord.fetchBytes(links[language]);
    expect(await trader.fetchBytes(links[language])).toEqual(bytes);
    const text = (await pagesOfText(bytes)).join('');
    for (const word of words) expect(text).toContain(squeezed(word));
    expect(text).not.toContain(squeezed('Half would do'));
  }
  expect((await stranger.ask('GET', path)).status).toBe(404);
  expect((await stranger.ask('GET', links.zh)).status).toBe(404);

  const month = tuesday.slice(0, 7);
  const counted = await supervisor.ask('GET', `/api/help-statistics?month=${month}`);
  expect(counted.body).toEqual({
    month,
    closed: 1,
    byKind: { dispute: 1 },
    byTopic: { housing: 1 },
    byOutcome: { agreed: 1 },
    medianWorkingDays: workingDaysBetween(officialCalendar, monday, tuesday).days,
    agreements: 1,
    breaches: 0,
  });
  await act(trader, { act: 'report-breach', text: 'Nothing was paid.' });
  expect((await supervisor.ask('GET', `/api/help-statistics?month=${month}`)).body).toMatchObject({ breaches: 1 });
}, 120_000);
