import { readdirSync, readFileSync } from 'node:fs';

/** What we ship may not oblige anyone to more than naming its authors. */
const allowed =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|OFL-1\.1|MPL-2\.0|Python-2\.0|Zlib|\(?MIT (OR|AND) [\w.-]+\)?|\(?[\w.-]+ OR MIT\)?)$/;

type Locked = { license?: string; dev?: boolean; version?: string };

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const found = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));

/** Older packages state their licence in a file only. */
function byText(path: string): string {
  const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(`${path}/${file}`, 'utf8') : '';
  return /^\s*MIT license|Permission is hereby granted, free of charge/i.test(text) ? 'MIT' : 'none stated';
}

const licenceOf = (path: string, locked: Locked): string => {
  if (locked.license) return locked.license;
  try {
    const { license, licenses } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    const stated = license ?? licenses?.[0];
    return typeof stated === 'string' ? stated : (stated?.type ?? byText(path));
  } catch {
    return 'not installed on this platform';
  }
};

const listed = found.map(([path, locked]) => ({ name: path, licence: licenceOf(path, locked) }));
const refused = listed.filter(({ licence }) => !allowed.test(licence) && licence !== 'not installed on this platform');
const counts = new Map<string, number>();
for (const { licence } of listed) counts.set(licence, (counts.get(licence) ?? 0) + 1);
for (const [licence, count] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(4)}  ${licence}`);
for (const { name, licence } of refused) console.error(`refused: ${name} is under ${licence}`);
process.exitCode = refused.length > 0 ? 1 : 0;
