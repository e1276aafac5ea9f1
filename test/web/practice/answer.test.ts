import { describe, expect, it } from 'vitest';
import { formRows, type Names, placeLabel, valueLabel } from '../../../web/practice/form-rows.ts';
import { answerOf, leftOpen, nothingTyped, toggled } from '../../../web/practice/given-answer.ts';

const asks = ['points', 'category'];
const items = ['age', 'chinese'];

describe('the answer to a practice case', () => {
  it('is not handed in while something that is asked is open', () => {
    expect(leftOpen(nothingTyped, asks, items)).toEqual(['decision', 'points.age', 'points.chinese', 'category']);
    const typed = { ...nothingTyped, points: { age: 'none', chinese: 'x' } };
    expect(leftOpen(typed, asks, items)).toEqual(['decision', 'points.chinese', 'category']);
  });

  it('says null, and not 0, where the table has no row', () => {
    const typed = {
      ...nothingTyped,
      decision: 'ask-authority' as const,
      points: { age: 'none', chinese: '8' },
      category: 'open' as const,
    };
    expect(leftOpen(typed, asks, items)).toEqual([]);
    expect(answerOf(typed, asks, items)).toEqual({
      decision: 'ask-authority',
      points: { age: null, chinese: 8 },
      category: null,
    });
  });

  it('holds only what the case asks for', () => {
    const typed = { ...nothingTyped, decision: 'accept' as const, waived: ['medical'], takesPlace: 'yes' as const };
    expect(answerOf(typed, ['deficiencies'], items)).toEqual({ decision: 'accept', deficiencies: [] });
    expect(answerOf(typed, ['takesPlace', 'waived'], items)).toEqual({
      decision: 'accept',
      waived: ['medical'],
      takesPlace: true,
    });
  });

  it('names a thing once, or not at all', () => {
    expect(toggled(['a'], 'a', true)).toEqual(['a']);
    expect(toggled(['a', 'b'], 'a', false)).toEqual(['b']);
  });
});

describe('the form of a practice case', () => {
  const text = (en: string) => ({ zh: en, en });
  const names: Names = {
    fields: [{ path: 'post.title', label: text('post') }],
    materials: [{ kind: 'contract', label: text('Contract') }],
    questions: [
      {
        id: 'kindOfC',
        label: text('Kind of category C'),
        answer: { options: [{ value: 'intern', label: text('An intern') }] },
      },
    ],
    items: [
      {
        item: 'education',
        label: text('Education'),
        facts: ['education'],
        rows: [{ label: text('Master'), when: { fact: 'education', is: 'master' } }],
      },
    ],
  };

  it('is told place by place, without what is empty', () => {
    const form = { post: { title: 'Chef', note: '' }, commitments: [], facts: { hsk: 0, distinctions: ['patent'] } };
    expect(formRows(form)).toEqual([
      ['post.title', 'Chef'],
      ['facts.hsk', 0],
      ['facts.distinctions', ['patent']],
    ]);
  });

  it('has names for documents, fields, questions and facts', () => {
    const label = (path: string) => placeLabel(path, names)?.en;
    expect(label('document.contract')).toBe('Contract');
    expect(label('post.title')).toBe('post');
    expect(label('answers.kindOfC')).toBe('Kind of category C');
    expect(label('facts.education')).toBe('Education');
    expect(label('something.else')).toBeUndefined();
  });

  it('says what a chosen value means', () => {
    expect(valueLabel('facts.education', 'master', names)?.en).toBe('Master');
    expect(valueLabel('answers.kindOfC', 'intern', names)?.en).toBe('An intern');
    expect(valueLabel('post.title', 'Chef', names)).toBeUndefined();
  });
});
