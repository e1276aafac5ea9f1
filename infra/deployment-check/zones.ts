import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkZone } from '../zones/check.ts';
import { zoneFiles } from '../zones/index.ts';
import { knownPolicies } from '../zones/policies.ts';
import { copyWithDifferences } from './assembly.ts';
import { templateDifferences } from './differences.ts';
import { regionInstead } from './emulated-region.ts';
import { startEmulator } from './emulator.ts';
import { openFront } from './front.ts';
import { assertCalm, bootstrap, deploy } from './toolkit.ts';

/** A zone that was deployed to an emulator of its own. */
export type DeployedZone = {
  url: string;
  /** Seconds that each step took. */
  seconds: Record<string, number>;
  /** How many resources each difference touched. */
  touched: Record<string, number>;
  /** Passes when a second look at the same assembly finds nothing to change. */
  assertCalm: () => Promise<void>;
  close: () => Promise<void>;
};

/** A zone as its file says it, checked. */
function zoneNamed(name: string) {
  const file = zoneFiles.find(({ id }) => id === name);
  if (!file) throw new Error(`there is no zone "${name}"`);
  const checked = checkZone(file, knownPolicies);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
}

/**
 * Deploys a synthesised zone to a fresh emulator by `cdk bootstrap` and `cdk deploy`.
 * @param options `bin` the programs of MiniStack; `assembly` the zone's cloud assembly, which is left as it is;
 *   `directory` keeps the identity provider's keys
 * @throws what the toolkit said; the emulator has ended then
 */
export async function deployZone(options: {
  bin: string;
  zone: string;
  assembly: string;
  directory: string;
}): Promise<DeployedZone> {
  const { bin, zone: name, assembly, directory } = options;
  const zone = zoneNamed(name);
  const seconds: Record<string, number> = {};
  const timed = async <T>(step: string, work: Promise<T>): Promise<T> => {
    const from = performance.now();
    const done = await work;
    seconds[step] = Math.round(performance.now() - from) / 1000;
    return done;
  };
  mkdirSync(directory, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'greenpath-deployment-'));
  const closing: (() => Promise<void>)[] = [
    async () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  ];
  const close = async () => {
    for (let end = closing.pop(); end; end = closing.pop()) await end();
  };
  try {
    const front = await openFront({ signIn: zone.signIn, directory });
    closing.push(front.close);
    const region = regionInstead(zone.region);
    const emulator = await timed('start', startEmulator({ bin, directory: folder, region }));
    closing.push(emulator.stop);
    const changed = join(folder, 'assembly');
    const touched = copyWithDifferences(assembly, changed, templateDifferences, { issuer: front.issuer });
    await timed('cdk bootstrap', bootstrap(emulator, changed));
    const { ApiUrl } = await timed('cdk deploy', deploy(emulator, changed));
    if (!ApiUrl) throw new Error('the stacks give out no ApiUrl');
    front.leadTo(ApiUrl, emulator);
    return {
      url: front.origin,
      seconds,
      touched,
      async assertCalm() {
        await timed('cdk diff', assertCalm(emulator, changed));
      },
      close,
    };
  } catch (error) {
    const log = readLog(join(folder, 'emulator.log'));
    await close();
    throw new Error(`the zone ${name} could not be deployed\n${log}`, { cause: error });
  }
}

/** The end of what the emulator said. */
function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-4000);
  } catch {
    return '';
  }
}
