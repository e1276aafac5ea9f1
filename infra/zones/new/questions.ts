import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Text } from '../../../shared/domain/text.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { isChina } from '../../regions/region.ts';
import { knownPolicies } from '../policies.ts';
import { delegable } from '../usual-sections.ts';

/** What was answered so far, as it was typed. */
export type Given = Readonly<Record<string, string>>;

/** One thing that only the authority knows. Every answer is one line of text, so that a file or a flag can give it too. */
export type Question = {
  key: string;
  text: Text;
  /** What to type, where it is not plain from the question. */
  hint?: Text;
  choices?: readonly { value: string; text: Text }[];
  /** Taken when nothing is typed; a question without it has to be answered. */
  usual?: (given: Given) => string;
  /** Whether it is asked at all. */
  when?: (given: Given) => boolean;
  /** What is wrong with an answer, if anything is. */
  wrong?: (answer: string, given: Given) => Text | undefined;
  /** What to know about an answer that is right. */
  note?: (answer: string) => Text | undefined;
};

const must = (fits: (answer: string) => boolean, zh: string, en: string) => (answer: string) =>
  fits(answer) ? undefined : { zh, en };
const matches = (pattern: RegExp, zh: string, en: string) => must((answer) => pattern.test(answer), zh, en);
const isDate = must(isDay, '须为日期，格式 YYYY-MM-DD', 'must be a calendar day, YYYY-MM-DD');
const isHost = matches(
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
  '须为主机名，如 permit.zone.example，不含协议和路径',
  'must be a host name such as permit.zone.example, without scheme or path',
);
const isTime = matches(/^([01]\d|2[0-3]):[0-5]\d$/, '须为时间，格式 HH:MM', 'must be a time of day, HH:MM');
const upTo = (most: number) =>
  must(
    (answer) => /^\d{1,2}$/.test(answer) && Number(answer) <= most,
    `须为 0 至 ${most} 个工作日`,
    `must be 0 to ${most} working days`,
  );
const listOf = (answer: string): string[] => answer.split(/[\s,，、]+/).filter((part) => part !== '');
const among = (allowed: readonly string[]) =>
  must(
    (answer) => {
      const named = listOf(answer);
      return named.length > 0 && new Set(named).size === named.length && named.every((one) => allowed.includes(one));
    },
    `须从以下选项中选择，以逗号分隔，不重复：${allowed.join('、')}`,
    `must name some of these, each once, with commas between: ${allowed.join(', ')}`,
  );
const yesOrNo = [
  { value: 'yes', text: { zh: '是', en: 'yes' } },
  { value: 'no', text: { zh: '否', en: 'no' } },
];

/** The parts of a name that is given in both languages. */
const both = (key: string, zh: string, en: string, more: Pick<Question, 'hint'> = {}): Question[] => [
  { key: `${key}.zh`, text: { zh: `${zh}（中文）`, en: `${en}, in Chinese` }, ...more },
  { key: `${key}.en`, text: { zh: `${zh}（英文）`, en: `${en}, in English` }, ...more },
];

const knownRegions = new Set(RegionInfo.regions.map(({ name }) => name));

/** What an administrator has to know of a region before choosing it. */
export const regionNote = (region: string): Text =>
  isChina(region)
    ? {
        zh: '中国区域：账户和凭证与全球区域分开；先完成 ICP 备案和公安联网备案，否则 API 一律答复 403；北京和宁夏须分别申请。函数在 x86_64 上运行。',
        en: 'A region of China: account and credentials are apart from the global ones. Until the ICP filing and the filing with public security are done, the API answers everybody 403; Beijing and Ningxia ask for it separately. Functions run on x86_64.',
      }
    : {
        zh: '境外区域：国家机关及受托处理公共事务的组织处理的个人信息须存储在境内（《个人信息保护法》第三十六、三十七条），因此仅宜用于演练。函数在 arm64 上运行。',
        en: 'Not on the mainland: personal information that a state organ handles, or an organisation that acts for it, is stored on the mainland (PIPL arts. 36, 37). Use it for rehearsals. Functions run on arm64.',
      };

