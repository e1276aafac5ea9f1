import { afterAll, expect, test } from 'vitest';
import { securityHeaders } from '../../shared/http/problem.ts';
import { openOffice, type Who } from '../office/office.ts';
import { draft, register } from '../office/walk.ts';

const office = await openOffice();
afterAll(() => office.close());
const employerId = await register(office);
const application = await draft(office, employerId);

/** Answers that hold nothing about a person may be kept for a while; every other is stored nowhere. */
const forEverybody = /^public, max-age=\d+$/;
const personal = /^(no-store|private, max-age=60)$/;

test.each<[string, Who, string, number, RegExp]>([
  ['what a zone says of itself', undefined, 'GET /api/zone', 200, forEverybody],
  ['the description of the interface', undefined, 'GET /api/openapi.json', 200, forEverybody],
  ['the keys of permits', undefined, 'GET /.well-known/jwks.json', 200, forEverybody],
  ['a status list', undefined, 'GET /api/status-lists/1', 200, forEverybody],
  ['bulletins', undefined, 'GET /api/bulletins', 200, forEverybody],
  ['a list of cases', 'employer', 'GET /api/applications', 200, personal],
  ['a case', 'employer', `GET /api/applications/${application}`, 200, personal],
  ['a queue', 'front', 'GET /api/queues/preliminary-review', 200, personal],
  ['nobody there', undefined, 'GET /api/applications', 401, personal],
  ['the wrong role', 'applicant', 'GET /api/queues/preliminary-review', 403, personal],
  ['nothing there', 'employer', `GET /api/applications/${'0'.repeat(24)}`, 404, personal],
  ['something wrong', 'employer', 'GET /api/applications', 400, personal],
  ['an answer without a body', 'employer', `DELETE /api/applications/${application}`, 204, personal],
])('%s carries every header by which browsers protect people', async (what, who, request, status, cached) => {
  const answer = await office.ask(who, request, what === 'something wrong' ? { query: { limit: 'many' } } : {});
  expect(answer.status).toBe(status);
  const { 'cache-control': kept, ...rest } = securityHeaders;
  expect(kept).toBe('no-store');
  expect(answer.headers).toMatchObject(rest);
  expect(answer.headers['cache-control']).toMatch(cached);
});

test('those headers are the ones that matter: TLS, types, frames, referrers, devices, other origins', () => {
  expect(securityHeaders).toEqual({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  });
});
