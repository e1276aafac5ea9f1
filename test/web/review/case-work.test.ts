import { describe, expect, it } from 'vitest';
import { approvalRoutes } from '../../../shared/contract/approval.ts';
import {
  acceptance,
  approval,
  deficienciesOf,
  emptyDeficiency,
  emptyReason,
  evidenceOf,
  filled,
  noWork,
  openSlots,
  reasonsFrom,
  reasonsOf,
  recommendation,
} from '../../../web/review/case-work.ts';

const text = (zh: string, en: string) => ({ zh, en });
const page = { name: 'page', label: text('页码', 'page') };
const unreadable = {
  ...emptyDeficiency('document.contract'),
  code: 'unreadable',
  text: text('第{page}页不清晰', 'Page {page} cannot be read'),
  remedy: text('请重新扫描第{page}页', 'Scan page {page} again'),
  slots: [page],
};
const reason = {
  ...emptyReason(),
  code: 'not-needed',
  rule: '第六条',
  text: text('岗位无特殊需要', 'No special need'),
};

describe('a ready text with gaps', () => {
  it('is filled in each language, and a number that was given once serves both', () => {
    expect(filled(unreadable.text, { page: text('3', '') })).toEqual(text('第3页不清晰', 'Page 3 cannot be read'));
    expect(filled(text('{fact}。', '{fact}.'), { fact: text('已离职', 'left the employer') })).toEqual(
      text('已离职。', 'left the employer.'),
    );
  });

  it('keeps a gap for which nothing was given, and tells it', () => {
    expect(filled(unreadable.text, {}).en).toBe('Page {page} cannot be read');
    expect(openSlots({ slots: [page], filling: {}, texts: [unreadable.text] })).toEqual([page]);
    expect(openSlots({ slots: [page], filling: { page: text(' ', '') }, texts: [unreadable.text] })).toEqual([page]);
    expect(openSlots({ slots: [page], filling: { page: text('3', '') }, texts: [unreadable.text] })).toEqual([]);
  });

  it('asks for nothing once the officer wrote the gap out of the text, nor for braces that are no gap', () => {
    const own = text('合同{原件}', 'the {original} contract');
    expect(openSlots({ slots: [page], filling: {}, texts: [own] })).toEqual([]);
  });
});

describe('a complete notice', () => {
  it('is sent as the zone takes it, in both languages and with its gaps filled', () => {
    const work = { ...noWork, deficiencies: [{ ...unreadable, filling: { page: text('2', '') } }] };
    const body = { decision: 'return', deficiencies: deficienciesOf(work) };
    expect(approvalRoutes.decidePreliminaryReview.body.parse(body)).toEqual({
      decision: 'return',
      deficiencies: [
        {
          path: 'document.contract',
          code: 'unreadable',
          text: text('第2页不清晰', 'Page 2 cannot be read'),
          remedy: text('请重新扫描第2页', 'Scan page 2 again'),
        },
      ],
    });
  });

  it('leaves out a remedy that nobody wrote, and keeps one that was written in one language for the zone to refuse', () => {
    const own = { ...emptyDeficiency('post.title'), text: text('职位不符', 'Another post') };
    expect(deficienciesOf({ deficiencies: [own] })[0]).not.toHaveProperty('remedy');
    const half = { ...own, remedy: text('请更正', '') };
    expect(deficienciesOf({ deficiencies: [half] })[0]?.remedy).toEqual(text('请更正', ''));
  });
});

describe('a refusal', () => {
  it('names a document only where one was chosen', () => {
    const work = { reasons: [reason, { ...reason, documentId: 'abc' }] };
    expect(reasonsOf(work).map(({ documentId }) => documentId)).toEqual([undefined, 'abc']);
  });

  it('goes on from reasons that were given before', () => {
    const announced = [{ code: 'not-needed', rule: '第六条', text: text('无需要', 'no need'), documentId: 'abc' }];
    expect(reasonsOf({ reasons: reasonsFrom(announced) })).toEqual(announced);
  });
});

describe('an acceptance', () => {
  it('says nothing that was not asked', () => {
    expect(acceptance(noWork)).toEqual({ decision: 'accept' });
  });

  it('says who the applicant is, that they were seen, and what was noted', () => {
    const work = { ...noWork, person: 'new', identitySeen: true, note: '原件已核 Originals seen' };
    const body = acceptance(work);
    expect(approvalRoutes.decidePreliminaryReview.body.parse(body)).toEqual({
      decision: 'accept',
      person: 'new',
      identitySeen: true,
      note: '原件已核 Originals seen',
    });
  });
});

describe('a review', () => {
  const work = {
    ...noWork,
    confirmed: { annualSalary: ['doc-1'], chinese: ['doc-2', 'doc-3', 'doc-2'], age: [''] },
    corrections: [{ item: 'workYears', value: 4, reason: '证明仅载四年' }],
    settlements: { age: { row: 'age-18-to-25', reason: '生日当天' }, other: { row: '', reason: '' } },
    recommendation: 'approve' as const,
    note: ' ',
  };

  it('names each document once for the item that it proves', () => {
    expect(evidenceOf(work)).toEqual([
      { item: 'annualSalary', documentId: 'doc-1' },
      { item: 'chinese', documentId: 'doc-2' },
      { item: 'chinese', documentId: 'doc-3' },
    ]);
  });

  it('sends what was confirmed, corrected and settled, and no empty note', () => {
    const body = recommendation(work, true);
    expect(approvalRoutes.recommend.body.parse(body)).toEqual({
      recommendation: 'approve',
      evidence: evidenceOf(work),
      corrections: [{ item: 'workYears', value: 4, reason: '证明仅载四年' }],
      settlements: [{ item: 'age', row: 'age-18-to-25', reason: '生日当天' }],
    });
  });

  it('confirms nothing where the category does not come from a score', () => {
    expect(recommendation(work, false)).toEqual({ recommendation: 'approve' });
  });

  it('carries its reasons when it recommends refusal, and then nobody has to be seen', () => {
    const body = recommendation({ ...work, recommendation: 'refuse', reasons: [reason], identitySeen: true }, true);
    expect(approvalRoutes.recommend.body.safeParse(body).success).toBe(true);
    expect(body).toMatchObject({ recommendation: 'refuse', reasons: [{ code: 'not-needed' }] });
    expect(body).not.toHaveProperty('identitySeen');
  });
});

describe('an approval', () => {
  it('asks for the whole period and nothing else while nothing was written', () => {
    expect(approval(noWork, false)).toEqual({ decision: 'approve' });
  });

  it('names its own evidence and why it departs only against a recommendation to refuse', () => {
    const work = { ...noWork, departure: '新证据', confirmed: { age: ['doc-1'] }, validTo: '2027-05-01' };
    expect(approval(work, false)).toEqual({ decision: 'approve', validTo: '2027-05-01' });
    const body = approval({ ...work, previousPermit: 'suspended' }, true);
    expect(approvalRoutes.conclude.body.parse(body)).toEqual({
      decision: 'approve',
      validTo: '2027-05-01',
      departure: '新证据',
      evidence: [{ item: 'age', documentId: 'doc-1' }],
      previousPermit: 'suspended',
    });
  });
});
