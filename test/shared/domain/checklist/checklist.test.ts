import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, checklist, gaps, owedBeforeApproval } from '../../../../shared/domain/checklist/checklist.ts';
import { materialOf, type Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

const byPoints = { kind: 'points', id: 'points-60' } as const;
const engineer: Case = {
  category: 'B',
  entry: 'abroad',
  route: byPoints,
  facts: { annualSalary: 200_000, education: 'bachelor', workYears: 5, monthsPerYear: 12, hsk: 3, localBonus: 0 },
  documents: [],
};
const kinds = (the: Case, procedure: Procedure = newPermit) => checklist(procedure, the).map(({ kind }) => kind);
const lineOf = (the: Case, kind: string) => checklist(newPermit, the).find((line) => line.kind === kind);
const accepted = (kind: string) => ({ kind, state: 'accepted' as const });

describe('the checklist of a new permit', () => {
  it('asks an engineer from abroad for the papers of category B and the evidence of her points', () => {
    expect(kinds(engineer)).toEqual([
      'application-form',
      'photo',
      'passport',
      'contract',
      'work-experience',
      'highest-degree',
      'no-criminal-record',
      'medical',
      'salary-commitment',
      'annual-working-time',
      'hsk-certificate',
    ]);
  });

  it('asks nobody for the business licence, which the employer showed when it registered', () => {
    expect(newPermit.materials.map(({ kind }) => kind)).not.toContain('employer-licence');
  });

  it('asks for a visa or residence permit only inside China', () => {
    expect(kinds(engineer)).not.toContain('visa-or-residence');
    expect(kinds({ ...engineer, entry: 'inside-china' })).toContain('visa-or-residence');
    expect(kinds({ ...engineer, entry: undefined })).not.toContain('visa-or-residence');
  });

  it('asks nobody of category C for evidence of points, which decide nothing there', () => {
    const cook: Case = { ...engineer, category: 'C', route: { kind: 'none', id: 'remainder' } };
    expect(kinds(cook)).not.toContain('hsk-certificate');
    expect(kinds(cook)).not.toContain('salary-commitment');
    expect(kinds(cook)).toContain('highest-degree');
  });

  it('asks who comes by a direct route for the proof of that route and for no points', () => {
    const laureate: Case = { ...engineer, category: 'A', route: { kind: 'direct', id: 'international-achievement' } };
    expect(kinds(laureate)).toContain('achievement-proof');
    expect(kinds(laureate)).not.toContain('hsk-certificate');
    expect(kinds(laureate)).not.toContain('talent-programme-proof');
  });

  it('asks for evidence of every claim while the category is not known yet', () => {
    const draft: Case = { entry: 'abroad', facts: { hsk: 4, distinctions: ['patent'] }, documents: [] };
    expect(kinds(draft)).toEqual(expect.arrayContaining(['hsk-certificate', 'patent-certificate', 'work-experience']));
    expect(checklist(newPermit, draft).find(({ kind }) => kind === 'no-criminal-record')?.need).toBe('required');
  });

  it('asks for no proof of work from who states none', () => {
    expect(kinds({ ...engineer, facts: { ...engineer.facts, workYears: 0 } })).not.toContain('work-experience');
  });

  it('takes a teaching certificate for the work experience of a language teacher, and of nobody else', () => {
    const documents = [accepted('teaching-certificate')];
    const teacher: Case = { ...engineer, route: { kind: 'direct', id: 'foreign-language-teacher' }, documents };
    expect(lineOf(teacher, 'work-experience')?.state).toBe('uploaded');
    expect(lineOf({ ...engineer, documents }, 'work-experience')?.state).toBe('missing');
  });

  it('says in both languages what each line is and why it is asked', () => {
    for (const line of checklist(newPermit, engineer)) {
      expect(line.label.zh, line.kind).toMatch(/\p{Script=Han}/u);
      expect(line.label.en, line.kind).toMatch(/[a-z]/);
      expect(line.reason.zh.length, line.kind).toBeGreaterThan(10);
      expect(line.reason.en.length, line.kind).toBeGreaterThan(20);
    }
  });
});

describe('a signed commitment', () => {
  const scientist: Case = {
    ...engineer,
    category: 'A',
    route: { kind: 'direct', id: 'talent-programme' },
    facts: { education: 'doctor', workYears: 17 },
  };

  it('stands in for degree, experience and criminal record in category A', () => {
    for (const kind of ['work-experience', 'highest-degree', 'no-criminal-record']) {
      expect(lineOf(scientist, kind)?.need, kind).toBe('commitment-allowed');
      expect(lineOf({ ...scientist, commitments: [kind] }, kind)?.state, kind).toBe('committed');
    }
  });

  it('stands in for neither when A is claimed because of them', () => {
    const byScore: Case = { ...scientist, route: { kind: 'points', id: 'points-85' } };
    expect(lineOf(byScore, 'work-experience')?.need).toBe('supply-later-allowed');
    expect(lineOf(byScore, 'highest-degree')?.need).toBe('supply-later-allowed');
    expect(lineOf(byScore, 'no-criminal-record')?.need).toBe('commitment-allowed');
    const young: Case = { ...scientist, route: { kind: 'direct', id: 'outstanding-young-talent' } };
    expect(lineOf(young, 'highest-degree')?.need).toBe('supply-later-allowed');
  });

  it('is not open to category B, except on health before entry', () => {
    expect(lineOf(engineer, 'no-criminal-record')?.need).toBe('required');
    expect(lineOf(engineer, 'medical')?.need).toBe('commitment-allowed');
    expect(lineOf({ ...engineer, entry: 'inside-china' }, 'medical')?.need).toBe('required');
  });

  it('that is not allowed leaves the line missing and is named as such', () => {
    const eager: Case = { ...engineer, commitments: ['highest-degree'] };
    expect(lineOf(eager, 'highest-degree')?.state).toBe('missing');
    expect(gaps(newPermit, eager)).toContainEqual(
      expect.objectContaining({ path: 'document.highest-degree', code: 'commitment-not-allowed' }),
    );
  });
});

describe('a change of employer', () => {
  const moving: Case = {
    ...engineer,
    entry: 'inside-china',
    answers: { groundInsideChina: 'change-of-employer', previousPermit: 'cancelled', filedBefore: ['highest-degree'] },
  };

  it('spares the medical, the criminal record and what was filed before, and asks for the cancellation', () => {
    expect(kinds(moving)).not.toContain('medical');
    expect(kinds(moving)).not.toContain('no-criminal-record');
    expect(kinds(moving)).not.toContain('highest-degree');
    expect(kinds(moving)).toContain('work-experience');
    expect(kinds(moving)).toContain('cancellation-certificate');
    const expired = { ...moving, answers: { ...moving.answers, previousPermit: 'expired' } };
    expect(kinds(expired)).toContain('cancelled-residence-permit');
    expect(kinds(expired)).not.toContain('cancellation-certificate');
  });

  it('spares nothing by an answer that is left over from when the application was to be made inside China', () => {
    expect(kinds({ ...moving, entry: 'abroad' })).toEqual(kinds(engineer));
  });
});

describe('what is to be supplied later', () => {
  const scientist: Case = {
    ...engineer,
    category: 'A',
    route: { kind: 'points', id: 'points-85' },
    facts: { education: 'doctor', workYears: 17 },
    supplyLater: ['highest-degree'],
  };

  it('lets category A submit, and is owed until the paper is there', () => {
    expect(lineOf(scientist, 'highest-degree')).toMatchObject({ need: 'supply-later-allowed', state: 'later' });
    expect(gaps(newPermit, scientist).map(({ path }) => path)).not.toContain('document.highest-degree');
    expect(owedBeforeApproval(newPermit, scientist).map(({ kind }) => kind)).toContain('highest-degree');
    const supplied = { ...scientist, documents: [accepted('highest-degree')] };
    expect(lineOf(supplied, 'highest-degree')?.state).toBe('uploaded');
    expect(owedBeforeApproval(newPermit, supplied).map(({ kind }) => kind)).not.toContain('highest-degree');
  });

  it('may also be what a commitment could settle, and a commitment settles it', () => {
    const record = { ...scientist, supplyLater: ['no-criminal-record'] };
    expect(lineOf(record, 'no-criminal-record')).toMatchObject({ need: 'commitment-allowed', state: 'later' });
    const committed = { ...record, commitments: ['no-criminal-record'] };
    expect(lineOf(committed, 'no-criminal-record')?.state).toBe('committed');
    expect(owedBeforeApproval(newPermit, committed).map(({ kind }) => kind)).not.toContain('no-criminal-record');
  });

  it('is refused by name in other categories, and for papers that must be there', () => {
    const later: Case = { ...engineer, supplyLater: ['highest-degree', 'passport'] };
    expect(gaps(newPermit, later)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'document.highest-degree', code: 'supply-later-not-allowed' }),
        expect.objectContaining({ path: 'document.passport', code: 'supply-later-not-allowed' }),
      ]),
    );
    expect(gaps(newPermit, { ...scientist, supplyLater: ['passport'] })).toContainEqual(
      expect.objectContaining({ path: 'document.passport', code: 'supply-later-not-allowed' }),
    );
  });

  it('is offered beside the upload, in both languages', () => {
    const found = gaps(newPermit, { ...scientist, supplyLater: [] }).find(
      ({ path }) => path === 'document.highest-degree',
    );
    expect(found?.remedy?.zh).toContain('受理后补交');
    expect(found?.remedy?.en).toContain('after acceptance');
  });
});

