import type { Holding } from '../domain/erasure/on-request.ts';
import type { Text } from '../domain/text.ts';
import type { Zone } from '../zone/zone.ts';

export type HeldKind = Holding['kind'];
type Told = { title: Text; why: Text; basis: Text; kept: (retention: Zone['retention']) => Text };

const years = (zh: string, en: string, count: number): Text => ({
  zh: `${zh}后 ${count} 年`,
  en: `${count} ${count === 1 ? 'year' : 'years'} after ${en}`,
});

/** The office decides and supervises by statute; nothing here rests on consent but what is said to be optional. */
const duty: Text = {
  zh: '履行法定职责所必需（个人信息保护法第十三条第一款第三项、第三十四条）',
  en: 'Necessary for a statutory duty (Personal Information Protection Law arts. 13(1)(3), 34)',
};
const choice: Text = {
  zh: '自愿提供，可随时要求停止（个人信息保护法第十五条）',
  en: 'Given freely; you can stop it at any time (Personal Information Protection Law art. 15)',
};

const asLongAsPermit = ({ closedCaseYears }: Zone['retention']): Text =>
  years('证件届满', 'the permit ends', closedCaseYears);

/** What a zone holds on people, why, on what basis and how long, in words for them; docs/personal-data.md says the same. */
export const heldKinds: Readonly<Record<HeldKind, Told>> = {
  application: {
    title: { zh: '申请、材料与办理过程', en: 'Applications, documents and what happened to them' },
    why: {
      zh: '受理、审查和决定您的工作许可申请，并可供复议、诉讼和监督核查。',
      en: 'To receive, review and decide your applications, and to answer for the decisions.',
    },
    basis: duty,
    kept: ({ closedCaseYears, draftDays }) => ({
      zh: `草稿：最后一次保存后 ${draftDays} 天；办结的：办结或证件届满后 ${closedCaseYears} 年`,
      en: `A draft: ${draftDays} days after it was last saved. A case that ended: ${closedCaseYears} ${closedCaseYears === 1 ? 'year' : 'years'} after its end or the end of its permit.`,
    }),
  },
  permit: {
    title: { zh: '工作许可', en: 'Work permits' },
    why: { zh: '签发、查验和管理许可。', en: 'To issue the permit and let it be verified.' },
    basis: duty,
    kept: asLongAsPermit,
  },
  'merchant-card': {
    title: { zh: '商友卡', en: 'Merchant cards' },
    why: { zh: '签发和查验商友卡。', en: 'To issue the card and let partners check it.' },
    basis: duty,
    kept: asLongAsPermit,
  },
  credit: {
    title: { zh: '信用记录', en: 'Credit record' },
    why: { zh: '按公布的规则计算延期时长。', en: 'To count, by published rules, how long a permit can be extended.' },
    basis: duty,
    kept: asLongAsPermit,
  },
  register: {
    title: { zh: '一人一码登记', en: 'Your code for life' },
    why: {
      zh: '让同一人始终是同一编码，编码不会发给他人。仅存编码与不可还原的指纹。',
      en: 'So that you always have the same code and nobody else gets it. Only the code and fingerprints are kept.',
    },
    basis: duty,
    kept: () => ({ zh: '长期', en: 'For good' }),
  },
  talent: {
    title: { zh: '人才库条目', en: 'Entry in the database of talents' },
    why: { zh: '供区内用人单位服务和政策匹配。', en: 'To match services and policies of the zone with people.' },
    basis: choice,
    kept: () => ({ zh: '至证件届满，或您提出异议之时', en: 'Until the permit ends or you object' }),
  },
  visit: {
    title: { zh: '到访预约', en: 'Visits' },
    why: { zh: '安排窗口服务和领取证件。', en: 'To arrange your visit and hand over what you came for.' },
    basis: duty,
    kept: ({ closedCaseYears }) => years('到访', 'the visit', closedCaseYears),
  },
  help: {
    title: { zh: '求助事项', en: 'Requests for help' },
    why: { zh: '答复求助、组织调解。', en: 'To answer you and to mediate.' },
    basis: choice,
    kept: ({ helpYears }) => years('办结', 'it ended', helpYears),
  },
  inquiry: {
    title: { zh: '咨询', en: 'Inquiries' },
    why: { zh: '答复您的咨询。', en: 'To answer what you asked.' },
    basis: choice,
    kept: () => ({ zh: '期满由系统自动删除', en: 'It expires by itself' }),
  },
  notices: {
    title: { zh: '消息', en: 'Messages' },
    why: { zh: '告知您办理进展。', en: 'To tell you what happens.' },
    basis: duty,
    kept: () => ({ zh: '400 天', en: '400 days' }),
  },
  readings: {
    title: { zh: '谁查阅过您的信息', en: 'Who read your data' },
    why: { zh: '每次查阅均有记录，可供追责。', en: 'Every reading is recorded, so that somebody answers for it.' },
    basis: {
      zh: '网络日志（网络安全法第二十三条第三项，至少六个月）',
      en: 'A log (Cybersecurity Law art. 23(3), six months at least)',
    },
    kept: ({ readingsDays }) => ({ zh: `${readingsDays} 天`, en: `${readingsDays} days` }),
  },
};

/** What a person may ask for, in words for them (Personal Information Protection Law arts. 44 to 50). */
export const rights: readonly Text[] = [
  {
    zh: '查阅、复制：随时在本页查看并下载。',
    en: 'See and copy it: look at it here and download it whenever you want.',
  },
  { zh: '更正、补充：信息不准确时，请提出更正。', en: 'Have it corrected: say what is wrong.' },
  {
    zh: '删除：目的已实现、期限已届满或撤回同意的，可以要求删除。法定保存期未满的，停止除存储和安全保护以外的处理。',
    en: 'Have it erased: once its purpose is achieved, its time is over or you take back consent. What the law still keeps is only stored and protected.',
  },
  { zh: '说明：可以要求解释处理规则。', en: 'Have it explained: ask how and by what rules it is used.' },
  {
    zh: '救济：请求被拒绝的，会说明理由；您可以向上级机关投诉，也可以依法向人民法院起诉。',
    en: 'Remedy: a refusal says why. You can complain to the authority above, and go to the people’s court.',
  },
];

/** What the answer to a request ends with. */
export const remedy: Text = {
  zh: '对答复不服的，可以向履行个人信息保护职责的部门投诉、举报，也可以依法向人民法院提起诉讼（个人信息保护法第五十条、第六十五条）。',
  en: 'If you do not agree with this answer, you can complain to the department for the protection of personal information, and bring the matter to the people’s court (Personal Information Protection Law arts. 50, 65).',
};
