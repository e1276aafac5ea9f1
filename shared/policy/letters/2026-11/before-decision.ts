import type { Part, Template } from '../../../domain/letters/template.ts';
import { caseFields, law, remedies } from './shared-parts.ts';

type Kinds =
  | 'receipt'
  | 'acceptance'
  | 'deemed-acceptance'
  | 'complete-notice'
  | 'acceptance-refusal'
  | 'pause'
  | 'time-extension'
  | 'intended-refusal';

const timeLimits: readonly Part[] = [
  {
    part: 'paragraph',
    text: {
      zh: '办理期限以工作日计算，不含法定节假日，受理当日不计（第八十二条）。在法定期限内不能作出决定的，经本机关负责人批准可以延长十个工作日，届时将告知延长的理由（第四十二条）。依法需要听证、专家评审等的，所需时间不计入办理期限，届时将书面告知（第四十五条）。',
      en: 'Time is counted in working days without public holidays, and the day of acceptance is not counted (art. 82). If no decision can be made in the time that the law sets, it may be extended by ten working days with approval, and you will be told why (art. 42). Time for a hearing or a review by experts is not counted; you would be told of it in writing (art. 45).',
    },
  },
];

/** Letters from the filing of an application until its decision. */
export const beforeDecision: Readonly<Record<Kinds, Template>> = {
  receipt: {
    title: { zh: '收件凭证', en: 'Receipt of an application' },
    source: `${law} arts. 29, 32, 58: a dated receipt; one notice within five days or deemed acceptance; no fee`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        when: ['before-acceptance'],
        text: {
          zh: '{you}于{date}提交的{matter}，本机关已经收到。查询和咨询时，请提供收件编号。',
          en: 'We have received {matter}, handed in on {date}. Please quote the receipt number when you ask about it.',
        },
      },
      {
        part: 'paragraph',
        when: ['supplement'],
        text: {
          zh: '{you}于{date}就{matter}提交的补正材料，本机关已经收到。申请的受理继续有效，办理期限自即日起继续计算。',
          en: 'We have received what you handed in on {date} to complete {matter}. The application stays accepted, and its time runs on from today.',
        },
      },
      {
        part: 'fields',
        rows: [
          ...caseFields,
          { label: { zh: '收件日期', en: 'Received on' }, value: { zh: '{date}', en: '{date}' } },
          { label: { zh: '提交次数', en: 'Submission' }, value: { zh: '第{round}次', en: 'no. {round}' } },
          {
            label: { zh: '承诺办结日期', en: 'Promised decision' },
            value: { zh: '{promisedOn}', en: '{promisedOn}' },
          },
          { label: { zh: '收到的材料', en: 'Documents received' }, value: { zh: '{materials}', en: '{materials}' } },
        ],
      },
      {
        part: 'paragraph',
        when: ['before-acceptance'],
        text: {
          zh: '本凭证证明申请材料已经收到，不表示申请已经受理。材料不齐全或者不符合法定形式的，本机关将在五个工作日内一次性告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条）。办理本事项不收取任何费用（第五十八条）。',
          en: 'This receipt proves that the documents have arrived; it does not yet mean that the application is accepted. If anything is missing or not in the required form, you will be told everything at once within five working days; if you are not told by then, the application counts as accepted from the day it was received (Administrative Licensing Law, art. 32). There is no fee (art. 58).',
        },
      },
    ],
  },

  acceptance: {
    title: { zh: '受理通知书', en: 'Notice of acceptance' },
    source: `${law} arts. 32(5), 42, 45, 82`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{you}于{submittedOn}提交的{matter}，经审查符合受理条件。依据《中华人民共和国行政许可法》第三十二条第一款第（五）项，本机关决定予以受理。',
          en: 'We have examined {matter}, handed in on {submittedOn}. It meets the conditions and is accepted under art. 32(5) of the Administrative Licensing Law.',
        },
      },
      {
        part: 'fields',
        rows: [
          ...caseFields,
          { label: { zh: '受理日期', en: 'Accepted on' }, value: { zh: '{date}', en: '{date}' } },
          {
            label: { zh: '承诺办结日期', en: 'Promised decision' },
            value: { zh: '{promisedOn}', en: '{promisedOn}' },
          },
          {
            label: { zh: '法定期限届满日', en: 'Latest day by law' },
            value: { zh: '{ceilingOn}', en: '{ceilingOn}' },
          },
        ],
      },
      ...timeLimits,
    ],
  },

  'deemed-acceptance': {
    title: { zh: '受理通知书', en: 'Notice of acceptance' },
    source: `${law} arts. 32(4), 42, 45, 82`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{you}于{submittedOn}提交的{matter}，本机关未在法定期限内告知需要补正的内容。依据《中华人民共和国行政许可法》第三十二条第一款第（四）项，该申请自收到申请材料之日即{submittedOn}起视为受理。',
          en: 'We did not tell you in the time that the law sets whether anything is missing from {matter}, handed in on {submittedOn}. By art. 32(4) of the Administrative Licensing Law it therefore counts as accepted from the day it was received, {submittedOn}.',
        },
      },
      {
        part: 'paragraph',
        text: {
          zh: '本次受理由法律规定直接产生，不需要另行作出决定。',
          en: 'This acceptance follows from the law itself; no officer had to decide it.',
        },
      },
      {
        part: 'fields',
        rows: [
          ...caseFields,
          {
            label: { zh: '视为受理日期', en: 'Accepted by law on' },
            value: { zh: '{submittedOn}', en: '{submittedOn}' },
          },
          {
            label: { zh: '承诺办结日期', en: 'Promised decision' },
            value: { zh: '{promisedOn}', en: '{promisedOn}' },
          },
          {
            label: { zh: '法定期限届满日', en: 'Latest day by law' },
            value: { zh: '{ceilingOn}', en: '{ceilingOn}' },
          },
        ],
      },
      ...timeLimits,
    ],
  },

  'complete-notice': {
    title: { zh: '一次性补正告知书', en: 'Complete notice of what to supply' },
    source: `${law} art. 32(4); what a return does to the clock and how long it waits is zone policy`,
    placeholder: true,
    parts: [
      {
        part: 'paragraph',
        when: ['before-acceptance'],
        text: {
          zh: '{you}于{submittedOn}提交的{matter}（收件编号 {receiptNumber}），需要补正以下{count}项内容。依据《中华人民共和国行政许可法》第三十二条第一款第（四）项，现一次性告知：',
          en: 'The following has to be mended in {matter} (receipt number {receiptNumber}), handed in on {submittedOn}. As art. 32(4) of the Administrative Licensing Law asks, this notice lists everything at once; items in all: {count}.',
        },
      },
      {
        part: 'paragraph',
        when: ['in-review'],
        text: {
          zh: '本机关在审查{matter}（收件编号 {receiptNumber}）时，发现需要补正以下{count}项内容，现一次性告知：',
          en: 'In the review of {matter} (receipt number {receiptNumber}) we found that the following has to be mended. This notice lists everything at once; items in all: {count}.',
        },
      },
      { part: 'list', of: 'deficiencies' },
      {
        part: 'paragraph',
        text: {
          zh: '请于{respondBy}前（含当日）补正并重新提交。逾期未提交的，本次申请失效，届时可以重新申请。',
          en: 'Please mend this and submit the application again by {respondBy}. After that day it lapses, and you would have to apply anew.',
        },
      },
      {
        part: 'paragraph',
        when: ['before-acceptance'],
        text: {
          zh: '以上为需要补正的全部内容。重新提交后，本机关不会就本次未列明且未改动的内容再次要求补正；预审期限自重新提交之日起计算。',
          en: 'This is everything. Once you have submitted again, nothing that this notice does not list and you have not changed will be asked for again; the time for the preliminary review then starts anew.',
        },
      },
      {
        part: 'paragraph',
        when: ['in-review'],
        text: {
          zh: '以上为需要补正的全部内容。重新提交后，本机关不会就本次未列明且未改动的内容再次要求补正。申请的受理继续有效，自即日起至重新提交之日，办理期限暂停计算。',
          en: 'This is everything. Once you have submitted again, nothing that this notice does not list and you have not changed will be asked for again. The application stays accepted; its time stands still from today until you submit again.',
        },
      },
    ],
  },

  'acceptance-refusal': {
    title: { zh: '不予受理决定书', en: 'Decision not to accept an application' },
    source: `${law} arts. 32(1), 32(2), 38`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{you}于{submittedOn}提交的{matter}（收件编号 {receiptNumber}），经审查存在下列情形。依据《中华人民共和国行政许可法》第三十二条，本机关决定不予受理：',
          en: 'We have examined {matter} (receipt number {receiptNumber}), handed in on {submittedOn}. Under art. 32 of the Administrative Licensing Law it is not accepted, for these reasons:',
        },
      },
      { part: 'list', of: 'reasons' },
      {
        part: 'paragraph',
        text: {
          zh: '上述情形消除后，可以重新申请。',
          en: 'You may apply again when these reasons no longer exist.',
        },
      },
      ...remedies,
    ],
  },

  pause: {
    title: { zh: '办理期限暂停计算告知书', en: 'Notice that the time stands still' },
    source: `${law} art. 45`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{matter}（收件编号 {receiptNumber}）已于{acceptedOn}受理。办理中依法需要进行{pauseKind}，具体如下：',
          en: 'In {matter} (receipt number {receiptNumber}), accepted on {acceptedOn}, {pauseKind} is needed:',
        },
      },
      { part: 'paragraph', text: { zh: '{announcement}', en: '{announcement}' } },
      {
        part: 'fields',
        rows: [
          { label: { zh: '暂停计算自', en: 'Time stands still from' }, value: { zh: '{date}', en: '{date}' } },
          {
            label: { zh: '暂停计算至', en: 'until' },
            value: { zh: '{until}（含当日）', en: '{until}, that day included' },
          },
        ],
      },
      {
        part: 'paragraph',
        text: {
          zh: '依据《中华人民共和国行政许可法》第四十五条，上述所需时间不计入办理期限。结束后办理期限继续计算，新的承诺办结日期将在申请进度中告知。',
          en: 'By art. 45 of the Administrative Licensing Law this time is not counted. When it is over the time runs on, and the timeline of the application will tell the new promised day.',
        },
      },
    ],
  },

  'time-extension': {
    title: { zh: '延长办理期限通知书', en: 'Notice of extended time' },
    source: `${law} art. 42`,
    placeholder: false,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '{matter}（收件编号 {receiptNumber}）已于{acceptedOn}受理。因下列原因，在原定期限内不能作出决定：',
          en: 'In {matter} (receipt number {receiptNumber}), accepted on {acceptedOn}, no decision can be made in the time first set, for this reason:',
        },
      },
      { part: 'paragraph', text: { zh: '{reason}', en: '{reason}' } },
      {
        part: 'paragraph',
        text: {
          zh: '依据《中华人民共和国行政许可法》第四十二条第一款，经本机关负责人批准，办理期限延长{workingDays}个工作日。延长只进行这一次。由此给{you}带来不便，深表歉意。',
          en: 'Under art. 42 of the Administrative Licensing Law the time is extended by {workingDays} working days, with the approval that the law asks for. It is extended only this once. We are sorry for the delay.',
        },
      },
      {
        part: 'fields',
        rows: [
          {
            label: { zh: '新的承诺办结日期', en: 'New promised decision' },
            value: { zh: '{promisedOn}', en: '{promisedOn}' },
          },
          {
            label: { zh: '法定期限届满日', en: 'Latest day by law' },
            value: { zh: '{ceilingOn}', en: '{ceilingOn}' },
          },
        ],
      },
    ],
  },

  'intended-refusal': {
    title: { zh: '拟不予行政许可告知书', en: 'Notice of an intended refusal' },
    source: `${law} arts. 7, 36; the length of the reply period is zone policy`,
    placeholder: true,
    parts: [
      {
        part: 'paragraph',
        text: {
          zh: '本机关正在审查{matter}（收件编号 {receiptNumber}），拟作出不予行政许可的决定。这不是最终决定。作出决定前，现将理由和依据告知如下：',
          en: 'We are considering {matter} (receipt number {receiptNumber}) and intend to refuse it. Nothing is decided yet. Before we decide, these are the reasons and the rules behind them:',
        },
      },
      { part: 'list', of: 'reasons' },
      {
        part: 'paragraph',
        text: {
          zh: '依据《中华人民共和国行政许可法》第七条、第三十六条，{you}有权进行陈述和申辩。请于{respondBy}前（含当日）在申请页面提交意见和证明材料。本机关将认真听取，并在作出决定时予以考虑；逾期未提交的，将依据现有材料作出决定。',
          en: 'You have the right to be heard (Administrative Licensing Law, arts. 7 and 36). Please send your reply, with anything that proves it, from the page of the application by {respondBy}. We will consider it with care before we decide; if nothing arrives by then, we decide on what we have.',
        },
      },
    ],
  },
};
