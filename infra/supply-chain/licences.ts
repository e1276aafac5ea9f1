import { readdirSync, readFileSync } from 'node:fs';
import { allowed, licenceOf, lockedPackages, notInstalled } from './licence.ts';
import { shippedPackages } from './shipped.ts';

const locked = lockedPackages();
const listed = locked.map(([path, entry]) => ({ path, licence: licenceOf(path, entry) }));
const problems = listed
  .filter(({ licence }) => !allowed.test(licence) && licence !== notInstalled)
  .map(({ path, licence }) => `${path} is under ${licence}`);

const tally = (licences: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const licence of licences) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([licence, count]) => `${count} ${licence}`)
    .join(', ');
};
console.log(`used (${listed.length}): ${tally(listed.map(({ licence }) => licence))}`);

// What leaves the repository has to be known without a gap.
for (const [where, paths] of Object.entries(await shippedPackages())) {
  const found = paths.map((path) => ({
    path,
    licence: listed.find((one) => one.path === path)?.licence ?? 'none stated',
  }));
  console.log(`shipped in ${where} (${found.length}): ${tally(found.map(({ licence }) => licence))}`);
  for (const { path, licence } of found) {
    if (!allowed.test(licence)) problems.push(`${path} is shipped in ${where} under ${licence}`);
  }
  if (found.length < 20) problems.push(`only ${found.length} packages were found in ${where}`);
}

const fonts = 'shared/typesetting/fonts';
const files = readdirSync(fonts);
const isOpen = files
  .filter((file) => /^OFL-/.test(file))
  .every((file) => readFileSync(`${fonts}/${file}`, 'utf8').includes('SIL OPEN FONT LICENSE Version 1.1'));
const typefaces = files.filter((file) => file.endsWith('.ttf'));
console.log(`shipped typefaces (${typefaces.length}): OFL-1.1`);
for (const [kind, licence] of [
  ['latin', 'OFL-NotoSans.txt'],
  ['han', 'OFL-NotoSansSC.txt'],
] as const) {
  if (!files.includes(licence) || !isOpen)
    problems.push(`${licence}, the licence of the ${kind} typefaces, is not beside them`);
}
for (const file of typefaces) {
  if (!/^(latin|han)-/.test(file)) problems.push(`${file} has no licence beside it`);
}

for (const problem of problems) console.error(`refused: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
