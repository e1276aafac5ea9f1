import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fonts, fontFiles, openFonts } from './typeface.ts';

/**
 * The typefaces that lie beside a deployed function, read when they are first asked for.
 * @param folder where the function's code lies
 */
export function deployedFonts(folder: string): () => Fonts {
  const beside = (file: string) => new Uint8Array(readFileSync(join(folder, 'fonts', file)));
  let opened: Fonts | undefined;
  return () => {
    opened ??= openFonts({
      latinRegular: beside(fontFiles.latinRegular),
      latinSemibold: beside(fontFiles.latinSemibold),
      hanRegular: beside(fontFiles.hanRegular),
      hanSemibold: beside(fontFiles.hanSemibold),
    });
    return opened;
  };
}
