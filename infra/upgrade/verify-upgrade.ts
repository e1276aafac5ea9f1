import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BadCall, run } from '../audit/zone-option.ts';
import { type StartedZone, startZone } from '../demo/open-zone.ts';
import { clientOf, extendPermit, finishCases, hold, leaveCases, readCases, verdictOn } from './cases.ts';
import { layOut, NoHistory } from './earlier-release.ts';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const zone = 'etown';
/** No step takes this long; a zone that hangs must not hold up whoever waits for the result. */
const mostMilliseconds = 600_000;

const began = performance.now();
const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)}s  ${text}`);

/** Works in a zone that runs on some release's code, and stops it again. */
async function within<T>(
  options: { code: string; data: string; synthesised?: boolean },
  work: (url: string) => Promise<T>,
): Promise<T> {
  const started: StartedZone = await startZone({
    directory: options.data,
    zone,
    code: options.code,
    skipSynth: options.synthesised ?? false,
  });
  const timer = setTimeout(() => started.stop('SIGKILL'), mostMilliseconds);
  try {
    return await work(started.url);
  } finally {
    clearTimeout(timer);
    await started.stop();
  }
}

function drill(data: string): void {
  const command = ['infra/restoring/restore-drill.ts', '--zone', zone, '--data', join(data, zone)];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: repository,
    encoding: 'utf8',
    timeout: mostMilliseconds,
  });
  if (status !== 0) console.log(`${stdout}${stderr}`);
  hold('a restore drill over what both releases wrote', status, 0);
}

/**
 * Lets an earlier release write cases of every stage, stops it, and carries them on with the present code on the same
 * data; then lets the earlier release read what became of them, as after a rollback. docs/upgrade.md.
 */
await run(async () => {
  const { values } = parseArgs({
    options: { from: { type: 'string', default: 'HEAD~1' }, 'no-way-back': { type: 'boolean', default: false } },
  });
  let release: ReturnType<typeof layOut>;
  try {
    release = layOut(values.from);
  } catch (error) {
    if (!(error instanceof NoHistory)) throw error;
    console.log(`The upgrade test was NOT RUN: ${error.message}.`);
    return;
  }
  const data = mkdtempSync(join(tmpdir(), 'greenpath-upgrade-'));
  try {
    const earlier = await clientOf(release.directory);
    // Papers are drawn by one of the two: what draws them starts once in a process.
    const present = { ...(await clientOf(repository)), sampleDocument: earlier.sampleDocument };
    say(`from ${release.commit.slice(0, 12)} to the files that lie here`);
    const left = await within({ code: release.directory, data }, (url) => leaveCases(earlier, url));
    say(`the earlier release left ${left.cases.map(({ reached }) => reached).join(', ')}`);
    const codes = await within({ code: repository, data }, async (url) => {
      await readCases(present, url, left);
      say('each is read, with its timeline and its files');
      hold('the permit of the earlier release', await verdictOn(present, url, left.permit.qr), 'valid');
      const made = await finishCases(present, url, left);
      say('each open one is carried on to its permit, and each permit verifies');
      drill(data);
      say('chains, heads and files of all of them are whole in a restored copy');
      const extended = await extendPermit(present, url, left);
      say('the permit of the earlier release is extended');
      return [...made, extended];
    });
    if (!values['no-way-back']) {
      await within({ code: release.directory, data, synthesised: true }, async (url) => {
        const cases = left.cases.map((one) =>
          one.reached === 'withdrawn' ? one : { ...one, stage: 'issued', entries: undefined, receiptNumber: undefined },
        );
        await readCases(earlier, url, { ...left, cases });
        for (const code of codes) hold('a permit of the new release', await verdictOn(earlier, url, code), 'valid');
      });
      say('the earlier release reads what the new one wrote');
    }
    console.log('The upgrade holds.');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new BadCall(`The upgrade does not hold: ${error.message}`, { cause: error });
  } finally {
    rmSync(data, { recursive: true, force: true });
    release.remove();
  }
});
