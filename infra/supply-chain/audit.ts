import { spawnSync } from 'node:child_process';
import { systemClock } from '../../shared/clock.ts';
import { acceptedAdvisories } from './accepted-advisories.ts';
import { judgeAdvisories } from './judge-advisories.ts';
import { lockedPackages } from './licence.ts';
import { shippedPackages } from './shipped.ts';

const { functions, pages } = await shippedPackages();
const bundled = new Set([...functions, ...pages]);
// A dependency that no bundle holds today may come into one tomorrow: `--omit=dev` would name it too.
const depended = new Set(lockedPackages().flatMap(([path, { dev }]) => (dev ? [] : [path])));

// It exits with an error as soon as it finds anything; what it found stands in its answer.
const { stdout, error } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
if (error) throw error;
const judged = judgeAdvisories(
  stdout,
  (node) => bundled.has(node) || depended.has(node),
  acceptedAdvisories,
  new Date(systemClock.now()).toISOString().slice(0, 10),
);
if (judged.ok) {
  const { refused, told } = judged.value;
  console.log(
    `npm audit: ${refused.length} advisories against what ships are refused, ${told.length} others (lower, accepted, or against tools)`,
  );
  for (const line of told) console.log(`  told: ${line}`);
  for (const line of refused) console.error(`  refused: ${line}`);
  process.exitCode = refused.length > 0 ? 1 : 0;
} else {
  console.log(
    `dependencies were NOT audited: the registry here does not answer npm audit (${judged.error.replace(/ - \w+ https?:\S+/, '')})`,
  );
}
