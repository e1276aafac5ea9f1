import { describe, expect, it } from 'vitest';
import { creditRoutes } from '../../../shared/contract/credit.ts';
import { accountPath, kindOfCode, signed } from '../../../web/credit/credit-paths.ts';
import { correctionBody, correctsSomething, emptyCorrection, typedNumber } from '../../../web/credit/matter-body.ts';
import { scorePath } from '../../../web/credit/score-line.ts';

describe('whose credit a code names', () => {
  it('tells an employer from a person by the check character, however the code was copied', () => {
    expect(kindOfCode(' 91110302-greenw000k ')).toEqual({ kind: 'enterprise', code: '91110302GREENW000K' });
    expect(kindOfCode('91110302GREENW001K')).toEqual({ kind: 'person', code: '91110302GREENW001K' });
  });

  it('takes nothing that is no code into an address', () => {
    expect(kindOfCode('../../api/zone')).toBeUndefined();
    expect(kindOfCode('9111')).toBeUndefined();
    expect(accountPath('person', 'A/B')).toBe('/credit/persons/A%2FB');
  });
});

describe('points', () => {
  it('always show their sign, so that what was taken away is seen', () => {
    expect([signed(5), signed(-2.5), signed(0)]).toEqual(['+5', '−2.5', '0']);
  });
});

describe('the form of a correction', () => {
  const correctionOf = (typed: Partial<typeof emptyCorrection>) =>
    creditRoutes.openCreditMatter.body.safeParse({
      kind: 'correction',
      record: 'r1',
      reason: '凭证数量有误',
      correction: correctionBody({ ...emptyCorrection, ...typed }),
    });

  it('says only what it changes', () => {
    expect(correctionBody({ ...emptyCorrection, quantity: '2' })).toEqual({ quantity: 2 });
    expect(correctionBody({ ...emptyCorrection, annul: true, quantity: '2' })).toEqual({ annul: true });
    expect(correctionOf({ points: '-3.5', happenedOn: '2026-03-01' }).success).toBe(true);
  });

  it('is refused where it changes nothing, or where a number is none', () => {
    expect(correctsSomething(emptyCorrection)).toBe(false);
    expect(correctionOf({}).success).toBe(false);
    expect(correctionOf({ points: 'five' }).success).toBe(false);
    expect(typedNumber('  ')).toBeUndefined();
  });
});

describe('a score that is drawn', () => {
  const area = { width: 120, height: 60, left: 10, right: 10, top: 10, bottom: 10 };

  it('holds until the day on which it changes, and lies inside its area', () => {
    const { path, marks } = scorePath(
      [
        { on: '2026-01-01', total: 50 },
        { on: '2026-01-11', total: 60 },
        { on: '2026-01-21', total: 40 },
      ],
      area,
    );
    expect(path).toMatch(/^M10 [\d.]+H60V[\d.]+H110V[\d.]+$/);
    expect(marks.map(({ x }) => x)).toEqual([10, 60, 110]);
    for (const { y } of marks) expect(y >= 10 && y <= 50).toBe(true);
    const [before, high, low] = marks.map(({ y }) => y);
    expect(high).toBeLessThan(before ?? 0);
    expect(low).toBeGreaterThan(before ?? 100);
  });

  it('draws a score below nothing and one that never moved', () => {
    expect(scorePath([{ on: '2026-01-01', total: -20 }], area)).toMatchObject({ least: -20 });
    expect(scorePath([{ on: '2026-01-01', total: 0 }], area).marks[0]?.y).toBe(50);
  });
});
