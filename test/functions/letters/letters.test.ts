import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { letters } from '../../../functions/letters/letters.ts';
import { announcedPauses } from '../../../shared/domain/application/pauses.ts';
import { letterWording } from '../../../shared/policy/letters/wording.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { updateEmployer } from '../../../shared/records/employer.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { asks, begunOn, granted, issuedPermit, moveTo } from '../../office/permits.ts';
import {
  completeDraft,
  declare,
  draft,
  engineer,
  give,
  giveMissing,
  read,
  register,
  steps,
  submitted,
  waitingIn,
} from '../../office/walk.ts';
import { pagesOfText, squeezed } from '../../pdf-text.ts';
import { fonts } from '../../typefaces.ts';
import { etownZone, proceduresOf } from '../../zone-rules.ts';

type Line = {
  number: string;
  kind: string;
  date: string;
  title: { zh: string; en: string };
  links: { zh: string; en: string };
};

let office: Office;
let employerId: string;
const open = async (zone?: Partial<ZoneFile>) => {
  office = await openOffice(zone ? { zone } : {});
  employerId = await register(office);
};
beforeEach(() => open());
afterEach(() => office.close());

const listed = async (id: string, who: Who = 'employer'): Promise<Line[]> =>
  (await office.ask(who, `GET /api/applications/${id}/letters`)).body.items;
const kinds = async (id: string, who: Who = 'employer') => (await listed(id, who)).map(({ kind }) => kind);
const ask = (who: Who, id: string, number: string, query?: Record<string, string>) =>
  office.ask(who, `GET /api/applications/${id}/letters/${number}.pdf`, query ? { query } : {});
const bytesOf = async (who: Who, id: string, number: string, language = 'zh') => {
  const answer = await ask(who, id, number, { language });
  expect(answer.status).toBe(200);
  return Buffer.from(answer.body, 'base64');
};
const textOf = async (id: string, kind: string, language = 'zh', who: Who = 'employer') => {
  const letter = (await listed(id, who)).findLast((line) => line.kind === kind);
  if (!letter) throw new Error(`there is no letter of the kind ${kind}`);
  return (await pagesOfText(await bytesOf(who, id, letter.number, language))).join('');
};
const act = async (who: Who, id: string, action: string, body: object) => {
  const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, { body });
  if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
  await office.machine.settle();
};

const reason = {
  code: 'unproven',
  rule: '《外国人来华工作许可服务指南》第三条',
  text: { zh: '工作资历证明无法核实。', en: 'The proof of experience could not be verified.' },
};
const deficiency = {
  path: 'document.contract',
  code: 'unreadable',
  text: { zh: '合同第3页看不清签名。', en: 'The signature on page 3 of the contract cannot be read.' },
  remedy: { zh: '请重新扫描。', en: 'Please scan it again.' },
};
const announcement = { zh: '请三位专家评审。', en: 'Three experts will judge it.' };

