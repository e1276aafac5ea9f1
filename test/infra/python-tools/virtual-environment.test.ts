import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeEnvironment } from '../../../infra/python-tools/virtual-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenpath-environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const python = join(folder, 'python3');
const calls = join(folder, 'calls');
const requirements = join(folder, 'requirements.txt');
const within = join(folder, 'environments');

/** A Python that writes down what it is asked to do, and puts itself into the environments that it makes. */
function writePython(version: string, pip: 'works' | 'fails' = 'works'): void {
  writeFileSync(
    python,
    `#!/bin/sh
case "$2" in
  venv) echo venv >> '${calls}'; mkdir -p "$3/bin"; cp '${python}' "$3/bin/python" ;;
  pip) echo pip >> '${calls}'; ${pip === 'works' ? 'true' : 'echo "no such version" >&2; exit 1'} ;;
  *) echo '${version}' ;;
esac
`,
  );
  chmodSync(python, 0o755);
}

const done = () => readFileSync(calls, 'utf8').split('\n').filter(Boolean);
const make = () => makeEnvironment('tool', requirements, { within, python });

beforeEach(() => {
  rmSync(within, { recursive: true, force: true });
  writeFileSync(calls, '');
  writeFileSync(requirements, 'tool==1.0.0\n');
  writePython('3.11.7');
});

describe('the environment of a tool that is written in Python', () => {
  it('is made once, and kept', () => {
    expect(make()).toEqual({ ok: true, value: { bin: join(within, 'tool', 'bin') } });
    expect(make().ok).toBe(true);
    expect(done()).toEqual(['venv', 'pip']);
  });

  it('is made anew when other versions are pinned, or by another Python', () => {
    make();
    writeFileSync(requirements, 'tool==1.0.1\n');
    make();
    expect(done()).toHaveLength(4);
    writePython('3.12.1');
    make();
    expect(done()).toHaveLength(6);
  });

  it('is begun again when its packages could not be installed, and says why they could not', () => {
    writePython('3.11.7', 'fails');
    expect(make).toThrow('no such version');
    writePython('3.11.7');
    expect(make().ok).toBe(true);
    expect(done()).toEqual(['venv', 'pip', 'venv', 'pip']);
  });

  it('is not to be had without Python, which is an answer and no failure', () => {
    expect(makeEnvironment('tool', requirements, { within, python: join(folder, 'none') })).toEqual({
      ok: false,
      error: 'no-python',
    });
  });
});
