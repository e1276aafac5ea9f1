import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { moveClock, signIn } from '../../infra/demo/zone-client.ts';
import { pages } from '../../web/app/areas.ts';
import { signInAs, visit } from './browser.ts';
import { drawn, isOfOffice, stops } from './stops.ts';
import { look, settings, sweep } from './sweep.ts';

/** Every path of a page, as the router knows it. */
const patterns = (routes: readonly RouteObject[]): string[] =>
  routes.flatMap(({ path = '', children }) =>
    children ? patterns(children).map((below) => [path, below].filter(Boolean).join('/')) : [path],
  );

test('no page is left out', () => {
  expect([...new Set([...stops.map(({ pattern }) => pattern), drawn])].sort()).toEqual(
    [...new Set(patterns(pages))].sort(),
  );
});

const office = sweep(stops.filter(isOfOffice));

test('the second look at cases of a month that is over is sound', async () => {
  const { url } = office.filled().zone;
  const [year = 0, ended = 0] = office.filled().examples.month.split('-').map(Number);
  await moveClock(url, { set: new Date(Date.UTC(year, ended, 2, 2)).toISOString() });
  const supervisor = await signIn(url, 'supervisor');
  const { status, body } = await supervisor.ask('POST', '/api/samples', {
    body: { month: office.filled().examples.month, size: 2 },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  for (const setting of settings) {
    const visitor = await visit(office.browser(), url, setting);
    try {
      await signInAs(visitor, 'supervisor');
      await look(visitor, `/reports/samples/${body.id}`);
    } finally {
      await visitor.leave();
    }
  }
}, 300_000);
