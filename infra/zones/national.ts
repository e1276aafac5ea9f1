import type { ZoneFile } from '../../shared/zone/zone.ts';

type ZoneClock = ZoneFile['clocks'][number];

/** What a zone promises for a stage, with the limit beside it and the origin of both. */
export type Figure = Pick<ZoneClock, 'promise' | 'ceiling' | 'source' | 'placeholder'>;

export const categories = ['A', 'B', 'C'] as const;

/** Every procedure of the work permit that shared/policy describes and a zone can be delegated. */
export const permitProcedures = [
  'new-permit',
  'short-term',
  'extension',
  'change',
  'cancellation',
  'reissue',
  'conversion',
] as const;
export const employerProcedures = ['employer-registration', 'employer-change'] as const;

export const nationalGuide = 'Service guide of the national system (2017 interim)';
export const flowCharts =
  'Flow charts printed with the national guide, http://kjj.changchun.gov.cn/xxgk/yfxz/202108/t20210827_2892726.html (2021-08-27) and https://m.daumloan.com/p-487192793.html (secondary): 10 working days, category A 5';

/** The limit that the law sets a decision, and the shorter one of the national guide for permits of up to 90 days. */
export const ceilingSource = (ceiling: number): string =>
  ceiling === 20
    ? 'Administrative Licensing Law art. 42, 20 working days'
    : `${nationalGuide}, http://277762.cc/ba/dniryfqf.html (secondary): ${ceiling} working days from acceptance for permits of up to 90 days`;

/** The clocks of one procedure, stage by stage, for all categories or some. */
export const clocksOf = (
  procedure: string,
  figures: Record<ZoneClock['stage'], Figure>,
  among: readonly ('A' | 'B' | 'C')[] = categories,
): ZoneClock[] =>
  (['preliminary-review', 'review', 'conclusion'] as const).map((stage) => ({
    procedure,
    categories: [...among],
    stage,
    from: stage === 'preliminary-review' ? 'submission' : 'acceptance',
    ...figures[stage],
  }));

/** The group of category C that the national system limits; its size is for each zone to settle. */
export const quotaManaged = (perYear: number, validFrom: string): NonNullable<ZoneFile['quotas']>[number] => ({
  group: 'quota-managed',
  label: { zh: '实施配额制管理的人员（C类）', en: 'Category C under quota: interns, graduates, special fields' },
  perYear,
  validFrom,
  source: 'Size not published; the national guide (2017-03-29) says that it can be queried in the national system',
  placeholder: true,
});

/**
 * The management by categories of the national system (分类管理): "A unlimited, B by market demand, C by national
 * quota". The words are ours, for the authority to settle; so is whether free places are told.
 */
export const usualClassification = (
  freePlaces: NonNullable<ZoneFile['classification']>['freePlaces'],
): NonNullable<ZoneFile['classification']> => ({
  words: {
    'green-path': {
      zh: '{category} 类：绿色通道，在待办队列中提前 {hours} 小时安排办理，没有名额限制。',
      en: 'Category {category}: the green path. In the queues it stands {hours} hours ahead of its due time, and no quota limits it.',
    },
    'market-demand': {
      zh: '{category} 类：按市场需求控制，没有固定名额；工作人员审查岗位是否为本地所需。',
      en: 'Category {category}: controlled by market demand, without a fixed number of places. The reviewer looks whether the post is needed here.',
    },
    quota: {
      zh: '{category} 类：实施配额制管理，每年名额有限，按受理先后占用；不予许可或撤回后，名额空出。',
      en: 'Category {category}: limited by a quota. The places of a year are taken in the order of acceptance and become free after a refusal or withdrawal.',
    },
    usual: {
      zh: '{category} 类：按承诺时限依次办理，不占用名额。',
      en: 'Category {category}: worked in order within the promised times; no place of a quota is needed.',
    },
    open: {
      zh: '类别尚未认定。积分表没有涵盖的情况不按 0 分计算，由工作人员说明理由后认定；申请照常办理，您无需重新提交。',
      en: 'The category is not settled yet. What the table of points has no row for is not scored as 0: an officer decides which row applies and says why. The application goes on; you need not file it again.',
    },
  },
  freePlaces,
});

