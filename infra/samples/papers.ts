import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import { addDays, addMonths, completedYears } from '../../shared/domain/time.ts';
import type { SampleCase } from './cases.ts';
import { Paper } from './paper.ts';
import { passportZone } from './passport-zone.ts';

type Draw = (the: SampleCase, photo: Uint8Array) => Paper;

const fullName = ({ form: { applicant } }: SampleCase) =>
  [applicant.givenNames, applicant.familyName].filter(Boolean).join(' ');
const sexes = { F: '女 Female', M: '男 Male', X: 'X' } as const;
const employerName = ({ employer }: SampleCase) => `${employer.name.zh}\n${employer.name.en ?? ''}`.trim();
const yuan = (amount = 0) => `CNY ${amount.toLocaleString('en-US')}`;

const person = (the: SampleCase): [string, string][] => {
  const { applicant } = the.form;
  return [
    ['姓名 Name', `${fullName(the)}${applicant.chineseName ? `　${applicant.chineseName}` : ''}`],
    ['国籍 Nationality', '乌托邦 Utopia (UTO)'],
    ['出生日期 Date of birth', applicant.birthDate],
    ['护照号码 Passport number', applicant.passport.number],
  ];
};

const letter = (
  the: SampleCase,
  settings: { title: string; zh: string; en: string; body: string; head: string; below: string; date: string },
  fill: (paper: Paper) => void,
  signer: { label: string; name: string },
): Paper => {
  const paper = new Paper({ title: settings.en, seed: the.name, date: settings.date });
  paper.letterhead(settings.head, settings.below);
  paper.heading(settings.zh, settings.en);
  fill(paper);
  paper.close({ ...signer, body: settings.body, date: settings.date });
  return paper;
};

const fromEmployer = (the: SampleCase, zh: string, en: string, fill: (paper: Paper) => void): Paper =>
  letter(
    the,
    {
      title: en,
      zh,
      en,
      body: the.employer.name.zh,
      head: the.employer.name.zh,
      below: `${the.employer.name.en ?? ''}　统一社会信用代码 ${the.employer.unifiedSocialCreditCode}　${the.employer.address}`,
      date: the.story.today,
    },
    fill,
    { label: '法定代表人 Legal representative', name: the.employer.legalRepresentative },
  );

const applicationForm: Draw = (the, photo) => {
  const { applicant, post, facts, entry } = the.form;
  const paper = new Paper({
    title: "Application form for the Foreigner's Work Permit",
    seed: the.name,
    date: the.story.today,
  });
  paper.heading('外国人来华工作许可申请表', "Application form for the Foreigner's Work Permit");
  const top = paper.pdf.y;
  paper.photo(photo, paper.left + paper.width - 98, top, 98);
  paper.table(
    [
      ...person(the),
      [`${fieldLabels['applicant.sex'].zh} Sex`, sexes[applicant.sex]],
      ['护照有效期至 Passport valid to', applicant.passport.expiresOn],
    ],
    paper.width - 112,
  );
  paper.pdf.y = Math.max(paper.pdf.y, top + 142);
  paper.table([
    ['用人单位 Employer', employerName(the)],
    ['统一社会信用代码 Credit code', the.employer.unifiedSocialCreditCode],
    ['经办人 Handler', `${the.employer.handler.name}　${the.employer.handler.phone}`],
    ['申请地点 Applies from', entry === 'abroad' ? '境外 Abroad' : '境内 Inside China'],
    ['职位 Post', post.title],
    ['工作地点 Workplace', post.workplace],
    ['合同期限 Contract', `${post.contractFrom} – ${post.contractTo}`],
    ['年薪 Yearly salary', yuan(facts.annualSalary)],
    ['最高学历 Highest degree', `${the.story.degree.zh} ${the.story.degree.en}`],
    ['工作年限 Years of work', String(facts.workYears)],
    ['申请类别 Category applied for', the.expected.category],
    ['工作内容 Duties', post.duties ?? ''],
  ]);
  paper.paragraph(
    '申请人和用人单位保证以上内容及所附材料真实、合法、有效。 The applicant and the employer declare that all that is stated and attached is true and valid.',
    9,
  );
  const y = paper.pdf.y + 8;
  paper.signature('申请人 Applicant', fullName(the), paper.left, y);
  paper.seal(the.employer.name.zh, paper.left + paper.width - 90, y + 18, 46);
  return paper;
};

