import { afterEach, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
});

test('a zone says who it is, what it may decide, what it promises, and what day it is there', async () => {
  office = await openOffice({ start: '2026-11-22T16:30:00.000Z' });
  const { status, headers, body } = await office.ask(undefined, 'GET /api/zone');
  expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=60']);
  expect(body).toMatchObject({
    id: 'etown',
    name: { zh: '北京经济技术开发区' },
    rehearsal: false,
    timeZone: 'Asia/Shanghai',
    today: '2026-11-23',
    delegation: {
      procedures: expect.arrayContaining(['new-permit', 'extension']),
      categories: ['A', 'B', 'C'],
      validFrom: '2023-11-01',
    },
    policy: { points: 'interim-2017', locality: 'beijing' },
    uploads: {
      document: { maximumBytes: 10_485_760, maximumPages: 50 },
      photo: { minimumWidth: 354, minimumHeight: 472, minimumBytes: 0, maximumBytes: 1_048_576 },
    },
    signIn: { issuer: 'https://id.etown.example', clientId: 'greenpath-pages' },
    calendarYears: [2025, 2026],
  });
  const promises = body.promises.filter(({ procedure }: { procedure: string }) => procedure === 'new-permit');
  expect(promises.map(({ stage, promise }: { stage: string; promise: number }) => [stage, promise])).toEqual([
    ['preliminary-review', 1],
    ['review', 0],
    ['conclusion', 3],
  ]);
});

test('what only the zone itself needs to know stays inside: claim names, audience, limits, account', async () => {
  office = await openOffice({ zone: { account: '111122223333' } });
  const { body } = await office.ask(undefined, 'GET /api/zone');
  for (const inner of ['protection', 'logRetentionDays', 'account', 'region']) expect(body).not.toHaveProperty(inner);
  expect(body.signIn).not.toHaveProperty('claims');
  expect(JSON.stringify(body)).not.toMatch(/111122223333|email_verified|amr/);
});