describe('the letters of a plain case', () => {
  test('are the receipt, the acceptance, the grant and the notification letter, numbered by their events', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    const { receiptNumber } = await read(office, 'employer', id);
    expect((await listed(id)).map(({ number, kind, date }) => [number, kind, date])).toEqual([
      [`${receiptNumber}-02`, 'receipt', '2026-11-23'],
      [`${receiptNumber}-03`, 'acceptance', '2026-11-23'],
      [`${receiptNumber}-05`, 'grant', '2026-11-23'],
      [`${receiptNumber}-06`, 'notification-letter', '2026-11-23'],
    ]);
    const { body } = await office.ask('applicant', `GET /api/applications/${id}/timeline`);
    expect(body.items.map(({ letter }: { letter?: string }) => letter)).toEqual([
      undefined,
      `${receiptNumber}-02`,
      `${receiptNumber}-03`,
      `${receiptNumber}-05`,
      `${receiptNumber}-06`,
    ]);
  });

  test('are found under the links of the list, in both languages', async () => {
    const id = await submitted(office, employerId);
    const [receipt] = await listed(id);
    const [path, query = ''] = (receipt?.links.en ?? '').split('?');
    const answer = await office.ask('employer', `GET ${path}`, {
      query: Object.fromEntries(new URLSearchParams(query)),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-language': 'en',
      'cache-control': 'no-store',
      'content-disposition': `inline; filename="${receipt?.number}.en.pdf"`,
    });
    expect((await pagesOfText(Buffer.from(answer.body, 'base64')))[0]).toContain('Receiptofanapplication');
  });

  test('come in the reader’s own language where none is named', async () => {
    const id = await submitted(office, employerId);
    const [receipt] = await listed(id);
    const path = `GET /api/applications/${id}/letters/${receipt?.number}.pdf`;
    const english = await office.ask('employer', path, { headers: { 'Accept-Language': 'en-GB' } });
    expect(english.headers['content-language']).toBe('en');
    expect((await office.ask('employer', path)).headers['content-language']).toBe('zh');
    expect((await ask('employer', id, receipt?.number ?? '', { language: 'fr' })).status).toBe(400);
  });

  test('the receipt lists what lay before the office when it was given', async () => {
    const id = await submitted(office, employerId);
    const text = await textOf(id, 'receipt');
    const { checklist } = await read(office, 'employer', id);
    for (const { label, state } of checklist) if (state === 'uploaded') expect(text).toContain(squeezed(label.zh));
    expect(text).toContain('第1次');
    expect(text).toContain('2026年11月27日');
    expect(text).toContain('逾期不告知的，自收到申请材料之日起即为受理');
  });

  test('the acceptance names the promised day and the ceiling', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const text = await textOf(id, 'acceptance');
    expect(text).toContain('承诺办结日期2026年11月26日');
    expect(text).toContain('法定期限届满日2026年12月21日');
    expect(text).toContain('类别B类');
    expect(await textOf(id, 'acceptance', 'en')).toContain('Promiseddecision26November2026');
  });

  test('the grant and the notification letter say what was granted', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    const { permitNumber, form } = await read(office, 'employer', id);
    const grant = await textOf(id, 'grant');
    expect(grant).toContain('2026年12月23日至2028年12月22日');
    expect(grant).toContain('本类别的最长期限');
    const letter = await textOf(id, 'notification-letter');
    for (const said of [
      permitNumber,
      form.applicant.passport.number,
      squeezed(form.post.workplace),
      '24个月',
      '6个月内有效',
      '不是签证',
    ]) {
      expect(letter).toContain(said);
    }
  });

  test('somebody who is in China already gets no notification letter', async () => {
    const inChina = {
      ...engineer,
      form: { ...engineer.form, entry: 'inside-china' as const, answers: { groundInsideChina: 'family' } },
    };
    const id = await waitingIn(office, 'issued', employerId, inChina);
    expect(await kinds(id)).toEqual(['receipt', 'acceptance', 'grant']);
  });
});

