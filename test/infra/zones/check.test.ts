import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkZone, placeholders } from '../../../infra/zones/check.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';

const problemsOf = (file: unknown): string[] => {
  const checked = checkZone(file, knownPolicies);
  return checked.ok ? [] : checked.error.split('\n  - ').slice(1);
};

describe('checking a zone file', () => {
  it.each(zoneFiles.map((file) => [file.id, file] as const))('the file of %s is in order', (_id, file) => {
    expect(problemsOf(file)).toEqual([]);
  });

  it('gives every zone an id, and so stacks, of its own', () => {
    expect(new Set(zoneFiles.map(({ id }) => id)).size).toBe(zoneFiles.length);
  });

  it('names every problem of a file in one message', () => {
    const [first, , ...others] = etown.clocks;
    if (!first) throw new Error('E-Town has no clocks');
    const message = problemsOf({
      ...etown,
      region: 'peking',
      timeZone: 'Mars/Olympus',
      surprise: true,
      policy: { ...etown.policy, points: 'points-2099', locality: 'atlantis' },
      clocks: [{ ...first, promise: 9 }, ...others],
      delegation: { ...etown.delegation, procedures: ['new-permit', 'time-travel'], validTo: '2020-01-01' },
      logRetentionDays: 30,
    });
    expect(message).toEqual(
      expect.arrayContaining([
        'region: must be an AWS region such as cn-north-1',
        'timeZone: must be an IANA time zone such as Asia/Shanghai',
        'surprise: is not known',
        'logRetentionDays: must be 365, 400, 731, 1827 or 3653 days',
        'clocks[0].promise: must not exceed the ceiling',
        'clocks: new-permit, category B, review: needs exactly one clock, has 0',
        'clocks: time-travel, category A, conclusion: needs exactly one clock, has 0',
        'delegation.validTo: must not be before validFrom',
      ]),
    );
    expect(message.find((line) => line.startsWith('policy.points: "points-2099" does not exist'))).toContain(
      'interim-2017',
    );
    expect(message.find((line) => line.startsWith('policy.locality: "atlantis"'))).toContain('beijing');
    expect(message.find((line) => line.startsWith('delegation.procedures[1]: "time-travel"'))).toContain('new-permit');
  });

  it('refuses a clock for a procedure that was not delegated', () => {
    const [first] = etown.clocks;
    if (!first) throw new Error('E-Town has no clocks');
    expect(problemsOf({ ...etown, clocks: [...etown.clocks, { ...first, procedure: 'extension' }] })).toEqual([
      'clocks[3].procedure: extension is not delegated to this zone',
    ]);
  });

  it('refuses roles that do not exist and upload origins with a path', () => {
    const signIn = { ...etown.signIn, claims: { ...etown.signIn.claims, roleNames: { boss: 'emperor' } } };
    const problems = problemsOf({ ...etown, signIn, portalOrigins: ['https://pages.example/upload'] });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'portalOrigins[0]',
      'signIn.claims.roleNames.boss',
    ]);
  });

  it('answers any value at all with a message and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const checked = checkZone(value, knownPolicies);
        expect(checked.ok).toBe(false);
        if (!checked.ok) expect(checked.error).toContain('cannot be used');
      }),
    );
  });

  it('names each required part that a file leaves out', () => {
    const parts = Object.keys(etown) as (keyof typeof etown)[];
    for (const part of parts.filter((name) => name !== 'rehearsal')) {
      const { [part]: _left, ...rest } = etown;
      const problems = problemsOf(rest);
      expect(
        problems.some((problem) => problem.startsWith(part)),
        `${part}: ${problems.join('; ')}`,
      ).toBe(true);
    }
  });
});

describe('E-Town', () => {
  it('promises one working day, the same day and three working days, beside the national ceilings', () => {
    const promises = etown.clocks.map(({ stage, from, promise, ceiling }) => [stage, from, promise, ceiling]);
    expect(promises).toEqual([
      ['preliminary-review', 'submission', 1, 5],
      ['review', 'acceptance', 0, 20],
      ['conclusion', 'acceptance', 3, 20],
    ]);
    expect(etown.delegation.validFrom).toBe('2023-11-01');
  });

  it('leaves open in whose name it decides', () => {
    expect(etown.delegation).toMatchObject({ inNameOf: 'zone', placeholder: true });
    expect(etown.delegation.source).toContain('art. 24');
  });

  it('marks what nobody has proved and gives the rest a source', () => {
    const zone = zoneSchema.parse(etown);
    expect(placeholders(zone)).toEqual(['delegation', 'policy.document', 'policy.returnedDays']);
  });
});
