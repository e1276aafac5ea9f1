import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDue, isStillDue } from '../../../infra/personal-data/due.ts';
import { eraseTargets, repeatErasures } from '../../../infra/personal-data/erase-run.ts';
import { keys } from '../../../shared/records/keys.ts';
import { readPermit } from '../../../shared/records/permit.ts';
import type { Item } from '../../../shared/records/table.ts';
import { aFolder, check, exportOffice } from '../../infra/audit/exported.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { draft, engineer, register, waitingIn } from '../../office/walk.ts';
import { dyingAt, openShelf } from './erasing.ts';

let office: Office;
let employer: string;
beforeEach(async () => {
  office = await openOffice();
  employer = await register(office);
});
afterEach(() => office.close());

const farAway = '2045-01-01';
const secrets = [
  engineer.form.applicant.familyName,
  engineer.form.applicant.passport.number,
  engineer.form.applicant.email,
];

const dueOn = (on: string) => findDue({ client: office.client, tableName: office.tableName, zone: office.zone }, on);

const run = (targets: Awaited<ReturnType<typeof dueOn>>, given: Parameters<typeof eraseTargets>[0], on = farAway) =>
  eraseTargets(given, targets, {
    why: 'retention',
    order: 'an-order',
    stillDue: (target) => isStillDue(office.table, office.zone, target, on),
  });

const given = (shelf = openShelf([]).shelf) => ({
  table: office.table,
  shelf,
  clock: office.clock,
  log: office.log.log,
});

/** Everything in the table that names the person, by key; notices and readings expire by themselves. */
const namingThePerson = async (): Promise<string[]> =>
  ((await office.items()) as Item[])
    .filter(({ pk }) => !/^(INBOX|READ|EMPLOYER|HANDLER|UNDELIVERED|REDELIVERY)#?/.test(pk))
    .filter((item) => secrets.some((secret) => JSON.stringify(item).includes(String(secret))))
    .map(({ pk, sk }) => `${pk} ${sk}`);

describe('what is past its retention', () => {
  it('is found on the day after its last day and not before; a case is kept as long as its permit', async () => {
    const issued = await waitingIn(office, 'issued', employer);
    const begun = await draft(office, employer);
    const permit = await readPermit(
      office.table,
      String((await office.table.get(keys.application(issued)))?.permitNumber),
    );
    expect(await dueOn('2027-11-23')).toEqual([]);
    expect(await dueOn('2027-11-24')).toMatchObject([{ what: 'application', id: begun, keptTo: '2027-11-23' }]);
    const years = `${Number(permit?.validTo.slice(0, 4)) + office.zone.retention.closedCaseYears}`;
    const last = `${years}${permit?.validTo.slice(4)}`;
    expect((await dueOn(last)).map(({ id }) => id)).toEqual([begun]);
    expect((await dueOn(farAway)).map(({ what, id }) => `${what} ${id}`).sort()).toEqual(
      [`application ${begun}`, `application ${issued}`, `person ${permit?.number}`].sort(),
    );
  });

  it('is gone with every version of its files; chains, permit number, dates and the register hold', async () => {
    const issued = await waitingIn(office, 'issued', employer);
    const begun = await draft(office, employer);
    const file = (id: string, name: string) => `documents/${id}/${name}`;
    const { shelf, kept } = openShelf([
      file(issued, 'a v1'),
      file(issued, 'a v2'),
      file(begun, 'b'),
      file('another', 'c'),
    ]);
    const before = await readPermit(
      office.table,
      String((await office.table.get(keys.application(issued)))?.permitNumber),
    );
    const [early, late] = [aFolder(), aFolder()];
    await exportOffice(office, early.folder);

    expect(await run(await dueOn(farAway), given(shelf))).toEqual({ erased: 3, kept: 0, failed: 0 });
    expect(await namingThePerson()).toEqual([]);
    expect([...kept]).toEqual([file('another', 'c')]);
    const { number, validTo, statusIndex, applicationId } = before ?? {};
    expect(await office.table.get(keys.permit(String(number)))).toMatchObject({
      number,
      validTo,
      statusIndex,
      applicationId,
    });
    expect(await office.table.get(keys.person(String(number)))).toMatchObject({ personId: number });

    await exportOffice(office, late.folder);
    const told = await check(late.folder, '--before', `${early.folder}/chain-heads.ndjson`);
    expect(told.said).toContain('findings     0');
    expect(await dueOn(farAway)).toEqual([]);
    early.remove();
    late.remove();
  });

  it('cannot be passed off: events that say they were erased without an erasure on record are found', async () => {
    const id = await waitingIn(office, 'issued', employer);
    await run(await dueOn(farAway), given());
    await office.table.delete(keys.erasure(1));
    const { folder, remove } = aFolder();
    await exportOffice(office, folder);
    const { said } = await check(folder);
    expect(said).toContain(`application ${id}: was erased, and no erasure of it is on record`);
    remove();
  });

  it('stays when something came to rest on it between the list and its turn', async () => {
    await waitingIn(office, 'issued', employer);
    const due = await dueOn(farAway);
    expect(await run(due, given(), '2030-01-01')).toEqual({ erased: 0, kept: due.length, failed: 0 });
    expect((await namingThePerson()).length).toBeGreaterThan(0);
  });

  it('is finished by the next run wherever the one before died, between any two writes', async () => {
    let deaths = 0;
    for (let n = 0; ; n++) {
      await office.close();
      office = await openOffice();
      employer = await register(office);
      await waitingIn(office, 'issued', employer);
      const { shelf } = openShelf([]);
      // Every sixth write: each kind of write is met, and the test stays short.
      const mortal = dyingAt(n * 6, office.table, shelf);
      const due = await dueOn(farAway);
      await run(due, { ...given(shelf), table: mortal.table, shelf: mortal.shelf }).catch(() => undefined);
      if (!mortal.died()) break;
      deaths += 1;
      await run(await dueOn(farAway), given(shelf));
      expect(await namingThePerson(), `after a death before write ${n * 6 + 1}`).toEqual([]);
      const { folder, remove } = aFolder();
      await exportOffice(office, folder);
      expect((await check(folder)).said, `after a death before write ${n * 6 + 1}`).toContain('findings     0');
      remove();
    }
    expect(deaths).toBeGreaterThan(3);
  }, 120_000);
});

describe('a restored table', () => {
  it('is erased again from the notes beside it, once, and what nobody ordered stays', async () => {
    await waitingIn(office, 'issued', employer);
    const begun = await draft(office, employer);
    const { shelf, notes } = openShelf([]);
    const backup = (await office.items()) as Item[];
    await run(
      (await dueOn(farAway)).filter(({ id }) => id !== begun),
      given(shelf),
    );
    expect(notes.size).toBe(2);

    for (const item of (await office.items()) as Item[]) await office.table.delete({ pk: item.pk, sk: item.sk });
    for (const item of backup) await office.table.put(item);
    expect((await namingThePerson()).length).toBeGreaterThan(1);
    expect(await repeatErasures(given(shelf))).toEqual({ erased: 2, failed: 0 });
    expect(await namingThePerson()).toEqual([`APPLICATION#${begun} FORM`]);
    expect(await repeatErasures(given(shelf))).toEqual({ erased: 0, failed: 0 });
  });
});
