import { afterEach, describe, expect, it } from 'vitest';
import { wording } from '../../../shared/domain/application/events.ts';
import { giveNotice, type Notice } from '../../../shared/notices/notice.ts';
import { openGatewayHost } from '../../office/gateway-host.ts';
import { headerOf, type Mail, openMailHost, partsOf } from '../../office/mail-host.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { completeDraft, engineer, register, steps, submitted, waitingIn } from '../../office/walk.ts';
import { mondayMorning } from '../../records-wire.ts';

const applicantAddress = 'elena.specimen@applicant.example';
const handler = { ...people.employer, email: 'wang@employer.example' };

let office: Office;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(channels: Parameters<typeof openOffice>[0] = {}): Promise<Office> {
  office = await openOffice(channels);
  closing.push(() => office.close());
  return office;
}

async function mailHost(...decide: Parameters<typeof openMailHost>) {
  const host = await openMailHost(...decide);
  closing.push(host.close);
  return host;
}

const inbox = async (who: Parameters<Office['ask']>[0], query: Record<string, string> = {}) =>
  (await office.ask(who, 'GET /api/inbox', { query })).body;
const kindsIn = async (who: Parameters<Office['ask']>[0]): Promise<string[]> =>
  (await inbox(who)).items.map(({ kind }: { kind: string }) => kind);
const minutes = (count: number) => count * 60_000;

const notice = (more: Partial<Notice> = {}): Notice => ({
  id: 'one',
  to: { email: applicantAddress },
  kind: 'reminder',
  subject: { zh: '许可即将到期', en: 'Your permit ends soon' },
  text: { zh: '还有30天。', en: 'In 30 days.' },
  ...more,
});

/** A case in which only the applicant is told by mail: the handler has no address here. */
const withApplicant = {
  ...engineer,
  form: {
    ...engineer.form,
    applicant: { ...engineer.form.applicant, email: applicantAddress, language: 'en' as const },
  },
};

