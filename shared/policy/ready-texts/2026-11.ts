import type { ReadyDeficiency, ReadyReason, ReadyTexts, Slot } from '../../domain/desk/ready-texts.ts';

/** The wording is ours; an authority adopts it or puts its own in its place. */
const ours = { source: 'Wording of this project, for an authority to adopt', placeholder: true } as const;
const guide = 'Beijing guide for talents (人才办事指南; transcribed, to be verified), chapter 1 section 3';
/** The rule has a source, the words are ours. */
const by = (rule: string) => ({ source: `${rule}; wording of this project`, placeholder: true }) as const;

const page: Slot = {
  name: 'page',
  label: { zh: '页码，如“3”或“3至5”', en: 'number of the page, such as 3 or 3 to 5' },
};
const other: Slot = { name: 'other', label: { zh: '不一致的另一份材料', en: 'the other paper' } };
const day: Slot = { name: 'day', label: { zh: '日期，如“2026年11月1日”', en: 'a day, such as 1 November 2026' } };
const part: Slot = { name: 'part', label: { zh: '缺少的内容，如“薪酬”', en: 'what is missing, such as the pay' } };
const fact: Slot = {
  name: 'fact',
  label: { zh: '查明的具体事实', en: 'what was found, in concrete terms' },
};

/** Papers that are issued in the applicant's name, and not by the zone's own forms. */
const inTheName = [
  'contract',
  'work-experience',
  'teaching-certificate',
  'highest-degree',
  'no-criminal-record',
  'medical',
  'visa-or-residence',
  'vocational-certificate',
  'hsk-certificate',
  'cancellation-certificate',
  'tax-record',
  'stay-proof',
] as const;

/** Papers that mostly come from abroad. */
const foreign = ['work-experience', 'highest-degree', 'no-criminal-record', 'name-change-proof'] as const;

const ofEveryPaper: readonly ReadyDeficiency[] = [
  {
    id: 'paper-missing',
    code: 'missing',
    about: { papers: 'every' },
    text: { zh: '尚未收到“{label}”。', en: 'We have not received “{label}” yet.' },
    remedy: {
      zh: '请上传这份材料；如暂时无法取得，请与我们联系，我们会告知是否可以承诺或者容缺后补。',
      en: 'Please upload it. If you cannot get it now, call us: we tell you whether a commitment or a later supply is possible.',
    },
    ...ours,
  },
  {
    id: 'paper-unreadable',
    code: 'unreadable',
    about: { papers: 'every' },
    text: {
      zh: '“{label}”的扫描件不清晰，无法辨认文字。',
      en: 'The scan of “{label}” is not clear enough to be read.',
    },
    remedy: {
      zh: '请用原件重新扫描（建议300 dpi）后上传；用手机拍摄的，请在光线充足处垂直拍摄，四角完整。',
      en: 'Please scan the original again (300 dpi is good). With a phone, take the picture from straight above, in good light, with all four corners.',
    },
    ...ours,
  },
  {
    id: 'page-unreadable',
    code: 'unreadable',
    about: { papers: 'every' },
    text: { zh: '“{label}”第{page}页不清晰，无法辨认。', en: 'Page {page} of “{label}” cannot be read.' },
    remedy: {
      zh: '请重新扫描该页，并与其余各页合并为一个文件后上传。',
      en: 'Please scan that page again and upload the whole paper as one file.',
    },
    slots: [page],
    ...ours,
  },
  {
    id: 'pages-missing',
    code: 'pages-missing',
    about: { papers: 'every' },
    text: { zh: '“{label}”缺少第{page}页。', en: 'Page {page} of “{label}” is missing.' },
    remedy: {
      zh: '请将全部页面（含签字页、附件和背面）合并为一个文件后上传。',
      en: 'Please upload all pages as one file, with the page of signatures, annexes and backs.',
    },
    slots: [page],
    ...ours,
  },
  {
    id: 'wrong-paper',
    code: 'wrong-document',
    about: { papers: 'every' },
    text: { zh: '上传的文件不是“{label}”。', en: 'The uploaded file is not “{label}”.' },
    remedy: { zh: '请上传材料清单中所列的这份材料。', en: 'Please upload the paper that the checklist names.' },
    ...ours,
  },
  {
    id: 'differs-from-another-paper',
    code: 'contradiction',
    about: { papers: 'every' },
    text: { zh: '“{label}”的内容与“{other}”不一致。', en: '“{label}” and “{other}” do not say the same.' },
    remedy: {
      zh: '请核对两份材料，更正有误的一份；如确有原因，请附书面说明。',
      en: 'Please compare the two and correct the one that is wrong; if there is a reason, add a short statement.',
    },
    slots: [other],
    ...ours,
  },
];

