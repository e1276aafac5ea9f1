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

/** An event in words for the people it concerns. */
export function wording(event: Pick<ApplicationEvent, 'type' | 'data'>): Text {
  const promised = event.data.promisedOn as Day | undefined;
  const number = event.data.permitNumber as string | undefined;
  const count = (event.data.deficiencies as unknown[] | undefined)?.length ?? 0;
  const by: Text | undefined = promised
    ? { zh: `承诺于 ${promised} 前办结。`, en: ` We promise a decision by ${promised}.` }
    : undefined;
  switch (event.type) {
    case 'created':
      return { zh: '已建立申请草稿。', en: 'The application was begun as a draft.' };
    case 'submitted':
      return {
        zh: `申请已提交，等待预审。${by?.zh ?? ''}`,
        en: `The application was submitted and waits for preliminary review.${by?.en ?? ''}`,
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
        zh: `预审通过，已受理。${by?.zh ?? ''}`,
        en: `Preliminary review passed; the application is accepted.${by?.en ?? ''}`,
      };
    case 'returned':
      return {
        zh: `申请已退回，须补正 ${count} 项，已一次性告知全部内容。`,
        en: `The application was returned: ${count === 1 ? 'one thing' : `${count} things`} to mend, all listed at once.`,
      };
    case 'acceptance-refused':
      return { zh: '不予受理，理由见通知。', en: 'The application was not accepted; the reasons are stated.' };
    case 'reviewed':
      return { zh: '审查完成，等待决定。', en: 'Review is complete; the decision follows.' };
    case 'approved':
      return { zh: '准予许可，正在签发。', en: 'Approved; the permit is being issued.' };
    case 'refused':
      return { zh: '不予许可，理由和救济途径见决定书。', en: 'Refused; the reasons and remedies are stated.' };
    case 'escalated':
      return {
        zh: '办理已超过承诺时限，已上报主管督办。',
        en: 'It is past its promised time; a supervisor has been told.',
      };
    case 'permit-issued':
      return {
        zh: `许可已签发${number ? `，编号 ${number}` : ''}。`,
        en: `The permit was issued${number ? `, number ${number}` : ''}.`,
      };
    case 'lapsed':
      return { zh: '逾期未补正，申请失效。', en: 'The application lapsed because it was not resubmitted in time.' };
  }
}
