import { readdirSync, readFileSync } from 'node:fs';

/** One package of `package-lock.json`. */
export type Locked = { license?: string; dev?: boolean; version?: string };

/** What we use may not oblige anyone to more than naming its authors; MPL and OFL ask for their own files only. */
export const allowed =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|OFL-1\.1|CC-BY-4\.0|MPL-2\.0|Python-2\.0|Zlib|\(?MIT (OR|AND) [\w.-]+\)?|\(?[\w.-]+ OR MIT\)?)$/;

export const notInstalled = 'not installed on this platform';

/** Every package that the lock file names, by its place. */
export function lockedPackages(): [string, Locked][] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  return Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
}

/** Older packages state their licence in a file only. */
function byText(path: string): string {
  const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(`${path}/${file}`, 'utf8') : '';
  return /^\s*MIT license|Permission is hereby granted, free of charge/i.test(text) ? 'MIT' : 'none stated';
}

/** The licence of a package: as the lock file says, as the package says, or as its licence file reads. */
export function licenceOf(path: string, locked: Locked): string {
  if (locked.license) return locked.license;
  try {
    const { license, licenses } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    const stated = license ?? licenses?.[0];
    return typeof stated === 'string' ? stated : (stated?.type ?? byText(path));
  } catch {
    return notInstalled;
  }
}