const passport: Draw = (the, photo) => {
  const { applicant } = the.form;
  const paper = new Paper({ title: 'Passport data page', seed: the.name, date: the.story.passportIssuedOn });
  const { pdf, left, width } = paper;
  const top = 90;
  const height = 340;
  const shade = pdf.linearGradient(left, top, left + width, top + height);
  shade.stop(0, '#e4edf3').stop(0.5, '#f6f1e6').stop(1, '#e3eee2');
  pdf.roundedRect(left, top, width, height, 12).fillAndStroke(shade, '#9fb0bd');
  pdf.save().roundedRect(left, top, width, height, 12).clip().lineWidth(0.4).strokeColor('#9db3bf').opacity(0.5);
  for (let wave = 0; wave < 34; wave += 1) {
    const y = top - 20 + wave * 11;
    pdf
      .moveTo(left, y)
      .bezierCurveTo(left + width / 3, y + 34, left + (2 * width) / 3, y - 34, left + width, y)
      .stroke();
  }
  pdf.restore();
  pdf
    .font('bold')
    .fontSize(13)
    .fillColor('#22405c')
    .text('UTOPIA · UTOPIE', left + 20, top + 16);
  pdf
    .font('regular')
    .fontSize(9)
    .text('PASSPORT / PASSEPORT', left + width - 190, top + 19, { width: 170, align: 'right' });
  paper.photo(photo, left + 20, top + 52, 128);
  const entries: [string, string, number, number][] = [
    ['Type', 'P', 0, 0],
    ['Code of issuing state', 'UTO', 1, 0],
    ['Passport No.', applicant.passport.number, 2, 0],
    ['Surname', applicant.familyName, 0, 1],
    ['Given names', applicant.givenNames ?? '', 0, 2],
    ['Nationality', 'UTOPIAN', 0, 3],
    ['Date of birth', applicant.birthDate, 1, 3],
    ['Sex', applicant.sex, 0, 4],
    ['Place of birth', 'ZENITH', 1, 4],
    ['Date of issue', the.story.passportIssuedOn, 0, 5],
    ['Date of expiry', applicant.passport.expiresOn, 1, 5],
  ];
  for (const [label, value, column, row] of entries) {
    const x = left + 168 + column * 104;
    const y = top + 52 + row * 34;
    pdf.font('regular').fontSize(7).fillColor('#5b6b78').text(label, x, y, { lineBreak: false });
    pdf
      .font('bold')
      .fontSize(10.5)
      .fillColor('#15212c')
      .text(value, x, y + 9, { lineBreak: false });
  }
  const lines = passportZone({
    ...applicant.passport,
    nationality: applicant.nationality,
    familyName: applicant.familyName,
    givenNames: applicant.givenNames ?? '',
    birthDate: applicant.birthDate,
    sex: applicant.sex,
  });
  pdf.rect(left + 1, top + height - 74, width - 2, 62).fill('#fbfbf9');
  pdf.font('Courier-Bold').fontSize(16.6).fillColor('#111');
  for (const [index, mrz] of lines.entries()) {
    pdf.text(mrz, left + 14, top + height - 62 + index * 24, { lineBreak: false });
  }
  pdf.font('regular');
  paper.signature('Signature of bearer', fullName(the), left + 20, top + height + 24);
  return paper;
};