describe('the parties of an application', () => {
  it('are told what happened in the words of the timeline, except by themselves', async () => {
    await open();
    const id = await submitted(office, await register(office), 'employer', withApplicant);
    await office.follow();
    expect(await kindsIn('applicant')).toEqual(['submitted']);
    expect(await kindsIn('employer')).toEqual([]);
    office.clock.advance(minutes(1));
    await steps.accept(office, id);
    await office.follow();
    const { items, unread } = await inbox('applicant');
    expect(unread).toBe(2);
    const timeline = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body.items;
    const accepted = timeline.find(({ type }: { type: string }) => type === 'accepted');
    expect(items[0]).toMatchObject({
      kind: 'accepted',
      at: accepted.at,
      text: accepted.text,
      link: `/applications/${id}`,
      about: { applicationId: id },
    });
    expect(await kindsIn('employer')).toEqual(['accepted']);
    expect(await kindsIn('otherEmployer')).toEqual([]);
    expect(await kindsIn('otherApplicant')).toEqual([]);
  });

  it('are told of the permit and not of the approval moments before it', async () => {
    await open();
    const id = await waitingIn(office, 'conclusion', await register(office), withApplicant);
    await steps.conclude(office, id);
    await office.machine.settle();
    await office.follow();
    expect((await kindsIn('employer')).sort()).toEqual(['accepted', 'permit-issued']);
    expect((await kindsIn('applicant')).sort()).toEqual(['accepted', 'permit-issued', 'submitted']);
  });

  it('are told of a notice to mend with its last day, and when it is late', async () => {
    await open();
    const id = await submitted(office, await register(office), 'employer', withApplicant);
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: {
        decision: 'return',
        deficiencies: [
          { path: 'document.contract', code: 'unreadable', text: { zh: '扫描件模糊。', en: 'The scan is blurred.' } },
        ],
      },
    });
    await office.follow();
    const [returned] = (await inbox('employer')).items;
    expect(returned.kind).toBe('returned');
    expect(returned.text.en).toContain('Please submit it again by 2026-12-23');
    expect(returned.text.zh).toContain('请于 2026-12-23 前');
  });

  it('are told of a pause, and read what the officer wrote about it in the application only', async () => {
    await open();
    const id = await waitingIn(office, 'review', await register(office), withApplicant);
    const paused = await office.ask('back', `POST /api/applications/${id}/pause`, {
      body: {
        kind: 'hearing',
        announcement: { zh: '就护照UTO0000000举行听证', en: 'A hearing about passport UTO0000000' },
        until: '2026-12-11',
      },
    });
    expect(paused.status).toBe(200);
    await office.follow();
    const told = (await inbox('applicant')).items.find(({ kind }: { kind: string }) => kind === 'paused');
    expect(told.text.en).toBe('The time limit stands still from today, as planned until 2026-12-11.');
    expect(JSON.stringify(told)).not.toContain('UTO0000000');
  });

  it('are told nothing of a draft, of claims or of what the reviewer proposes', async () => {
    await open();
    const employerId = await register(office);
    await completeDraft(office, employerId, 'employer', withApplicant);
    const id = await waitingIn(office, 'review', employerId, {
      ...withApplicant,
      form: {
        ...withApplicant.form,
        applicant: {
          ...withApplicant.form.applicant,
          passport: { ...withApplicant.form.applicant.passport, number: 'UTO7654321' },
        },
      },
    });
    await office.ask('back', `POST /api/applications/${id}/claim`);
    await steps.review(office, id);
    await office.follow();
    expect(new Set(await kindsIn('applicant'))).toEqual(new Set(['submitted', 'accepted']));
  });

  it('are told once, however often the change is handed over', async () => {
    await open();
    await submitted(office, await register(office), 'employer', withApplicant);
    let failures = 2;
    office.hooks.before = (operation, body) => {
      if (operation === 'PutItem' && JSON.stringify(body).includes('INBOX#') && failures-- > 0) {
        throw new Error('the process died');
      }
    };
    await office.follow().catch(() => office.follow());
    office.hooks.before = undefined;
    await office.follow();
    expect(await kindsIn('applicant')).toEqual(['submitted']);
  });

  it('find in it no passport number, no birth date and no name', async () => {
    await open();
    await waitingIn(office, 'issued', await register(office));
    await office.follow();
    const told = JSON.stringify((await office.items()).filter(({ pk }) => pk.startsWith('INBOX#')));
    const { passport, birthDate, familyName } = engineer.form.applicant;
    for (const value of [passport.number, birthDate, familyName]) expect(told).not.toContain(value);
    expect(told.length).toBeGreaterThan(100);
  });
});

