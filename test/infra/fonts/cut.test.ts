import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cutFonts } from '../../../infra/fonts/cut.ts';

const committed = (file: string) => readFileSync(new URL(`../../../shared/typesetting/fonts/${file}`, import.meta.url));

describe('the committed typefaces', () => {
  test('are, byte for byte, what the script cuts from their sources', async () => {
    const cut = await cutFonts();
    expect([...cut.keys()].sort()).toEqual([
      'han-regular.ttf',
      'han-semibold.ttf',
      'latin-regular.ttf',
      'latin-semibold.ttf',
    ]);
    for (const [file, bytes] of cut)
      expect(committed(file).equals(bytes), `${file}: run node infra/fonts/cut.ts`).toBe(true);
  });

  test('stay within what a function may carry', () => {
    expect(committed('han-regular.ttf').byteLength).toBeLessThanOrEqual(2_550_000);
    for (const file of ['han-semibold.ttf', 'latin-regular.ttf', 'latin-semibold.ttf']) {
      expect(committed(file).byteLength).toBeLessThanOrEqual(100_000);
    }
  });

  test('come with their licences', () => {
    for (const file of ['OFL-NotoSans.txt', 'OFL-NotoSansSC.txt']) {
      expect(committed(file).toString()).toContain('SIL OPEN FONT LICENSE Version 1.1');
    }
  });
});
