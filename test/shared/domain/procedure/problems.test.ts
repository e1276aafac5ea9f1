import { describe, expect, it } from 'vitest';
import { procedureProblems } from '../../../../shared/domain/procedure/problems.ts';
import type { Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { versionOn } from '../../../../shared/domain/procedure/versions.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { conversion } from '../../../../shared/policy/procedures/conversion.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { procedures } from '../../../../shared/policy/procedures/index.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

describe('the data of a procedure', () => {
  it.each(procedures)('$id, version $version, does not contradict itself', (procedure) => {
    expect(procedureProblems(procedure)).toEqual([]);
  });

  it('has one version for each day', () => {
    for (const { id, version, effectiveFrom } of procedures) {
      expect(versionOn(procedures, id, effectiveFrom)?.version, id).toBe(version);
    }
  });

  const problemsOf = (procedure: Procedure, otherwise: Partial<Procedure>) =>
    procedureProblems({ ...procedure, ...otherwise });

  it('may not rest on questions or options that do not exist', () => {
    const broken = {
      filedBy: [{ party: 'employer' as const, when: [{ answer: { question: 'mood', isOneOf: ['good'] } }] }],
      quota: {
        group: 'x',
        when: [{ answer: { question: 'kindOfC', isOneOf: ['astronaut'] } }],
        source: 'this test',
      },
    };
    expect(problemsOf(newPermit, broken)).toEqual([
      'filedBy employer: there is no question "mood"',
      'quota: "kindOfC" has no option "astronaut"',
    ]);
  });

  it('may not ask a question before the one that it depends on, nor compare a day with options', () => {
    expect(problemsOf(cancellation, { questions: cancellation.questions.toReversed() })).toContain(
      'question endedOn: depends on "reason", which is not asked before it',
    );
    const when = [{ answer: { question: 'endedOn', isOneOf: ['2026-01-01'] } }];
    expect(problemsOf(cancellation, { letters: [{ kind: 'notification-letter', when }] })).toEqual([
      'letter notification-letter: "endedOn" is no choice',
    ]);
  });

  it('needs a permit that is held where its rules rest on one', () => {
    expect(problemsOf(extension, { permit: { kind: 'none-in-force', source: 'this test' } })).toEqual([
      'window: needs a permit that is held',
      'deemedGrantedAtExpiry: needs a permit that is held',
      'contractFollows: needs a permit that is held',
      'category: needs a permit that is held',
    ]);
    expect(problemsOf(extension, { fields: [] })).toEqual(['fields: permitNumber must be asked for']);
    const window = { opensDaysBefore: 10, closesDaysBefore: 30, source: 'this test' };
    expect(problemsOf(extension, { window })).toEqual(['window: closes before it opens']);
  });

  it('may convert a certificate only by questions that ask for it, and into a permit', () => {
    const converts = { type: 'certificateNumber', number: 'certificateType', expiresOn: 'mood', source: 'this test' };
    expect(problemsOf(conversion, { converts, effect: 'reissue-permit' })).toEqual([
      'converts: "certificateNumber" is no question for its type',
      'converts: "certificateType" is no question for its number',
      'converts: "mood" is no question for its expiresOn',
      'converts: grants no permit',
    ]);
  });

  it('names a material or question once, knows its alternatives, and lets somebody file and decide', () => {
    const [form] = newPermit.materials;
    if (!form) throw new Error('there is no material');
    const alternatives = [{ kind: 'nonsense', when: [{}] }];
    expect(
      problemsOf(newPermit, {
        materials: [...newPermit.materials, { ...form, alternatives }],
        category: [{ when: { categories: ['A'] }, from: 'score' }],
        filedBy: [],
        decidedBy: [],
        effectiveTo: '2000-01-01',
        reportWithin: { workingDays: 1, ofAnswer: 'groundInsideChina', source: 'this test' },
      }),
    ).toEqual([
      'materials: application-form stands there twice',
      'material application-form: its alternative nonsense does not exist',
      'reportWithin: "groundInsideChina" is no question for a day',
      'category: the last line must hold always',
      'filedBy: nobody may file it',
      'decidedBy: nobody may decide it',
      'effectiveTo: before effectiveFrom',
    ]);
  });
});