const ofSomePapers: readonly ReadyDeficiency[] = [
  {
    id: 'name-differs-from-passport',
    code: 'contradiction',
    about: { papers: inTheName },
    text: {
      zh: '“{label}”上的姓名与护照信息页不一致。',
      en: 'The name on “{label}” is not the name on the data page of the passport.',
    },
    remedy: {
      zh: '请提交姓名与护照一致的材料；曾经更名的，请附更名证明，由出具单位说明为同一人也可以。',
      en: 'Please give a paper in the name of the passport. If the name was changed, add the proof; a statement of the issuer that it is the same person will do as well.',
    },
    ...ours,
  },
  {
    id: 'issued-too-long-ago',
    code: 'expired',
    about: { papers: ['no-criminal-record', 'medical'] },
    text: {
      zh: '“{label}”于{day}出具，已超过{months}个月。',
      en: '“{label}” was issued on {day}, more than {months} months ago.',
    },
    remedy: {
      zh: '请提交最近{months}个月内出具的证明。',
      en: 'Please give one that was issued within the last {months} months.',
    },
    slots: [day],
    ...by(`${guide}, items d and e`),
  },
  {
    id: 'paper-expired',
    code: 'expired',
    about: {
      papers: ['passport', 'visa-or-residence', 'stay-proof', 'business-licence', 'sector-licence', 'old-certificate'],
    },
    text: { zh: '“{label}”已于{day}到期。', en: '“{label}” expired on {day}.' },
    remedy: { zh: '请上传现行有效的证件。', en: 'Please upload the one that is valid now.' },
    slots: [day],
    ...ours,
  },
  {
    id: 'no-signature',
    code: 'signature-missing',
    about: {
      papers: [
        'application-form',
        'contract',
        'work-experience',
        'salary-commitment',
        'annual-working-time',
        'post-statement',
        'recommendation',
        'cancellation-proof',
        'registration-form',
        'authorisation-letter',
      ],
    },
    text: { zh: '“{label}”没有签名。', en: '“{label}” is not signed.' },
    remedy: {
      zh: '请签名并注明日期后重新扫描上传。',
      en: 'Please have it signed and dated, then scan and upload it again.',
    },
    ...ours,
  },
  {
    id: 'no-seal',
    code: 'signature-missing',
    about: {
      papers: [
        'application-form',
        'contract',
        'work-experience',
        'salary-commitment',
        'annual-working-time',
        'post-statement',
        'post-change-proof',
        'cancellation-proof',
        'registration-form',
        'authorisation-letter',
      ],
    },
    text: { zh: '“{label}”没有加盖公章。', en: '“{label}” bears no official seal of the employer.' },
    remedy: {
      zh: '请加盖用人单位公章（或者经备案的电子印章）后重新扫描上传。',
      en: 'Please have it sealed by the employer (a registered electronic seal will do), then scan and upload it again.',
    },
    ...ours,
  },
  {
    id: 'no-translation',
    code: 'translation-missing',
    about: { papers: [...foreign, 'vocational-certificate', 'teaching-certificate', 'achievement-proof'] },
    text: {
      zh: '“{label}”是外文，没有附中文翻译件。',
      en: '“{label}” is in a foreign language and has no Chinese translation.',
    },
    remedy: {
      zh: '请附中文翻译件并加盖用人单位公章，与原文合并为一个文件上传。',
      en: 'Please add a Chinese translation with the seal of the employer, in one file with the original.',
    },
    ...ours,
  },
  {
    id: 'not-authenticated',
    code: 'not-authenticated',
    about: { papers: ['highest-degree', 'no-criminal-record'] },
    text: {
      zh: '“{label}”在境外出具，没有认证，也没有附加证明书（Apostille）。',
      en: '“{label}” was issued abroad and is neither authenticated nor has an Apostille.',
    },
    remedy: {
      zh: '请办理领事认证或者附加证明书；学历也可以提交教育部留学服务中心的认证。办理需要时间的，请先与我们联系。',
      en: 'Please have it authenticated by a consulate or with an Apostille; for a degree the CSCSE verification will do as well. If that takes time, call us first.',
    },
    ...by(`${guide}, items c and d`),
  },
  {
    id: 'own-statement',
    code: 'wrong-document',
    about: { papers: ['no-criminal-record'] },
    text: {
      zh: '“{label}”是申请人自行作出的声明，不能代替主管机关出具的证明。',
      en: '“{label}” is the applicant’s own statement and cannot stand in for the certificate of an authority.',
    },
    remedy: {
      zh: '请提交国籍国或者经常居住国主管机关出具的证明。',
      en: 'Please give the certificate of an authority of the country of nationality or of usual residence.',
    },
    ...by(`${guide}, item d`),
  },
  {
    id: 'contract-lacks-a-part',
    code: 'unclear',
    about: { papers: ['contract'] },
    text: { zh: '“{label}”没有写明{part}。', en: '“{label}” does not state {part}.' },
    remedy: {
      zh: '合同须写明工作地点、工作内容、薪酬、起止时间和职位。请补充约定并由双方签字盖章。',
      en: 'A contract states the place, the work, the pay, the period and the post. Please add it, signed and sealed by both sides.',
    },
    slots: [part],
    ...by(`${guide}, item f`),
  },
  {
    id: 'contract-altered',
    code: 'document-rejected',
    about: { papers: ['contract'] },
    text: { zh: '“{label}”有涂改。', en: '“{label}” has been altered by hand.' },
    remedy: {
      zh: '请提交没有涂改的合同；确需更正的，由双方另行签订补充协议。',
      en: 'Please give a contract without alterations; what must be corrected goes into a supplement that both sides sign.',
    },
    ...by(`${guide}, item f`),
  },
  {
    id: 'contract-shorter-than-form',
    code: 'contradiction',
    about: { papers: ['contract'] },
    text: {
      zh: '“{label}”到{day}为止，短于申请表填写的工作期限。',
      en: '“{label}” ends on {day}, before the last day of work in the form.',
    },
    remedy: {
      zh: '请按合同更正申请表的期限，或者提交续签的合同。',
      en: 'Please correct the form as the contract says, or give the contract that continues it.',
    },
    slots: [day],
    ...ours,
  },
  {
    id: 'experience-lacks-a-part',
    code: 'experience-unproven',
    about: { papers: ['work-experience'] },
    text: { zh: '“{label}”没有写明{part}。', en: '“{label}” does not state {part}.' },
    remedy: {
      zh: '工作资历证明须写明职位、起止时间和可联系的证明人，并由原工作单位签字或者盖章。',
      en: 'A proof of experience names the post, the dates and a person who can be contacted, and is signed or stamped by the former employer.',
    },
    slots: [part],
    ...by(`${guide}, item b`),
  },
  {
    id: 'photo-background',
    code: 'photo-background',
    about: { papers: ['photo'] },
    text: { zh: '照片背景不是白色，或者有阴影。', en: 'The background of the photo is not white, or has a shadow.' },
    remedy: { zh: '请上传近期白底免冠照片。', en: 'Please upload a recent photo on white, without a hat.' },
    source: 'Shenzhen STIC, 2024-12-03: white background; wording of this project',
    placeholder: true,
  },
  {
    id: 'photo-too-small',
    code: 'photo-too-small',
    about: { papers: ['photo'] },
    text: { zh: '照片尺寸不够，放大后看不清面部。', en: 'The photo is too small to show the face clearly.' },
    remedy: { zh: '请上传照相馆提供的电子原图。', en: 'Please upload the original file of the photographer.' },
    ...ours,
  },
  {
    id: 'photo-face',
    code: 'document-rejected',
    about: { papers: ['photo'] },
    text: {
      zh: '照片没有完整显示正面面部，或者与护照照片差别较大。',
      en: 'The photo does not show the whole face from the front, or differs much from the passport.',
    },
    remedy: {
      zh: '请上传近六个月内拍摄的正面免冠照片。',
      en: 'Please upload a photo from the front, taken in the last six months.',
    },
    ...ours,
  },
];

