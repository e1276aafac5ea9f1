import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leave, restore, staffRole, suspend } from '../../office/leading.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { aFolder, check, exportOffice, type Lines, readLines, writeLines } from './exported.ts';

let office: Office;
let place: ReturnType<typeof aFolder>;
beforeEach(async () => {
  place = aFolder();
  office = await openOffice();
  await suspend(office, { scope: { categories: ['C'] } });
  await staffRole(office, 'back-chen', 'end', 'back-officer');
  const week = { role: 'decider', from: '2026-11-23', to: '2026-11-27', coveredBy: 'decider-ma' };
  await leave(office, 'decider-sun', week);
  await restore(office);
  await exportOffice(office, place.folder);
});
afterEach(async () => {
  place.remove();
  await office.close();
});

const events = (lines: Lines): Lines => lines.filter(({ pk, sk }) => pk === 'OFFICE' && sk.startsWith('EVENT#'));

/** What the checker says when somebody changed what happened to the office. */
async function spoilt(change: (lines: Lines) => Lines): Promise<string> {
  writeLines(place.folder, 'others', change(readLines(place.folder, 'others')));
  return (await check(place.folder)).said;
}

describe('what happened to the office', () => {
  test('is part of an export, and the checker follows its chain to the standing', async () => {
    expect(events(readLines(place.folder, 'others')).map(({ type }) => type)).toEqual([
      'delegation-suspended',
      'role-ended',
      'leave-recorded',
      'delegation-restored',
    ]);
    const { code, said } = await check(place.folder);
    expect([code, said]).toEqual([0, expect.stringContaining('findings     0')]);
  });

  test('told otherwise afterwards is found', async () => {
    const said = await spoilt((lines) => {
      events(lines)[0].data.reason.en = 'Nothing in particular';
      return lines;
    });
    expect(said).toContain('OFFICE EVENT#000001: is not what its hash was made of');
  });

  test('left out in the middle or at the end is found', async () => {
    const without = (number: string) => spoilt((lines) => lines.filter(({ sk }) => sk !== `EVENT#00000${number}`));
    expect(await without('2')).toContain('OFFICE EVENT#000003: does not follow');
    expect(await without('4')).toContain('OFFICE STANDING: says otherwise than the events of the office');
  });
});