describe('letters about what does not go straight', () => {
  test('a return is announced by one complete notice; handing it in again gives a second receipt', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
    const text = await textOf(id, 'complete-notice');
    expect(text).toContain('以下1项内容');
    expect(text).toContain('1.合同第3页看不清签名。补正办法：请重新扫描。');
    expect(text).toContain('预审期限自重新提交之日起计算');
    await steps.submit(office, id);
    expect(await kinds(id)).toEqual(['receipt', 'complete-notice', 'receipt']);
    expect(await textOf(id, 'receipt')).toContain('第2次');
  });

  test('a return in review says that the acceptance stands; what is handed in then is received as that', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await act('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency] });
    expect(await textOf(id, 'complete-notice')).toContain('申请的受理继续有效');
    await steps.submit(office, id);
    expect(await textOf(id, 'receipt')).toContain('补正材料，本机关已经收到');
    expect(await textOf(id, 'receipt')).not.toContain('不表示申请已经受理');
  });

  test('a refusal to accept states its reasons and remedies', async () => {
    const id = await submitted(office, employerId);
    const { documents } = await read(office, 'front', id);
    const paper = documents.find(({ kind }: { kind: string }) => kind === 'contract');
    await act('front', id, 'preliminary-review', {
      decision: 'refuse-acceptance',
      reasons: [{ ...reason, documentId: paper.id }],
    });
    const text = await textOf(id, 'acceptance-refusal');
    expect(text).toContain('工作资历证明无法核实。依据：《外国人来华工作许可服务指南》第三条所涉材料：');
    expect(text).toContain('行政复议');
  });

  test('a refusal is announced first, then decided; both state the reasons', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    const { respondBy } = await read(office, 'employer', id);
    const [year, month, day] = respondBy.on.split('-').map(Number);
    const announced = await textOf(id, 'intended-refusal');
    expect(announced).toContain('这不是最终决定');
    expect(announced).toContain(`${year}年${month}月${day}日前`);
    await steps.reply(office, id);
    await act('decider', id, 'conclude', { decision: 'refuse', reasons: [reason] });
    const refused = await textOf(id, 'refusal');
    expect(refused).toContain('本机关决定不予行政许可');
    expect(refused).toContain('依据：《外国人来华工作许可服务指南》第三条');
    expect(refused).toContain('行政诉讼');
  });

  test('a case that was reopened counts as accepted no more until it is accepted again', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    await steps.reply(office, id);
    await act('decider', id, 'conclude', { decision: 'refuse', reasons: [reason] });
    await act('supervisor', id, 'reopen', { basis: 'judgment', reason: { zh: '法院判决。', en: 'A judgment.' } });
    await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
    expect(await textOf(id, 'complete-notice')).not.toContain('受理继续有效');
    expect(await textOf(id, 'complete-notice')).toContain('预审期限');
  });

  test.each(announcedPauses)('a pause for %s is told in writing, with its time', async (kind) => {
    const id = await waitingIn(office, 'review', employerId);
    await act('back', id, 'pause', { kind, announcement, until: '2026-12-10' });
    const text = await textOf(id, 'pause');
    expect(text).toContain(squeezed(`需要进行${letterWording('2026-11').phrases.pauseKinds[kind]?.zh}`));
    expect(text).toContain('请三位专家评审。');
    expect(text).toContain('2026年12月10日（含当日）');
    expect(text).toContain('第四十五条');
  });

  test('more time is told with its reason and the new days', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await act('supervisor', id, 'extend-time', {
      workingDays: 5,
      reason: { zh: '认证机构尚未答复。', en: 'No answer yet.' },
    });
    const { clock } = await read(office, 'employer', id);
    const text = await textOf(id, 'time-extension');
    expect(text).toContain('认证机构尚未答复。');
    expect(text).toContain('延长5个工作日');
    const [year, month, day] = clock.promisedOn.split('-').map(Number);
    expect(text).toContain(`新的承诺办结日期${year}年${month}月${day}日`);
  });

  test('an acceptance by law says that the law accepted', async () => {
    const id = await submitted(office, employerId);
    moveTo(office, '2026-12-01');
    await office.machine.timeOut();
    await office.machine.settle();
    const text = await textOf(id, 'deemed-acceptance');
    expect(text).toContain('即2026年11月23日起视为受理');
    expect(text).toContain('由法律规定直接产生');
    expect(await textOf(id, 'deemed-acceptance', 'en')).toContain(squeezed('By art. 32(4)'));
  });
});

describe('letters about a permit', () => {
  test('an extension that was not decided in time is granted by law, and its letter says so', async () => {
    const { number } = await issuedPermit(office, employerId);
    moveTo(office, '2028-10-20');
    const id = await begunOn(office, 'extension', number, {
      ...asks.extension,
      applicant: { passport: { expiresOn: '2033-03-23' } },
      post: { contractFrom: '2028-12-23', contractTo: '2029-12-22' },
    });
    await steps.submit(office, id);
    await steps.accept(office, id);
    moveTo(office, '2028-12-23');
    for (let step = 0; step < 4; step += 1) {
      await office.machine.timeOut();
      await office.machine.settle();
      await office.sweep();
    }
    expect(await kinds(id)).toContain('deemed-grant');
    const text = await textOf(id, 'deemed-grant');
    expect(text).toContain('视为准予延续');
    expect(text).toContain('2028年12月23日至2029年12月22日');
    expect(await kinds(id)).not.toContain('notification-letter');
  });

  test('a cancellation is certified when it is done, by nothing before', async () => {
    const { number } = await issuedPermit(office, employerId);
    const id = await begunOn(office, 'cancellation', number, asks.cancellation);
    await granted(office, id);
    expect(await kinds(id)).toEqual(['receipt', 'acceptance', 'cancellation-certificate']);
    const text = await textOf(id, 'cancellation-certificate');
    expect(text).toContain(number);
    expect(text).toContain('注销日期2026年11月23日');
  });

  test('what the holder of a dissolved employer files alone is answered to the holder alone', async () => {
    const { number } = await issuedPermit(office, employerId);
    const dissolved = { answers: { reason: 'employer-dissolved' } };
    const id = await begunOn(office, 'cancellation', number, dissolved, 'applicant');
    await granted(office, id, 'applicant');
    expect(await kinds(id, 'applicant')).toEqual(['receipt', 'acceptance', 'cancellation-certificate']);
    const text = await textOf(id, 'receipt', 'zh', 'applicant');
    expect(text).toContain(squeezed('SPECIMEN, ELENA MARIA：您于2026年11月23日提交'));
    expect(await listed(id)).toEqual([]);
    const [receipt] = await listed(id, 'applicant');
    expect((await ask('employer', id, receipt?.number ?? '')).status).toBe(404);
  });

  test('a change and a new copy are granted by a decision', async () => {
    const { number } = await issuedPermit(office, employerId);
    moveTo(office, '2026-12-24');
    const changed = await begunOn(office, 'change', number, asks.newPost);
    await granted(office, changed);
    expect(await textOf(changed, 'grant')).toContain('决定准予变更');
    const again = await begunOn(office, 'reissue', number, asks.reissue);
    await granted(office, again);
    expect(await textOf(again, 'grant')).toContain('决定准予补发');
  });
});

