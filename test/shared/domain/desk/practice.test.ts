import { describe, expect, test } from 'vitest';
import { zoneFiles } from '../../../../infra/zones/index.ts';
import { decisionsIn, officeOf, type PracticeCase } from '../../../../shared/domain/desk/practice.ts';
import { mark } from '../../../../shared/domain/desk/practice-mark.ts';
import { type PracticeRules, solve } from '../../../../shared/domain/desk/practice-solution.ts';
import { practiceCases } from '../../../../shared/policy/practice/index.ts';
import { practiceOf, practiceRules } from '../../../../shared/zone/practice.ts';
import { type Zone, zoneSchema } from '../../../../shared/zone/zone.ts';

const zones: Zone[] = zoneFiles.map((file) => zoneSchema.parse(file));

/** The law and policy by which a zone would decide the case. */
function rulesFor(zone: Zone, the: PracticeCase): PracticeRules {
  const rules = practiceRules(zone, the);
  if (!rules) throw new Error(`practice case ${the.id} names what does not exist`);
  return rules;
}

const named = (id: string): PracticeCase => {
  const found = practiceCases.find((the) => the.id === id);
  if (!found) throw new Error(`no practice case ${id}`);
  return found;
};

describe('the marked solution of every practice case', () => {
  // Where a zone's own rules decide a case otherwise it is not offered there; these two decide as the sources say.
  const plain = zones.filter(({ id }) => id === 'etown' || id === 'demo');
  const everywhere = plain.flatMap((zone) => practiceCases.map((the) => [zone.id, the.id, zone, the] as const));

  test.each(everywhere)('in %s, %s, is what the domain itself says', (_zone, _id, zone, the) => {
    expect(solve(the, rulesFor(zone, the))).toEqual(the.solution);
  });

  test.each(practiceCases.map((the) => [the.id, the] as const))(
    'of %s gives a reason with its source for every part, and full marks to itself',
    (_id, the) => {
      const { score, marks, of, findings } = mark(the, the.solution);
      expect({ score, marks }).toEqual({ score: 100, marks: of });
      expect(findings.every(({ result }) => result === 'right')).toBe(true);
      for (const { text, rule, source } of findings) {
        expect(text.zh).not.toBe('');
        expect(text.en).not.toBe('');
        expect(rule.length).toBeGreaterThan(3);
        expect(source.length).toBeGreaterThan(3);
      }
      for (const path of the.solution.deficiencies ?? []) expect(the.because).toHaveProperty([`deficiencies.${path}`]);
      expect(decisionsIn[the.stage]).toContain(the.solution.decision);
    },
  );

  test('breaks when the law behind it changes: a passport of one month, a threshold of 61 points', () => {
    const [zone] = zones;
    if (!zone) throw new Error('there is no zone');
    const short = named('passport-too-short');
    const lenient = { ...rulesFor(zone, short), passportMinimumMonths: { months: 1 } };
    expect(solve(short, lenient)).not.toEqual(short.solution);
    const sixty = named('exactly-sixty');
    const rules = rulesFor(zone, sixty);
    const thresholds = rules.points.thresholds.map((one) => (one.category === 'B' ? { ...one, atLeast: 61 } : one));
    expect(solve(sixty, { ...rules, points: { ...rules.points, thresholds } }).category).toBe('C');
  });

  test('there are enough of them for both offices, and none twice', () => {
    const ids = practiceCases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(practiceCases.filter((the) => officeOf(the) === 'front').length).toBeGreaterThanOrEqual(6);
    expect(practiceCases.filter((the) => officeOf(the) === 'back').length).toBeGreaterThanOrEqual(4);
    for (const zone of zones) {
      const { cases } = zone.desk.assessment;
      for (const office of ['front', 'back'] as const) {
        const offered = practiceOf(zone).filter((the) => officeOf(the) === office).length;
        expect(offered, `${zone.id}, ${office} office`).toBeGreaterThanOrEqual(cases[office] ?? 0);
      }
    }
  });

  test('tells no officer anything of a real person: sample names, passports of Utopia', () => {
    for (const { form } of practiceCases) {
      expect(form.applicant?.familyName).toMatch(/SPECIMEN|SAMPLETON|EXEMPLA|MUSTER/);
      expect(form.applicant?.passport?.number).toMatch(/^(UTO|SAMPLE)/);
    }
  });
});

