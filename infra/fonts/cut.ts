import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import subsetFont from 'subset-font';
import { labelHanzi } from '../../functions/issuance/card/words.ts';
import { hanziLetters, latinLetters } from '../../shared/domain/lettering/lettering.ts';
import { headingHanzi } from '../../shared/policy/letters/wording.ts';

const require = createRequire(import.meta.url);
const target = path.join(import.meta.dirname, '../../shared/typesetting/fonts');

/** Kerning, and the placing of marks on letters that have no composed form. */
const latinFeatures = ['kern', 'mark', 'mkmk', 'ccmp'];
/** Family and style of the whole typeface (name table 16, 17), by which a weight is found. */
const familyNames = [16, 17];
const verticalTables = ['vhea', 'vmtx', 'BASE', 'STAT'];

type Cut = { file: string; source: string; letters: () => string; features: string[]; drop: string[] };

const cuts: Cut[] = [
  {
    file: 'han-regular.ttf',
    source: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    letters: hanziLetters,
    features: [],
    drop: [...verticalTables, 'GSUB', 'GPOS', 'GDEF'],
  },
  {
    file: 'han-semibold.ttf',
    source: require.resolve('@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf'),
    letters: () => labelHanzi() + headingHanzi(),
    features: [],
    drop: [...verticalTables, 'GSUB', 'GPOS', 'GDEF'],
  },
  {
    file: 'latin-regular.ttf',
    source: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    letters: () => latinLetters,
    features: latinFeatures,
    drop: ['STAT'],
  },
  {
    file: 'latin-semibold.ttf',
    source: require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
    letters: () => latinLetters,
    features: latinFeatures,
    drop: ['STAT'],
  },
];

/**
 * Cuts every typeface that printed papers use from its full source; the same sources give the same bytes.
 * Returns the bytes of each file by its name in shared/typesetting/fonts.
 */
export async function cutFonts(): Promise<ReadonlyMap<string, Uint8Array>> {
  const cut = new Map<string, Uint8Array>();
  for (const { file, source, letters, features, drop } of cuts) {
    const bytes = await subsetFont(await readFile(source), letters(), {
      noHinting: true,
      keepFeatures: features,
      dropTables: drop,
      preserveNameIds: familyNames,
    });
    cut.set(file, bytes);
  }
  return cut;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await mkdir(target, { recursive: true });
  for (const [file, bytes] of await cutFonts()) {
    await writeFile(path.join(target, file), bytes);
    console.log(`${file}  ${Math.ceil(bytes.byteLength / 1000)} KB`);
  }
}
