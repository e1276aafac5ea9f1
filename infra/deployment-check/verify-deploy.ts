import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesise } from '../local/synthesise.ts';
import { makeEnvironment } from '../python-tools/virtual-environment.ts';
import { openControl } from './control.ts';
import { settingDifferences, templateDifferences } from './differences.ts';
import { deploymentTags } from './not-deployed.ts';
import { repository, synthesiseZone } from './toolkit.ts';
import { runWholeZoneTests, type Tally } from './whole-zone-tests.ts';
import { type DeployedZone, deployZone } from './zones.ts';

/** The whole-zone tests of the short run: a case from draft to permit, two officers, refusals, uploads, verification, the smoke test. */
const shortFiles = ['approval', 'bad-input', 'smoke'].map((name) => `test/zone/${name}.test.ts`);

const began = performance.now();
const say = (line: string) => console.log(`[${Math.round((performance.now() - began) / 1000)} s] ${line}`);
const list = (seconds: Record<string, number>) =>
  Object.entries(seconds)
    .map(([step, taken]) => `${step} ${taken} s`)
    .join(', ');

/** Deploys the demo zone as an administrator would, and looks a second time: nothing may differ. */
async function deployDemo(bin: string, folder: string, open: Set<DeployedZone>, meanwhile: () => void): Promise<void> {
  const assembly = join(folder, 'demo-assembly');
  await synthesiseZone('demo', assembly);
  say('cdk synth of the zone demo is done');
  meanwhile();
  const zone = await deployZone({ bin, zone: 'demo', assembly, directory: join(folder, 'demo') });
  open.add(zone);
  say(`the zone demo is deployed: ${list(zone.seconds)}`);
  for (const { name, reason } of templateDifferences)
    say(`  otherwise than on AWS: ${name} (${zone.touched[name]}): ${reason}`);
  for (const { name, reason } of settingDifferences) say(`  otherwise than on AWS: ${name}: ${reason}`);
  const answer = await fetch(`${zone.url}/api/zone`);
  const { id } = await answer.json();
  if (!answer.ok || id !== 'demo') throw new Error(`the deployed zone answers ${answer.status} and calls itself ${id}`);
  await zone.assertCalm();
  say(`a second look finds nothing to change: cdk diff ${zone.seconds['cdk diff']} s`);
  await zone.close();
  open.delete(zone);
}

function report({ passed, failed, leftOut, unexplained }: Tally): boolean {
  const left = Object.values(leftOut).flat().length;
  for (const { name, description } of deploymentTags) {
    const tests = leftOut[name] ?? [];
    if (tests.length === 0) continue;
    say(`left out, ${tests.length} × ${name}: ${description}`);
    for (const test of tests) console.log(`    ${test}`);
  }
  for (const test of failed) say(`FAILED over the deployment: ${test}`);
  for (const test of unexplained) say(`FAILED: skipped without a listed reason: ${test}`);
  const total = passed + failed.length + left + unexplained.length;
  say(
    `whole-zone tests: ${total}; over a deployment ${passed} passed, ${failed.length} failed, ${left} left out with a reason`,
  );
  return passed > 0 && failed.length === 0 && unexplained.length === 0;
}

async function verify(short: boolean, only: readonly string[]): Promise<number> {
  const requirements = join(repository, 'infra', 'deployment-check', 'requirements.txt');
  const environment = makeEnvironment('ministack', requirements);
  if (!environment.ok) {
    console.log(
      'verify:deploy: NOT RUN: there is no Python 3 (from 3.10, with venv) here, which MiniStack is written in',
    );
    return 0;
  }
  const { bin } = environment.value;
  say('MiniStack is installed');

  const folder = mkdtempSync(join(tmpdir(), 'greenpath-verify-'));
  const open = new Set<DeployedZone>();
  const assemblies = new Map<string, Promise<string>>();
  const interrupted = new AbortController();
  const assemblyOf = (zone: string): Promise<string> => {
    const directory = join(repository, 'cdk.out', `deployment-check-${zone}`);
    const made =
      assemblies.get(zone) ?? synthesise(zone, { reuse: false, app: 'infra/deployment-check/app.ts', directory });
    assemblies.set(zone, made);
    return made;
  };
  const control = await openControl(async ({ zone: name, directory }) => {
    interrupted.signal.throwIfAborted();
    if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
    const zone = await deployZone({ bin, zone: name, assembly: await assemblyOf(name), directory });
    say(`deployed ${name} for a test: ${list(zone.seconds)}`);
    return zone;
  });
  const end = async () => {
    await control.close();
    await Promise.all([...open].map((zone) => zone.close()));
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted.abort();
      say(`${signal}: ending what was started`);
      end().finally(() => process.exit(130));
    });
  }
  try {
    // Most tests are about E-Town. What goes wrong with it is told when the first of them asks.
    await deployDemo(bin, folder, open, () => void assemblyOf('etown').catch(() => undefined));
    const files = only.length > 0 ? only : short ? shortFiles : [];
    const passed = report(await runWholeZoneTests({ deployments: control.url, files, signal: interrupted.signal }));
    say(passed ? 'verify:deploy: passed' : 'verify:deploy: FAILED');
    return passed ? 0 : 1;
  } finally {
    await end();
  }
}

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  process.exitCode = await verify(values.short, positionals);
} catch (error) {
  console.error(error);
  say('verify:deploy: FAILED');
  process.exitCode = 1;
}
// Nothing of a test may keep it open.
process.exit();