const ofFields: readonly ReadyDeficiency[] = [
  {
    id: 'field-missing',
    code: 'missing',
    about: { fields: 'every' },
    text: { zh: '“{label}”没有填写。', en: '“{label}” is not filled in.' },
    remedy: { zh: '请填写这一项。', en: 'Please fill it in.' },
    ...ours,
  },
  {
    id: 'field-wrong',
    code: 'contradiction',
    about: { fields: 'every' },
    text: { zh: '“{label}”填写的内容与“{other}”不一致。', en: '“{label}” is not what “{other}” says.' },
    remedy: {
      zh: '请照该材料更正这一项；如材料有误，请更换材料。',
      en: 'Please correct it as the paper says; if the paper is wrong, replace the paper.',
    },
    slots: [other],
    ...ours,
  },
  {
    id: 'field-differs-from-passport',
    code: 'contradiction',
    about: { fields: ['applicant.'] },
    text: { zh: '“{label}”与护照信息页不一致。', en: '“{label}” is not what the data page of the passport says.' },
    remedy: { zh: '请照护照信息页逐字填写。', en: 'Please fill it in letter by letter as the data page says.' },
    ...ours,
  },
  {
    id: 'passport-runs-too-short',
    code: 'expired',
    about: { fields: ['applicant.passport.expiresOn'] },
    text: {
      zh: '护照自提交之日起有效期不足{months}个月。',
      en: 'The passport runs for less than {months} months from the day of submission.',
    },
    remedy: {
      zh: '请先换发护照，再更正护照信息并重新提交。',
      en: 'Please renew the passport first, then correct its details and hand in again.',
    },
    ...ours,
  },
  {
    id: 'field-differs-from-contract',
    code: 'contradiction',
    about: { fields: ['post.', 'facts.annualSalary'] },
    text: { zh: '“{label}”与聘用合同不一致。', en: '“{label}” is not what the contract says.' },
    remedy: {
      zh: '请照合同更正这一项，或者提交补充协议。',
      en: 'Please correct it as the contract says, or give a supplement to the contract.',
    },
    ...ours,
  },
  {
    id: 'field-unclear',
    code: 'unclear',
    about: { fields: ['post.', 'facts.', 'employer.'] },
    text: { zh: '“{label}”写得不够具体，无法判断。', en: '“{label}” is not specific enough to be judged.' },
    remedy: {
      zh: '请写完整、写具体，用词与合同等材料一致。',
      en: 'Please write it out in full, in the words of the contract and other papers.',
    },
    ...ours,
  },
  {
    id: 'field-differs-from-permit',
    code: 'differs-from-permit',
    about: { fields: ['permitNumber', 'applicant.'] },
    text: { zh: '“{label}”与现有许可不一致。', en: '“{label}” is not what the present permit says.' },
    remedy: {
      zh: '请照现有许可填写；信息有变化的，请先办理变更。',
      en: 'Please fill it in as the permit says; where something has changed, apply for the change first.',
    },
    ...ours,
  },
  {
    id: 'answer-unclear',
    code: 'unclear',
    about: { questions: true },
    text: {
      zh: '对“{label}”的回答与提交的材料不一致，或者不清楚。',
      en: 'The answer to “{label}” is not clear, or not what the papers say.',
    },
    remedy: {
      zh: '请更正回答；情况有变化的，请一并更换相关材料。',
      en: 'Please correct the answer; if things have changed, replace the papers as well.',
    },
    ...ours,
  },
];

