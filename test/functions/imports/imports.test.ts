import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificateId, certificateItems, readCertificates } from '../../../shared/records/certificate.ts';
import { certificateRow, certificatesFile } from '../../certificates.ts';
import { imported, importNow, importProblems, startedImport, uploadedImport } from '../../office/imports.ts';
import { type Office, openOffice } from '../../office/office.ts';

const register = { register: 'required', source: 'a test' } as const;

let office: Office;
beforeEach(async () => {
  office = await openOffice({ zone: { certificates: register } });
});
afterEach(() => office.close());

const row = (n: number, otherwise = {}) =>
  certificateRow({
    number: `F-2016-${String(n).padStart(5, '0')}`,
    passportNumber: `U${String(n).padStart(7, '0')}`,
    ...otherwise,
  });
const manyRows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1));
const inRegister = async () =>
  (await office.items()).filter(({ pk, sk }) => pk.startsWith('CERTIFICATE#') && sk === 'CERTIFICATE');
const counts = async (...numbers: string[]) =>
  (
    await readCertificates(
      office.table,
      numbers.map((number) => certificateId('expert', number)),
    )
  ).length;

describe('a file that is in order', () => {
  test('is imported whole, and the import tells who brought it and when', async () => {
    const done = await imported(office, 'certificates', certificatesFile(manyRows(3)));
    expect(done).toMatchObject({
      kind: 'certificates',
      state: 'complete',
      rows: 3,
      applied: 3,
      problems: 0,
      encoding: 'utf-8',
      createdBy: 'supervisor-zhou',
      startedBy: 'supervisor-zhou',
      startedAt: '2026-11-23T02:00:00.000Z',
      endedAt: '2026-11-23T02:00:00.000Z',
    });
    expect(await inRegister()).toHaveLength(3);
    expect(await counts('F-2016-00001', 'F-2016-00002', 'F-2016-00003')).toBe(3);
  });

  test('may be written as spreadsheets in China write it', async () => {
    const headings = Object.keys(row(1)).join(',');
    const expertInGbk = [0xcd, 0xe2, 0xb9, 0xfa, 0xd7, 0xa8, 0xbc, 0xd2, 0xd6, 0xa4];
    const cells = ',F-1,SPECIMEN ELENA,uto,1988/3/1,u0000001,,,A,B,2016.3.1,2027-02-28';
    const body = Buffer.concat([Buffer.from(`${headings}\r\n`), Buffer.from(expertInGbk), Buffer.from(`${cells}\r\n`)]);
    const done = await imported(office, 'certificates', new Uint8Array(body));
    expect(done).toMatchObject({ state: 'complete', encoding: 'gb18030' });
    const [found] = await readCertificates(office.table, [certificateId('expert', 'F-1')]);
    expect(found?.certificate).toMatchObject({
      type: 'expert',
      birthDate: '1988-03-01',
      issuedOn: '2016-03-01',
      passport: { number: 'U0000001', issuingState: 'UTO' },
    });
  });

  test('is not imported a second time, whether that is seen at its announcement or in its content', async () => {
    const content = certificatesFile(manyRows(2));
    const sha256 = createHash('sha256').update(content).digest('hex');
    const first = await imported(office, 'certificates', content, { sha256 });
    expect(first).toMatchObject({ state: 'complete', sha256 });

    const body = { kind: 'certificates', fileName: 'again.csv', sha256 };
    const announced = await office.ask('supervisor', 'POST /api/imports', { body });
    expect([announced.status, announced.body.current]).toEqual([409, { importId: first.id, state: 'complete' }]);

    const again = await imported(office, 'certificates', content);
    expect(again).toMatchObject({ state: 'refused-with-problems', sameFileAs: first.id });
    expect(await importProblems(office, again.id)).toMatchObject([{ line: 0, code: 'same-file' }]);
    expect(await inRegister()).toHaveLength(2);
  });
});

