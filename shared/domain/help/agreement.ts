import { dayInWords } from '../day-in-words.ts';
import type { Letter } from '../letters/compose.ts';
import { sample, sampleNotice } from '../rehearsal.ts';
import type { Language, Text } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** Everything that an agreement (调解协议) says, as the record holds it since both accepted. */
export type Agreement = {
  number: string;
  at: Instant;
  on: Day;
  authority: Text;
  sample?: true;
  parties: { requester: string; other: string };
  /** What the dispute is about, as the mediator put it to both. */
  summary: Text;
  terms: Text;
  version: number;
  /** Those that took place: of which there are minutes. */
  sessions: readonly { on: Day; place: Text }[];
};

const words = {
  title: { zh: '调解协议书', en: 'Mediation agreement' },
  number: { zh: '编号：', en: 'No. ' },
  parties: { zh: '当事人', en: 'The parties' },
  requester: { zh: '申请人', en: 'Who asked for help' },
  other: { zh: '另一方', en: 'The other party' },
  matter: { zh: '纠纷事项', en: 'What it was about' },
  sessions: { zh: '调解经过', en: 'Sessions held' },
  terms: { zh: '协议内容', en: 'What they agreed' },
  seal: { zh: '（盖章处）', en: '(place for the seal)' },
} as const satisfies Record<string, Text>;

const opening = ({ version, on }: Agreement): Text => ({
  zh: `双方自愿参加调解。至${dayInWords(on).zh}，双方均已登录确认接受同一份协议文本（第${version}稿）：`,
  en: `Both took part in mediation of their own will. By ${dayInWords(on).en} each had signed in and accepted the same text (version ${version}):`,
});

const notes: readonly Text[] = [
  {
    zh: '本协议由双方自愿达成；调解工作人员不偏袒任何一方，亦不对纠纷作出裁决。',
    en: 'The parties agreed of their own will; the mediator took no side and decided nothing.',
  },
  {
    zh: '如一方未履行，另一方可登录本系统报告。能否申请法院确认或强制执行，请咨询法院或律师。',
    en: 'If one does not keep to it, the other can sign in and report that. Whether a court confirms or enforces it is for a court or a lawyer to say.',
  },
];

const paragraphs = (text: string) =>
  text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph' as const, text: part.trim() }));

/** The document of an agreement in one language; the same record gives the same document. */
export function agreementLetter(agreement: Agreement, language: Language): Letter {
  const { parties, sessions } = agreement;
  const say = (text: Text) => text[language];
  return {
    language,
    title: say(words.title),
    authority: say(agreement.authority),
    number: { label: say(words.number), value: agreement.number },
    salutation: say(opening(agreement)),
    blocks: [
      { kind: 'heading', text: say(words.parties) },
      {
        kind: 'fields',
        rows: [
          { label: say(words.requester), value: parties.requester },
          { label: say(words.other), value: parties.other },
        ],
      },
      { kind: 'heading', text: say(words.matter) },
      ...paragraphs(say(agreement.summary)),
      ...(sessions.length > 0
        ? [
            { kind: 'heading' as const, text: say(words.sessions) },
            {
              kind: 'fields' as const,
              rows: sessions.map(({ on, place }) => ({
                label: say(dayInWords(on)),
                value: say(place),
              })),
            },
          ]
        : []),
      { kind: 'heading', text: say(words.terms) },
      ...paragraphs(say(agreement.terms)),
    ],
    date: say(dayInWords(agreement.on)),
    seal: say(words.seal),
    notes: notes.map(say),
    ...(agreement.sample ? { sample: { mark: `${sample.zh} ${sample.en}`, notice: say(sampleNotice) } } : {}),
    page: (page, pages) => (language === 'zh' ? `第${page}页，共${pages}页` : `Page ${page} of ${pages}`),
    at: agreement.at,
  };
}