const contract: Draw = (the) => {
  const { post, facts } = the.form;
  const paper = new Paper({ title: 'Employment contract', seed: the.name, date: the.story.today });
  paper.heading('聘用合同', 'Employment contract');
  paper.paragraph(`甲方（用人单位）：${the.employer.name.zh}\nParty A (employer): ${the.employer.name.en ?? ''}`);
  paper.paragraph(
    `乙方（受聘人）：${fullName(the)}，护照号码 ${the.form.applicant.passport.number}\nParty B (employee): ${fullName(the)}, passport ${the.form.applicant.passport.number}`,
  );
  const clauses: [string, string][] = [
    [
      '一、职位 Post',
      `甲方聘用乙方担任${post.title.split(' ')[0] ?? ''}。 Party A employs Party B as ${post.title.split(' ').slice(1).join(' ')}.`,
    ],
    ['二、工作内容 Work', post.duties ?? ''],
    ['三、工作地点 Place of work', `${post.workplace}。 The work is done at this address.`],
    [
      '四、合同期限 Period',
      `自${post.contractFrom}起至${post.contractTo}止。 From ${post.contractFrom} to ${post.contractTo}.`,
    ],
    [
      '五、工作时间 Working time',
      `每年在华工作${facts.monthsPerYear}个月，每周工作五天，每天不超过八小时，享受法定节假日和年休假。 ${facts.monthsPerYear} months in China a year, five days a week, not more than eight hours a day, with statutory holidays and annual leave.`,
    ],
    [
      '六、劳动报酬 Pay',
      `税前年薪人民币${(facts.annualSalary ?? 0).toLocaleString('en-US')}元，按月支付。 ${yuan(facts.annualSalary)} a year before tax, paid monthly.`,
    ],
    ['七、社会保险 Social insurance', '甲方依法为乙方办理社会保险。 Party A insures Party B as the law provides.'],
    [
      '八、许可 Permits',
      '本合同自乙方取得外国人来华工作许可和工作类居留许可后履行；乙方不得超出许可范围工作。 Work under this contract begins once Party B holds a work permit and a residence permit for work, and stays within their scope.',
    ],
    [
      '九、解除和终止 Ending',
      '任何一方提前解除合同，应提前三十日书面通知对方；合同解除后甲方应在十个工作日内申请注销工作许可。 Either party gives written notice of thirty days; Party A then applies for the cancellation of the permit within ten working days.',
    ],
    [
      '十、争议 Disputes',
      '双方协商不成的，可向用人单位所在地劳动争议仲裁委员会申请仲裁。 What cannot be settled between the parties goes to the labour arbitration commission at the place of the employer.',
    ],
    [
      '十一、文本 Text',
      '本合同以中文为准，一式两份，双方各执一份。 The Chinese text prevails. Two copies were made, one for each party.',
    ],
  ];
  for (const [heading, text] of clauses) {
    paper.section(heading);
    paper.paragraph(text, 10);
  }
  paper.close({
    label: '乙方签字 Party B',
    name: fullName(the),
    body: the.employer.name.zh,
    date: the.story.today,
  });
  return paper;
};

const workExperience: Draw = (the) => {
  const { story, form } = the;
  const from = addMonths(story.today, -12 * Math.min(form.facts.workYears ?? 0, 20) - 3);
  return letter(
    the,
    {
      title: 'Certificate of employment',
      zh: '工作资历证明',
      en: 'Certificate of employment',
      body: story.formerEmployer,
      head: story.formerEmployer,
      below: '12 Harbour Street, Zenith, Utopia · personnel@employer.example · +000 0000 0001',
      date: addMonths(story.today, -1),
    },
    (paper) => {
      paper.paragraph(
        `To whom it may concern\n\nThis is to certify that ${fullName(the)} worked for us full time as shown below. The work was done with skill and care, and the employment ended by agreement.`,
      );
      paper.table([
        ...person(the),
        ['职位 Post', story.formerPost],
        ['起止时间 Period', `${from} – ${addMonths(story.today, -3)}`],
        ['年限 Years of work', String(form.facts.workYears ?? 0)],
        ['证明人 Referee', 'Jo Exemplar, head of personnel, +000 0000 0001'],
      ]);
      paper.paragraph(
        `兹证明${fullName(the)}于上述期间在本单位全职工作，工作认真负责，双方协商一致离职。（译文，译文与原文一致）`,
      );
    },
    { label: 'Head of personnel', name: 'Jo Exemplar' },
  );
};

const highestDegree: Draw = (the) => {
  const { story, form } = the;
  const date = addMonths(form.applicant.birthDate, 12 * 24);
  const paper = new Paper({ title: 'Degree certificate', seed: the.name, date, landscape: true });
  const { pdf } = paper;
  paper.border('#8a6d2f');
  pdf.y = 78;
  pdf
    .font('bold')
    .fontSize(26)
    .fillColor('#5c4718')
    .text(story.university, paper.left, pdf.y, { width: paper.width, align: 'center' });
  pdf.moveDown(0.7).font('regular').fontSize(12).fillColor('#3a3a3a');
  pdf.text('hereby certifies that　兹证明', { width: paper.width, align: 'center' });
  pdf
    .moveDown(0.6)
    .font('bold')
    .fontSize(24)
    .fillColor('#1d2530')
    .text(fullName(the), { width: paper.width, align: 'center' });
  pdf.moveDown(0.5).font('regular').fontSize(12).fillColor('#3a3a3a');
  pdf.text('having passed all examinations has been awarded　通过全部考试，授予', {
    width: paper.width,
    align: 'center',
  });
  pdf.moveDown(0.5).font('bold').fontSize(20).fillColor('#5c4718');
  pdf.text(`${story.degree.en}　${story.degree.zh}`, { width: paper.width, align: 'center' });
  pdf.moveDown(0.8).font('regular').fontSize(10).fillColor('#555');
  pdf.text(`No. UTO-${date.slice(0, 4)}-00001　·　${date}　·　Apostille No. 000-SAMPLE`, {
    width: paper.width,
    align: 'center',
  });
  paper.signature('Rector', 'Prof. A. Paradigm', paper.left + 40, 410);
  paper.seal(story.university.toUpperCase(), paper.left + paper.width - 120, 440, 56);
  return paper;
};

