import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The code of an earlier commit, laid out in a folder of its own. */
export type EarlierRelease = { commit: string; directory: string; remove: () => void };

/** There is no earlier commit here to upgrade from, as in a shallow clone or in files without a history. */
export class NoHistory extends Error {
  override name = 'NoHistory';
}

const git = (...options: string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', ['-C', repository, ...options], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

const sameFile = (name: string, other: string) =>
  existsSync(join(other, name)) && readFileSync(join(repository, name)).equals(readFileSync(join(other, name)));

/**
 * Lays out an earlier commit with the packages that it asks for: those that are installed here where its lockfile is
 * the same, its own otherwise. Nothing of the repository is touched.
 * @throws NoHistory
 */
export function layOut(ref: string): EarlierRelease {
  if (git('rev-parse', '--is-inside-work-tree') === undefined) throw new NoHistory('there is no git history here');
  const commit = git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  if (!commit) throw new NoHistory(`${ref} is not in the history that is here; fetch more of it`);
  const directory = mkdtempSync(join(tmpdir(), 'greenpath-earlier-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const code = join(directory, 'code');
    mkdirSync(code);
    const files = execFileSync('git', ['-C', repository, 'archive', '--format=tar', commit], {
      maxBuffer: 1024 * 1024 * 1024,
    });
    execFileSync('tar', ['-x', '-C', code], { input: files });
    if (sameFile('package-lock.json', code)) symlinkSync(join(repository, 'node_modules'), join(code, 'node_modules'));
    else execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: code, stdio: 'inherit' });
    return { commit, directory: code, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
