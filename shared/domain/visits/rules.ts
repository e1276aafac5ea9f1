import type { Text } from '../text.ts';

/** The figures of a zone by which visits are booked, moved and cancelled. */
export type VisitFigures = {
  slot: { minutes: number };
  booking: { daysAhead: number; hoursBefore: number; applications: number };
  changes: { untilHoursBefore: number; times: number };
  absence: { afterMinutes: number };
};

/** What a party should know before it books, in words made from the figures that decide. */
export function visitRules({ slot, booking, changes, absence }: VisitFigures): { code: string; text: Text }[] {
  const { daysAhead, hoursBefore, applications } = booking;
  const { untilHoursBefore: until, times } = changes;
  return [
    {
      code: 'together',
      text: {
        zh: `一次最多合并 ${applications} 件申请，须属于同一用人单位或同一申请人；每件申请同时只能列入一次预约。`,
        en: `One visit covers up to ${applications} applications of one employer or of one applicant; an application is in one visit at a time.`,
      },
    },
    {
      code: 'booking',
      text: {
        zh: `可预约今后 ${daysAhead} 天内的时段，每段 ${slot.minutes} 分钟，最迟提前 ${hoursBefore} 小时；法定节假日不办理。`,
        en: `Slots of ${slot.minutes} minutes can be taken for the next ${daysAhead} days, at the latest ${hoursBefore} hours before; the window is closed on public holidays.`,
      },
    },
    {
      code: 'changing',
      text: {
        zh: `开始前 ${until} 小时以上可以改期（最多 ${times} 次）或取消；取消后时段立即释放，申请照常办理，不受影响。`,
        en: `Until ${until} hours before, it can be moved (${times} times at most) or cancelled. Cancelling gives the slot back at once and does not affect the applications.`,
      },
    },
    {
      code: 'late',
      text: {
        zh: `此后不能在网上改期或取消，请致电窗口；迟到超过 ${absence.afterMinutes} 分钟按未到处理，可重新预约，申请不受影响。`,
        en: `After that, please telephone the window. Who is more than ${absence.afterMinutes} minutes late counts as absent and can book again; the applications are not affected.`,
      },
    },
    {
      code: 'collecting',
      text: {
        zh: '全部办结后一次领取，领取无须再预约，开放时间内均可；未获许可、撤回或失效的申请退出合并，其余照常。也可以让某件申请退出合并，先领取其余。',
        en: 'Everything is collected together once the last case is ready, during opening hours and without another appointment. What is refused, withdrawn or lapses drops out and the rest goes on; an application can also be taken out so that the rest need not wait.',
      },
    },
  ];
}
