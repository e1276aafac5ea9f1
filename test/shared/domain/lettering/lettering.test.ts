import { describe, expect, test } from 'vitest';
import { gb2312Hanzi, standardTableHanzi } from '../../../../shared/domain/lettering/hanzi.ts';
import { composed, missingGlyphs } from '../../../../shared/domain/lettering/lettering.ts';

describe('the hanzi that printed papers hold', () => {
  test('are the 6,763 of GB/T 2312, from 啊 to 齄', () => {
    const hanzi = [...gb2312Hanzi()];
    expect(hanzi).toHaveLength(6763);
    expect(new Set(hanzi).size).toBe(6763);
    expect([hanzi[0], hanzi[3754], hanzi[3755], hanzi.at(-1)]).toEqual(['啊', '座', '亍', '齄']);
    for (const character of hanzi) expect(character).toMatch(/^\p{Script=Han}$/u);
  });

  test('and 1,194 of the national standard table besides, none twice', () => {
    const known = new Set(gb2312Hanzi());
    const more = [...standardTableHanzi];
    expect(more).toHaveLength(1194);
    expect(new Set(more).size).toBe(1194);
    expect(more.filter((character) => known.has(character))).toEqual([]);
  });
});

describe('missing glyphs', () => {
  test.each([
    ['Łukasz Đặng Nguyễn Thị Ánh'],
    ['ŞAHİN ÖZTÜRK-ĞÜÇLÜ'],
    ['Ǌeguš Žižek Ťažký Őrsi Ķēniņš Ș'],
    ['O’Brien, d’Arc (née Ó Sé)'],
    ['x\u030c n\u0304'],
    ['柯丽珊 玥祎喆堃昇'],
    ['样本（北京）科技有限公司·第一分公司'],
    ['①至⑳项 ≥60分 ≤5% №2 → □√ ※ 25℃ 80㎡ α粒子 μm'],
  ])('are none in %s', (text) => {
    expect(missingGlyphs(text)).toEqual([]);
  });

  test('are told once each, in order', () => {
    expect(missingGlyphs('김 민수 김 㐂 A')).toEqual(['김', '민', '수', '㐂']);
    expect(missingGlyphs('𠮷田')).toEqual(['𠮷']);
  });

  test('include characters of private use and of no standard: each machine would show something else', () => {
    expect(missingGlyphs('甲\ue000乙\u{10ffff}丙\u0378')).toEqual(['\ue000', '\u{10ffff}', '\u0378']);
  });

  test('do not include what prints nothing or is printed narrow', () => {
    expect(missingGlyphs('ＡＢ１２　\u200b\u202e\n甲')).toEqual([]);
  });
});

describe('a composed text', () => {
  test('joins marks to letters, narrows full-width letters and closes up white space', () => {
    expect(composed('  Nguye\u0302\u0303n\t\n ＣＯ．１２ ')).toBe('Nguyễn CO．12');
  });

  test('holds no controls, directional marks or broken pairs', () => {
    expect(composed('a\u0000\u202eb\u200dc\ud800d')).toBe('abcd');
  });
});
