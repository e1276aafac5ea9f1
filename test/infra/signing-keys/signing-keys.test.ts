import { describe, expect, test } from 'vitest';
import { roleStatements } from '../../../infra/templates-check/statements.ts';
import { checkZone } from '../../../infra/zones/check.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { usualSigningKeys } from '../../../shared/zone/signing-keys.ts';
import { appOf, type Resource, type Template, templatesOf } from '../templates.ts';

type Keys = (typeof usualSigningKeys)['keys'];
const reason = { zh: '演练', en: 'For a rehearsal' };
const second = { id: '2029', announced: '2029-03-01', from: '2029-04-01' };
const third = { id: '2032', announced: '2032-03-01', from: '2032-04-01' };

const checked = (keys: Keys, more: object = {}) =>
  checkZone({ ...etown, signingKeys: { ...usualSigningKeys, keys, ...more } }, knownPolicies);
function zoneWith(keys: Keys) {
  const zone = checked(keys);
  if (!zone.ok) throw new Error(zone.error);
  return zone.value;
}
const stacksOf = (keys: Keys) => templatesOf(appOf([zoneWith(keys)]));
const stack = (templates: Template[], name: string): Template => {
  const found = templates.find((one) => one.stack.endsWith(`-${name}`));
  if (!found) throw new Error(`there is no stack ${name}`);
  return found;
};
const signing = (template: Template): Resource[] =>
  template.of('AWS::KMS::Key').filter(({ properties }) => properties.KeyUsage === 'SIGN_VERIFY');
const aliases = (template: Template) => template.of('AWS::KMS::Alias').map(({ properties }) => properties.AliasName);

describe('the keys of a zone', () => {
  const one = stacksOf([{ id: 'first' }]);
  const three = stacksOf([{ id: 'first' }, second, third]);

  test('keep the first one where it always was, whatever follows it', () => {
    const [original] = signing(stack(one, 'records'));
    expect(original?.id).toBe('signingkeyBE52BAB0');
    const same = signing(stack(three, 'records')).find(({ id }) => id === original?.id);
    expect(same?.definition).toEqual(original?.definition);
  });

  test('are P-256 keys that nothing deletes, each under an alias of its own', () => {
    const found = signing(stack(three, 'records'));
    expect(found).toHaveLength(3);
    for (const { properties, definition } of found) {
      expect(properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', PendingWindowInDays: 30 });
      expect([definition.DeletionPolicy, definition.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    }
    expect(aliases(stack(three, 'records'))).toEqual(
      expect.arrayContaining([
        'alias/greenpath-etown-signing',
        'alias/greenpath-etown-signing-2029',
        'alias/greenpath-etown-signing-2032',
      ]),
    );
  });

  /** Of how many keys a function may do something. */
  const keysFor = (templates: Template[], action: string) => {
    const service = stack(templates, 'service');
    const granted = roleStatements(service).filter(({ actions }) => actions.includes(action));
    return granted.map(({ resources }) => resources.length);
  };

  test('sign only while they are the present or the next one; every public half can be read', () => {
    expect(new Set(keysFor(one, 'kms:Sign'))).toEqual(new Set([1]));
    expect(new Set(keysFor(three, 'kms:Sign'))).toEqual(new Set([2]));
    const distrusting = stacksOf([{ id: 'first' }, { ...second, distrusted: { on: '2030-01-01', reason } }, third]);
    const service = stack(distrusting, 'service');
    const statements = roleStatements(service).filter(({ actions }) => actions.includes('kms:Sign'));
    const bad = signing(stack(distrusting, 'records')).find(({ id }) => id.includes('2029'));
    expect(bad).toBeDefined();
    expect(statements.length).toBeGreaterThan(0);
    for (const { resources } of statements) expect(JSON.stringify(resources)).not.toContain(bad?.id);
  });

  test('are told to functions by their ids in the zone file', () => {
    const told = stack(three, 'service')
      .of('AWS::Lambda::Function')
      .flatMap(({ properties }) => {
        const { Variables } = (properties.Environment ?? {}) as { Variables?: { SIGNING_KEYS?: unknown } };
        return Variables?.SIGNING_KEYS ? [JSON.stringify(Variables.SIGNING_KEYS)] : [];
      });
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const keys of told) expect(keys).toMatch(/"first=".*" 2029=".*" 2032="/);
  });
});

describe('a zone file is refused', () => {
  const problems = (keys: Keys, more = {}) => {
    const found = checked(keys, more);
    return found.ok ? [] : found.error.split('\n  - ').slice(1);
  };

  test('never for one key, nor for keys that follow each other with time', () => {
    expect(problems([{ id: 'first' }])).toEqual([]);
    expect(problems([{ id: 'first' }, second, third])).toEqual([]);
  });

  test.each([
    [
      'a key that signs before verifiers can learn it',
      [{ id: 'first' }, { ...second, from: '2029-03-14' }],
      'signingKeys.keys[1].from: must be 2029-03-15 or later',
    ],
    ['a key without its days', [{ id: 'first' }, { id: '2029' }], 'signingKeys.keys[1].announced: a further key needs'],
    [
      'two keys of one name',
      [{ id: 'first' }, second, { ...third, id: '2029' }],
      'signingKeys.keys[2].id: is the id of another key',
    ],
    [
      'the first key in another place',
      [second, { ...third, id: 'first' }],
      'signingKeys.keys[1].id: "first" is the key',
    ],
    [
      'a key that waits beside another',
      [{ id: 'first' }, second, { ...third, announced: '2029-03-10' }],
      'signingKeys.keys[2].announced: must not be before 2029 signs',
    ],
    ['keys out of order', [{ id: 'first' }, third, second], 'signingKeys.keys[2].from: must be after 2032-04-01'],
    [
      'nothing that could sign',
      [{ id: 'first', distrusted: { on: '2029-01-01', reason } }],
      'signingKeys.keys: every key is distrusted',
    ],
    [
      'an algorithm of its own',
      [{ id: 'first', algorithm: 'SM2' } as Keys[number]],
      'signingKeys.keys[0].algorithm: is not known',
    ],
  ] satisfies [string, Keys, string][])('for %s', (_, keys, said) => {
    expect(problems(keys).some((problem) => problem.startsWith(said))).toBe(true);
  });

  test('not for a key in haste after one that is distrusted', () => {
    const distrusted = { id: 'first', distrusted: { on: '2029-03-01', reason } };
    expect(problems([distrusted, { ...second, from: '2029-03-01' }])).toEqual([]);
  });
});
