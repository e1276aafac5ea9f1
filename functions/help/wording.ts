import type { HelpAct, HelpActor } from '../../shared/domain/help/mediation.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Notice, Recipient } from '../../shared/notices/notice.ts';
import type { HelpData, HelpHead } from '../../shared/records/help.ts';

type Told = 'requester' | 'other-party' | 'handler';
type Words = { to: readonly Told[]; subject: Text; text: Text };

const both = ['requester', 'other-party'] as const;
const everybody = ['requester', 'other-party', 'handler'] as const;
const where: Text = { zh: '详情请登录后在“求助与纠纷”中查看。', en: 'Sign in to read more under Help.' };
const plus = ({ zh, en }: Text): Text => ({ zh: `${zh}${where.zh}`, en: `${en} ${where.en}` });

/** What each step tells, and whom; whoever acted is not told. Nothing of what was written goes into a notice. */
function wordsOf(act: HelpAct, head: HelpHead, { on, version, outcome, referredTo }: HelpData): Words | undefined {
  const name = head.requester.name ?? '';
  switch (act) {
    case 'claim':
      return {
        to: ['requester'],
        subject: { zh: '您的求助已有人办理', en: 'Somebody is looking after your request' },
        text: plus({ zh: '工作人员已接手您的求助。', en: 'An officer has taken up your request.' }),
      };
    case 'answer':
      return {
        to: ['requester'],
        subject: { zh: '您的求助已有答复', en: 'Your request was answered' },
        text: plus({ zh: '工作人员已答复，仍有疑问可以继续提问。', en: 'An officer answered. You may ask on.' }),
      };
    case 'ask':
      return {
        to: ['handler'],
        subject: { zh: '求助人有新的提问', en: 'A request was followed up' },
        text: plus({ zh: '您办理的求助有新的提问。', en: 'There is a further question in a request of yours.' }),
      };
    case 'invite':
      return {
        to: both,
        subject: { zh: '邀请您参加调解', en: 'An invitation to mediation' },
        text: {
          zh: `${name}与${head.other?.name ?? ''}之间的一项纠纷，邀请双方自愿参加调解。参加与否由您决定。请用收到本邀请的邮箱登录，查看事由并答复。`,
          en: `About a dispute between ${name} and ${head.other?.name ?? ''} both are invited to mediation. It is voluntary: you decide. Sign in with the address of this invitation to read what it is about and answer.`,
        },
      };
    case 'consent':
      return {
        to: ['requester', 'handler'],
        subject: { zh: '对方同意调解', en: 'The other party agreed to mediation' },
        text: plus({ zh: '对方同意参加调解，将安排调解时间。', en: 'The mediator will arrange a session.' }),
      };
    case 'decline':
      return {
        to: ['requester', 'handler'],
        subject: { zh: '对方未同意调解', en: 'The other party declined mediation' },
        text: plus({
          zh: '调解须双方自愿，对方未同意。工作人员会告知其他途径。',
          en: 'Mediation needs both. The office will tell you what else can be done.',
        }),
      };
    case 'session':
      return {
        to: both,
        subject: { zh: '调解时间已安排', en: 'A session was arranged' },
        text: plus({ zh: `调解安排在 ${on}。`, en: `A session of mediation is arranged for ${on}.` }),
      };
    case 'minutes':
      return {
        to: both,
        subject: { zh: '调解记录可以查看', en: 'Minutes of a session are there' },
        text: plus({ zh: '双方可以查看同一份调解记录。', en: 'Both of you see the same minutes.' }),
      };
    case 'note':
      return {
        to: ['handler'],
        subject: { zh: '收到一份保密说明', en: 'A confidential note for you' },
        text: plus({ zh: '当事人留下了只给调解员看的说明。', en: 'A party left a note for the mediator alone.' }),
      };
    case 'propose':
      return {
        to: both,
        subject: { zh: '请查看调解方案', en: 'Terms are proposed' },
        text: plus({
          zh: `调解员提出了方案（第${version}稿）。双方都接受同一稿才算达成协议，以前的接受不再有效。`,
          en: `The mediator proposed terms (version ${version}). They bind once both accept this version; earlier acceptances no longer count.`,
        }),
      };
    case 'accept':
      return head.state === 'agreed'
        ? {
            to: everybody,
            subject: { zh: '调解协议已达成', en: 'You have agreed' },
            text: plus({
              zh: `双方接受了同一稿方案，协议编号 ${head.agreement?.number}。可以下载协议书。`,
              en: `Both accepted the same terms: agreement ${head.agreement?.number}. You can download it.`,
            }),
          }
        : {
            to: everybody,
            subject: { zh: '对方已接受方案', en: 'The other party accepted' },
            text: plus({ zh: `对方接受了第${version}稿方案。`, en: `The other party accepted version ${version}.` }),
          };
    case 'close':
    case 'withdraw':
    case 'leave': {
      const referred: Text =
        outcome === 'referred'
          ? { zh: `建议您联系：${referredTo}。`, en: `Please turn to: ${referredTo}.` }
          : { zh: '', en: '' };
      return {
        to: everybody,
        subject: { zh: '求助已结束', en: 'The request is closed' },
        text: plus({
          zh: `${act === 'leave' ? '一方退出了调解。' : '本求助已结束。'}${referred.zh}`,
          en: `${act === 'leave' ? 'One party left the mediation.' : 'It has ended.'} ${referred.en}`.trim(),
        }),
      };
    }
    case 'report-breach':
      return {
        to: everybody,
        subject: { zh: '有人报告协议未履行', en: 'A breach was reported' },
        text: plus({
          zh: `一方报告协议 ${head.agreement?.number} 未得到履行，工作人员会跟进。`,
          en: `One party reported that agreement ${head.agreement?.number} is not kept. The office will follow it up.`,
        }),
      };
  }
}

function recipientOf(told: Told, { requester, other, handler, invitedAt }: HelpHead): Recipient | undefined {
  switch (told) {
    case 'requester':
      return { subject: requester.subject, ...(requester.email ? { email: requester.email } : {}) };
    case 'other-party':
      return other && invitedAt ? { email: other.email } : undefined;
    case 'handler':
      return handler ? { subject: handler } : undefined;
  }
}

/** The notices of a step. @param head as the step left it @param as the part of whoever acted */
export function helpNotices(act: HelpAct, as: HelpActor, head: HelpHead, data: HelpData): Notice[] {
  const words = wordsOf(act, head, data);
  return (words?.to ?? []).flatMap((told) => {
    const to = told === as ? undefined : recipientOf(told, head);
    if (!words || !to) return [];
    const { subject, text } = words;
    return [
      {
        id: `help ${head.id} ${head.version} ${told}`,
        to,
        ...(told === 'requester' ? { language: head.language } : {}),
        kind: `help-${act}`,
        subject,
        text,
        link: `/help/${head.id}` as const,
      },
    ];
  });
}
