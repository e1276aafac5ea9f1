import type { HelpAct, HelpActor, HelpState } from '../../shared/domain/help/mediation.ts';
import type { Phrase } from '../language/words.tsx';

type Side = 'requester' | 'other-party' | 'office';

/** From whose side somebody looks at a request. */
export const sideOf = (you: HelpActor): Side => (you === 'requester' || you === 'other-party' ? you : 'office');

const office: Readonly<Record<HelpState, Phrase>> = {
  open: { zh: '请领取后答复。', en: 'Take it in hand, then answer.' },
  'in-hand': { zh: '请答复求助人。', en: 'The requester waits for an answer.' },
  answered: {
    zh: '已答复。求助人可以追问；没有后续即可结束。',
    en: 'Answered. They may ask on; close it once nothing is left.',
  },
  invited: { zh: '等待另一方决定是否参加调解。', en: 'The other party decides whether to take part.' },
  declined: {
    zh: '另一方未同意。请告知求助人其他途径后结束。',
    en: 'The other party declined. Tell the requester of other ways, then close it.',
  },
  mediating: { zh: '请安排调解会，听取双方意见，提出方案。', en: 'Set a session, hear both sides and propose terms.' },
  proposed: {
    zh: '等待双方接受方案；也可以提出新方案。',
    en: 'Both sides consider the terms; you can propose others.',
  },
  agreed: { zh: '双方已达成协议。', en: 'Both sides have agreed.' },
  breached: {
    zh: '一方反映协议未履行。请联系双方后结束或转介。',
    en: 'A party says that the agreement is not kept. Talk to both, then close or refer it.',
  },
  closed: { zh: '已结束，不再变化。', en: 'Closed; nothing changes any more.' },
};

const requester: Readonly<Record<HelpState, Phrase>> = {
  open: {
    zh: '已收到，工作人员会尽快联系您。您可以补充情况。',
    en: 'We have it, and an officer will take it up. You can add to it meanwhile.',
  },
  'in-hand': {
    zh: '工作人员正在处理。您可以补充情况。',
    en: 'An officer is working on it. You can add to it meanwhile.',
  },
  answered: {
    zh: '已有答复。如未解决，可以继续追问。',
    en: 'There is an answer. If it does not settle the matter, ask on.',
  },
  invited: {
    zh: '已邀请另一方，等待其回应。调解须双方自愿。',
    en: 'The other party was invited. Mediation needs the consent of both.',
  },
  declined: {
    zh: '另一方未同意调解。工作人员会告知您其他途径。',
    en: 'The other party declined. The officer tells you what else can be done.',
  },
  mediating: {
    zh: '调解进行中。您可以给调解员写保密说明，也可以随时退出。',
    en: 'The mediation is under way. You can write to the mediator in confidence, and leave at any time.',
  },
  proposed: {
    zh: '调解员提出了方案，请您考虑。双方都接受才成立。',
    en: 'The mediator proposed terms. They count only if both sides accept them.',
  },
  agreed: {
    zh: '双方已达成协议。如对方未履行，可以在此反映。',
    en: 'You have agreed. If it is not kept, say so here.',
  },
  breached: {
    zh: '已收到您或对方的反映，工作人员会联系双方。',
    en: 'It was said that the agreement is not kept; the officer will be in touch with both sides.',
  },
  closed: {
    zh: '已结束。如有新的情况，可以再次求助。',
    en: 'This is closed. If something new comes up, ask for help again.',
  },
};

const otherParty: Readonly<Record<HelpState, Phrase>> = {
  ...requester,
  invited: {
    zh: '有人请求就下述事项调解，邀请您参加。是否参加由您决定，不参加没有不利后果。',
    en: 'Somebody asks for mediation about what is described below, and invites you. It is for you to decide; to decline has no consequence here.',
  },
  declined: { zh: '您已表示不参加调解。', en: 'You declined to take part.' },
  closed: { zh: '已结束。', en: 'This is closed.' },
};

const sides = { office, requester, 'other-party': otherParty } as const;

/** What a reader does or waits for, as a request stands. */
export const whatNow = (state: HelpState, you: HelpActor): Phrase => sides[sideOf(you)][state];

/** What is offered first: for whom the request waits, and with what. */
const foremost: readonly HelpAct[] = [
  'claim',
  'consent',
  'accept',
  'answer',
  'ask',
  'propose',
  'session',
  'report-breach',
];
/** What ends something, or cannot be taken back. */
export const grave: readonly HelpAct[] = ['withdraw', 'close', 'decline', 'leave', 'report-breach'];

/** What a reader may do, the most fitting first and what ends the matter last. */
export function inOrder(next: readonly HelpAct[], isHandler: boolean): HelpAct[] {
  // A colleague's request is taken over only on purpose.
  const last = (act: HelpAct) => grave.includes(act) || (act === 'claim' && next.length > 1 && !isHandler);
  const rank = (act: HelpAct) => {
    const at = foremost.indexOf(act);
    return (last(act) ? 100 : 0) + (at < 0 ? 50 : at);
  };
  return next.toSorted((one, other) => rank(one) - rank(other));
}