/** Everything that is asked, in order. */
export const questions: readonly Question[] = [
  {
    key: 'id',
    text: { zh: '专区代号', en: 'Short name of the zone' },
    hint: {
      zh: '2 至 15 个小写字母、数字或连字符，用于栈名，部署后不可更改',
      en: '2 to 15 lower-case letters, digits or hyphens; stacks are named after it, so it never changes',
    },
    wrong: matches(
      /^[a-z][a-z0-9-]{1,14}$/,
      '须为 2 至 15 个小写字母、数字或连字符，以字母开头',
      'must be 2 to 15 lower-case letters, digits or hyphens, the first a letter',
    ),
  },
  ...both('name', '专区名称', 'Name of the zone'),
  ...both('authority', '作出决定的机关名称', 'Official name of the authority that decides'),
  {
    key: 'rehearsal',
    text: { zh: '仅供演练（所发许可均标注样本）', en: 'For rehearsal only (all it issues is marked as a sample)' },
    choices: yesOrNo,
    usual: () => 'no',
  },
  {
    key: 'region',
    text: { zh: '部署区域', en: 'Region' },
    choices: [
      { value: 'cn-north-1', text: { zh: '中国（北京），光环新网运营', en: 'China (Beijing), operated by Sinnet' } },
      { value: 'cn-northwest-1', text: { zh: '中国（宁夏），西云数据运营', en: 'China (Ningxia), operated by NWCD' } },
      { value: 'other', text: { zh: '其他区域', en: 'another one' } },
    ],
    usual: () => 'cn-north-1',
    note: (answer) => (answer === 'other' ? undefined : regionNote(answer)),
  },
  {
    key: 'otherRegion',
    text: { zh: '区域代码', en: 'Code of the region' },
    hint: { zh: '如 ap-southeast-1', en: 'such as ap-southeast-1' },
    when: ({ region }) => region === 'other',
    wrong: must(
      (answer) => knownRegions.has(answer) && !isChina(answer) && RegionInfo.get(answer).partition === 'aws',
      '不是已知的境外区域代码',
      'is not the code of a known region outside China',
    ),
    note: regionNote,
  },
  {
    key: 'account',
    text: {
      zh: 'AWS 账户（12 位，可留空，部署时取自凭证）',
      en: 'AWS account (12 digits; may stay empty, then the credentials say)',
    },
    usual: () => '',
    wrong: matches(/^(\d{12})?$/, '须为 12 位数字', 'must be the 12 digits of an AWS account'),
  },
  {
    key: 'host',
    text: {
      zh: '公众访问的主机名（印入许可二维码）',
      en: 'Host name of the pages; the QR of every permit leads to it',
    },
    hint: { zh: '如 permit.zone.gov.cn', en: 'such as permit.zone.gov.cn' },
    wrong: isHost,
  },
  {
    key: 'issuer',
    text: { zh: '身份提供方（OIDC issuer）', en: 'Identity provider (OIDC issuer)' },
    hint: {
      zh: '须与其 /.well-known/openid-configuration 中的 issuer 完全一致',
      en: 'exactly as its /.well-known/openid-configuration names itself',
    },
    usual: ({ host = '' }) => `https://id.${host.split('.').slice(1).join('.')}/realms/greenpath`,
    wrong: must(
      (answer) => URL.canParse(answer) && new URL(answer).protocol === 'https:',
      '须为 https 地址',
      'must be an https URL',
    ),
  },
  ...both('address', '办理地点', 'Address of the office'),
  {
    key: 'phone',
    text: { zh: '咨询电话', en: 'Telephone' },
    wrong: matches(/^[+\d][\d ()-]{5,30}$/, '须为电话号码', 'must be a telephone number'),
  },
  { key: 'opens', text: { zh: '工作日开始时间', en: 'Opens on working days at' }, usual: () => '09:00', wrong: isTime },
  {
    key: 'closes',
    text: { zh: '工作日结束时间', en: 'Closes on working days at' },
    usual: () => '17:00',
    wrong: (answer, { opens = '' }) =>
      isTime(answer) ?? (answer > opens ? undefined : { zh: '须晚于开始时间', en: 'must be later than it opens' }),
  },
  ...both('delegatedBy', '委托（授权）机关名称', 'Official name of the authority that delegates'),
  {
    key: 'inNameOf',
    text: {
      zh: '以谁的名义作出决定（《行政许可法》第二十四条）',
      en: 'In whose name decisions are made (Administrative Licensing Law art. 24)',
    },
    choices: [
      { value: 'zone', text: { zh: '本区机关的名义', en: "the zone's own authority" } },
      { value: 'delegating-authority', text: { zh: '委托机关的名义', en: 'the authority that delegates' } },
    ],
  },
  { key: 'validFrom', text: { zh: '委托生效日', en: 'First day of the delegation' }, wrong: isDate },
  {
    key: 'validTo',
    text: { zh: '委托终止日（无期限可留空）', en: 'Last day of the delegation (empty if it has none)' },
    usual: () => '',
    wrong: (answer, { validFrom = '' }) => {
      if (answer === '') return undefined;
      return (
        isDate(answer) ??
        (answer >= validFrom ? undefined : { zh: '不得早于生效日', en: 'must not be before the first day' })
      );
    },
  },
  {
    key: 'instrument',
    text: {
      zh: '委托文件（文号或网址；未定可留空）',
      en: 'Instrument of the delegation (number or address; empty if it is not settled)',
    },
    usual: () => '',
  },
  {
    key: 'categories',
    text: { zh: '受委托的类别', en: 'Categories delegated' },
    usual: () => 'A, B, C',
    wrong: among(['A', 'B', 'C']),
  },
  {
    key: 'procedures',
    text: { zh: '受委托的事项', en: 'Procedures delegated' },
    usual: () => delegable.join(', '),
    wrong: among(delegable),
  },
  {
    key: 'preliminaryReview',
    text: { zh: '承诺：初审（工作日，自提交起）', en: 'Promise: preliminary review, working days from submission' },
    usual: () => '5',
    wrong: upTo(5),
  },
  {
    key: 'review',
    text: { zh: '承诺：审查（工作日，自受理起）', en: 'Promise: review, working days from acceptance' },
    usual: () => '5',
    wrong: upTo(20),
  },
  {
    key: 'conclusion',
    text: { zh: '承诺：决定（工作日，自受理起）', en: 'Promise: conclusion, working days from acceptance' },
    usual: () => '10',
    wrong: (answer, { review = '0' }) =>
      upTo(20)(answer) ??
      (Number(answer) >= Number(review)
        ? undefined
        : { zh: '不得短于审查时限', en: 'must not be shorter than the review' }),
  },
  {
    key: 'promiseSource',
    text: { zh: '承诺时限的公布依据（未公布可留空）', en: 'Where these times were published (empty if they were not)' },
    usual: () => '',
  },
  {
    key: 'points',
    text: { zh: '积分表', en: 'Table of points' },
    choices: knownPolicies.points.map((value) => ({ value, text: { zh: value, en: value } })),
    usual: () => 'interim-2017',
  },
  {
    key: 'locality',
    text: { zh: '工资倍数和当地直接认定条件取自', en: 'Locality whose wages and direct routes apply' },
    choices: knownPolicies.localities.map((value) => ({ value, text: { zh: value, en: value } })),
    hint: {
      zh: '没有本地？选最接近的，再在 shared/policy/routes/localities.ts 中添加',
      en: 'Yours is not there? Take the nearest and add yours in shared/policy/routes/localities.ts',
    },
  },
  {
    key: 'quota',
    text: { zh: 'C 类配额（每年名额）', en: 'Category C under quota: places a year' },
    usual: () => '0',
    when: ({ categories = 'C' }) => listOf(categories).includes('C'),
    wrong: matches(/^\d{1,5}$/, '须为 0 至 99999', 'must be 0 to 99999'),
    note: (answer) =>
      Number(answer) === 0
        ? {
            zh: '名额为 0 时，实施配额制管理的人员无法受理；可在开办前或由主管逐年调整。',
            en: 'With 0 places nobody under the quota can be accepted; change it before the zone opens, or a supervisor does for a year.',
          }
        : undefined,
  },
  {
    key: 'talents',
    text: { zh: '建立外国人才库', en: 'Keep a database of foreign talents' },
    choices: yesOrNo,
    usual: () => 'no',
  },
];

/** The names in an answer that lists some. */
export const namesIn = listOf;

/** The region that was chosen, whichever way. */
export const regionOf = ({ region = '', otherRegion = '' }: Given): string =>
  region === 'other' ? otherRegion : region;
