import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { synthesise } from '../../../infra/local/synthesise.ts';

describe('synthesising a zone', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'synthesis-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const app = (source: string) => {
    const file = join(folder, 'app.mjs');
    writeFileSync(file, source);
    return file;
  };
  const manifest = () => readFileSync(join(folder, 'manifest.json'), 'utf8');
  const writeContext = `
    import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_CONTEXT_JSON);
  `;

  it('runs the app for this zone only, with the code of its functions named in the template', async () => {
    expect(await synthesise('etown', { reuse: false, app: app(writeContext), directory: folder })).toBe(folder);
    expect(JSON.parse(manifest())).toEqual({ zone: 'etown', 'aws:cdk:enable-asset-metadata': true });
  });

  it('takes what is there when asked to, and runs the app when nothing is', async () => {
    await synthesise('etown', { reuse: true, app: app(writeContext), directory: folder });
    await synthesise('demo', { reuse: true, app: app(writeContext), directory: folder });
    expect(JSON.parse(manifest()).zone).toBe('etown');
    await synthesise('demo', { reuse: false, app: app(writeContext), directory: folder });
    expect(JSON.parse(manifest()).zone).toBe('demo');
  });

  it('fails with what the app said', async () => {
    const failing = app(`console.error('there is no zone "nowhere"'); process.exit(1);`);
    await expect(synthesise('nowhere', { reuse: false, app: failing, directory: folder })).rejects.toThrow(
      'the zone nowhere could not be synthesised:\nthere is no zone "nowhere"',
    );
  });
});
