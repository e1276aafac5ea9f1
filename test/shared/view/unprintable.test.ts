import { expect, test } from 'vitest';
import { unprintable } from '../../../shared/view/unprintable.ts';

const text = { zh: '请补交2025年度完税证明（①至③）', en: 'Hand in the tax record of 2025: at least 3 pages' };

test('what officers usually write can be printed', () => {
  expect(unprintable({ reasons: [{ code: 'tax', rule: '《条例》第41条 §2', text }] })).toBeUndefined();
  expect(unprintable({ text: '年薪≥450000元，误差±5%，见附件№2 → 第3页 □未提供 ☆μm' })).toBeUndefined();
});

test('everything that no letter could print is named at once, with its place', () => {
  const problem = unprintable({
    deficiencies: [
      { text: { ...text, zh: '请补交😀证明' } },
      { text, remedy: { zh: '改为𠮷田或김', en: 'as \ue000 above' } },
    ],
  });
  expect([problem?.status, problem?.code]).toEqual([422, 'unprintable']);
  expect(problem?.problems?.map(({ path, code, text: said }) => [path, code, said.en])).toEqual([
    ['deficiencies.0.text.zh', 'unprintable', 'letters cannot print these characters: 😀'],
    ['deficiencies.1.remedy.zh', 'unprintable', 'letters cannot print these characters: 𠮷, 김'],
    ['deficiencies.1.remedy.en', 'unprintable', 'letters cannot print these characters: \ue000'],
  ]);
});
