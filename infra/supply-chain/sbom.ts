import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Bill, settledBill } from './bill-of-materials.ts';
import { lockedPackages } from './licence.ts';
import { shippedPackages } from './shipped.ts';

const { status, stdout, stderr } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (status !== 0) throw new Error(`npm sbom failed (it comes with npm from 10 on):\n${stderr}`);

const shipped = Object.entries(await shippedPackages());
const versions = new Map(lockedPackages().map(([path, { version }]) => [path, version]));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const bill = settledBill(JSON.parse(stdout) as Bill, (name, version) =>
  shipped
    .filter(([, paths]) => paths.some((path) => nameOf(path) === name && versions.get(path) === version))
    .map(([where]) => where),
);

mkdirSync('dist', { recursive: true });
const file = 'dist/sbom.cdx.json';
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
const building = bill.components.filter(({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'greenpath:shipped-in' && value.startsWith('nothing')),
).length;
console.log(
  `${file}: ${bill.components.length} components, ${bill.components.length - building} shipped, ${building} used to build and to test`,
);
