import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, checklist, gaps, owedBeforeApproval } from '../../../../shared/domain/checklist/checklist.ts';
import { type ApplicationForm, formGaps, formNotes } from '../../../../shared/domain/checklist/form-gaps.ts';
import { permitGaps } from '../../../../shared/domain/checklist/permit-gaps.ts';
import { categoryOf, filers } from '../../../../shared/domain/procedure/circumstances.ts';
import { serviceGuide } from '../../../../shared/domain/procedure/guide.ts';
import { procedureProblems } from '../../../../shared/domain/procedure/problems.ts';
import type { Answers, Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { procedures } from '../../../../shared/policy/procedures/index.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';
import { etownZone } from '../../../zone-rules.ts';

/** A procedure that exists nowhere but here: data and texts, no code. */
const merchantCard: Procedure = {
  id: 'merchant-card',
  version: '2026-01-01',
  title: { zh: '外籍商友卡', en: 'Foreign merchant card' },
  source: 'this test',
  effectiveFrom: '2026-01-01',
  concerns: 'person',
  filedBy: [
    { party: 'applicant', when: [{ answer: { question: 'shop', isOneOf: ['own'] } }] },
    { party: 'employer', when: [{ answer: { question: 'shop', isOneOf: ['rented'] } }] },
  ],
  category: [{ when: {}, from: 'permit' }],
  permit: { kind: 'held', states: ['valid'], source: 'this test' },
  window: { opensDaysBefore: 60, closesDaysBefore: 10, source: 'this test' },
  maximumAge: { years: 70, when: [{}], judgedBy: 'officers', source: 'this test' },
  reportWithin: { workingDays: 3, ofAnswer: 'openedOn', source: 'this test' },
  fields: [
    { path: 'permitNumber', requiredWhen: [{}] },
    { path: 'post.workplace', requiredWhen: [{ answer: { question: 'shop', isOneOf: ['rented'] } }] },
  ],
  questions: [
    {
      id: 'shop',
      label: { zh: '店铺', en: 'Shop' },
      reason: { zh: '用以确定由谁申请。', en: 'It decides who files.' },
      answer: {
        kind: 'choice',
        several: false,
        options: [
          { value: 'own', label: { zh: '自有', en: 'Own' } },
          { value: 'rented', label: { zh: '租用', en: 'Rented' } },
        ],
      },
      askedWhen: [{}],
      required: true,
      source: 'this test',
      placeholder: false,
    },
    {
      id: 'openedOn',
      label: { zh: '开业之日', en: 'Opened on' },
      reason: { zh: '用以计算期限。', en: 'The time counts from it.' },
      answer: { kind: 'day', atLeastDaysAgo: 0 },
      askedWhen: [{ answer: { question: 'shop', isOneOf: ['rented'] } }],
      required: true,
      source: 'this test',
      placeholder: false,
    },
  ],
  materials: [
    {
      kind: 'lease',
      label: { zh: '租赁合同', en: 'Lease' },
      reason: { zh: '用以核实店铺地址。', en: 'It shows where the shop is.' },
      contentTypes: ['application/pdf'],
      several: true,
      requiredWhen: [{ answer: { question: 'shop', isOneOf: ['rented'] } }],
      supplyLater: { when: [{ categories: ['B'] }], exceptWhen: [], source: 'this test', placeholder: false },
      source: 'this test',
      placeholder: false,
    },
  ],
  decidedBy: ['decider'],
  effect: 'reissue-permit',
  letters: [],
};

const every = [...procedures, merchantCard];
const today = '2026-11-22';
const clocks = (procedure: string) =>
  (['preliminary-review', 'review', 'conclusion'] as const).map((stage) => ({
    procedure,
    categories: ['A', 'B', 'C'] as const,
    stage,
    from: stage === 'preliminary-review' ? ('submission' as const) : ('acceptance' as const),
    promise: 1,
    ceiling: 20,
    source: 'this test',
    placeholder: false,
  }));
const routeLabels = Object.fromEntries(routesIn('beijing').direct.map(({ id, label }) => [id, label]));

/** Any answers at all to the questions of a procedure: fitting ones, wrong ones, none. */
const answersTo = ({ questions }: Procedure): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      questions.map(({ id, answer }) => [
        id,
        answer.kind === 'choice'
          ? fc.oneof(
              fc.constantFrom(...answer.options.map(({ value }) => value)),
              fc.subarray(answer.options.map(({ value }) => value)),
              fc.constant('nonsense'),
            )
          : fc.constantFrom('2026-11-01', '2026-11-23', '2026-02-30', 'words'),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;

const facts: fc.Arbitrary<Facts> = fc.record(
  {
    annualSalary: fc.constantFrom(0, 60_000, 2_000_000),
    education: fc.constantFrom('none', 'bachelor', 'doctor'),
    workYears: fc.integer({ min: 0, max: 30 }),
    hsk: fc.integer({ min: 0, max: 6 }),
    distinctions: fc.subarray(['top-university', 'patent', 'five-years-in-china']),
    directRoutes: fc.subarray(['talent-programme', 'salary-multiple-a']),
  },
  { requiredKeys: [] },
);

const caseOf = (procedure: Procedure): fc.Arbitrary<Case> => {
  const kinds = procedure.materials.map(({ kind }) => kind);
  return fc.record({
    category: fc.constantFrom('A', 'B', 'C', null),
    entry: fc.constantFrom('abroad', 'inside-china', undefined),
    route: fc.constantFrom({ kind: 'points', id: 'points-60' }, { kind: 'direct', id: 'talent-programme' }, undefined),
    facts,
    answers: answersTo(procedure),
    commitments: fc.subarray(kinds),
    supplyLater: fc.subarray(kinds),
    documents: fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), state: fc.constantFrom('accepted', 'rejected', 'awaiting-upload') }),
    ),
  }) as fc.Arbitrary<Case>;
};

