import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { machineArn, openApproval } from './approval-under-fire.ts';

const script = fileURLToPath(new URL('./approval-under-fire.ts', import.meta.url));

/** Runs executions in another process and kills it after so many acknowledgements; gives what it had acknowledged. */
async function killAfter(file: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === lines) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  return acknowledged;
}

describe('when the process of the executions is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([1, 7, 40, 123, 300])('after %i acknowledgements, none of them is lost', async (lines) => {
    const file = join(folder, `${lines}.sqlite`);
    const acknowledged = await killAfter(file, lines);
    expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
    const tokens = new Map<string, string>();
    const { states, close } = openApproval(file, (name, token) => tokens.set(name, token));
    states.resume();
    await states.settled();
    for (const line of acknowledged) {
      const [what, name = ''] = line.split(' ');
      const execution = states.store.find(`${machineArn.replace(':stateMachine:', ':execution:')}:${name}`);
      expect(what).not.toBe('refused');
      if (what === 'answered') expect(execution?.status).toBe('SUCCEEDED');
      else expect(['SUCCEEDED', 'RUNNING']).toContain(execution?.status);
    }
    const running = states.store.list(machineArn, { status: 'RUNNING', limit: 10_000, offset: 0 });
    for (const { position } of running) {
      expect(await states.succeedTask(position.attempt?.token ?? '', {})).toBeUndefined();
    }
    await states.settled();
    const all = states.store.list(machineArn, { limit: 10_000, offset: 0 });
    expect(all.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    close();
  });
});