describe('a zone that decides a case otherwise', () => {
  test('does not train with it, so that nobody learns what does not hold there', () => {
    const [zone] = zones;
    if (!zone) throw new Error('there is no zone');
    const offered = practiceOf(zone).map(({ id }) => id);
    expect(offered).toContain('passport-too-short');
    const lenient = {
      ...zone,
      policy: { ...zone.policy, passportMinimumMonths: { ...zone.policy.passportMinimumMonths, months: 1 } },
    };
    expect(practiceOf(lenient).map(({ id }) => id)).toEqual(offered.filter((id) => id !== 'passport-too-short'));
  });

  test('and with none of a procedure that was not delegated to it', () => {
    const [zone] = zones;
    if (!zone) throw new Error('there is no zone');
    const delegation = { ...zone.delegation, procedures: ['new-permit'] };
    expect(practiceOf({ ...zone, delegation }).map(({ procedure }) => procedure)).not.toContain('extension');
  });
});

describe('marking an answer', () => {
  const four = named('everything-at-once');

  test('a complete notice that leaves one out loses a mark, and says that it cannot be asked for later', () => {
    const { deficiencies = [] } = four.solution;
    const { marks, of, findings } = mark(four, { decision: 'return', deficiencies: deficiencies.slice(1) });
    expect([marks, of]).toEqual([4, 5]);
    const missed = findings.filter(({ result }) => result === 'missed');
    expect(missed).toMatchObject([{ about: 'deficiencies.document.photo', expected: 'document.photo' }]);
    expect(missed[0]?.text.en).toContain('cannot be asked for later');
  });

  test('one that names one too many loses a mark as well, and says why it may not be asked for', () => {
    const deficiencies = [...(four.solution.deficiencies ?? []), 'document.contract'];
    const { marks, of, findings } = mark(four, { decision: 'return', deficiencies });
    expect([marks, of]).toEqual([4, 5]);
    expect(findings.filter(({ result }) => result === 'one-too-many')).toMatchObject([
      { about: 'deficiencies.document.contract', rule: 'Administrative Licensing Law art. 31' },
    ]);
  });

  test('a superfluous entry that the case knows is explained by the case: a commitment that was good', () => {
    const the = named('commitment-not-for-b');
    const deficiencies = [...(the.solution.deficiencies ?? []), 'document.medical'];
    const found = mark(the, { decision: 'return', deficiencies }).findings.find(
      ({ result }) => result === 'one-too-many',
    );
    expect(found?.text.en).toContain('health commitment is good');
  });

  test('to name everything under the sun wins nothing: marks never fall below none', () => {
    const everything = Array.from({ length: 50 }, (_, index) => `document.paper-${index}`);
    expect(mark(four, { decision: 'accept', deficiencies: everything })).toMatchObject({ marks: 0, score: 0 });
  });

  test('naming the same thing twice counts once', () => {
    const { deficiencies = [] } = four.solution;
    expect(mark(four, { decision: 'return', deficiencies: [...deficiencies, ...deficiencies] }).score).toBe(100);
  });

  test('an item scored 0 where the table has no row is wrong, not nearly right', () => {
    const the = named('age-25-in-the-trial-table');
    const { findings } = mark(the, {
      ...the.solution,
      points: { ...the.solution.points, age: 0 },
      category: 'C',
      decision: 'recommend-refusal',
    });
    const wrong = findings.filter(({ result }) => result === 'wrong').map(({ about }) => about);
    expect(wrong).toEqual(['decision', 'points.age', 'category']);
    expect(findings.find(({ about }) => about === 'points.age')).toMatchObject({ expected: 'none', given: '0' });
  });

  test('what was not answered is missed', () => {
    const the = named('quota-graduate');
    const { findings } = mark(the, { decision: 'accept' });
    expect(findings.filter(({ result }) => result === 'missed').map(({ about }) => about)).toEqual([
      'category',
      'takesPlace',
    ]);
  });
});
