import type { Template } from '../../../domain/letters/template.ts';
import { law } from './shared-parts.ts';

const sameInBoth = (value: string) => ({ zh: value, en: value });

/** Papers that their holder shows to others. */
export const certificates: Readonly<
  Record<'notification-letter' | 'cancellation-certificate' | 'employer-confirmation', Template>
> = {
  'notification-letter': {
    title: { zh: '外国人工作许可通知', en: 'Notification Letter of Foreigner’s Work Permit' },
    source:
      'Fields: appendix 3 of the national service guide (https://m.docduoduo.com/p-1224122.html, secondary); residence permit: Exit and Entry Administration Law art. 30',
    placeholder: true,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '兹通知，下列外国人来华工作的申请已获许可。',
          en: 'This is to notify that the following foreigner has been permitted to work in China.',
        },
      },
      {
        part: 'fields',
        rows: [
          { label: { zh: '档案编号', en: 'File number' }, value: sameInBoth('{receiptNumber}') },
          { label: { zh: '许可机关', en: 'Approving body' }, value: sameInBoth('{authority}') },
          { label: { zh: '国籍', en: 'Nationality' }, value: sameInBoth('{nationality}') },
          { label: { zh: '姓名', en: 'Name' }, value: sameInBoth('{applicant}') },
          { label: { zh: '护照号码', en: 'Passport number' }, value: sameInBoth('{passportNumber}') },
          { label: { zh: '类别', en: 'Category' }, value: sameInBoth('{category}') },
          { label: { zh: '工作许可编号', en: 'Work permit number' }, value: sameInBoth('{permitNumber}') },
          { label: { zh: '工作地点', en: 'Place of work' }, value: sameInBoth('{workplace}') },
          { label: { zh: '聘用单位', en: 'Employer' }, value: sameInBoth('{employer}') },
          {
            label: { zh: '许可期限', en: 'Approved for' },
            value: {
              zh: '{duration}（{validFrom}至{validTo}）',
              en: '{duration} ({validFrom} to {validTo})',
            },
          },
          { label: { zh: '签发日期', en: 'Issued on' }, value: sameInBoth('{date}') },
          {
            label: { zh: '随行家属', en: 'Dependants' },
            value: { zh: '申请中未填报', en: 'none stated in the application' },
          },
        ],
      },
      {
        part: 'paragraph',
        text: {
          zh: '本通知自签发之日起6个月内有效。本通知不是签证，请持本通知到中国驻外使馆、领馆或者外交部委托的其他驻外机构申请签证。',
          en: 'This letter is valid for six months from its day of issue. It is not a visa: apply for one with this letter at a Chinese embassy or consulate.',
        },
      },
      {
        part: 'paragraph',
        text: {
          zh: '入境后，应当自入境之日起三十日内申请办理外国人居留证件（《中华人民共和国出境入境管理法》第三十条）。',
          en: 'After entry, apply for a residence permit within thirty days (Exit and Entry Administration Law, art. 30).',
        },
      },
    ],
  },

  'cancellation-certificate': {
    title: { zh: '注销证明', en: 'Certificate of cancellation' },
    source: `${law} art. 70; Beijing guide (transcribed, to be verified): a change of employer needs it`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '兹证明，下列外国人来华工作许可已经依法注销（《中华人民共和国行政许可法》第七十条）。',
          en: 'This is to certify that the following Foreigner’s Work Permit has been cancelled (Administrative Licensing Law, art. 70).',
        },
      },
      {
        part: 'fields',
        rows: [
          { label: { zh: '工作许可编号', en: 'Work permit number' }, value: sameInBoth('{permitNumber}') },
          { label: { zh: '持证人', en: 'Holder' }, value: sameInBoth('{applicant}') },
          { label: { zh: '用人单位', en: 'Employer' }, value: sameInBoth('{employer}') },
          { label: { zh: '注销日期', en: 'Cancelled on' }, value: sameInBoth('{cancelledOn}') },
          { label: { zh: '收件编号', en: 'Receipt number' }, value: sameInBoth('{receiptNumber}') },
        ],
      },
      {
        part: 'paragraph',
        text: {
          zh: '持证人变更用人单位、重新申请来华工作许可时，请提交本证明。',
          en: 'Hand in this certificate when the holder applies for a new permit with another employer.',
        },
      },
    ],
  },

  'employer-confirmation': {
    title: { zh: '用人单位登记确认书', en: 'Confirmation of the employer’s registration' },
    source: 'Beijing guide (transcribed, to be verified): registration of employers, reviewed',
    placeholder: true,
    parts: [
      {
        part: 'paragraph',
        when: ['confirm-employer'],
        text: {
          zh: '经审查，{employer}的单位信息已经登记，可以为外国人申请来华工作许可。',
          en: '{employer} has been examined and registered, and can apply for work permits for foreigners.',
        },
      },
      {
        part: 'paragraph',
        when: ['amend-employer'],
        text: {
          zh: '经审查，{employer}申请变更的单位登记信息已经更新。',
          en: 'What {employer} asked to be changed in its registration has been examined and changed.',
        },
      },
      {
        part: 'fields',
        rows: [
          { label: { zh: '用人单位', en: 'Employer' }, value: sameInBoth('{employer}') },
          {
            label: { zh: '统一社会信用代码', en: 'Unified social credit code' },
            value: sameInBoth('{creditCode}'),
          },
          { label: { zh: '收件编号', en: 'Receipt number' }, value: sameInBoth('{receiptNumber}') },
          { label: { zh: '登记日期', en: 'Registered on' }, value: sameInBoth('{date}') },
        ],
      },
    ],
  },
};