test('the registration of an employer is confirmed, to the employer alone', async () => {
  const sample = { employer: { ...engineer.employer, unifiedSocialCreditCode: '91110302GREENPA270' } };
  const declared = await declare(office, 'otherEmployer', sample);
  const begun = await office.ask('otherEmployer', 'POST /api/applications', {
    body: { procedure: 'employer-registration', employerId: declared, answers: { sectorLicence: 'no' } },
  });
  expect(begun.status).toBe(201);
  const { id } = begun.body;
  await giveMissing(office, id, 'otherEmployer');
  await granted(office, id, 'otherEmployer');
  expect(await kinds(id, 'otherEmployer')).toEqual(['receipt', 'acceptance', 'employer-confirmation']);
  const text = await textOf(id, 'employer-confirmation', 'zh', 'otherEmployer');
  expect(text).toContain('91110302GREENPA270');
  expect(text).toContain('单位信息已经登记');
  expect(await textOf(id, 'receipt', 'zh', 'otherEmployer')).not.toContain('申请人SPECIMEN');
});

describe('a letter stays what it was', () => {
  test('when employer, form, documents and zone have changed since, to the byte', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
    const before = await listed(id);
    const bytes = await Promise.all(before.map(({ number }) => bytesOf('employer', id, number)));

    office.clock.advance(3_600_000);
    await updateEmployer(office.table, employerId, { name: { zh: '改名后的公司' } }, '2026-11-23T03:00:00.000Z');
    const saved = await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: { applicant: { familyName: 'Renamed' }, post: { workplace: '别处' } },
    });
    expect(saved.status).toBe(200);
    const [document] = (await read(office, 'employer', id)).documents;
    await office.ask('employer', `DELETE /api/applications/${id}/documents/${document.id}`);
    await give(office, id, [document.kind]);
    const elsewhere = letters({
      table: office.table,
      clock: office.clock,
      zone: etownZone({
        authority: { zh: '改组后的机关', en: 'Another authority' },
        contact: { ...office.zone.contact, phone: '110' },
      }),
      procedures: proceduresOf(office.zone),
      log: office.log.log,
      fonts: () => fonts,
    });
    for (const [index, { number }] of before.entries()) {
      expect((await bytesOf('employer', id, number)).equals(bytes[index] ?? Buffer.alloc(0))).toBe(true);
      const answer = await elsewhere.readLetter({
        parameters: { id, file: `${number}.pdf` },
        query: {},
        body: undefined,
        principal: { ...people.employer, roles: ['employer'] },
        language: 'zh',
        address: '192.0.2.1',
      });
      if (!answer.ok) throw new Error('the letter was refused');
      expect(Buffer.from(answer.value.raw?.content as Uint8Array).equals(bytes[index] ?? Buffer.alloc(0))).toBe(true);
    }
    await steps.submit(office, id);
    const [again] = await listed(id);
    expect((await bytesOf('employer', id, again?.number ?? '')).equals(bytes[0] ?? Buffer.alloc(0))).toBe(true);
    expect(await textOf(id, 'receipt')).toContain('改名后的公司');
  });

  test('unless somebody touched the record: then there is no letter', async () => {
    const id = await submitted(office, employerId);
    const [receipt] = await listed(id);
    const kept = (await office.items()).find(({ sk }) => sk.startsWith('LETTERHEAD#'));
    await office.table.put({ ...kept, pk: kept?.pk ?? '', sk: kept?.sk ?? '', applicant: 'SOMEBODY ELSE' });
    expect((await ask('employer', id, receipt?.number ?? '')).status).toBe(500);
  });

  test('costs its event 17 bytes, and the letterhead is written once for all of them', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    const heads = (await office.items()).filter(({ sk }) => sk.startsWith('LETTERHEAD#'));
    expect(heads).toHaveLength(1);
    const marks = (await readEvents(office.table, id)).flatMap(({ data }) => data.letter ?? []);
    expect(new Set(marks)).toEqual(new Set([heads[0]?.sk.slice('LETTERHEAD#'.length)]));
    expect(marks).toHaveLength(3);
  });
});