const said = (text: { zh: string; en: string } | undefined) =>
  text !== undefined && /\p{Script=Han}/u.test(text.zh) && /[a-z]/i.test(text.en) && !/\p{Script=Han}/u.test(text.en);

describe.each(every)('whatever is answered, $id', (procedure) => {
  it('asks for nothing without a reason in both languages', () => {
    fc.assert(
      fc.property(caseOf(procedure), (the) => {
        for (const line of checklist(procedure, the)) {
          expect(said(line.label) && said(line.reason), line.kind).toBe(true);
        }
        for (const { text, remedy } of gaps(procedure, the)) expect(said(text) && said(remedy)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('lacks no more after another document was given, and owes no less than it says', () => {
    fc.assert(
      fc.property(caseOf(procedure), fc.constantFrom(...procedure.materials.map(({ kind }) => kind)), (the, kind) => {
        const lacking = (one: Case) => gaps(procedure, one).map(({ path }) => path);
        const more: Case = { ...the, documents: [...the.documents, { kind, state: 'accepted' }] };
        expect(lacking(the)).toEqual(expect.arrayContaining(lacking(more)));
        expect(lacking(more)).not.toContain(`document.${kind}`);
        const owed = owedBeforeApproval(procedure, the).map((line) => `document.${line.kind}`);
        expect(owed).toEqual(expect.arrayContaining(lacking(the)));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the gaps of any form without throwing, each once and with what to do', () => {
    const rules = {
      procedure,
      zone: { policy: { passportMinimumMonths: { months: 6 } } },
      today,
      employerLicenceValidTo: null,
      filedAs: 'employer' as const,
    };
    fc.assert(
      fc.property(caseOf(procedure), (the) => {
        const form = { ...the, category: undefined, route: undefined, permitNumber: 'X' } as ApplicationForm;
        const found = [
          ...formGaps(form, { ...rules, category: the.category, route: the.route }),
          ...formNotes(form, rules, () => ({ days: 99 })),
          ...permitGaps(procedure, { ...the, permitNumber: 'X', contractFrom: '2027-01-01', today }),
        ];
        const places = found.map(({ path, code }) => `${path} ${code}`);
        expect(new Set(places).size).toBe(places.length);
        for (const { text, code, remedy } of found) {
          expect(said(text), code).toBe(true);
          expect(code === 'reported-late' || said(remedy), code).toBe(true);
        }
        expect(filers(procedure, the).length).toBeGreaterThan(0);
        expect([null, 'A', 'B', 'C']).toContain(categoryOf(procedure, the, { score: 'B', permit: 'A' }));
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(every)('the guide to $id', (procedure) => {
  const guide = (category?: 'A' | 'B' | 'C') =>
    serviceGuide(procedure, {
      clocks: clocks(procedure.id),
      routeLabels,
      passportMonths: 6,
      ...(category ? { category } : {}),
    });

  it('says everything in both languages: what is asked, why, when, how long it takes and who decides', () => {
    const { title, filedBy, categoryFrom, rules, fields, questions, materials, decidedBy, effect, letters } = guide();
    const texts = [
      title,
      effect.text,
      ...[...filedBy, ...fields, ...questions, ...materials, ...decidedBy, ...letters].map(({ label }) => label),
      ...[...questions, ...materials].map(({ reason }) => reason),
      ...[...categoryFrom, ...rules].map(({ text }) => text),
      ...[...filedBy, ...categoryFrom, ...rules, ...fields, ...questions, ...materials, ...letters].flatMap(
        ({ when }) => when ?? [],
      ),
      ...materials.flatMap(({ waived, commitment, supplyLater }) =>
        [waived, commitment, supplyLater].flatMap((relief) => [relief?.when ?? [], relief?.exceptWhen ?? []].flat()),
      ),
    ];
    for (const text of texts) expect(said(text), JSON.stringify(text)).toBe(true);
    expect(guide().clocks).toHaveLength(3);
  });

  it('lists every material that a checklist of the place may ask for', () => {
    const listed = guide().materials.map(({ kind }) => kind);
    fc.assert(
      fc.property(caseOf(procedure), (the) => {
        expect(listed).toEqual(expect.arrayContaining(checklist(procedure, the).map(({ kind }) => kind)));
      }),
      { numRuns: 60 },
    );
  });

  it('for one category lists every material that it may be asked for', () => {
    fc.assert(
      fc.property(caseOf(procedure), fc.constantFrom('A', 'B', 'C'), (the, category) => {
        const listed = guide(category).materials.map(({ kind }) => kind);
        const asked = checklist(procedure, { ...the, category }).map(({ kind }) => kind);
        expect(listed).toEqual(expect.arrayContaining(asked));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a new procedure', () => {
  it('is nothing but data: it is asked, judged and explained without a line of code', () => {
    expect(procedureProblems(merchantCard)).toEqual([]);
    const answers = { shop: 'rented', openedOn: '2026-11-02' };
    const the: Case = { category: 'B', answers, documents: [] };
    expect(checklist(merchantCard, the)).toMatchObject([
      { kind: 'lease', need: 'supply-later-allowed', state: 'missing' },
    ]);
    expect(checklist(merchantCard, { ...the, answers: { shop: 'own' } })).toEqual([]);
    const rules = { procedure: merchantCard, zone: etownZone(), today, employerLicenceValidTo: null };
    expect(
      formGaps({ answers }, { ...rules, filedAs: 'applicant' }).map(({ path, code }) => `${path} ${code}`),
    ).toEqual(['procedure other-filer', 'permitNumber missing', 'post.workplace missing']);
    expect(formNotes({ answers }, rules, () => ({ days: 15 })).map(({ code }) => code)).toEqual(['reported-late']);
    const permit = { number: '1', ofThisEmployer: true, state: 'valid', validTo: '2027-06-30' } as const;
    expect(permitGaps(merchantCard, { answers, permitNumber: '1', permit, today }).map(({ code }) => code)).toEqual([
      'window-not-open',
    ]);
    const { filedBy, materials } = serviceGuide(merchantCard, { clocks: [], routeLabels, passportMonths: 6 });
    expect(filedBy[0]?.when).toEqual({ zh: '“店铺”选择“自有”', en: '“Shop” is answered with “Own”' });
    expect(materials[0]?.supplyLater?.when?.en).toBe('the category is B');
  });
});