describe('an inbox', () => {
  it('is read page by page, the latest first, and counts what is unread', async () => {
    await open();
    for (let day = 1; day <= 7; day++) {
      await giveNotice(office.table, notice({ id: `${day}` }), `2026-11-0${day}T02:00:00.000Z`);
    }
    const first = await inbox('applicant', { limit: '3' });
    expect(first.unread).toBe(7);
    const second = await inbox('applicant', { limit: '3', cursor: first.next });
    expect(second.unread).toBeUndefined();
    const third = await inbox('applicant', { limit: '3', cursor: second.next });
    expect(third.next).toBeUndefined();
    const days = [first, second, third].flatMap(({ items }) => items.map(({ at }: { at: string }) => at.slice(9, 10)));
    expect(days).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    const [latest] = first.items;
    const read = await office.ask('applicant', `POST /api/inbox/${latest.id}/read`);
    expect([read.status, read.body.readAt]).toEqual([200, mondayMorning]);
    office.clock.advance(minutes(5));
    expect((await office.ask('applicant', `POST /api/inbox/${latest.id}/read`)).body.readAt).toBe(mondayMorning);
    expect((await inbox('applicant')).unread).toBe(6);
  });

  it('is its owner’s alone, and refuses cursors and ids that it did not give', async () => {
    await open();
    await giveNotice(office.table, notice(), mondayMorning);
    const [{ id }] = (await inbox('applicant')).items;
    expect((await inbox('otherApplicant')).items).toEqual([]);
    expect((await office.ask('otherApplicant', `POST /api/inbox/${id}/read`)).status).toBe(404);
    expect((await office.ask('applicant', 'POST /api/inbox/nonsense/read')).status).toBe(404);
    const forged = Buffer.from(JSON.stringify({ before: 'x', pk: 'INBOX#other' })).toString('base64url');
    expect((await office.ask('applicant', 'GET /api/inbox', { query: { cursor: forged } })).status).toBe(400);
    expect((await office.ask(undefined, 'GET /api/inbox')).status).toBe(401);
    // An address that nobody vouches for opens nothing.
    const unverified = { ...people.otherApplicant, email: undefined };
    expect((await inbox(unverified as never)).items).toEqual([]);
  });

  it('of a handler is the person’s, also without an address', async () => {
    await open();
    await giveNotice(office.table, notice({ to: { subject: people.employer.subject } }), mondayMorning);
    expect(await kindsIn('employer')).toEqual(['reminder']);
    expect(await kindsIn(handler)).toEqual(['reminder']);
  });
});

