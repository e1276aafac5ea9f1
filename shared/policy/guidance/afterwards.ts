import type { Effect, Entry } from '../../domain/procedure/procedure.ts';
import type { Text } from '../../domain/text.ts';

/** Something to do after the decision, outside this system. */
export type Afterwards = {
  effects: readonly Effect[];
  entries?: readonly Entry[];
  text: Text;
  source: string;
  placeholder: boolean;
};

const exitEntryLaw = 'Exit and Entry Administration Law';
const gives: readonly Effect[] = ['grant-permit', 'extend-permit'];

/** What holder and employer have to do once a decision was made, with the rule behind each. */
export const afterwards: readonly Afterwards[] = [
  {
    effects: ['grant-permit'],
    entries: ['abroad'],
    text: {
      zh: '申请人凭《外国人工作许可通知》向中国驻外使领馆申请工作（Z字）签证。通知自签发之日起6个月内有效，它不是签证。',
      en: 'With the Notification Letter the applicant asks a Chinese embassy or consulate for a work (Z) visa. The letter is good for 6 months from its issue; it is no visa.',
    },
    source:
      'Notification Letter, Appendix 3 of the national guide: https://m.docduoduo.com/p-1224122.html; Beijing guide: the letter goes to the chosen embassy for the Z visa',
    placeholder: false,
  },
  {
    effects: ['grant-permit'],
    entries: ['abroad'],
    text: {
      zh: '入境后30日内，向居住地公安机关出入境管理机构申请工作类居留许可；公安机关一般自受理之日起15日内审查决定。',
      en: 'Within 30 days of entering China, apply for a work residence permit at the exit-entry administration of the public security bureau where you live; it decides within 15 days.',
    },
    source: `${exitEntryLaw} art. 30`,
    placeholder: false,
  },
  {
    effects: ['grant-permit'],
    entries: ['abroad'],
    text: {
      zh: '部分地区要求B、C类在入境后30日内携材料原件核验；本区是否要求，请向窗口确认。',
      en: 'In some places categories B and C bring the originals to be checked within 30 days of entry; ask the office whether this zone does.',
    },
    source: 'Local practice in some cities: http://goshaanxi.com/en/index.php?id=344 (2024-12-11)',
    placeholder: true,
  },
  {
    effects: ['grant-permit', 'extend-permit', 'amend-permit'],
    entries: ['inside-china'],
    text: {
      zh: '请向公安机关出入境管理机构办理相应的居留许可；签证或居留许可到期前办妥。',
      en: 'See the exit-entry administration about the residence permit that goes with it, before the present visa or residence permit ends.',
    },
    source: `${exitEntryLaw} arts. 30, 41`,
    placeholder: false,
  },
  {
    effects: ['extend-permit'],
    text: {
      zh: '工作许可延期后，居留许可也要延期：两证同时有效才能工作。请在居留许可到期前向公安机关申请。',
      en: 'The residence permit has to be extended as well: both must be valid to work. Apply to the public security bureau before it ends.',
    },
    source: `${exitEntryLaw} art. 41: work permit and residence permit are both needed`,
    placeholder: false,
  },
  {
    effects: gives,
    text: {
      zh: '只能在许可的单位和职位工作；超出许可范围属于非法就业。',
      en: 'Work only for the employer and in the post of the permit; work beyond it is illegal employment.',
    },
    source: `${exitEntryLaw} art. 43`,
    placeholder: false,
  },
  {
    effects: gives,
    text: {
      zh: '自2024年12月1日起不再发实体卡：许可信息可在电子社保卡中查看和出示，二维码可供核验。',
      en: 'Since 1 December 2024 no plastic card is issued: the permit is shown in the electronic social security card, and its QR code can be verified.',
    },
    source: '人社部发〔2024〕75号, as printed at https://cqsimon.com/smart-card (secondary)',
    placeholder: false,
  },
  {
    effects: gives,
    text: {
      zh: '姓名、护照、职务等发生变化的，请在10个工作日内申请变更；需要延期的，最迟在到期前30日申请。',
      en: 'If the name, the passport or the post changes, apply for a change within 10 working days; for an extension apply 30 days before the end at the latest.',
    },
    source:
      'Beijing guide for talents (transcribed, to be verified), chapter 1: change, extension; Administrative Licensing Law arts. 49, 50',
    placeholder: false,
  },
  {
    effects: ['amend-permit', 'reissue-permit'],
    text: {
      zh: '旧的二维码已由新的取代，请使用新的电子许可。',
      en: 'A new QR code has taken the place of the old one; please use the new electronic permit.',
    },
    source: 'Ours: each token supersedes the one before it',
    placeholder: false,
  },
  {
    effects: ['cancel-permit'],
    text: {
      zh: '许可终止后不能继续工作。请办理居留许可的变更或注销；换到新单位、职业不变的，一般须在30日内由新单位申请。',
      en: 'Work ends with the permit. See the public security bureau about the residence permit; for a new employer in the same occupation the application is made within 30 days as a rule.',
    },
    source: `${exitEntryLaw} art. 41; Beijing guide: change of employer, up to 30 days after the cancellation`,
    placeholder: false,
  },
  {
    effects: ['confirm-employer', 'amend-employer'],
    text: {
      zh: '现在可以为外国人提出申请。经办人变动的，请及时更新，以免申请无人跟进。',
      en: 'You can now apply for foreigners. When a handler leaves, say so in time, so that somebody follows the applications.',
    },
    source: 'Beijing guide: registration of employers, one to three handlers',
    placeholder: false,
  },
];
