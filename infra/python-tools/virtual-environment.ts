import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, type Result, success } from '../../shared/result.ts';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder of a tool's programs, such as `cfn-lint` or `python`. */
export type Environment = { bin: string };

export type EnvironmentOptions = {
  /** Where the environments lie, one folder a tool. */
  within?: string;
  /** The program that makes them. */
  python?: string;
};

/** What a tool of ours needs of Python: the version that it was pinned for, and what makes environments. */
const probe = 'import ensurepip, sys, venv; print(sys.version.split()[0]); sys.exit(sys.version_info < (3, 10))';

/**
 * A virtual environment of its own for a tool that is written in Python, with exactly what its requirements file pins.
 * It is kept under `.verify/<name>` and made anew only when that file or the Python changes.
 * @param name the tool, which names the folder
 * @param requirementsFile a file for `pip install --requirement`, every line pinned
 * @returns the folder of its programs, or `no-python` where there is no Python from 3.10 on that can make environments
 * @throws an error with pip's own words when the packages cannot be installed
 */
export function makeEnvironment(
  name: string,
  requirementsFile: string,
  { within = join(repository, '.verify'), python = 'python3' }: EnvironmentOptions = {},
): Result<Environment, 'no-python'> {
  const probed = spawnSync(python, ['-c', probe], { encoding: 'utf8' });
  if (probed.status !== 0) return failure('no-python');
  const folder = join(within, name);
  const bin = join(folder, 'bin');
  const complete = join(folder, 'complete');
  const made = createHash('sha256')
    .update(`${probed.stdout.trim()}\n${folder}\n`)
    .update(readFileSync(requirementsFile))
    .digest('hex');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === made) return success({ bin });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(within, { recursive: true });
  run(python, ['-m', 'venv', folder]);
  run(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--no-input', '--requirement', requirementsFile]);
  // Written last: an installation that was broken off is begun again.
  writeFileSync(complete, made);
  return success({ bin });
}

function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
