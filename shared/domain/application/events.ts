import type { Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** What can happen to an application, in the order of a plain case. */
export const eventTypes = [
  'created',
  'submitted',
  'supplemented',
  'recalled',
  'withdrawn',
  'claimed',
  'released',
  'moved',
  'accepted',
  'deemed-accepted',
  'returned',
  'acceptance-refused',
  'supplied',
  'paused',
  'resumed',
  'time-extended',
  'reviewed',
  'credit-counted',
  'sent-back',
  'refusal-announced',
  'replied',
  'reply-period-ended',
  'approved',
  'deemed-granted',
  'refused',
  'escalated',
  'referred',
  'restored',
  'permit-issued',
  'completed',
  'effect-blocked',
  'lapsed',
  'reopened',
] as const;
export type EventType = (typeof eventTypes)[number];

export type Party = 'employer' | 'applicant' | 'authority' | 'system';

/** One event of an application; `previous` and `hash` chain them so that a change in the past shows. */
export type ApplicationEvent = {
  sequence: number;
  at: Instant;
  type: EventType;
  by: { party: Party; subject?: string };
  data: Record<string, unknown>;
  previous: string;
  hash: string;
};

/** JSON with sorted keys and without absent values: the same content always gives the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** What the hash of an event covers: everything in it and the hash before it. */
export const hashedPart = (event: Omit<ApplicationEvent, 'hash'>): string => canonical(event);

const officerOnly: readonly EventType[] = ['claimed', 'released', 'reviewed', 'sent-back'];

/** Events that a party of the case is told; who works on it inside the office is not among them. */
export const isForParties = (type: EventType): boolean => !officerOnly.includes(type);

const provisionally: Text = {
  zh: '（暂定，以国务院公布的放假安排为准）',
  en: ' (provisional until the official calendar is published)',
};

/** What an officer wrote, as the end of a sentence of ours; nothing where nothing was written. */
const quoted = (lead: Text, written: Text | undefined): Text => {
  const bare = (value: string) => value.trim().replace(/[。.！!；;\s]+$/u, '');
  const [zh, en] = [bare(written?.zh ?? ''), bare(written?.en ?? '')];
  return { zh: zh ? `${lead.zh}${zh}。` : '', en: en ? ` ${lead.en}${en}.` : '' };
};

/** An event in words for the people it concerns. */
export function wording(event: Pick<ApplicationEvent, 'type' | 'data'>): Text {
  const { promisedOn, respondBy, permitNumber, deficiencies, provisional, until, announcement, reason } =
    event.data as {
      promisedOn?: Day;
      respondBy?: Day;
      permitNumber?: string;
      deficiencies?: unknown[];
      provisional?: boolean;
      /** Day on which a pause is expected to end. */
      until?: Day;
      announcement?: Text;
      reason?: Text;
    };
  const count = deficiencies?.length ?? 0;
  const mark: Text = provisional ? provisionally : { zh: '', en: '' };
  const promise: Text = promisedOn
    ? {
        zh: `承诺最迟于 ${promisedOn} 办结（含当日）${mark.zh}。`,
        en: ` We promise a decision by ${promisedOn} at the latest${mark.en}.`,
      }
    : { zh: '', en: '' };
  const why = quoted({ zh: '理由：', en: 'Reason: ' }, reason);
  switch (event.type) {
    case 'created':
      return { zh: '已建立申请草稿。', en: 'The application was begun as a draft.' };
    case 'submitted':
      return {
        zh: `申请已提交，等待预审。${promise.zh}`,
        en: `The application was submitted and waits for preliminary review.${promise.en}`,
      };
    case 'supplemented':
      return {
        zh: `补正材料已提交，继续审查。${promise.zh}`,
        en: `What was asked for was handed in; review goes on.${promise.en}`,
      };
    case 'recalled':
      return { zh: '申请已由用人单位取回修改。', en: 'The employer took the application back to change it.' };
    case 'withdrawn':
      return { zh: '申请已撤回。', en: 'The application was withdrawn.' };
    case 'claimed':
      return { zh: '工作人员已开始办理。', en: 'An officer began to work on it.' };
    case 'released':
      return { zh: '已放回待办队列。', en: 'It went back into the queue.' };
    case 'moved': {
      const { zh, en } = (event.data.to as { name?: Text } | undefined)?.name ?? {
        zh: '另一服务窗口',
        en: 'another window',
      };
      return {
        zh: `申请已转至${zh}办理，办理期限不变，您无需重新提交。${why.zh}`,
        en: `The application moved to ${en}; its times stay as they are, and you need not file it again.${why.en}`,
      };
    }
    case 'accepted':
      return {
        zh: `预审通过，已受理。${promise.zh}`,
        en: `Preliminary review passed; the application is accepted.${promise.en}`,
      };
    // Counted from receipt, the promise may have passed already; it is no promise any more.
    case 'deemed-accepted':
      return {
        zh: `法定期限内未告知补正，依法视为自收到申请之日起已受理，办理期限自该日起计算${promisedOn ? `（至 ${promisedOn}）` : ''}。`,
        en: `No notice was given in the time that the law sets, so the application counts as accepted from the day it was received, and its time runs from then${promisedOn ? ` (to ${promisedOn})` : ''}.`,
      };
    case 'returned': {
      const until = respondBy ? `请于 ${respondBy} 前（含当日）补正并重新提交，逾期申请失效${mark.zh}。` : '';
      const by = respondBy ? ` Please submit it again by ${respondBy}; after that it lapses${mark.en}.` : '';
      const things = count === 1 ? 'one thing' : `${count} things`;
      return {
        zh: `申请已退回补正，共 ${count} 项，已一次性列明。${until}`,
        en: `The application was returned with ${things} to mend, all listed at once.${by}`,
      };
    }
    case 'acceptance-refused':
      return {
        zh: '不予受理，理由和救济途径见申请详情。',
        en: 'The application was not accepted; reasons and remedies stand in the application.',
      };
    case 'supplied':
      return { zh: '已补交容缺材料。', en: 'A document that could be given later was supplied.' };
    case 'paused': {
      const announced = quoted({ zh: '事由：', en: '' }, announcement);
      return {
        zh: `办理期限自即日起暂停计算${until ? `，预计至 ${until} 止` : ''}。${announced.zh}`,
        en: `The time limit stands still from today${until ? `, as planned until ${until}` : ''}.${announced.en}`,
      };
    }
    case 'resumed':
      return { zh: `办理期限恢复计算。${promise.zh}`, en: `The time limit runs again.${promise.en}` };
    case 'time-extended':
      return {
        zh: `经批准，办理期限延长一次。${why.zh}${promise.zh}`,
        en: `The time was extended once, with approval.${why.en}${promise.en}`,
      };
    case 'refusal-announced': {
      const until = respondBy ? `请于 ${respondBy} 前（含当日）陈述申辩${mark.zh}。` : '';
      const by = respondBy ? ` You may reply by ${respondBy}${mark.en}.` : '';
      return {
        zh: `拟不予许可，理由见申请详情；这还不是决定。${until}`,
        en: `A refusal is intended; the reasons stand in the application. Nothing is decided yet.${by}`,
      };
    }
    case 'replied':
      return { zh: `已收到陈述申辩意见。${promise.zh}`, en: `Your reply has arrived.${promise.en}` };
    case 'reply-period-ended':
      return { zh: '陈述申辩期已满，等待决定。', en: 'The time to reply is over; the decision follows.' };
    case 'reviewed':
      return { zh: `审查完成，等待决定。${promise.zh}`, en: `Review is complete; the decision follows.${promise.en}` };
    case 'credit-counted': {
      const { months } = (event.data.score as { months?: number } | undefined) ?? {};
      if (months === undefined) return { zh: '已查询信用名单。', en: 'The credit lists were looked at.' };
      return months > 0
        ? {
            zh: `已按提交之日核算信用积分，依此最长可延期 ${months} 个月。`,
            en: `Credit was counted as of the submission; by it the permit can be extended for up to ${months} months.`,
          }
        : {
            zh: '已按提交之日核算信用积分，未达到延期所需分数。如认为记录有误，可提出异议。',
            en: 'Credit was counted as of the submission and does not reach what an extension needs. If a record is wrong, you can object to it.',
          };
    }
    case 'sent-back':
      return { zh: '已退回重新审查。', en: 'It was sent back to review.' };
    case 'approved':
      return { zh: '已作出准予许可的决定，正在签发。', en: 'Approved; the permit is being issued.' };
    case 'deemed-granted':
      return {
        zh: '许可期满前未作出决定，依法视为准予延续，正在签发。',
        en: 'Nothing was decided before the permit ended, so by law the extension is granted; the permit is being issued.',
      };
    case 'referred':
      return {
        zh: `本区的委托暂停或已届满，申请已移交委托机关，您无需重新提交。${why.zh}`,
        en: `This zone's delegation is suspended or has ended; the application is with the delegating authority. You need not file it again.${why.en}`,
      };
    case 'restored':
      return {
        zh: `申请已移回本区继续办理。${promise.zh}`,
        en: `The application is back with this zone, which goes on with it.${promise.en}`,
      };
    case 'refused':
      return {
        zh: '决定不予许可，理由和救济途径见申请详情。',
        en: 'Refused; reasons and remedies stand in the application.',
      };
    case 'escalated':
      return {
        zh: '办理已超过承诺时限，已标记为超期，由主管跟进。很抱歉让您久等。',
        en: 'This is past the promised time and is marked as late for the supervisor. We are sorry for the delay.',
      };
    case 'permit-issued':
      return {
        zh: `许可已签发${permitNumber ? `，编号 ${permitNumber}` : ''}。`,
        en: `The permit was issued${permitNumber ? `, number ${permitNumber}` : ''}.`,
      };
    case 'completed':
      return { zh: '已办结，决定已生效。', en: 'Completed: what was decided has taken effect.' };
    case 'effect-blocked':
      return {
        zh: `准予的决定未能执行，已退回重新决定。${why.zh}${promise.zh}`,
        en: `What was approved could not be carried out, so an officer decides anew.${why.en}${promise.en}`,
      };
    case 'reopened':
      return {
        zh: `申请已重新办理。${why.zh}${promise.zh}`,
        en: `The application was reopened.${why.en}${promise.en}`,
      };
    case 'lapsed':
      return { zh: '逾期未补正，申请失效。', en: 'The application lapsed because it was not submitted again in time.' };
  }
}