const noCriminalRecord: Draw = (the) =>
  letter(
    the,
    {
      title: 'Certificate of no criminal record',
      zh: '无犯罪记录证明',
      en: 'Certificate of no criminal record',
      body: 'UTOPIA POLICE',
      head: 'Utopia National Police · Criminal Records Office',
      below: '1 Order Square, Zenith, Utopia · records@police.example',
      date: addMonths(the.story.today, -2),
    },
    (paper) => {
      paper.table(person(the));
      paper.paragraph(
        'A search of the national register under the particulars above found no entry. This certificate was issued at the request of the person named, for a work permit in China.',
      );
      paper.paragraph(
        '经查询全国犯罪记录登记系统，上述人员没有犯罪记录。本证明应当事人申请、为办理中国工作许可出具。（译文，译文与原文一致）',
      );
      paper.table([
        ['附加证明书 Apostille', 'No. 000-SAMPLE, Ministry of Foreign Affairs of Utopia'],
        ['签发日期 Issued on', addMonths(the.story.today, -2)],
      ]);
    },
    { label: 'Registrar', name: 'C. Clearwater' },
  );

const medical: Draw = (the) =>
  letter(
    the,
    {
      title: 'Physical examination record',
      zh: '外国人体格检查记录',
      en: 'Physical examination record for foreigners',
      body: '样例国际旅行卫生保健中心',
      head: '样例国际旅行卫生保健中心',
      below: 'Sample International Travel Healthcare Centre',
      date: addDays(the.story.today, -20),
    },
    (paper) => {
      paper.table([
        ...person(the),
        ['身高体重 Height, weight', '170 cm, 64 kg'],
        ['血压 Blood pressure', '118/76 mmHg'],
        ['视力 Eyesight', '5.0 / 5.0'],
        ['胸部X线 Chest X-ray', '未见异常 Nothing abnormal'],
        ['心电图 Electrocardiogram', '正常 Normal'],
        ['实验室检查 Laboratory', '未见异常 Nothing abnormal'],
        ['结论 Conclusion', '未发现影响来华工作的疾病。 No condition that stands against work in China.'],
      ]);
    },
    { label: '主检医师 Physician', name: '样医生' },
  );

const visaOrResidence: Draw = (the, photo) => {
  const paper = new Paper({ title: 'Residence permit', seed: the.name, date: addMonths(the.story.today, -6) });
  const { pdf, left, width } = paper;
  const top = 110;
  const shade = pdf.linearGradient(left, top, left, top + 250);
  shade.stop(0, '#eaf3ee').stop(1, '#dcebf0');
  pdf.roundedRect(left, top, width, 250, 6).fillAndStroke(shade, '#7f9c8c');
  pdf
    .font('bold')
    .fontSize(15)
    .fillColor('#244a3a')
    .text('外国人居留许可　RESIDENCE PERMIT', left + 20, top + 18);
  paper.photo(photo, left + 20, top + 54, 104);
  const rows = [
    ['姓名 Name', fullName(the)],
    ['护照号码 Passport', the.form.applicant.passport.number],
    ['出生日期 Birth', the.form.applicant.birthDate],
    ['居留事由 Purpose', '团聚 Reunion'],
    ['有效期至 Valid until', addMonths(the.story.today, 8)],
    ['签发机关 Authority', '样例出入境管理处'],
  ];
  for (const [index, [label, value]] of rows.entries()) {
    const y = top + 56 + index * 26;
    pdf
      .font('regular')
      .fontSize(8.5)
      .fillColor('#55705f')
      .text(label ?? '', left + 146, y, { lineBreak: false });
    pdf
      .font('bold')
      .fontSize(11)
      .fillColor('#182620')
      .text(value ?? '', left + 250, y - 2, { lineBreak: false });
  }
  pdf
    .font('Courier-Bold')
    .fontSize(12)
    .fillColor('#222')
    .text('NO. SAMPLE-000001', left + 20, top + 222, { lineBreak: false });
  pdf.font('regular');
  paper.seal('样例出入境管理处', left + width - 70, top + 200, 38);
  return paper;
};