describe('a letter is for', () => {
  const notFound = { type: 'urn:greenpath:problem:not-found', title: '未找到', status: 404 };

  test('its parties and the office; for everybody else it does not exist', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const [receipt] = await listed(id);
    const number = receipt?.number ?? '';
    for (const who of ['employer', 'applicant', 'front', 'back', 'decider', 'supervisor'] as const) {
      expect((await ask(who, id, number)).status).toBe(200);
      expect(await kinds(id, who)).toEqual(['receipt', 'acceptance']);
    }
    for (const who of ['otherEmployer', 'otherApplicant'] as const) {
      const answer = await ask(who, id, number);
      expect([answer.status, answer.body]).toEqual([404, notFound]);
      expect((await office.ask(who, `GET /api/applications/${id}/letters`)).status).toBe(404);
    }
    for (const who of ['inspector', 'admin'] as const) expect((await ask(who, id, number)).status).toBe(403);
    expect((await ask(undefined, id, number)).status).toBe(401);
  });

  test.each(['-01', '-04', '-99', '-2', '', '-02.pdf', '-02%00'])(
    'an event that has none, or none at all: %s',
    async (end) => {
      const id = await waitingIn(office, 'conclusion', employerId);
      const { receiptNumber } = await read(office, 'employer', id);
      const answer = await ask('employer', id, `${receiptNumber}${end}`);
      expect([answer.status, answer.body]).toEqual([404, notFound]);
    },
  );

  test('nobody while the application is a draft', async () => {
    const id = await draft(office, employerId);
    expect(await listed(id)).toEqual([]);
    expect((await office.ask('front', `GET /api/applications/${id}/letters`)).status).toBe(404);
  });

  test('the applicant whom it named: who takes another’s place in the form sees none of theirs', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency] });
    const { number = '' } = (await listed(id))[0] ?? {};
    await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: { applicant: { email: people.otherApplicant.email } },
    });
    expect(await kinds(id, 'otherApplicant')).toEqual([]);
    expect((await ask('otherApplicant', id, number)).status).toBe(404);
    await steps.submit(office, id);
    expect(await kinds(id, 'otherApplicant')).toEqual(['receipt']);
    expect(await kinds(id)).toEqual(['receipt', 'complete-notice', 'receipt']);
  });

  test('officers with a record of it: who, which letter, before it is shown', async () => {
    const id = await submitted(office, employerId);
    const { number = '' } = (await listed(id))[0] ?? {};
    const readings = async () =>
      (await office.items()).filter(({ pk, what }) => pk.startsWith('READ#') && what === 'letter');
    await ask('employer', id, number);
    await ask('applicant', id, number);
    await listed(id, 'back');
    expect(await readings()).toEqual([]);
    await ask('back', id, number);
    expect(await readings()).toEqual([expect.objectContaining({ by: 'back-chen', id, letter: number })]);
    office.hooks.before = (operation, body) => {
      if (operation === 'PutItem' && JSON.stringify(body).includes('READ#')) throw new Error('the table is full');
    };
    expect((await ask('back', id, number)).status).toBe(500);
    office.hooks.before = undefined;
  });
});