/** A zone of which nothing is published tells applicants nothing of free places. */
export const untoldPlaces: NonNullable<ZoneFile['classification']>['freePlaces'] = {
  shown: 'hidden',
  few: 10,
  source: 'Whether and how free places are told to applicants is not published',
  placeholder: true,
};

/** Figures that hold in every zone of China unless its file says otherwise. */
export const nationalPolicy = {
  document: {
    maximumBytes: 10_485_760,
    maximumPages: 50,
    source: 'No official limit for annexes is published',
    placeholder: true,
  },
  photo: {
    minimumWidth: 354,
    minimumHeight: 472,
    maximumBytes: 1_048_576,
    minimumBytes: 0,
    source:
      'Photo rules of the national system as published by Shenzhen STIC, 2024-12-03: JPG, up to 1 MB, at least 354 x 472 pixels',
  },
  imports: {
    maximumBytes: 10_485_760,
    maximumRows: 20_000,
    keptDays: 90,
    source: 'No published rule sets the size of a file that is imported, nor how long it is kept',
    placeholder: true,
  },
  returnedDays: {
    days: 30,
    source: 'No published rule limits the time that an applicant has to supply what is missing',
    placeholder: true,
  },
  deemedAcceptance: {
    workingDays: 5,
    source:
      'Administrative Licensing Law art. 32(4): not told within five days, it counts as accepted from receipt; art. 82: working days',
  },
  timeExtension: {
    workingDays: 10,
    source:
      'Administrative Licensing Law art. 42: ten days, once, approved by the head of the authority and told with the reason',
  },
  longestPause: {
    days: 60,
    source: 'Administrative Licensing Law art. 45: the time is told in writing; no published rule limits it',
    placeholder: true,
  },
  replyPeriod: {
    workingDays: 5,
    source: 'Administrative Licensing Law arts. 7, 36: parties are heard; no published rule sets the days',
    placeholder: true,
  },
  greenPath: {
    categories: ['A'],
    hoursAhead: 24,
    source:
      'China Daily Heilongjiang, 2017-06-09: category A on the green path; by how much it comes first is not published',
    placeholder: true,
  },
} satisfies Partial<ZoneFile['policy']>;

/** Who is in a database of talents and who searches it, until the authority that keeps one settles it. */
export const usualTalents = (source: string): NonNullable<ZoneFile['talents']> => ({
  categories: [...categories],
  searchedBy: ['supervisor', 'back-officer', 'decider'],
  objection: true,
  notice: {
    zh: '本区将持证人的许可类别、职位、用人单位、行业、国籍、语言和许可有效期列入外国人才库，用于人才服务和用人需求研究；只有获授权的工作人员可以查询，每次查询均留有记录。人才库不含护照号码和出生日期。许可到期、注销或撤销后不再列入。',
    en: 'This zone lists the category, post, employer, industry, nationality, languages and last day of a permit in its database of foreign talents, to serve them and to study what employers need. Only authorised officers search it, and each search is recorded. It holds no passport number and no date of birth. Whoever holds no permit any more is no longer listed.',
  },
  source,
  placeholder: true,
});

const ours = (what: string) => ({ source: `Not published; ${what}`, placeholder: true });

/** A one-stop window as it can begin to work: hours and figures are ours until the authority settles them. */
export const usualVisits = (
  address: NonNullable<ZoneFile['visits']>['address'],
  source: string,
  services: NonNullable<ZoneFile['visits']>['services'],
): NonNullable<ZoneFile['visits']> => ({
  address,
  hours: [
    { from: '09:00', to: '11:30', places: 3 },
    { from: '13:30', to: '16:30', places: 3 },
  ],
  slot: { minutes: 30, ...ours('half an hour for a visit') },
  booking: { daysAhead: 21, hoursBefore: 2, applications: 10, ...ours('three weeks ahead, ten applications at once') },
  changes: { untilHoursBefore: 4, times: 3, ...ours('until four hours before, three times') },
  absence: { afterMinutes: 30, ...ours('absent from the end of the slot on') },
  withoutOriginal: { kinds: ['photo'], ...ours('a photo is only ever a file') },
  services,
  source,
  placeholder: true,
});

