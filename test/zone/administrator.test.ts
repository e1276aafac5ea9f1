import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptApplication, awaitStage, concludeApplication, reviewApplication } from '../../infra/demo/walk-case.ts';
import type { Caller } from '../../infra/demo/zone-client.ts';
import { takeIn } from '../../infra/policies/take-in.ts';
import { assemble, type Cast, type Party, submitted } from './cast.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-administrator-'));
const folder = join(directory, 'etown');

let cast: Cast;
let party: Party;
let admin: Caller;
let supervisor: Caller;
beforeAll(async () => {
  cast = await assemble(directory);
  party = await cast.party();
  admin = await cast.signInAs('admin');
  supervisor = await cast.signInAs('supervisor');
}, 180_000);
afterAll(() => cast.end());

/** Reads something of the zone's own books. */
function inBooks(file: string, query: string, value: string): Record<string, unknown> {
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  const row = database.prepare(query).get(value);
  database.close();
  return row ?? {};
}

/** Aborts an execution as somebody at the console of Step Functions would. */
async function abort(name: string): Promise<void> {
  const { port } = inBooks('zone.sqlite', 'select port from port where name = ?', 'endpoint');
  const { arn } = inBooks('states.sqlite', 'select arn from execution where name = ?', name);
  const credentials = { accessKeyId: 'one-machine-zone', secretAccessKey: 'not-a-secret' };
  const sfn = new SFNClient({ endpoint: `http://127.0.0.1:${port}`, region: 'local-1', credentials });
  await sfn.send(new StopExecutionCommand({ executionArn: String(arn), error: 'Aborted', cause: 'by hand' }));
}

const listed = async (path: string) => (await admin.ask('GET', path)).body.items;

describe('an administrator of a zone', () => {
  test('finds an execution that was aborted, starts it again, and the case goes on to its permit', {
    tags: ['own-records'],
    timeout: 120_000,
  }, async () => {
    const id = await submitted(party);
    const restart = (who: Caller) => who.ask('POST', `/api/upkeep/applications/${id}/restart`);
    const { execution } = (await restart(admin)).body;
    expect((await restart(admin)).body.outcome).toBe('running');
    await abort(execution);
    expect(await listed('/api/upkeep/executions?end=aborted')).toMatchObject([
      { applicationId: id, execution, standing: 'lost', stage: 'preliminary-review' },
    ]);
    expect((await restart(supervisor)).body).toMatchObject({ outcome: 'restarted', execution: `${execution}-r1` });
    expect(await listed('/api/upkeep/executions?end=aborted')).toMatchObject([{ execution, standing: 'replaced' }]);
    expect(await listed('/api/upkeep/history')).toMatchObject([{ type: 'execution-redriven', applicationId: id }]);
    expect(await listed('/api/upkeep/effects?state=parked')).toEqual([]);

    await acceptApplication(cast.frontOfficer, id);
    await reviewApplication(cast.backOfficer, id);
    await concludeApplication(cast.decider, id);
    await awaitStage(party.handler, id, 'issued');
    expect((await restart(admin)).status).toBe(409);
  });

  test('leads a policy from a draft to the file that the repository takes in', async () => {
    await submitted(await cast.party('category-a'));
    const { points } = (await admin.ask('GET', '/api/policies/in-force')).body;
    const [first, ...others] = points.thresholds;
    const draft = { ...points, id: 'points-next', thresholds: [{ ...first, atLeast: 115 }, ...others] };
    const { today } = (await cast.anyone.ask('GET', '/api/zone')).body;
    const effectiveFrom = `${Number(today.slice(0, 4)) + 1}-07-01`;
    const body = {
      title: 'Points of next year',
      content: { points: draft },
      effectiveFrom,
      reason: 'Too many reach A.',
    };
    const created = await supervisor.ask('POST', '/api/policy-drafts', { body });
    expect(created.status, JSON.stringify(created.body)).toBe(201);
    const path = `/api/policy-drafts/${created.body.id}`;
    const tried = (await supervisor.ask('POST', `${path}/rehearsal`)).body;
    expect(tried.rehearsal).toMatchObject({ complete: true, looked: 1 });
    const { version } = tried;
    expect((await supervisor.ask('POST', `${path}/approve`, { body: { version } })).status).toBe(403);
    const approved = await admin.ask('POST', `${path}/approve`, { body: { version } });
    expect(approved.body.state).toBe('approved');
    const published = await supervisor.ask('POST', `${path}/publish`, { body: { version: approved.body.version } });
    expect(published.body.deployed).toMatchObject([{ name: 'points-next', state: 'not-deployed' }]);
    const file = await admin.ask('GET', `${path}/publication`);
    const taken = takeIn(JSON.stringify(file.body));
    expect(taken.ok && taken.value.files.map((one) => one.path)).toEqual(['shared/policy/points/points-next.ts']);
  }, 120_000);

  test('sees what the zone runs on, and everybody the calendar', async () => {
    const { body } = await admin.ask('GET', '/api/zone-file');
    expect(body).toMatchObject({ id: 'etown', policies: { points: [{ id: 'interim-2017' }] } });
    expect(body.figures.length).toBeGreaterThan(50);
    expect((await cast.frontOfficer.ask('GET', '/api/zone-file')).status).toBe(403);
    expect((await cast.anyone.ask('GET', '/api/calendars/2026')).body.makeUpDays).toContain('2026-10-10');
  });
});
