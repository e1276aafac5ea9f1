import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../../../functions/issuance/card/svg.ts';
import { fonts } from '../../../typefaces.ts';
import { longest, ordinary } from './card-sample.ts';

describe('the SVG of a card', () => {
  test('is well formed and says what it is', () => {
    const svg = renderSvg(ordinary, fonts);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(new XMLParser().parse(svg).svg.title).toBe('外国人来华工作许可 Foreigner’s Work Permit SP2026110012345678');
  });

  test('prints hostile text as text', () => {
    const hostile = '</text><script>alert(1)</script><a href="javascript:alert(2)" onload=\'x\'>&amp;';
    const svg = renderSvg(
      {
        ...ordinary,
        name: hostile,
        post: hostile,
        employer: { zh: hostile, en: hostile },
        zone: { zh: hostile, en: hostile },
      },
      fonts,
    );
    expect(XMLValidator.validate(svg)).toBe(true);
    const elements = new Set([...svg.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name));
    expect([...elements].sort()).toEqual(['clipPath', 'g', 'image', 'path', 'rect', 'svg', 'text', 'title', 'tspan']);
    expect(svg).toContain('&lt;script&gt;');
    for (const tag of svg.match(/<[a-zA-Z][^>]*>/g) ?? []) expect(tag).not.toMatch(/\son\w+=|javascript:/);
  });

  test('drops characters that would break the document or turn the reading direction', () => {
    const svg = renderSvg({ ...ordinary, post: 'a\u0000b\u202ec\ud800d\uffff' }, fonts);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('>abcd<');
  });

  test('refers to nothing outside itself', () => {
    const svg = renderSvg(ordinary, fonts);
    const references = [...svg.matchAll(/(?:href|src)="([^"]{0,24})|url\(([^)]*)\)/g)].map(
      ([, link, local]) => link ?? local,
    );
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(reference).toMatch(/^(data:image\/jpeg;base64,|#portrait)/);
  });

  test('stays small: at most 36 KB beside the photo, with the longest texts and the densest QR too', () => {
    for (const face of [ordinary, longest]) {
      const svg = renderSvg(face, fonts);
      const photo = /base64,([^"]*)/.exec(svg)?.[1] ?? '';
      expect(svg.length - photo.length).toBeLessThan(36_000);
    }
  });

  test('is the same for the same face', () => {
    expect(renderSvg(ordinary, fonts)).toBe(renderSvg(ordinary, fonts));
  });

  test('refuses a photo that is not a JPEG', () => {
    expect(() => renderSvg({ ...ordinary, photo: new Uint8Array([1, 2, 3, 4, 5]) }, fonts)).toThrow('not a JPEG');
  });
});
