import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { etown } from '../../infra/zones/etown.ts';
import { zoneFiles } from '../../infra/zones/index.ts';

const run = promisify(execFile);
const app = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'greenpath-app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Synthesises as `cdk` and the one-machine zone do: in a process of its own, with nothing of AWS at hand. */
async function synthesise(
  name: string,
  context: Record<string, unknown> = {},
  { from = folder, surroundings = {} }: { from?: string; surroundings?: Record<string, string> } = {},
): Promise<string> {
  const outdir = join(folder, name);
  await run(process.execPath, [app], {
    cwd: from,
    env: { ...surroundings, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), PATH: '/nonexistent' },
  });
  return outdir;
}

const filesOf = (assembly: string): [string, string][] =>
  readdirSync(assembly, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(template|assets)\.json$/.test(file))
    .sort()
    .map((file) => [file, readFileSync(join(assembly, file), 'utf8')]);

/** What is kept, backed up, served, reached and watched, and in some zones copied: a template and a list of assets each. */
const filesOfZone = ({ backup }: (typeof zoneFiles)[number]): number => (backup.copyTo ? 12 : 10);

describe('the app', () => {
  it('gives the same templates and assets each time, from whatever folder, time zone and language', async () => {
    const first = filesOf(await synthesise('first'));
    const surroundings = { TZ: 'America/New_York', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', HOME: '/nonexistent' };
    const second = filesOf(await synthesise('second', {}, { from: '/', surroundings }));
    expect(first.length).toBe(zoneFiles.reduce((sum, file) => sum + filesOfZone(file), 0));
    expect(second).toEqual(first);
    for (const [, content] of first) expect(content).not.toContain(folder);
  }, 180_000);

  it('synthesises one zone when the context names it, the same as among all', async () => {
    const one = filesOf(await synthesise('one', { zone: 'etown' }));
    expect(one).toHaveLength(filesOfZone(etown));
    expect(one).toEqual(filesOf(join(folder, 'first')).filter(([file]) => file.startsWith('assembly-etown/')));
  });

  it('knows the region of every stack, and needs no account to', () => {
    const assembly = join(folder, 'first');
    for (const { id, region, backup } of zoneFiles) {
      const manifest = JSON.parse(readFileSync(join(assembly, `assembly-${id}`, 'manifest.json'), 'utf8'));
      const places = Object.values(manifest.artifacts as Record<string, { type: string; environment?: string }>)
        .filter(({ type }) => type === 'aws:cloudformation:stack')
        .map(({ environment }) => environment);
      const expected = [region, ...(backup.copyTo ? [backup.copyTo] : [])];
      expect([...new Set(places)].sort(), id).toEqual(expected.map((one) => `aws://unknown-account/${one}`).sort());
    }
  });

  it('tells which zones there are when it is asked for another', async () => {
    await expect(synthesise('none', { zone: 'atlantis' })).rejects.toThrow('there is no zone "atlantis"');
  });
});
