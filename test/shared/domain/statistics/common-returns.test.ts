import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWords, isKnownReturnCode } from '../../../../shared/domain/statistics/avoid.ts';
import { commonReturns, type Notice } from '../../../../shared/domain/statistics/common-returns.ts';
import { etownZone, proceduresOf } from '../../../zone-rules.ts';

const procedure = proceduresOf(etownZone()).find(({ id }) => id === 'new-permit');
if (!procedure) throw new Error('E-Town has no new permit');

const paths = ['document.contract', 'document.photo', 'post.duties', 'facts.distinctions.0', 'facts.distinctions.1'];
const codes = ['missing', 'unreadable', 'unclear', 'see-mr-smith'];
const notice: fc.Arbitrary<Notice> = fc.record({
  at: fc.constant('2026-11-23T02:00:00.000Z'),
  application: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `case-${index}`)),
  kind: fc.constantFrom('returned' as const, 'returned' as const, 'returned' as const, 'refused' as const),
  stage: fc.constant('preliminary-review'),
  procedure: fc.constant('new-permit'),
  category: fc.constantFrom('A' as const, 'B' as const, null),
  reasons: fc.array(fc.record({ path: fc.constantFrom(...paths), code: fc.constantFrom(...codes) }), {
    minLength: 1,
    maxLength: 4,
  }),
});
const tell = (notices: readonly Notice[], smallest: number, most = 8) =>
  commonReturns(notices, { smallest, most, isKnownCode: isKnownReturnCode });

describe('what goes wrong most', () => {
  test('is the share of returned applications that had it, each counted once', () => {
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (notices, smallest) => {
        const returned = notices.filter(({ kind }) => kind === 'returned');
        const cases = [...new Set(returned.map(({ application }) => application))];
        const found = tell(notices, smallest);
        if (cases.length < smallest) {
          expect(found).toBeUndefined();
          return;
        }
        const places = ['document.contract', 'document.photo', 'post.duties', 'facts.distinctions'];
        const expected = places.flatMap((place) => {
          const having = cases.filter((id) =>
            returned.some(
              (one) => one.application === id && one.reasons.some(({ path }) => path?.replace(/\.\d$/, '') === place),
            ),
          );
          return having.length >= smallest ? [[place, Math.round((100 * having.length) / cases.length)]] : [];
        });
        expect(new Map(found?.reasons.map(({ path, share }) => [path, share]))).toEqual(
          new Map(expected as [string, number][]),
        );
        const shares = found?.reasons.map(({ share }) => share) ?? [];
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }),
    );
  });

  test('does not depend on the order of the returns, nor on one being told twice', () => {
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 30 }), (notices) => {
        expect(tell([...notices].reverse().concat(notices), 2)).toEqual(tell(notices, 2));
      }),
    );
  });

  test('never tells a code that an officer made up, however often it was used', () => {
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 40 }), (notices) => {
        const told = JSON.stringify(inWords(tell(notices, 1)?.reasons ?? [], procedure));
        expect(told).not.toContain('smith');
      }),
    );
  });

  test('tells nothing of fewer applications than the zone allows', () => {
    const of = (count: number): Notice[] =>
      Array.from({ length: count }, (_, index) => ({
        at: '2026-11-23T02:00:00.000Z',
        application: `case-${index}`,
        kind: 'returned',
        stage: 'review',
        procedure: 'new-permit',
        category: 'B',
        reasons: [
          { path: 'document.contract', code: 'pages-missing' },
          ...(index === 0 ? [{ path: 'document.photo', code: 'photo-background' }] : []),
        ],
      }));
    expect(tell(of(4), 5)).toBeUndefined();
    expect(tell(of(5), 5)).toEqual({
      applications: 5,
      reasons: [{ path: 'document.contract', code: 'pages-missing', share: 100 }],
    });
  });
});

describe('what goes wrong, in words', () => {
  const [contract, duties, unknown] = inWords(
    [
      { path: 'document.contract', code: 'pages-missing', share: 40 },
      { path: 'post.duties', share: 20 },
      { path: 'document.no-such-paper', share: 10 },
    ],
    procedure,
  );

  test('names the paper as the checklist does, why it is asked for, and how to avoid the fault', () => {
    const material = procedure.materials.find(({ kind }) => kind === 'contract');
    expect(contract).toMatchObject({ label: material?.label, reason: material?.reason, share: 40 });
    expect(contract?.what?.zh).toBe('缺页');
    expect(contract?.avoid.en).toContain('every page');
  });

  test('gives plain advice where no code is told', () => {
    expect(duties?.label).toEqual({ zh: '工作内容', en: 'duties' });
    expect(duties).not.toHaveProperty('what');
    expect(duties?.avoid.zh).toContain('核对');
  });

  test('leaves out what the procedure does not ask for any more', () => {
    expect(unknown).toBeUndefined();
  });
});