describe('the gaps of the materials', () => {
  it('are all named at once and each can be mended', () => {
    const found = gaps(newPermit, engineer);
    expect(found.map(({ path }) => path)).toEqual(kinds(engineer).map((kind) => `document.${kind}`));
    for (const { code, remedy } of found) {
      expect(code).toBe('missing');
      expect(remedy?.zh).toMatch(/^请/);
      expect(remedy?.en).toMatch(/\.$/);
    }
  });

  it('are none when everything is uploaded or committed', () => {
    const documents = kinds(engineer)
      .filter((kind) => kind !== 'medical')
      .map(accepted);
    expect(gaps(newPermit, { ...engineer, documents, commitments: ['medical'] })).toEqual([]);
  });

  it('repeat why a file was rejected, and forget it once another was accepted', () => {
    const rejected = {
      kind: 'photo',
      state: 'rejected' as const,
      problems: [
        {
          code: 'photo-background',
          text: { zh: '背景不是白色。', en: 'The background is not white.' },
          remedy: { zh: '请重拍。', en: 'Take it again.' },
        },
      ],
    };
    const found = gaps(newPermit, { ...engineer, documents: [rejected] }).find(({ path }) => path === 'document.photo');
    expect(found?.code).toBe('document-rejected');
    expect(found?.text.en).toContain('The background is not white.');
    expect(found?.remedy).toEqual({ zh: '请重拍。', en: 'Take it again.' });
    const both = gaps(newPermit, { ...engineer, documents: [rejected, accepted('photo')] });
    expect(both.map(({ path }) => path)).not.toContain('document.photo');
  });

  it('name an upload that was begun and not finished', () => {
    const found = gaps(newPermit, { ...engineer, documents: [{ kind: 'passport', state: 'awaiting-upload' }] });
    expect(found).toContainEqual(expect.objectContaining({ path: 'document.passport', code: 'upload-unfinished' }));
  });

  it('never grow when a document is added, and always match the missing lines', () => {
    const all = newPermit.materials.map(({ kind }) => kind);
    const circumstances = fc.record({
      category: fc.constantFrom('A', 'B', 'C', null, undefined),
      entry: fc.constantFrom('abroad', 'inside-china', undefined),
      route: fc.constantFrom(byPoints, { kind: 'direct', id: 'talent-programme' }, undefined),
      facts: fc.record({ hsk: fc.integer({ min: 0, max: 6 }), workYears: fc.integer({ min: 0, max: 40 }) }),
      commitments: fc.subarray(all),
      documents: fc.array(
        fc.record({ kind: fc.constantFrom(...all), state: fc.constantFrom('accepted', 'rejected', 'awaiting-upload') }),
      ),
    }) as fc.Arbitrary<Case>;
    fc.assert(
      fc.property(circumstances, fc.constantFrom(...all), (the, kind) => {
        const before = gaps(newPermit, the).map(({ path }) => path);
        const after = gaps(newPermit, { ...the, documents: [...the.documents, accepted(kind)] }).map(
          ({ path }) => path,
        );
        expect(before).toEqual(expect.arrayContaining(after));
        expect(after).not.toContain(`document.${kind}`);
        const missing = checklist(newPermit, the).filter(({ state }) => state === 'missing');
        expect(before).toEqual(missing.map((line) => `document.${line.kind}`));
      }),
    );
  });
});

describe('materials of a procedure', () => {
  it('are found by their kind; what is not asked for is unknown', () => {
    expect(materialOf(newPermit, 'photo')?.contentTypes).toEqual(['image/jpeg']);
    expect(materialOf(newPermit, 'tax-record')).toBeUndefined();
  });
});
