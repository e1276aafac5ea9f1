import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardSymbol, qrSymbol, qrText } from '../../../../shared/typesetting/qr.ts';
import { digitsFor, scanned } from './card-sample.ts';
import { drawnOutline } from './outline-picture.ts';

const host = 'permit.sample-new-area.example';
const versionOf = (side: number) => (side - 17) / 4;

describe('the QR of a permit', () => {
  test('is at most version 12 at level M and 15 at level Q for the long-name token of 253 bytes', () => {
    const link = { host: 'v.fwp.example', digits: digitsFor(253) };
    expect(link.digits.length).toBe(615);
    expect(versionOf(qrSymbol(link, 'M').side)).toBeLessThanOrEqual(12);
    expect(versionOf(qrSymbol(link, 'Q').side)).toBeLessThanOrEqual(15);
  });

  test('is version 11 at level M and 13 at level Q for an ordinary token of 200 bytes', () => {
    const link = { host: 'verify.sample.example', digits: digitsFor(200) };
    expect(versionOf(qrSymbol(link, 'M').side)).toBe(11);
    expect(versionOf(qrSymbol(link, 'Q').side)).toBe(13);
  });

  test('gives up a level of repair rather than print modules finer than 0.3 mm for the longest token', () => {
    const link = { host, digits: digitsFor(420) };
    const { side } = cardSymbol(link);
    expect(side).toBe(qrSymbol(link, 'M').side);
    expect(30 / (side + 8)).toBeGreaterThan(0.3);
  });

  test('reads back as host and digits for any token', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^\d{1,700}$/),
        fc.constantFrom('M' as const, 'Q' as const),
        async (digits, level) => {
          const link = { host: 'localhost:3000', digits };
          const { side, outline } = qrSymbol(link, level);
          expect(await scanned(drawnOutline(outline, side))).toBe(qrText(link));
        },
      ),
      { numRuns: 12 },
    );
  });

  test.each([
    { host: 'evil.example/path', digits: '1' },
    { host: 'Example', digits: '1' },
    { host: 'sample.example', digits: '' },
    { host: 'sample.example', digits: '12a' },
  ])('refuses a link that is not a host and digits: $host $digits', (link) => {
    expect(() => qrSymbol(link, 'Q')).toThrow('the QR link needs');
  });
});
