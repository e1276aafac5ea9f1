import type { PaperRule } from '../../domain/desk/papers.ts';

/** As shared/policy/procedures/sources.ts names it; functions that guide carry no text of the procedures. */
const section3 = 'Beijing guide for talents (人才办事指南; transcribed, to be verified), chapter 1 section 3';

/** What papers must be beyond being there; what their files must be is judged at the upload. */
export const paperRules: readonly PaperRule[] = [
  {
    kind: 'contract',
    mustState: ['place', 'work', 'pay', 'period', 'post', 'signature'],
    inChinese: true,
    unaltered: true,
    advice: {
      zh: '合同须为中文、没有涂改，并写明工作地点、工作内容、薪酬、起止时间和职位，附签字盖章页。请先逐项核对再上传。',
      en: 'The contract is in Chinese and without alterations, and states the place, the work, the pay, the period and the post, with the page of signature and seal. Please check each before you upload it.',
    },
    source: `${section3}, item f`,
  },
  {
    kind: 'no-criminal-record',
    issuedWithinMonths: 6,
    authenticated: true,
    notByApplicant: true,
    advice: {
      zh: '无犯罪记录证明须在六个月内出具，并经认证或办理附加证明书；自行声明的不能使用。办理认证需要时间，请尽早准备。',
      en: 'The certificate of no criminal record is at most six months old and authenticated or with an Apostille; your own statement does not do. Authentication takes time, so begin early.',
    },
    source: `${section3}, item d`,
  },
  {
    kind: 'medical',
    issuedWithinMonths: 6,
    advice: {
      zh: '体检证明须在六个月内出具；尚未入境的，可以先作健康承诺。',
      en: 'The medical certificate is at most six months old; before entering China a health commitment may stand in for it.',
    },
    source: `${section3}, item e`,
  },
  {
    kind: 'highest-degree',
    authenticated: true,
    advice: {
      zh: '国外学位须经认证或办理附加证明书，并附译文；中国学位只需原件。',
      en: 'A foreign degree is authenticated or has an Apostille, with a translation; a Chinese degree needs the original only.',
    },
    source: `${section3}, item c`,
  },
  {
    kind: 'work-experience',
    mustState: ['post', 'period', 'signature', 'referee'],
    advice: {
      zh: '工作资历证明须写明职位、起止时间和可联系的证明人，并有签字或盖章。',
      en: 'The proof of experience names the post, the dates and a person who can be contacted, and is signed or stamped.',
    },
    source: `${section3}, item b`,
  },
];
