import { addMonths } from '../../shared/domain/time.ts';
import type { SampleCase } from './cases.ts';
import { Paper } from './paper.ts';

type Draw = (the: SampleCase) => Paper;
type Rows = readonly (readonly [label: string, value: string])[];

const register = { body: '样例市场监督管理局', below: 'Sample Administration for Market Regulation' };
const police = { body: '样例公安局', below: 'Sample Public Security Bureau' };

const names = ({ employer }: SampleCase): string => `${employer.name.zh}\n${employer.name.en ?? ''}`.trim();
const runsTo = ({ employer }: SampleCase): string => employer.licenceValidTo ?? '长期 without end';

const aboutEmployer = (the: SampleCase): Rows => [
  ['名称 Name', names(the)],
  ['统一社会信用代码 Credit code', the.employer.unifiedSocialCreditCode],
  ['法定代表人 Legal representative', the.employer.legalRepresentative],
  ['住所 Address', the.employer.address],
  ['有效期至 Valid to', runsTo(the)],
];

/** A paper with a head, a table and a seal. */
function issued(
  the: SampleCase,
  by: { body: string; below: string },
  title: { zh: string; en: string },
  rows: Rows,
  signer: { label: string; name: string },
  text?: string,
): Paper {
  const date = by === register ? addMonths(the.story.today, -40) : the.story.today;
  const paper = new Paper({ title: title.en, seed: the.name, date });
  paper.letterhead(by.body, by.below);
  paper.heading(title.zh, title.en);
  paper.table(rows);
  if (text) paper.paragraph(text);
  paper.close({ ...signer, body: by.body, date });
  return paper;
}

const ownPaper = (the: SampleCase) => ({
  body: the.employer.name.zh,
  below: `${the.employer.name.en ?? ''}　统一社会信用代码 ${the.employer.unifiedSocialCreditCode}　${the.employer.address}`,
});
const signed = (the: SampleCase) => ({
  label: '法定代表人 Legal representative',
  name: the.employer.legalRepresentative,
});

const identity =
  (whose: { zh: string; en: string }, name: (the: SampleCase) => string, number: string): Draw =>
  (the) =>
    issued(
      the,
      police,
      { zh: `居民身份证（${whose.zh}）`, en: `Identity document of the ${whose.en}` },
      [
        ['姓名 Name', name(the)],
        // Not a number that a person could have: the last digit is no check digit.
        ['号码 Number', number],
        ['签发机关 Issued by', police.body],
        ['有效期至 Valid to', addMonths(the.story.today, 90)],
      ],
      { label: '签发人 Issued by', name: '样签发' },
    );

/** How each paper of an employer is drawn: what it shows when it is registered or when that changes. */
export const employerPapers: Readonly<Record<string, Draw>> = {
  'registration-form': (the) =>
    issued(
      the,
      ownPaper(the),
      { zh: '用人单位注册信息表', en: 'Registration form of the employer' },
      [
        ...aboutEmployer(the),
        ['行业 Industry', the.employer.industry ?? '—'],
        ['经办人 Handler', `${the.employer.handler.name}　${the.employer.handler.phone}`],
      ],
      signed(the),
      '本单位对所填内容的真实性负责。 The employer answers for what is stated here.',
    ),
  'business-licence': (the) =>
    issued(the, register, { zh: '营业执照', en: 'Business licence' }, aboutEmployer(the), {
      label: '登记机关 Registered by',
      name: '样登记',
    }),
  'head-id': identity(
    { zh: '法定代表人', en: 'legal representative' },
    ({ employer }) => employer.legalRepresentative,
    '000000000000000001',
  ),
  'handler-id': identity(
    { zh: '经办人', en: 'handler' },
    ({ employer }) => employer.handler.name,
    '000000000000000002',
  ),
  'authorisation-letter': (the) =>
    issued(
      the,
      ownPaper(the),
      { zh: '授权书', en: 'Letter of authorisation' },
      [
        ['经办人 Handler', the.employer.handler.name],
        ['电话 Telephone', the.employer.handler.phone],
      ],
      signed(the),
      `兹授权上述人员办理本单位外国人来华工作许可事宜。该人员系本单位正式职工并参加社会保险。 The person above, a regular employee with social insurance, acts for us in matters of foreigners' work permits.`,
    ),
  'sector-licence': (the) =>
    issued(the, register, { zh: '行业许可证', en: 'Sector licence' }, aboutEmployer(the), {
      label: '发证机关 Issued by',
      name: '样发证',
    }),
};