const salaryCommitment: Draw = (the) =>
  fromEmployer(the, '薪资事项承诺书', 'Salary commitment letter', (paper) => {
    const { facts, post } = the.form;
    paper.table([
      ...person(the),
      ['职位 Post', post.title],
      ['税前年薪 Yearly salary before tax', yuan(facts.annualSalary)],
    ]);
    paper.paragraph(
      `本单位承诺在合同期内按上述标准向${fullName(the)}支付薪资并依法代扣代缴个人所得税；在申请延期或注销时提供完税证明。如有不实，愿承担相应法律责任并记入信用记录。`,
    );
    paper.paragraph(
      'We commit to pay this salary throughout the contract, to withhold income tax as the law provides, and to show the tax record at extension or cancellation. We know that a breach is recorded.',
    );
  });

const annualWorkingTime: Draw = (the) =>
  fromEmployer(the, '每年在华工作时间说明', 'Statement of working time in China', (paper) => {
    const { facts } = the.form;
    paper.table([...person(the), ['每年在华工作 Months in China a year', `${facts.monthsPerYear}`]]);
    paper.paragraph(
      `按照聘用合同，${fullName(the)}每年在中国境内工作${facts.monthsPerYear}个月。 Under the contract ${fullName(the)} works in China for ${facts.monthsPerYear} months a year.`,
    );
  });

const hskCertificate: Draw = (the) =>
  letter(
    the,
    {
      title: 'HSK score report',
      zh: '汉语水平考试成绩报告',
      en: `HSK (level ${the.form.facts.hsk}) score report`,
      body: '样例汉语考试中心',
      head: '样例汉语考试中心',
      below: 'Sample Chinese Testing Centre',
      date: addMonths(the.story.today, -10),
    },
    (paper) => {
      paper.table([
        ...person(the),
        ['等级 Level', `HSK ${the.form.facts.hsk}`],
        ['听力 Listening', '86 / 100'],
        ['阅读 Reading', '81 / 100'],
        ['书写 Writing', '78 / 100'],
        ['总分 Total', '245 / 300（180分及格 pass mark 180）'],
      ]);
    },
    { label: '主任 Director', name: '样考官' },
  );

const global500: Draw = (the) =>
  letter(
    the,
    {
      title: 'Proof of employment in a Fortune Global 500 company',
      zh: '全球500强企业任职证明',
      en: 'Proof of employment in a Fortune Global 500 company',
      body: the.story.formerEmployer,
      head: the.story.formerEmployer,
      below: 'Listed in the (sample) Global 500, rank 499 · personnel@employer.example',
      date: addMonths(the.story.today, -1),
    },
    (paper) => {
      paper.table([
        ...person(the),
        ['职位 Post', the.story.formerPost],
        ['年龄 Age', String(completedYears(the.form.applicant.birthDate, the.story.today))],
      ]);
      paper.paragraph(
        `${fullName(the)} held the post above in our company while it was listed. 上述人员任职期间，本公司列入榜单。`,
      );
    },
    { label: 'Head of personnel', name: 'Jo Exemplar' },
  );

/** How each kind of paper of the sample cases is drawn; the photo is a picture and stands apart. */
export const papers: Readonly<Record<string, Draw>> = {
  'application-form': applicationForm,
  passport,
  contract,
  'work-experience': workExperience,
  'highest-degree': highestDegree,
  'no-criminal-record': noCriminalRecord,
  medical,
  'visa-or-residence': visaOrResidence,
  'salary-commitment': salaryCommitment,
  'annual-working-time': annualWorkingTime,
  'hsk-certificate': hskCertificate,
  'global-500-employment': global500,
};

/** Any other material of the procedure: a letter of the body that confirms what the material is named after. */
export const confirmation =
  (label: { zh: string; en: string }): Draw =>
  (the) =>
    letter(
      the,
      {
        title: label.en,
        zh: label.zh,
        en: label.en,
        body: '样例出具单位',
        head: '样例出具单位',
        below: 'Sample issuing body · office@body.example',
        date: addMonths(the.story.today, -1),
      },
      (paper) => {
        paper.table(person(the));
        paper.paragraph(
          `兹证明上述人员符合“${label.zh}”所列情形。 What is named above is hereby confirmed for this person.`,
        );
      },
      { label: '负责人 Head', name: '样负责' },
    );
