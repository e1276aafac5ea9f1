import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { etown } from '../../../infra/zones/etown.ts';
import { replayClocks } from '../../../shared/domain/replay/clocks.ts';
import { replayScores } from '../../../shared/domain/replay/scores.ts';
import { compareHead, replayStages } from '../../../shared/domain/replay/stages.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { replayRules } from '../../../shared/zone/replay-rules.ts';
import { attempt, type Command, chosen, delegation, history } from '../../model/commands.ts';
import type { Ground } from '../../model/ground.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { asks, begunOn, granted, issuedPermit, moveTo } from '../../office/permits.ts';
import { completeDraft, cook, engineer, graduate, register, scientist, waitingIn } from '../../office/walk.ts';
import { aFolder, checkExport, exportOffice, readLines, writeLines } from './exported.ts';

const seed = Number(process.env.MODEL_SEED ?? 20261122);
const runs = Number(process.env.MODEL_RUNS ?? 5);

/** What happened in all histories, by kind of event. */
const happened = new Map<string, number>();

const groundOf = (office: Office): Ground => ({
  ask: office.ask,
  items: office.items,
  now: office.clock.now,
  advance: async (hours) => {
    office.clock.advance(hours * 3_600_000);
    await office.machine.timeOut();
    await office.sweep();
    await office.machine.settle();
  },
  settle: office.machine.settle,
});

/** Cases of several procedures, of one person and of others, on a permit and without one. */
async function openCases(): Promise<{ office: Office; cases: string[] }> {
  const office = await openOffice({ zone: { policy: etown.policy } });
  const employer = await register(office);
  const permit = await issuedPermit(office, employer, cook);
  const cases: string[] = [];
  for (const sample of [engineer, scientist, graduate, engineer]) {
    cases.push(await completeDraft(office, employer, 'employer', sample));
  }
  const post = { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 400) };
  cases.push(await begunOn(office, 'extension', permit.number, { ...asks.extension, post }));
  cases.push(await begunOn(office, 'change', permit.number, asks.newPost));
  return { office, cases };
}

async function play(ground: Ground, cases: readonly string[], command: Command): Promise<void> {
  const id = cases['target' in command ? command.target : 0] ?? '';
  if (command.kind === 'pass') await ground.advance(command.hours);
  if (command.kind === 'delegation') await delegation(ground, command.verb);
  if (command.kind === 'act') await attempt(ground, id, command, async () => '');
  if (command.kind === 'offered') {
    const act = await chosen(ground, id, command.pick);
    if (act) await attempt(ground, id, act, async () => '');
  }
  await ground.settle();
}

/** A graduate of category C, who takes a place of the quota; one for each name. */
const graduateNamed = (familyName: string, digit: string): typeof graduate => ({
  ...graduate,
  form: {
    ...graduate.form,
    applicant: {
      ...graduate.form.applicant,
      familyName,
      email: `${familyName.toLowerCase()}@applicant.example`,
      passport: { ...graduate.form.applicant.passport, number: `U8888888${digit}`, expiresOn: '2036-01-01' },
    },
    post: { ...graduate.form.post, contractFrom: '2029-01-10', contractTo: '2029-12-31' },
  },
});

/** Everything that the checker finds in an export of the office, and that comes out otherwise when it is computed again. */
async function found(office: Office): Promise<string[]> {
  const { folder, remove } = aFolder();
  const told: string[] = [];
  await exportOffice(office, folder);
  await checkExport(folder, { report: (line) => told.push(line) });
  const { policies, calendar } = replayRules(office.zone);
  for (const { id, head, events } of readLines(folder, 'applications')) {
    for (const { type } of events) happened.set(type, (happened.get(type) ?? 0) + 1);
    const { folded, findings } = replayStages(events);
    for (const { sequence, code, detail } of [...findings, ...(head ? compareHead(folded, head) : [])]) {
      told.push(`${id} ${sequence} ${code}: ${detail}`);
    }
    for (const score of replayScores(events, policies)) if (score.outcome !== 'same') told.push(JSON.stringify(score));
    for (const clock of replayClocks(events, calendar)) if (clock.outcome !== 'same') told.push(JSON.stringify(clock));
  }
  remove();
  return told;
}

describe('a zone with permits that were extended, changed and cancelled, and places of a quota', () => {
  test('has an export that stands every check', async () => {
    const office = await openOffice();
    const employer = await register(office);
    const permit = await issuedPermit(office, employer);
    const post = { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 400) };
    moveTo(office, addDays(permit.validTo, -60));
    await granted(office, await begunOn(office, 'extension', permit.number, { ...asks.extension, post }));
    await granted(office, await begunOn(office, 'change', permit.number, asks.newPost));
    await granted(office, await begunOn(office, 'cancellation', permit.number, asks.cancellation));
    moveTo(office, '2029-01-08');
    const [kept, given] = [graduateNamed('KEPT', '1'), graduateNamed('GIVEN', '2')];
    await waitingIn(office, 'issued', employer, kept);
    const withdrawn = await waitingIn(office, 'review', employer, given);
    expect(await found(office)).toEqual([]);
    const { folder, remove } = aFolder();
    await exportOffice(office, folder);
    expect(readLines(folder, 'quota').filter(({ sk }) => sk.startsWith('PLACE#'))).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ state: 'reserved', applicationId: withdrawn })]),
    );
    const told: string[] = [];
    writeLines(folder, 'quota', []);
    await checkExport(folder, { report: (line) => told.push(line) });
    expect(told.filter((line) => line.endsWith('which is not taken'))).toHaveLength(2);
    remove();
    await office.ask('employer', `POST /api/applications/${withdrawn}/withdraw`);
    expect(await found(office)).toEqual([]);
    await office.close();
  });
});

describe('whatever happens to the cases of a zone', () => {
  test('its export stands every check, and its past comes out the same', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history(6, 40), async (commands) => {
        const { office, cases } = await openCases();
        const ground = groundOf(office);
        for (const command of commands) await play(ground, cases, command);
        expect(await found(office)).toEqual([]);
        await office.close();
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  test('and a great deal did happen', () => {
    const plain = ['submitted', 'accepted', 'deemed-accepted', 'reviewed', 'approved', 'permit-issued', 'referred'];
    expect(plain.filter((type) => !happened.has(type))).toEqual([]);
  });
});