describe('by e-mail', () => {
  const only = (mails: readonly Mail[]): Mail => {
    const [mail, ...others] = mails;
    if (!mail || others.length > 0) throw new Error(`expected one mail, got ${mails.length}`);
    return mail;
  };

  it('a notice goes out once, in the language of its reader, or in both', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    await giveNotice(office.table, notice({ language: 'en', link: '/permits/x' }), mondayMorning);
    await office.follow();
    await office.follow();
    const mail = only(host.mails);
    expect(mail.to).toEqual([applicantAddress]);
    expect(headerOf(mail, 'subject')).toBe('Your permit ends soon');
    const parts = partsOf(mail);
    expect(parts['text/plain']).toContain('In 30 days.');
    expect(parts['text/plain']).toContain('https://permit.etown.example/permits/x');
    expect(parts['text/plain']).not.toContain('还有30天');
    await giveNotice(office.table, notice({ id: 'both' }), mondayMorning);
    await office.follow();
    expect(headerOf(host.mails[1] as Mail, 'subject')).toBe('许可即将到期 / Your permit ends soon');
    expect(partsOf(host.mails[1] as Mail)['text/plain']).toMatch(/还有30天。[\s\S]*In 30 days\./);
  });

  it('nothing that is told breaks out of a header or into the page', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    await giveNotice(
      office.table,
      notice({
        subject: { zh: '标题\r\nBcc: thief@evil.example', en: 'Subject\r\n\r\nX: y' },
        text: { zh: '<script>alert(1)</script> & "引号"', en: "a < b 'c'" },
      }),
      mondayMorning,
    );
    await office.follow();
    const mail = only(host.mails);
    expect(mail.to).toEqual([applicantAddress]);
    expect(headerOf(mail, 'bcc')).toBe('');
    expect(headerOf(mail, 'x')).toBe('');
    expect(headerOf(mail, 'subject')).toBe('标题 Bcc: thief@evil.example / Subject X: y');
    const { 'text/html': html = '', 'text/plain': plain } = partsOf(mail);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&#60;script&#62;');
    expect(plain).toContain('<script>alert(1)</script> & "引号"');
  });

  it('an address is one address, whatever it looks like', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    for (const [n, email] of [
      'a@x.example,b@y.example',
      '"a"<b@y.example>',
      'a@x.example>\r\nRCPT TO:<b@y.example',
    ].entries()) {
      await giveNotice(office.table, notice({ id: `${n}`, to: { subject: 's', email } }), mondayMorning);
    }
    await office.follow();
    expect(host.mails.flatMap(({ to }) => to)).not.toContain('b@y.example');
  });

  it('is tried again after a while where the host is away, then sent once', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    await host.close();
    await giveNotice(office.table, notice(), mondayMorning);
    await giveNotice(office.table, notice({ id: 'two' }), mondayMorning);
    await office.follow();
    expect(office.log.codes()).toEqual(['notice-failed', 'notice-failed']);
    expect(JSON.stringify(office.log.lines)).not.toContain('applicant.example');
    await host.open();
    await office.redeliver();
    expect(host.mails).toEqual([]);
    office.clock.advance(minutes(5));
    await office.redeliver();
    await office.redeliver();
    await office.follow();
    expect(host.mails.map(({ to }) => to)).toEqual([[applicantAddress], [applicantAddress]]);
    const left = (await office.items()).filter(({ pk }) => pk === 'REDELIVERY');
    expect(left).toEqual([]);
    office.clock.advance(minutes(10_000));
    await office.redeliver();
    expect(host.mails).toHaveLength(2);
  });

  it('a wrong address keeps nobody else from being told, and is there for a supervisor to see', async () => {
    const host = await mailHost({
      recipient: (address) => (address.startsWith('wrong') ? '550 no such user' : undefined),
    });
    await open({ noticeChannels: { email: host.channel() } });
    await giveNotice(office.table, notice({ to: { email: 'wrong@applicant.example' } }), mondayMorning);
    await giveNotice(office.table, notice(), mondayMorning);
    await office.follow();
    expect(only(host.mails).to).toEqual([applicantAddress]);
    expect(office.log.lines).toMatchObject([
      { code: 'notice-given-up', fields: { channel: 'email', reason: 'address-refused', attempts: 1 } },
    ]);
    const failed = await office.ask('supervisor', 'GET /api/notices/failed');
    expect(failed.body.items).toMatchObject([
      { kind: 'reminder', channels: [{ channel: 'email', state: 'given-up', reason: 'address-refused', attempts: 1 }] },
    ]);
    expect(JSON.stringify(failed.body)).not.toContain('wrong@');
    expect((await office.ask('front', 'GET /api/notices/failed')).status).toBe(403);
    expect((await office.ask('employer', 'GET /api/notices/failed')).status).toBe(403);
  });

  it('is given up after the last attempt, and a supervisor has it tried again: only what failed', async () => {
    const host = await mailHost({ recipient: () => '451 later' });
    const gateway = await openGatewayHost();
    closing.push(gateway.close);
    await open({
      noticeChannels: {
        email: host.channel(),
        sms: {
          to: 'phone',
          url: `${gateway.url}/send`,
          headers: {},
          contentType: 'application/json',
          body: '{"to":"{to}","text":"{text}"}',
          success: { status: [200], member: 'code', equals: '0' },
          longest: 200,
        },
      },
    });
    const to = { subject: people.employer.subject, email: 'wang@employer.example', phone: '13800000000' };
    await giveNotice(office.table, notice({ to }), mondayMorning);
    await office.follow();
    for (let attempt = 0; attempt < 20; attempt++) {
      office.clock.advance(minutes(12 * 60));
      await office.redeliver();
    }
    expect(gateway.asked).toHaveLength(1);
    expect(office.log.codes().filter((code) => code === 'notice-failed')).toHaveLength(7);
    expect(office.log.codes().filter((code) => code === 'notice-given-up')).toHaveLength(1);
    const [failed] = (await office.ask('admin', 'GET /api/notices/failed')).body.items;
    expect(failed.channels).toMatchObject([
      { channel: 'email', state: 'given-up', attempts: 8, reason: 'busy' },
      { channel: 'sms', state: 'sent', attempts: 1 },
    ]);
    delete host.rules.recipient;
    const again = await office.ask('supervisor', `POST /api/notices/${failed.id}/resend`);
    expect([again.status, again.body.channels[0].state]).toEqual([202, 'failed']);
    expect((await office.ask('supervisor', `POST /api/notices/${failed.id}/resend`)).status).toBe(404);
    await office.redeliver();
    expect(host.mails).toHaveLength(1);
    expect(gateway.asked).toHaveLength(1);
    expect((await office.ask('admin', 'GET /api/notices/failed')).body.items).toEqual([]);
    expect((await office.ask('supervisor', 'POST /api/notices/1-x/resend')).status).toBe(404);
    expect((await inbox('employer')).items).toHaveLength(1);
  });

  it('goes out at most twice, under one message id, when the process dies after sending and before noting it', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    await giveNotice(office.table, notice(), mondayMorning);
    let deaths = 1;
    office.hooks.before = (operation) => {
      if (operation === 'UpdateItem' && deaths-- > 0) throw new Error('the process died');
    };
    await office.follow();
    expect(host.mails).toHaveLength(2);
    expect(new Set(host.mails.map((mail) => headerOf(mail, 'message-id'))).size).toBe(1);
    await office.follow();
    await office.redeliver();
    expect(host.mails).toHaveLength(2);
  });

  it('two rounds at once send what is due once', async () => {
    const host = await mailHost();
    await open({ noticeChannels: { email: host.channel() } });
    await host.close();
    for (let n = 0; n < 10; n++) await giveNotice(office.table, notice({ id: `${n}` }), mondayMorning);
    await office.follow();
    await host.open();
    office.clock.advance(minutes(5));
    await Promise.all([office.redeliver(), office.redeliver(), office.redeliver()]);
    expect(host.mails).toHaveLength(10);
    expect(new Set(host.mails.map((mail) => headerOf(mail, 'message-id'))).size).toBe(10);
  });
});