const licensingLaw = '《中华人民共和国行政许可法》';
const nationalGuide = '《外国人来华工作许可服务指南（暂行）》申请条件';
/** No published list of reasons is closed; these follow from the conditions of the national guide. */
const fromConditions = {
  source: 'Conditions of the national guide; no closed list of reasons is published. Wording of this project',
  placeholder: true,
} as const;

const reasons: readonly ReadyReason[] = [
  {
    code: 'permit-not-needed',
    decisions: ['refuse-acceptance'],
    rule: `${licensingLaw}第三十二条第一款第（一）项`,
    text: {
      zh: '所申请的事项依法不需要取得行政许可：{fact}。',
      en: 'What is applied for needs no licence by law: {fact}.',
    },
    slots: [fact],
    ...by('Administrative Licensing Law art. 32(1)'),
  },
  {
    code: 'not-competent',
    decisions: ['refuse-acceptance'],
    rule: `${licensingLaw}第三十二条第一款第（二）项`,
    text: {
      zh: '所申请的事项不属于本机关职权范围，请向{authority}申请。',
      en: 'The matter is not within our competence; please apply to {authority}.',
    },
    slots: [{ name: 'authority', label: { zh: '有权办理的机关', en: 'the authority that is competent' } }],
    ...by('Administrative Licensing Law art. 32(2)'),
  },
  {
    code: 'false-material',
    decisions: ['refuse-acceptance', 'refuse'],
    rule: `${licensingLaw}第七十八条`,
    text: { zh: '提交的材料经核实不真实：{fact}。', en: 'A paper that was handed in is not true: {fact}.' },
    slots: [fact],
    ...by('Administrative Licensing Law art. 78'),
  },
  {
    code: 'category-unproven',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '提交的材料不足以证明符合所申请类别的条件：{fact}。',
      en: 'The papers do not prove the conditions of the category that is applied for: {fact}.',
    },
    slots: [fact],
    papers: ['highest-degree', 'work-experience', 'vocational-certificate', 'salary-commitment'],
    ...fromConditions,
  },
  {
    code: 'experience-unverified',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: { zh: '工作资历无法核实：{fact}。', en: 'The work experience could not be verified: {fact}.' },
    slots: [fact],
    papers: ['work-experience'],
    ...fromConditions,
  },
  {
    code: 'employer-not-lawful',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '用人单位不符合聘用外国人的条件：{fact}。',
      en: 'The employer does not meet the conditions for employing foreigners: {fact}.',
    },
    slots: [fact],
    papers: ['business-licence', 'sector-licence'],
    ...fromConditions,
  },
  {
    code: 'post-not-needed',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '所聘岗位不属于有特殊需要、国内暂缺适当人选的岗位：{fact}。',
      en: 'The post is not one of special need for which suitable people are short in China: {fact}.',
    },
    slots: [fact],
    papers: ['post-statement', 'contract'],
    ...fromConditions,
  },
  {
    code: 'pay-below-minimum',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '约定的薪酬低于当地最低工资标准：{fact}。',
      en: 'The agreed pay is below the local minimum wage: {fact}.',
    },
    slots: [fact],
    papers: ['contract'],
    ...fromConditions,
  },
  {
    code: 'sector-approval-missing',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '缺少行业主管部门的批准：{fact}。',
      en: 'The approval of the authority of the sector is missing: {fact}.',
    },
    slots: [fact],
    papers: ['sector-licence', 'performance-approval'],
    ...fromConditions,
  },
  {
    code: 'personal-conditions',
    decisions: ['refuse'],
    rule: nationalGuide,
    text: {
      zh: '申请人不符合年龄、健康或者无犯罪记录的条件：{fact}。',
      en: 'The applicant does not meet a condition of age, health or a clean record: {fact}.',
    },
    slots: [fact],
    papers: ['no-criminal-record', 'medical', 'passport'],
    ...fromConditions,
  },
  {
    code: 'credit-too-low',
    decisions: ['refuse'],
    rule: '本区外国人信用管理规定',
    text: {
      zh: '提交之日的信用总分未达到延期所需的最低分数：{fact}。',
      en: 'The credit total as of the submission is below what an extension needs: {fact}.',
    },
    slots: [fact],
    onlyWithCredit: true,
    source: 'Yiwu 2018: an extension needs at least 60 points; the title of the rule is for the zone to fill in',
    placeholder: true,
  },
];

/** The ready texts of November 2026. What is in force is not edited: better words are a new edition. */
export const readyTexts202611: ReadyTexts = {
  id: '2026-11',
  deficiencies: [...ofEveryPaper, ...ofSomePapers, ...ofFields],
  reasons,
};