/** How an identity provider's tokens are read until the authority chooses one. */
export const usualSignIn = (issuer: string): ZoneFile['signIn'] => ({
  issuer,
  audience: 'greenpath',
  clientId: 'greenpath-pages',
  algorithms: ['RS256', 'PS256', 'ES256'],
  claims: {
    roles: 'roles',
    email: 'email',
    emailVerified: 'email_verified',
    mfa: 'amr',
    mfaValues: ['mfa', 'otp', 'hwk', 'sc'],
  },
});

/** When holders are reminded of what ends; the days are the project's own. */
export const usualReminders: NonNullable<ZoneFile['reminders']> = {
  permit: [90, 60, 45, 30, 7],
  passport: [90, 60, 45, 30, 7],
  residence: [90, 60, 45, 30, 7],
  card: [90, 60, 45, 30, 7],
  fromHour: 9,
  source:
    'Jincheng International Home in Yiwu reminds of visas that end (China Daily, 2020-11-23); how many days before is not published',
  placeholder: true,
};

/**
 * Backups as every zone begins.
 * @param copyTo the region that holds a copy of each
 */
export const usualBackup = (copyTo?: string): ZoneFile['backup'] => ({
  daily: { at: '02:30', keptDays: 35 },
  monthly: { dayOfMonth: 1, at: '03:30', keptDays: 366 },
  lock: 'governance',
  ...(copyTo ? { copyTo } : {}),
  source:
    'No published rule was found for how often and how long an approval system is backed up; 35 days is what point-in-time recovery reaches back at most',
  placeholder: true,
});

export const usualRetention: ZoneFile['retention'] = {
  readingsDays: 1096,
  closedCaseYears: 10,
  draftDays: 365,
  helpYears: 3,
  answerDays: 15,
  source:
    'No published rule was found for how long cases, drafts, requests for help and the record of readings are kept, nor in how many days a request about personal data is answered; six months is the least for a log (Cybersecurity Law), and the Personal Information Protection Law asks for a timely answer (art. 50)',
  placeholder: true,
};

/**
 * The desk as every zone begins: no zone published what it is asked about or how it assesses its officers.
 * @param counted what is published about the zone's own inquiries and consultations
 */
export const usualDesk = (counted: string): ZoneFile['desk'] => ({
  topics: {
    list: [
      { id: 'which-permit', label: { zh: '该办什么许可、属于哪一类', en: 'Which permit, and which category' } },
      { id: 'materials', label: { zh: '申请材料', en: 'Papers and how to get them' } },
      { id: 'points', label: { zh: '积分和直接认定', en: 'Points and direct routes' } },
      { id: 'time', label: { zh: '办理进度和时限', en: 'Progress and time limits' } },
      { id: 'extension', label: { zh: '延期', en: 'Extension' } },
      { id: 'change', label: { zh: '变更和变更用人单位', en: 'Changes, and a change of employer' } },
      { id: 'cancellation', label: { zh: '注销和离境', en: 'Cancellation and leaving' } },
      { id: 'employer', label: { zh: '用人单位注册', en: 'Registration of employers' } },
      { id: 'visa-and-residence', label: { zh: '签证和居留许可', en: 'Visa and residence permit' } },
      { id: 'card', label: { zh: '电子许可和核验', en: 'The electronic permit and its verification' } },
      { id: 'system', label: { zh: '网上系统使用', en: 'Using the online system' } },
      { id: 'other', label: { zh: '其他', en: 'Something else' } },
    ],
    source: `${counted}. By which topics is not published; these follow the procedures and the pain points that are`,
    placeholder: true,
  },
  inquiriesAnHour: {
    fromOneAddress: 20,
    source: 'Ours: far above what 383 inquiries a month need, low enough to stop a flood',
    placeholder: true,
  },
  inquiryDays: {
    days: 731,
    source: 'No published rule was found for how long inquiries are kept',
    placeholder: true,
  },
  assessment: {
    passMark: 80,
    cases: { front: 6, back: 4 },
    validMonths: 12,
    source:
      'China Daily, Beijing E-Town, 2023-12-20: front and back offices are trained and assessed; pass mark, number and validity are not published',
    placeholder: true,
  },
});