describe('a plain case adds, beside its changes,', () => {
  it.each([
    ['five write units with the inbox alone', false, 5],
    ['ten with e-mail as well: each notice, and that it was sent', true, 10],
  ])('%s', async (_name, mail, units) => {
    const host = await mailHost();
    await open(mail ? { noticeChannels: { email: host.channel() } } : {});
    const employerId = await register(office, handler);
    const id = await waitingIn(office, 'conclusion', employerId, withApplicant);
    await steps.conclude(office, id);
    await office.machine.settle();
    const writes: string[] = [];
    office.hooks.before = (operation, body) => {
      if (/Put|Update|Write/.test(operation) && /INBOX#|DELIVER/.test(JSON.stringify(body))) writes.push(operation);
    };
    await office.follow();
    // Every one of them is below 1 KB, so it takes one unit.
    expect(writes).toHaveLength(units);
    expect(host.mails).toHaveLength(mail ? 5 : 0);
    const kept = (await office.items()).filter(({ pk }) => pk.startsWith('INBOX#'));
    for (const item of kept) expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(1024);
  });
});

it('the words of every event that parties are told of fit into a notice without being cut', async () => {
  const { told } = await import('../../../functions/notices/tell-parties.ts');
  const { noticeItem } = await import('../../../shared/notices/notice.ts');
  for (const type of told) {
    const text = wording({
      type,
      data: {
        promisedOn: '2026-12-01',
        respondBy: '2026-12-01',
        permitNumber: '0'.repeat(18),
        until: '2026-12-01',
        provisional: true,
      },
    });
    const item = noticeItem(
      notice({
        text,
        subject: { zh: '申请 GP20261123ABCDEFG 有新的进展', en: 'News of your application GP20261123ABCDEFG' },
        to: { subject: 'subject-of-thirty-six-characters-0001', email: 'wang@employer.example', phone: '13800000000' },
        about: { applicationId: '0123456789abcdefghjkmnpq' },
      }),
      mondayMorning,
    );
    expect((item as unknown as Notice).text, type).toEqual(text);
  }
});