test('nothing that the office wrote for itself is in any letter', async () => {
  const secret = 'INTERNALNOTE';
  const id = await submitted(office, employerId);
  await office.ask('front', `POST /api/applications/${id}/claim`);
  await steps.accept(office, id, { note: `${secret}1 内部意见` });
  const { evidenceNeeded, documents } = await read(office, 'back', id);
  const evidence = evidenceNeeded.flatMap(({ item, provenBy }: { item: string; provenBy: string[][] }) =>
    provenBy.flatMap((papers) => {
      const paper = documents.find(({ kind }: { kind: string }) => papers.includes(kind));
      return paper ? [{ item, documentId: paper.id }] : [];
    }),
  );
  await act('back', id, 'review', {
    recommendation: 'refuse',
    reasons: [{ ...reason, code: 'secret-reason', text: { zh: `${secret}2`, en: `${secret}2` } }],
    evidence,
    note: `${secret}3`,
  });
  await act('decider', id, 'conclude', { decision: 'approve', departure: `${secret}4`, evidence, note: `${secret}5` });
  const found = await listed(id);
  expect(found.map(({ kind }) => kind)).toEqual(['receipt', 'acceptance', 'grant', 'notification-letter']);
  for (const { number } of found) {
    for (const language of ['zh', 'en']) {
      const bytes = await bytesOf('employer', id, number, language);
      expect((await pagesOfText(bytes)).join('')).not.toContain(secret);
      expect(bytes.toString('latin1')).not.toMatch(/INTERNALNOTE|front-li|back-chen|decider-sun/);
    }
  }
});

describe('what no letter can print', () => {
  const unprintable = (body: { problems: { path: string; message: string }[] }) =>
    body.problems.map(({ path, message }) => [path, message]);

  test('is refused when an officer enters it, with the characters named, and changes nothing', async () => {
    const id = await submitted(office, employerId);
    const deficiencies = [{ ...deficiency, text: { zh: '请补交😀', en: 'Please add 😀' } }, deficiency];
    const answer = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies },
    });
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:greenpath:problem:unprintable']);
    expect(unprintable(answer.body)).toEqual([
      ['deficiencies.0.text.zh', '文书无法印出这些字符：😀'],
      ['deficiencies.0.text.en', '文书无法印出这些字符：😀'],
    ]);
    const reasons = [{ ...reason, rule: '条例第4条㊙' }];
    const refused = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'refuse-acceptance', reasons },
    });
    expect([refused.status, unprintable(refused.body)]).toEqual([
      422,
      [['reasons.0.rule', '文书无法印出这些字符：㊙']],
    ]);
    expect((await read(office, 'employer', id)).stage).toBe('preliminary-review');
  });

  test('is refused in what is announced and decided later too', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    for (const [who, action, body] of [
      [
        'decider',
        'conclude',
        { decision: 'announce-refusal', reasons: [{ ...reason, text: { zh: '一😀', en: 'one' } }] },
      ],
      ['decider', 'pause', { kind: 'hearing', announcement: { zh: '听证😀', en: 'hearing' }, until: '2026-12-01' }],
      ['supervisor', 'extend-time', { workingDays: 5, reason: { zh: '等待😀', en: 'waiting' } }],
    ] as const) {
      const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, { body });
      expect([action, answer.status]).toEqual([action, 422]);
    }
  });
});

describe('the zone', () => {
  test('that rehearses marks every page of every letter', async () => {
    await office.close();
    await open({ rehearsal: true });
    const id = await waitingIn(office, 'issued', employerId);
    for (const { number } of await listed(id)) {
      for (const language of ['zh', 'en']) {
        const pages = await pagesOfText(await bytesOf('employer', id, number, language));
        for (const page of pages) expect(page).toContain('样本SAMPLE');
      }
    }
  });

  test('that acts in the name of the delegating authority writes in its name', async () => {
    const { delegation, authority } = etownZone();
    await office.close();
    await open({ delegation: { ...delegation, inNameOf: 'delegating-authority' } });
    const id = await completeDraft(office, employerId);
    await steps.submit(office, id);
    const text = await textOf(id, 'receipt');
    expect(text).toContain(squeezed(delegation.from.zh));
    expect(text).not.toContain(squeezed(authority.zh));
  });
});
