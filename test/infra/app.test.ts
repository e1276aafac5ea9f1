import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { zoneFiles } from '../../infra/zones/index.ts';

const run = promisify(execFile);
const app = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'greenpath-app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Synthesises as `cdk` and the one-machine zone do: in a process of its own, with nothing of AWS at hand. */
async function synthesise(name: string, context: Record<string, unknown> = {}): Promise<string> {
  const outdir = join(folder, name);
  await run(process.execPath, [app], {
    cwd: folder,
    env: { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), PATH: '/nonexistent' },
  });
  return outdir;
}

const filesOf = (assembly: string): [string, string][] =>
  readdirSync(assembly, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(template|assets)\.json$/.test(file))
    .sort()
    .map((file) => [file, readFileSync(join(assembly, file), 'utf8')]);

/** What is kept, what serves, how it is reached and what watches: a template and a list of assets each. */
const filesOfAZone = 8;

describe('the app', () => {
  it('gives the same templates and assets each time it is synthesised', async () => {
    const first = filesOf(await synthesise('first'));
    const second = filesOf(await synthesise('second'));
    expect(first.length).toBe(zoneFiles.length * filesOfAZone);
    expect(second).toEqual(first);
  }, 180_000);

  it('synthesises one zone when the context names it', async () => {
    const stacks = filesOf(await synthesise('one', { zone: 'etown' })).map(([file]) => file);
    expect(stacks.every((file) => file.startsWith('assembly-etown/'))).toBe(true);
    expect(stacks.length).toBe(filesOfAZone);
  });

  it('tells which zones there are when it is asked for another', async () => {
    await expect(synthesise('none', { zone: 'atlantis' })).rejects.toThrow('there is no zone "atlantis"');
  });
});
