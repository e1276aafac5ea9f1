import type { Text } from '../../shared/domain/text.ts';

/** Why something cannot be done with a visit. */
export const said = {
  full: { zh: '该时段已约满，请另选时段。', en: 'That slot is full; please choose another.' },
  otherState: {
    zh: '预约的状态已变化，不能进行此项操作。',
    en: 'The visit is not in a state in which this can be done.',
  },
  tooLate: {
    zh: '已过可在网上改期或取消的时间，请致电窗口。',
    en: 'It is too late to move or cancel it here; please telephone the window.',
  },
  noMoves: { zh: '改期次数已用完；可以取消后重新预约。', en: 'It cannot be moved again; cancel it and book anew.' },
  notYet: {
    zh: '预约的日期还没有到，不能登记到场；提前来的，请当事人先改期。',
    en: 'The day of the appointment has not come: nobody can be checked in yet. Whoever comes earlier moves it first.',
  },
  tooSoon: { zh: '尚未到可记为未到的时间。', en: 'It is too soon to count them as absent.' },
  lastOne: { zh: '只剩这一件申请；如不办理，请取消预约。', en: 'It is the only one left; cancel the visit instead.' },
  notReady: {
    zh: '尚有未办结的事项，不能一次领取。',
    en: 'Not everything is ready yet, so it cannot be collected at once.',
  },
} as const satisfies Record<string, Text>;
