import type { Part, Template } from '../../../domain/letters/template.ts';
import { law, remedies } from './shared-parts.ts';

const granted: Part = {
  part: 'fields',
  rows: [
    { label: { zh: '持证人', en: 'Holder' }, value: { zh: '{applicant}', en: '{applicant}' } },
    { label: { zh: '用人单位', en: 'Employer' }, value: { zh: '{employer}', en: '{employer}' } },
    { label: { zh: '类别', en: 'Category' }, value: { zh: '{category}', en: '{category}' } },
    {
      label: { zh: '许可有效期', en: 'Valid' },
      value: { zh: '{validFrom}至{validTo}', en: 'from {validFrom} to {validTo}' },
    },
    { label: { zh: '有效期取决于', en: 'Last day set by' }, value: { zh: '{binding}', en: '{binding}' } },
  ],
};

const scope: Part = {
  part: 'paragraph',
  text: {
    zh: '持证人应当在许可载明的用人单位和岗位范围内工作。许可证件自本决定作出之日起十个工作日内颁发（《中华人民共和国行政许可法》第四十四条），可在申请页面下载。',
    en: 'The holder may work for the employer and in the post that the permit states. The permit is issued within ten working days (Administrative Licensing Law, art. 44) and can be downloaded from the page of the application.',
  },
};

/** Letters that tell how a case was decided, by an officer or by the law. */
export const decisions: Readonly<Record<'grant' | 'deemed-grant' | 'refusal', Template>> = {
  grant: {
    title: { zh: '准予行政许可决定书', en: 'Decision to grant' },
    source: `${law} arts. 38(1), 44, 49, 50; Exit and Entry Administration Law art. 43`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        when: ['grant-permit'],
        text: {
          zh: '经审查，{you}提交的{matter}（收件编号 {receiptNumber}）符合法定条件、标准。依据《中华人民共和国行政许可法》第三十八条第一款，本机关决定准予行政许可。',
          en: 'We have examined {matter} (receipt number {receiptNumber}). It meets the conditions that the law sets. Under art. 38(1) of the Administrative Licensing Law the permit is granted.',
        },
      },
      {
        part: 'paragraph',
        when: ['extend-permit'],
        text: {
          zh: '经审查，{you}提交的{matter}（收件编号 {receiptNumber}）符合法定条件、标准。依据《中华人民共和国行政许可法》第三十八条第一款、第五十条，本机关决定准予延续。',
          en: 'We have examined {matter} (receipt number {receiptNumber}). It meets the conditions that the law sets. Under arts. 38(1) and 50 of the Administrative Licensing Law the permit is extended.',
        },
      },
      {
        part: 'paragraph',
        when: ['amend-permit'],
        text: {
          zh: '经审查，{you}提交的{matter}（收件编号 {receiptNumber}）符合法定条件、标准。依据《中华人民共和国行政许可法》第三十八条第一款、第四十九条，本机关决定准予变更。',
          en: 'We have examined {matter} (receipt number {receiptNumber}). It meets the conditions that the law sets. Under arts. 38(1) and 49 of the Administrative Licensing Law the permit is changed as applied for.',
        },
      },
      {
        part: 'paragraph',
        when: ['reissue-permit'],
        text: {
          zh: '经审查，{you}提交的{matter}（收件编号 {receiptNumber}）符合规定。本机关决定准予补发，许可的内容和有效期不变。',
          en: 'We have examined {matter} (receipt number {receiptNumber}). The permit is issued anew; what it says and how long it runs stay the same.',
        },
      },
      granted,
      scope,
    ],
  },

  'deemed-grant': {
    title: { zh: '准予行政许可决定书', en: 'Decision to grant' },
    source: `${law} arts. 44, 50`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{you}于{submittedOn}提交{matter}（收件编号 {receiptNumber}）。至许可有效期届满时，本机关未作出是否准予延续的决定。依据《中华人民共和国行政许可法》第五十条第二款，视为准予延续。',
          en: 'We had not decided {matter} (receipt number {receiptNumber}), handed in on {submittedOn}, when the permit came to its end. By art. 50 of the Administrative Licensing Law the extension counts as granted.',
        },
      },
      {
        part: 'paragraph',
        text: {
          zh: '本次准予延续由法律规定直接产生，与本机关作出的准予决定具有同等效力。',
          en: 'This grant follows from the law itself and holds like one that an officer decided.',
        },
      },
      granted,
      scope,
    ],
  },

  refusal: {
    title: { zh: '不予行政许可决定书', en: 'Decision to refuse' },
    source: `${law} art. 38(2); the periods of reconsideration and lawsuit stand in other statutes and are left out`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '经审查，{you}提交的{matter}（收件编号 {receiptNumber}）不符合法定条件、标准。依据《中华人民共和国行政许可法》第三十八条第二款，本机关决定不予行政许可，理由如下：',
          en: 'We have examined {matter} (receipt number {receiptNumber}). It does not meet the conditions that the law sets and is refused under art. 38(2) of the Administrative Licensing Law, for these reasons:',
        },
      },
      { part: 'list', of: 'reasons' },
      ...remedies,
    ],
  },
};
