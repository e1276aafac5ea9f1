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
    const clocks = [...etown.clocks, { ...first, procedure: 'time-travel' }];
    expect(problemsOf({ ...etown, clocks })).toEqual([
      `clocks[${etown.clocks.length}].procedure: time-travel is not delegated to this zone`,
    ]);
  });

  it('refuses a zone without a figure for a group that its procedures limit', () => {
    expect(problemsOf({ ...etown, quotas: [] })).toEqual([
      'quotas: has no line for group quota-managed, which a procedure limits',
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
    const required = parts.filter((name) => !zoneSchema.shape[name].safeParse(undefined).success);
    expect(required).toEqual(expect.arrayContaining(['id', 'delegation', 'clocks', 'policy', 'signIn', 'retention']));
    for (const part of required) {
      const { [part]: _left, ...rest } = etown;
      const problems = problemsOf(rest);
      expect(
        problems.some((problem) => problem.startsWith(part)),
        `${part}: ${problems.join('; ')}`,
      ).toBe(true);
    }
  });
});

describe('what a zone does otherwise in a procedure', () => {
  const override = {
    procedure: 'extension',
    effectiveFrom: '2026-01-01',
    source: 'this test',
    changes: { window: { opensDaysBefore: 100 } },
  };
  const problemsWith = (...procedures: object[]) => problemsOf({ ...etown, procedures });

  it('may change a figure from a day on, and suspend a rule for a while', () => {
    const suspended = { ...override, effectiveFrom: '2026-02-01', effectiveTo: '2026-02-28' };
    expect(problemsWith(override, { ...suspended, changes: { suspends: ['reportWithin'] } })).toEqual([
      'procedures[1].changes.suspends: extension has no rule reportWithin',
    ]);
    expect(problemsWith(override, { ...suspended, changes: { suspends: ['maximumAge'] } })).toEqual([]);
  });

  it('is refused with every mistake named', () => {
    const relief = { when: [{ answer: { question: 'nonsense', isOneOf: ['x'] } }] };
    const problems = problemsWith(
      { ...override, procedure: 'time-travel' },
      { ...override, effectiveTo: '2025-12-31' },
      { ...override, effectiveFrom: '2020-01-01', effectiveTo: '2020-12-31' },
      { ...override, changes: { materials: { contracts: {} }, reportWithin: { workingDays: 5 } } },
      override,
      { ...override, effectiveFrom: '2027-01-01' },
      { ...override, procedure: 'change', changes: { materials: { passport: { commitment: relief } } } },
    );
    expect(problems).toEqual([
      'procedures[0].procedure: "time-travel" does not exist',
      'procedures[1].effectiveTo: is before effectiveFrom',
      'procedures[2].effectiveFrom: no version of extension is in force then',
      'procedures[3].changes.materials.contracts: is no material of extension',
      'procedures[3].changes.reportWithin: extension has no such rule',
      'procedures[5].changes: procedures[4] changes window at the same time',
    ]);
    const unknownQuestion = { procedure: 'change', changes: { materials: { passport: { commitment: relief } } } };
    expect(problemsWith({ ...override, ...unknownQuestion })).toEqual([
      'procedures: change from 2026-01-01: material passport: there is no question "nonsense"',
    ]);
  });

  it('is refused for a procedure that is not delegated, and when it changes nothing', () => {
    const delegation = { ...etown.delegation, procedures: ['new-permit'] };
    const clocks = etown.clocks.filter(({ procedure }) => procedure === 'new-permit');
    expect(problemsOf({ ...etown, delegation, clocks, procedures: [override] })).toEqual([
      'procedures[0].procedure: extension is not delegated to this zone',
    ]);
    expect(problemsWith({ ...override, changes: {} })).toEqual(['procedures[0].changes: changes nothing']);
  });

  it('is looked at even where another part of the file is wrong', () => {
    const problems = problemsOf({
      ...etown,
      logRetentionDays: 3,
      procedures: [{ ...override, procedure: 'time-travel' }],
    });
    expect(problems).toHaveLength(2);
  });
});

describe('E-Town', () => {
  it('promises one working day, the same day and three working days, beside the national ceilings', () => {
    const promisesOf = (id: string) =>
      etown.clocks
        .filter(({ procedure }) => procedure === id)
        .map(({ stage, from, promise, ceiling }) => [stage, from, promise, ceiling]);
    for (const id of ['new-permit', 'extension', 'change', 'cancellation', 'reissue', 'conversion']) {
      expect(promisesOf(id), id).toEqual([
        ['preliminary-review', 'submission', 1, 5],
        ['review', 'acceptance', 0, 20],
        ['conclusion', 'acceptance', 3, 20],
      ]);
    }
    expect(promisesOf('short-term').map(([, , , ceiling]) => ceiling)).toEqual([5, 5, 5]);
    expect(promisesOf('employer-registration').at(-1)).toEqual(['conclusion', 'acceptance', 3, 20]);
    expect(etown.delegation.validFrom).toBe('2023-11-01');
  });

  it('leaves open in whose name it decides', () => {
    expect(etown.delegation).toMatchObject({ inNameOf: 'zone', placeholder: true });
    expect(etown.delegation.source).toContain('art. 24');
  });

  it('marks what nobody has proved and gives the rest a source', () => {
    const zone = zoneSchema.parse(etown);
    expect(placeholders(zone)).toEqual(
      expect.arrayContaining(['delegation', 'policy.document', 'policy.returnedDays', 'policy.replyPeriod']),
    );
    const unproved = placeholders(zone).filter((place) => place.startsWith('clocks['));
    const procedures = unproved.map((place) => zone.clocks[Number(place.slice(7, -1))]?.procedure);
    expect(new Set(procedures)).toEqual(new Set(['employer-registration', 'employer-change']));
  });
});
