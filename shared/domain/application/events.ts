import type { Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** What can happen to an application, in the order of a plain case. */
export const eventTypes = [
  'created',
  'submitted',
  'recalled',
  'withdrawn',
  'claimed',
  'released',
  'accepted',
  'returned',
  'acceptance-refused',
  'reviewed',
  'approved',
  'refused',
  'escalated',
  'permit-issued',
  'lapsed',
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

const officerOnly: readonly EventType[] = ['claimed', 'released', 'reviewed'];

/** Events that a party of the case is told; who works on it inside the office is not among them. */
export const isForParties = (type: EventType): boolean => !officerOnly.includes(type);

const provisionally: Text = {
  zh: '（暂定，以国务院公布的放假安排为准）',
  en: ' (provisional until the official calendar is published)',
};

/** An event in words for the people it concerns. */
export function wording(event: Pick<ApplicationEvent, 'type' | 'data'>): Text {
  const { promisedOn, respondBy, permitNumber, deficiencies, provisional } = event.data as {
    promisedOn?: Day;
    respondBy?: Day;
    permitNumber?: string;
    deficiencies?: unknown[];
    provisional?: boolean;
  };
  const count = deficiencies?.length ?? 0;
  const mark: Text = provisional ? provisionally : { zh: '', en: '' };
  const promise: Text = promisedOn
    ? {
        zh: `承诺最迟于 ${promisedOn} 办结（含当日）${mark.zh}。`,
        en: ` We promise a decision by ${promisedOn} at the latest${mark.en}.`,
      }
    : { zh: '', en: '' };
  switch (event.type) {
    case 'created':
      return { zh: '已建立申请草稿。', en: 'The application was begun as a draft.' };
    case 'submitted':
      return {
        zh: `申请已提交，等待预审。${promise.zh}`,
        en: `The application was submitted and waits for preliminary review.${promise.en}`,
      };
    case 'recalled':
      return { zh: '申请已由用人单位取回修改。', en: 'The employer took the application back to change it.' };
    case 'withdrawn':
      return { zh: '申请已撤回。', en: 'The application was withdrawn.' };
    case 'claimed':
      return { zh: '工作人员已开始办理。', en: 'An officer began to work on it.' };
    case 'released':
      return { zh: '已放回待办队列。', en: 'It went back into the queue.' };
    case 'accepted':
      return {
        zh: `预审通过，已受理。${promise.zh}`,
        en: `Preliminary review passed; the application is accepted.${promise.en}`,
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
    case 'reviewed':
      return { zh: `审查完成，等待决定。${promise.zh}`, en: `Review is complete; the decision follows.${promise.en}` };
    case 'approved':
      return { zh: '已作出准予许可的决定，正在签发。', en: 'Approved; the permit is being issued.' };
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
    case 'lapsed':
      return { zh: '逾期未补正，申请失效。', en: 'The application lapsed because it was not submitted again in time.' };
  }
}