describe('a file with anything wrong in it', () => {
  const bad = [
    row(1),
    row(2, { birthDate: '1988-02-30' }),
    row(3, { type: 'driving licence', passportNumber: 'U1 234-567' }),
    row(1),
    row(4, { name: '', expiresOn: '2015-01-01' }),
    row(5, { issuedOn: '2027-03-01' }),
    row(6, { nationality: 'XXZ', employerCode: '91110302GREEN00000' }),
  ];

  test('is not imported at all, and every bad row is told with its line, its column and why, in both languages', async () => {
    const refused = await imported(office, 'certificates', certificatesFile(bad));
    expect(refused).toMatchObject({ state: 'refused-with-problems', rows: 7, badRows: 6, applied: 0 });
    const problems = await importProblems(office, refused.id);
    expect(problems.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`)).toEqual([
      '3 birthDate invalid-day',
      '4 type not-an-option',
      '4 passportNumber passport-number',
      '5  row-twice',
      '6 name missing',
      '7 expiresOn wrong-order',
      '8 nationality country-code',
      '8 employerCode credit-code',
    ]);
    for (const { text } of problems) expect([text.zh, text.en].every((words) => words.length > 1)).toBe(true);
    expect(await inRegister()).toEqual([]);
    expect(JSON.stringify(problems)).not.toMatch(/SPECIMEN|U\d{7}|U1 234|driving/);
  });

  test('has a report to download that no spreadsheet runs', async () => {
    const file = certificatesFile(bad).replace('证件种类', '证件种类').replace('有效期至', '有效期至,=1+1');
    const refused = await imported(office, 'certificates', file.replaceAll('\r\n', ',\r\n').replace(',=1+1,', ',=1+1'));
    expect(refused.report.url).toContain(`imports/${refused.id}.problems-1.csv`);
    const report = office.shelf.text(`imports/${refused.id}.problems-1.csv`);
    const [, ...lines] = parse(report, { bom: true });
    expect(lines).toHaveLength(refused.problems);
    expect(lines.map(([line]) => Number(line))).toEqual(
      (await importProblems(office, refused.id)).map(({ line }) => line),
    );
    for (const cell of lines.flat()) expect(cell).not.toMatch(/^\s*[=+@-]/);
  });

  test('can be mended and brought again, and so can the same file once the register is in order', async () => {
    await imported(office, 'certificates', certificatesFile(bad));
    const mended = certificatesFile([row(1), row(2)]);
    expect(await imported(office, 'certificates', mended)).toMatchObject({ state: 'complete' });
    const clash = await imported(
      office,
      'certificates',
      certificatesFile([row(3), row(2, { expiresOn: '2027-03-31' })]),
    );
    expect(await importProblems(office, clash.id)).toMatchObject([
      { line: 3, column: 'number', code: 'already-registered' },
    ]);
    expect(await counts('F-2016-00003')).toBe(0);
  });

  test('of which the content is not what was announced is refused', async () => {
    const refused = await imported(office, 'certificates', certificatesFile([row(1)]), { sha256: 'a'.repeat(64) });
    expect(await importProblems(office, refused.id)).toMatchObject([{ line: 0, code: 'other-file' }]);
  });
});

describe('ten thousand rows', () => {
  test('that are all bad are each told with line, column and reason, on pages and in the report', async () => {
    const rows = manyRows(10_000).map((one) => ({ ...one, birthDate: '1988-13-01', authority: '' }));
    const began = performance.now();
    const refused = await imported(office, 'certificates', certificatesFile(rows));
    console.log(`10,000 bad rows: ${Math.round(performance.now() - began)} ms, ${refused.problems} problems`);
    expect(refused).toMatchObject({ state: 'refused-with-problems', rows: 10_000, badRows: 10_000, problems: 20_000 });
    const problems = await importProblems(office, refused.id);
    expect(problems).toHaveLength(20_000);
    expect(new Set(problems.map(({ line, column }) => `${line} ${column}`)).size).toBe(20_000);
    expect(problems[0]).toMatchObject({ line: 2, column: 'birthDate', code: 'invalid-day' });
    expect(problems.at(-1)).toMatchObject({ line: 10_001, column: 'authority', code: 'missing' });
    expect(office.shelf.text(`imports/${refused.id}.problems-1.csv`).split('\r\n')).toHaveLength(20_002);
    expect(await inRegister()).toEqual([]);
  }, 60_000);

  test('of which a hundred are bad are told apart, and none of the others is imported', async () => {
    const rows = manyRows(10_000).map((one, index) => (index % 100 === 41 ? { ...one, expiresOn: 'never' } : one));
    const refused = await imported(office, 'certificates', certificatesFile(rows));
    expect((await importProblems(office, refused.id)).map(({ line }) => line)).toEqual(
      Array.from({ length: 100 }, (_, index) => index * 100 + 43),
    );
    expect(await inRegister()).toEqual([]);
  }, 60_000);

  test('that are in order are imported in one round or in several, each once', async () => {
    const id = await startedImport(office, 'certificates', certificatesFile(manyRows(10_000)));
    let asked = 0;
    const began = performance.now();
    // The first round runs out of time after some batches.
    await office.workOnImports(() => (++asked < 40 ? 50_000 : 0));
    const halfWay = await importNow(office, id);
    expect(halfWay).toMatchObject({ state: 'applying', rows: 10_000 });
    expect(halfWay.applied).toBeGreaterThan(0);
    expect(halfWay.applied).toBeLessThan(10_000);
    expect(await counts('F-2016-00001')).toBe(0);
    await office.workOnImports();
    console.log(`10,000 good rows: ${Math.round(performance.now() - began)} ms`);
    expect(await importNow(office, id)).toMatchObject({ state: 'complete', applied: 10_000 });
    expect(await inRegister()).toHaveLength(10_000);
    expect(await counts('F-2016-00001', 'F-2016-10000')).toBe(2);
  }, 60_000);
});

describe('a death', () => {
  test('at any write leaves nothing that counts, and the next round completes it with nothing twice', async () => {
    const content = certificatesFile(manyRows(100));
    const id = await startedImport(office, 'certificates', content);
    let deaths = 0;
    for (let round = 0; ; round++) {
      let writes = 0;
      const dying = round;
      office.hooks.before = (operation) => {
        if (!/Put|Update|Transact|Delete/.test(operation)) return;
        if (writes++ === dying % 4) throw new Error('the function died');
      };
      await office.workOnImports();
      office.hooks.before = undefined;
      const { state, applied } = await importNow(office, id);
      if (state === 'complete') break;
      deaths += 1;
      expect(await counts('F-2016-00001', 'F-2016-00100'), `after ${applied} rows`).toBe(0);
      expect(deaths).toBeLessThan(50);
    }
    expect(deaths).toBeGreaterThan(3);
    const items = await inRegister();
    expect(items).toHaveLength(100);
    expect(new Set(items.map(({ line }) => line)).size).toBe(100);
    expect(await importNow(office, id)).toMatchObject({ state: 'complete', rows: 100, applied: 100 });
    expect(await counts('F-2016-00001', 'F-2016-00100')).toBe(2);
  });

  test('after a write that was kept, before its answer came, repeats nothing either', async () => {
    const id = await startedImport(office, 'certificates', certificatesFile(manyRows(100)));
    const { transact } = office.table;
    let answers = 0;
    office.table.transact = async (steps) => {
      const outcome = await transact(steps);
      answers += 1;
      if (answers === 2) throw new Error('the answer was lost');
      return outcome;
    };
    await office.workOnImports();
    expect(await importNow(office, id)).toMatchObject({ state: 'applying', applied: 45 });
    await office.workOnImports();
    expect(await importNow(office, id)).toMatchObject({ state: 'complete', applied: 100 });
    expect(await inRegister()).toHaveLength(100);
  });

  test('of nobody: two rounds at the same time import each row once', async () => {
    const id = await startedImport(office, 'certificates', certificatesFile(manyRows(300)));
    await Promise.all([office.workOnImports(), office.workOnImports(), office.workOnImports()]);
    for (let round = 0; round < 3; round++) await office.workOnImports();
    expect(await importNow(office, id)).toMatchObject({ state: 'complete', applied: 300 });
    expect(await inRegister()).toHaveLength(300);
  });
});

describe('imports of one kind', () => {
  test('are worked on one after the other, so that the second is checked against the first', async () => {
    const first = await startedImport(office, 'certificates', certificatesFile(manyRows(200)));
    office.clock.advance(1000);
    const second = await startedImport(office, 'certificates', certificatesFile([row(1), row(900)]));
    let asked = 0;
    await office.workOnImports(() => (++asked < 4 ? 50_000 : 0));
    expect((await importNow(office, first)).state).toBe('applying');
    expect((await importNow(office, second)).state).toBe('checking');
    await office.workOnImports();
    expect((await importNow(office, first)).state).toBe('complete');
    expect(await importProblems(office, second)).toMatchObject([{ line: 2, code: 'already-registered' }]);
  });

  test('are listed, the latest first, page by page', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 3; n++) {
      ids.unshift(await uploadedImport(office, 'certificates', certificatesFile([row(n)])));
      office.clock.advance(1000);
    }
    const first = await office.ask('admin', 'GET /api/imports', { query: { limit: '2' } });
    const rest = await office.ask('admin', 'GET /api/imports', { query: { limit: '2', cursor: first.body.next } });
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);
    const foreign = await office.ask('admin', 'GET /api/imports', { query: { cursor: 'bm90IGEgY3Vyc29y' } });
    expect(foreign.status).toBe(400);
  });
});

describe('an import that is given up', () => {
  test('before it is complete leaves nothing that counts or stands in the way of the next', async () => {
    const id = await startedImport(office, 'certificates', certificatesFile(manyRows(200)));
    let asked = 0;
    await office.workOnImports(() => (++asked < 4 ? 50_000 : 0));
    const cancelled = await office.ask('admin', `POST /api/imports/${id}/cancel`, { body: { reason: '文件有误' } });
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelledBy: 'admin-xu', reason: '文件有误' });
    expect((await inRegister()).length).toBeGreaterThan(0);
    await office.workOnImports();
    expect(await counts('F-2016-00001')).toBe(0);

    const again = await imported(office, 'certificates', certificatesFile(manyRows(200)));
    expect(again).toMatchObject({ state: 'complete', applied: 200 });
    expect(await counts('F-2016-00001', 'F-2016-00200')).toBe(2);
    expect((await office.ask('admin', `POST /api/imports/${again.id}/cancel`, { body: { reason: 'x' } })).status).toBe(
      409,
    );
  });

  test('by itself, where a row meets what others registered since the check, tells which', async () => {
    const id = await startedImport(office, 'certificates', certificatesFile(manyRows(100)));
    let asked = 0;
    await office.workOnImports(() => (++asked < 3 ? 50_000 : 0));
    const [item] = certificateItems(
      {
        type: 'expert',
        number: 'F-2016-00090',
        name: 'SAMPLE, TOM',
        nationality: 'UTO',
        birthDate: '1970-01-01',
        passport: { number: 'U9999999', issuingState: 'UTO' },
        employerName: '样例',
        authority: '样例',
        issuedOn: '2016-01-01',
        expiresOn: '2027-01-01',
      },
      '2026-11-23',
    );
    if (!item) throw new Error('a certificate has no item');
    await office.table.put(item);
    await office.workOnImports();
    expect(await importNow(office, id)).toMatchObject({ state: 'refused-with-problems' });
    expect(await importProblems(office, id)).toMatchObject([{ line: 91, code: 'registered-meanwhile' }]);
    expect(await counts('F-2016-00001')).toBe(0);
    const without = certificatesFile(manyRows(100).filter(({ number }) => number !== 'F-2016-00090'));
    expect(await imported(office, 'certificates', without)).toMatchObject({ state: 'complete', applied: 99 });
  });
});

describe('who may import', () => {
  test('are supervisors and administrators, with a second factor; nobody else learns of an import', async () => {
    const id = await uploadedImport(office, 'certificates', certificatesFile([row(1)]));
    for (const who of ['employer', 'applicant', 'front', 'back', 'decider', 'inspector'] as const) {
      expect((await office.ask(who, `GET /api/imports/${id}`)).status).toBe(403);
    }
    expect((await office.ask(undefined, `GET /api/imports/${id}`)).status).toBe(401);
    expect((await office.ask('admin', `GET /api/imports/${id}`)).status).toBe(200);
  });

  test('see the kinds that their zone offers, with every column', async () => {
    const { body } = await office.ask('admin', 'GET /api/import-kinds');
    expect(body.items.map(({ id }: { id: string }) => id)).toContain('certificates');
    expect(body.limits).toEqual({ maximumBytes: 10_485_760, maximumRows: 20_000 });
    const other = await office.ask('admin', 'POST /api/imports', { body: { kind: 'horoscopes', fileName: 'a.csv' } });
    expect([other.status, other.body.problems[0].path]).toEqual([400, 'kind']);
  });

  test('start what has arrived, once, and a repeated announcement leads to the same import', async () => {
    const headers = { 'Idempotency-Key': 'one' };
    const body = { kind: 'certificates', fileName: 'a.csv' };
    const first = await office.ask('supervisor', 'POST /api/imports', { body, headers });
    const again = await office.ask('supervisor', 'POST /api/imports', { body, headers });
    expect(again.body.import.id).toBe(first.body.import.id);
    const other = { body: { ...body, fileName: 'b.csv' }, headers };
    expect((await office.ask('supervisor', 'POST /api/imports', other)).status).toBe(422);

    const { id } = first.body.import;
    const early = await office.ask('supervisor', `POST /api/imports/${id}/start`);
    expect([early.status, early.body.current]).toEqual([409, { state: 'awaiting-file' }]);
    office.shelf.post(first.body.upload.fields, new TextEncoder().encode(certificatesFile([row(1)])));
    expect((await office.ask('supervisor', `POST /api/imports/${id}/start`)).body.state).toBe('checking');
    await office.workOnImports();
    const late = await office.ask('supervisor', `POST /api/imports/${id}/start`);
    expect([late.status, late.body.state]).toEqual([202, 'complete']);
    await office.workOnImports();
    expect(await inRegister()).toHaveLength(1);
  });

  test('cannot have what was checked changed behind their back: a second upload is not what is imported', async () => {
    const body = { kind: 'certificates', fileName: 'a.csv' };
    const { import: announced, upload } = (await office.ask('supervisor', 'POST /api/imports', { body })).body;
    const bytes = (n: number) => new TextEncoder().encode(certificatesFile([row(n)]));
    office.shelf.post(upload.fields, bytes(1));
    await office.ask('supervisor', `POST /api/imports/${announced.id}/start`);
    office.shelf.post(upload.fields, bytes(2));
    await office.workOnImports();
    expect([await counts('F-2016-00001'), await counts('F-2016-00002')]).toEqual([1, 0]);
  });
});

test('one import that fails keeps no other from its turn, and is tried again', async () => {
  const id = await startedImport(office, 'certificates', certificatesFile([row(1)]));
  office.hooks.before = (operation) => {
    if (operation === 'UpdateItem') throw new Error('no');
  };
  await office.workOnImports();
  office.hooks.before = undefined;
  expect(office.log.codes()).toContain('import-failed');
  expect((await importNow(office, id)).state).toBe('checking');
  await office.workOnImports();
  expect((await importNow(office, id)).state).toBe('complete');
});
