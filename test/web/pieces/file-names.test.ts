import { expect, it } from 'vitest';
import { nameToKeep, sizeInWords, typeOf } from '../../../web/pieces/file-names.ts';
import { attempts } from '../../../web/pieces/shrink.ts';

it('a file says what it is, by its name where the device does not know', () => {
  expect(typeOf({ name: 'a.PDF', type: '' })).toBe('application/pdf');
  expect(typeOf({ name: 'a.jpg', type: 'image/jpg' })).toBe('image/jpeg');
  expect(typeOf({ name: 'a.exe', type: '' })).toBe('application/octet-stream');
  expect(typeOf({ name: 'a.pdf', type: 'text/html' })).toBe('text/html');
});

it('a hostile name of a file stays text, without what turns or hides its letters', () => {
  expect(nameToKeep('<img src=x onerror=alert(1)>.pdf')).toBe('<img src=x onerror=alert(1)>.pdf');
  expect(nameToKeep('photo\u202egpj.exe')).toBe('photogpj.exe');
  expect(nameToKeep('\u0000\u200b ')).toBeUndefined();
  const long = nameToKeep(`${'x'.repeat(300)}.pdf`);
  expect([long?.length, long?.endsWith('….pdf')]).toEqual([200, true]);
  expect(nameToKeep('half \ud800.pdf')).toBe('half \ufffd.pdf');
});

it('a size is told as people read it', () => {
  expect([sizeInWords(1), sizeInWords(150_000), sizeInWords(41_943_040)]).toEqual(['1 KB', '147 KB', '40 MB']);
});

it('a picture is made smaller in steps, and never below what is asked of it', () => {
  const scans = attempts({ width: 8000, height: 6000 });
  expect(scans[0]).toEqual({ width: 3000, height: 2250, quality: 0.9 });
  expect(scans.at(-1)).toEqual({ width: 1600, height: 1200, quality: 0.72 });
  const photos = attempts({ width: 3000, height: 4000 }, { width: 354, height: 472 });
  expect(photos.every(({ width, height }) => width >= 354 && height >= 472)).toBe(true);
  expect(photos.at(-1)).toEqual({ width: 354, height: 472, quality: 0.72 });
  expect(attempts({ width: 300, height: 400 }, { width: 354, height: 472 })).toEqual([]);
  expect(attempts({ width: 800, height: 600 })[0]).toEqual({ width: 800, height: 600, quality: 0.9 });
});
