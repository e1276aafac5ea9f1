import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonical } from '../../../shared/domain/application/events.ts';
import { officialYears } from '../../../shared/policy/calendars/index.ts';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { formerRoutes, localities, localRoutes } from '../../../shared/policy/routes/index.ts';

/** Words and origins may be mended at any time; everything else decides scores. */
const undecisive = [
  'title',
  'label',
  'name',
  'text',
  'source',
  'mark',
  'notes',
  'unclaimed',
  'reach',
  'setBy',
  'unitLabel',
  'hint',
];

const decisive = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decisive);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !undecisive.includes(name))
      .map(([name, inner]) => [name, decisive(inner)]),
  );
};

const fingerprint = (policy: unknown) =>
  createHash('sha256')
    .update(canonical(decisive(policy)))
    .digest('hex')
    .slice(0, 16);

const routes = [
  ...Object.values(localities).map((locality) => localRoutes(locality)),
  ...formerRoutes.map(({ locality, national }) => localRoutes(locality, national)),
];

/** Every policy that a score or a clock on record may rest on. */
const policies = Object.fromEntries([
  ...Object.values(pointsPolicies).map((policy) => [policy.id, fingerprint(policy)]),
  ...routes.map(({ id, national, locality }) => [id, fingerprint({ national, locality })]),
  ...officialYears.map((calendar) => [`calendar-${calendar.year}`, fingerprint(calendar)]),
]);

const published = JSON.parse(readFileSync(new URL('./published.json', import.meta.url), 'utf8'));

test('no policy that a score or a clock may rest on was changed or taken away: a change is a new version beside it', () => {
  expect(policies).toEqual(published);
});

test('mending a word changes no version, mending a number does', () => {
  const [policy] = Object.values(pointsPolicies);
  if (!policy) throw new Error('there is no policy');
  expect(fingerprint({ ...policy, title: { zh: '另一标题', en: 'Another title' } })).toBe(fingerprint(policy));
  const [first, ...others] = policy.items;
  expect(fingerprint({ ...policy, items: [{ ...first, cap: 99 }, ...others] })).not.toBe(fingerprint(policy));
});