/**
 * What every zone counts and publishes until its authority settles it: no zone published by which rules it counts.
 * @param counted what is published about the zone's own figures
 * @param hours the opening hours of the zone's windows on working days
 */
export const usualStatistics = (
  counted: string,
  hours: { from: string; to: string; source: string; placeholder?: boolean },
): ZoneFile['statistics'] => ({
  smallestCell: {
    cases: 5,
    source: `${counted}. From how many cases on a figure may be told apart is not published`,
    placeholder: true,
  },
  officeHours: hours,
  percentiles: {
    method: 'nearest-rank',
    source: 'Ours: a value that a case really had; no published method was found',
    placeholder: true,
  },
  promiseTarget: {
    percent: 100,
    source: 'A promise is meant to be kept in every case; no target is published',
    placeholder: true,
  },
  bulletin: { publishAfterDays: 2, source: 'Ours: what was late to arrive is in by then', placeholder: true },
  commonReturns: {
    days: 90,
    smallest: 5,
    most: 8,
    source:
      'China Daily, Beijing E-Town, 2023-12-20: the service guide is built from what really goes wrong; days, least number and length of the list are ours',
    placeholder: true,
  },
  secondLook: {
    percent: 5,
    atLeast: 5,
    source: 'No published share of closed cases is looked at again',
    placeholder: true,
  },
  summaries: { years: 5, source: 'No published rule was found for how long summaries are kept', placeholder: true },
});

const noGateway = {
  source: 'Which gateway the authority uses is not known; hosts and secrets are placeholders',
  placeholder: true,
};

/**
 * How people are told besides their inbox, until the authority names its gateways. China's regions have no mail service
 * of their own, so a zone sends by the hosts that it is given.
 * @param host the zone's own name under `.example`
 */
export const usualNotices = (host: string, more: ZoneFile['notices']['channels'] = {}): ZoneFile['notices'] => ({
  channels: {
    email: {
      host: `smtp.${host}`,
      port: 465,
      security: 'tls',
      from: `notice@${host}`,
      secret: 'greenpath/notices/smtp',
      ...noGateway,
    },
    sms: {
      to: 'phone',
      url: `https://sms.${host}/messages`,
      headers: { authorization: 'Bearer {secret.key}' },
      body: '{"mobile":"{to}","content":"{text}","reference":"{id}"}',
      success: { status: [200], member: 'code', equals: '0' },
      longest: 300,
      secret: 'greenpath/notices/sms',
      kinds: ['returned', 'acceptance-refused', 'refusal-announced', 'refused', 'permit-issued', 'completed'],
      ...noGateway,
    },
    ...more,
  },
  retries: usualRetries,
});

/** Messages of the authority's own application in WeCom (企业微信), whose members are known by their telephone number. */
export const usualWecom = (host: string): NonNullable<NonNullable<ZoneFile['notices']['channels']>['wecom']> => ({
  to: 'phone',
  token: {
    url: `https://wecom.${host}/cgi-bin/gettoken?corpid={secret.corpid}&corpsecret={secret.corpsecret}`,
    member: 'access_token',
    secondsMember: 'expires_in',
  },
  url: `https://wecom.${host}/cgi-bin/message/send?access_token={token}`,
  body: '{"touser":"{to}","msgtype":"text","agentid":"{secret.agentid}","text":{"content":"{text}"}}',
  success: { status: [200], member: 'errcode', equals: '0' },
  longest: 600,
  secret: 'greenpath/notices/wecom',
  ...noGateway,
});

/** Eight attempts over some ten hours: five minutes, ten, twenty and so on. */
export const usualRetries: ZoneFile['notices']['retries'] = {
  firstMinutes: 5,
  mostAttempts: 8,
  source: 'Ours: longer than a mail host is usually away, over within a working day',
  placeholder: true,
};
