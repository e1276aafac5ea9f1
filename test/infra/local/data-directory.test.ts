import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUse, takeDirectory } from '../../../infra/local/data-directory.ts';

const module = fileURLToPath(new URL('../../../infra/local/data-directory.ts', import.meta.url));

describe('the directory of a zone', () => {
  let parent: string;
  let directory: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'directory-'));
    directory = join(parent, 'etown');
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('belongs to one zone at a time, and says to which process', () => {
    const release = takeDirectory(directory);
    expect(() => takeDirectory(directory)).toThrow(DirectoryInUse);
    expect(() => takeDirectory(directory)).toThrow(`(process ${process.pid})`);
    release();
    takeDirectory(directory)();
  });

  it('is free again as soon as its process has been killed', async () => {
    const script = `
      const { takeDirectory } = await import(${JSON.stringify(module)});
      takeDirectory(${JSON.stringify(directory)});
      console.log('taken');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => takeDirectory(directory)).toThrow(`(process ${child.pid})`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(() => takeDirectory(directory)()).not.toThrow();
  });
});
