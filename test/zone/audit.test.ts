/** @module-tag own-records */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awaitStage } from '../../infra/demo/walk-case.ts';
import { accepted, assemble, type Cast, concluded } from './cast.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'greenpath-audit-'));
const folder = join(directory, 'export');

let cast: Cast;
let issued: string;
beforeAll(async () => {
  cast = await assemble(join(directory, 'zone'));
  const party = await cast.party();
  // Each party's employer was registered by an application of its own.
  issued = await concluded(cast, party);
  await awaitStage(party.handler, issued, 'issued');
  await accepted(cast, await cast.party());
});
afterAll(async () => {
  await cast.end();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs a program of the repository as an administrator would. */
const run = (program: string, ...options: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join('infra/audit', program), ...options],
      { cwd: repository },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
      },
    );
  });

describe('an administrator of the one-machine zone', () => {
  test('exports its records, and an outsider finds nothing wrong with them', async () => {
    const exported = await run('export.ts', '--out', folder, '--data', join(directory, 'zone', 'etown'));
    expect(exported.said).toMatch(/applications\.ndjson +4 lines/);
    expect(exported.code).toBe(0);
    const checked = await run('check-export.mjs', folder);
    expect(checked.said).toMatch(/applications +4\n(.*\n)*findings +0\n/);
    expect(checked.code).toBe(0);
  });

  test('computes the past of every case again and gets the same answers', async () => {
    const { code, said } = await run('replay.ts', '--export', folder);
    expect(said).toMatch(/applications +4\nscores +3\nclocks +11\npublished since +0\ndifferences +0\n/);
    expect(code).toBe(0);
  });

  test('tries a draft of the points table on past and open cases, beginning with the published one', async () => {
    const file = join(directory, 'draft.json');
    const printed = await run('rehearse.ts', '--print', 'interim-2017');
    const draft = JSON.parse(printed.said);
    writeFileSync(file, JSON.stringify(draft));
    const same = await run('rehearse.ts', '--policy', file, '--export', folder);
    expect([same.code, same.said]).toEqual([
      2,
      expect.stringContaining('points.id: "interim-2017" is published already'),
    ]);

    draft.points.id = 'points-2027';
    draft.points.thresholds[1].atLeast = 63;
    writeFileSync(file, JSON.stringify(draft));
    const result = join(directory, 'result.json');
    const { code, said } = await run('rehearse.ts', '--policy', file, '--export', folder, '--out', result);
    expect(said).toContain('B → C: 2');
    expect(said).toContain('2 would move (1 of them open)');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(result, 'utf8')).movers).toContainEqual(
      expect.objectContaining({ id: issued, stage: 'issued', open: false }),
    );
  });

  test.each([
    ['export.ts', ['--out', folder], 'is not empty'],
    [
      'export.ts',
      ['--data', join(directory, 'nowhere'), '--out', join(directory, 'x')],
      'no one-machine zone has run there',
    ],
    ['export.ts', [], 'npm run export'],
    ['export.ts', ['--zone', 'atlantis', '--out', 'x', '--data', join(directory, 'zone', 'etown')], 'there is etown'],
    ['rehearse.ts', ['--policy', 'x.json'], 'npm run rehearse'],
    ['rehearse.ts', ['--print', 'points-1984'], 'there is interim-2017'],
    ['replay.ts', ['--export', directory], 'holds no export'],
  ])('is told in one line what is wrong with a call: %s %j', async (program, options, words) => {
    const more = options.includes(folder) ? ['--data', join(directory, 'zone', 'etown')] : [];
    const { code, said } = await run(program, ...options, ...more);
    expect(said).toContain(words);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  test('lets a supervisor try the draft on open cases over the interface', async () => {
    const supervisor = await cast.signInAs('supervisor');
    const policy = JSON.parse(readFileSync(join(directory, 'draft.json'), 'utf8'));
    const { status, body } = await supervisor.ask('POST', '/api/rehearsals', { body: { policy } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ looked: 1, moves: [{ from: 'B', to: 'C', cases: 1 }] });
    const inspector = await cast.signInAs('inspector');
    const { body: zone } = await cast.anyone.ask('GET', '/api/zone');
    const log = await inspector.ask('GET', `/api/readings?day=${zone.today}`);
    expect(log.body.items.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['rehearsal', 'readings']),
    );
    const replay = await supervisor.ask('GET', `/api/applications/${issued}/replay`);
    expect(replay.body).toMatchObject({ findings: [] });
  });
});
