import { describe, expect, test } from 'vitest';
import { reasonInput } from '../../../../shared/contract/approval.ts';
import { fieldLabels } from '../../../../shared/domain/checklist/field-labels.ts';
import { missingGlyphs } from '../../../../shared/domain/lettering/lettering.ts';
import { isKnownReturnCode } from '../../../../shared/domain/statistics/avoid.ts';
import { procedures } from '../../../../shared/policy/procedures/index.ts';
import { readyTexts202611 as edition } from '../../../../shared/policy/ready-texts/2026-11.ts';

const slotsIn = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const kinds = new Set(
  procedures.flatMap(({ materials }) =>
    materials.flatMap(({ kind, alternatives = [] }) => [kind, ...alternatives.map((other) => other.kind)]),
  ),
);

describe.each(edition.deficiencies.map((one) => [one.id, one] as const))('the ready deficiency %s', (_id, one) => {
  test('is counted and explained in statistics by its code', () => {
    expect(isKnownReturnCode(one.code)).toBe(true);
  });

  test('asks for the same in both languages, and names every slot that it has', () => {
    const named = ['label', 'months', ...(one.slots ?? []).map(({ name }) => name)];
    expect(new Set(slotsIn(one.text.en))).toEqual(new Set(slotsIn(one.text.zh)));
    for (const words of [one.text.zh, one.text.en, one.remedy.zh, one.remedy.en]) {
      expect(named).toEqual(expect.arrayContaining(slotsIn(words)));
    }
    for (const { name } of one.slots ?? []) expect(slotsIn(one.text.zh)).toContain(name);
  });

  test('can be printed, says how to mend it, and whence it comes', () => {
    expect(missingGlyphs(Object.values({ ...one.text }).join('') + one.remedy.zh + one.remedy.en)).toEqual([]);
    expect(one.remedy.zh.length).toBeGreaterThan(5);
    expect(one.source.length).toBeGreaterThan(10);
    expect(one.placeholder).toBe(true);
  });

  test('is about papers and fields that exist', () => {
    const { papers = 'every', fields = 'every' } = one.about as {
      papers?: 'every' | string[];
      fields?: 'every' | string[];
    };
    const paths = Object.keys(fieldLabels);
    const strangers = [
      ...(papers === 'every' ? [] : papers.filter((kind) => !kinds.has(kind))),
      ...(fields === 'every' ? [] : fields.filter((start) => !paths.some((path) => path.startsWith(start)))),
    ];
    expect(strangers).toEqual([]);
  });
});

test('no two ready texts share a name', () => {
  const ids = edition.deficiencies.map(({ id }) => id);
  const codes = edition.reasons.map(({ code }) => code);
  expect([new Set(ids).size, new Set(codes).size]).toEqual([ids.length, codes.length]);
});

test.each(edition.reasons.map((one) => [one.code, one] as const))(
  'the ready reason %s is a reason that a decision takes',
  (_code, one) => {
    const { code, rule, text, slots } = one;
    expect(reasonInput.safeParse({ code, rule, text }).success).toBe(true);
    expect(slotsIn(text.zh)).toEqual(slotsIn(text.en));
    expect(slotsIn(text.zh)).toEqual(slots.map(({ name }) => name));
    expect(missingGlyphs(text.zh + text.en + rule)).toEqual([]);
    for (const kind of one.papers ?? []) expect(kinds).toContain(kind);
  },
);
