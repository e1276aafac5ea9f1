import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  giveNotice,
  inboxesOf,
  type Notice,
  noticeIdOf,
  noticeItem,
  noticePlace,
  noticeSteps,
} from '../../../shared/notices/notice.ts';
import { markRead, noteDeliveries, readNotice } from '../../../shared/records/notices.ts';
import { mondayMorning, openRecords } from '../../records-wire.ts';

const notice = (more: Partial<Notice> = {}): Notice => ({
  id: 'reminder 30 days',
  to: { email: 'elena.specimen@applicant.example' },
  kind: 'permit-ends',
  subject: { zh: '许可即将到期', en: 'Your permit ends soon' },
  text: { zh: '还有30天。', en: 'In 30 days.' },
  ...more,
});

describe('a notice', () => {
  it('lies in the inbox of whoever signs in with its address, however that is written', () => {
    const item = noticeItem(notice({ to: { email: 'Elena.Specimen@Applicant.example' } }), mondayMorning);
    const [own] = inboxesOf({ email: 'elena.specimen@applicant.example' });
    expect(item?.pk).toBe(`INBOX#${own}`);
    expect(item?.pk).not.toContain('specimen');
    expect(item).toMatchObject({ kind: 'permit-ends', text: { en: 'In 30 days.' } });
  });

  it('lies in a person’s own inbox where the person is known, which an address alone does not open', () => {
    const item = noticeItem(
      notice({ to: { subject: 'employer-wang', email: 'wang@employer.example' } }),
      mondayMorning,
    );
    const [person, address] = inboxesOf({ subject: 'employer-wang', email: 'wang@employer.example' });
    expect([person, address]).toHaveLength(new Set([person, address]).size);
    expect(item?.pk).toBe(`INBOX#${person}`);
    // Somebody who chose the address of another as the name of an account reads nothing of theirs.
    expect(inboxesOf({ subject: 'wang@employer.example' })).not.toContain(address);
  });

  it('has one place for one occasion and recipient, and another for any other', () => {
    const places = [
      noticeItem(notice(), mondayMorning),
      noticeItem(notice({ text: { zh: '改', en: 'changed' } }), mondayMorning),
      noticeItem(notice({ id: 'reminder 7 days' }), mondayMorning),
      noticeItem(notice({ to: { email: 'marco.exempla@applicant.example' } }), mondayMorning),
    ].map((item) => `${item?.pk} ${item?.sk}`);
    expect(places[0]).toBe(places[1]);
    expect(new Set(places).size).toBe(3);
  });

  it('is known outside by an id that leads back to its place and nowhere else', () => {
    const item = noticeItem(notice(), mondayMorning) ?? { pk: '', sk: '' };
    const id = noticeIdOf(item);
    expect(id).toMatch(/^\d+-[\w-]{22}$/);
    expect(noticePlace(id)).toBe(item.sk);
    for (const wrong of ['', 'x', `${id}x`, '1-2', `99999999999999999-${'a'.repeat(22)}`, item.sk]) {
      expect(noticePlace(wrong)).toBeUndefined();
    }
  });

  it('reaches nobody under an address that cannot be one, and stops nothing else', () => {
    expect(noticeItem(notice({ to: { email: 'elena@апплицант.example' } }), mondayMorning)).toBeUndefined();
    expect(noticeSteps(notice({ to: { email: '' } }), mondayMorning)).toEqual([]);
  });

  it('is put once, however often its occasion is told', async () => {
    const records = await openRecords();
    expect(await giveNotice(records.table, notice(), mondayMorning)).toBe(true);
    expect(await giveNotice(records.table, notice(), mondayMorning)).toBe(false);
    expect(await records.items()).toHaveLength(1);
    await records.close();
  });

  it('takes one write unit whatever it says, with three failed deliveries and its reading noted on it', async () => {
    const at = mondayMorning;
    const failed = { state: 'failed', attempts: 99, at, reason: 'answer-not-understood', next: at } as const;
    const long = fc.string({ unit: fc.constantFrom('拟', 'é', 'a', '"', '。', '😀'), maxLength: 900, size: 'max' });
    const records = await openRecords();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(long, long, async (zh, en) => {
        const item = noticeItem(
          notice({
            id: `${n++}`,
            to: { subject: 'x'.repeat(40), email: 'elena.specimen@applicant.example', phone: '13800000000' },
            text: { zh, en },
            about: { applicationId: '0123456789abcdefghjkmnpq' },
          }),
          at,
        );
        if (!item) throw new Error('there is no item');
        const { text } = item as unknown as Notice;
        for (const [short, full] of [
          [text.zh, zh],
          [text.en, en],
        ] as const) {
          expect(short === full || (short.endsWith('…') && full.startsWith(short.slice(0, -1)))).toBe(true);
        }
        expect((await records.cost(() => records.table.put(item))).all).toBe(1);
        const kept = await readNotice(records.table, item);
        if (!kept) throw new Error('nothing was kept');
        await noteDeliveries(records.table, kept, { email: failed, sms: failed, wecom: failed });
        expect((await records.cost(() => markRead(records.table, { pk: item.pk, sk: item.sk }, at))).all).toBe(1);
        expect((await readNotice(records.table, item))?.deliveries?.sms).toEqual(failed);
      }),
      { numRuns: 60 },
    );
    await records.close();
  });
});
