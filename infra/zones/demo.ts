import { usualOperations } from '../../shared/zone/operations.ts';
import { usualSigningKeys } from '../../shared/zone/signing-keys.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { rehearsedHelp } from './help.ts';
import { merchantServices, usualMerchantCard, usualPartners } from './merchant-services.ts';
import {
  categories,
  employerProcedures,
  permitProcedures,
  usualBackup,
  usualClassification,
  usualDesk,
  usualReminders,
  usualRetries,
  usualStatistics,
  usualTalents,
  usualVisits,
} from './national.ts';
import { rehearsedProtection } from './protection.ts';

const procedures = [...permitProcedures, ...employerProcedures, 'merchant-card'];
const rehearsed = usualDesk('Invented for rehearsal');
const invented = { source: 'Invented for rehearsal', placeholder: true };

/** A zone that does not exist: for training, for demonstrations and for trying out a region outside China. */
export const demo: ZoneFile = {
  id: 'demo',
  name: { zh: '绿径示范区（演练）', en: 'Greenpath Rehearsal Zone' },
  authority: { zh: '绿径示范区演练办公室（虚构）', en: 'Rehearsal Office of the Greenpath Zone (fictional)' },
  rehearsal: true,
  region: 'ap-southeast-1',
  timeZone: 'Asia/Shanghai',
  verificationHost: 'permit.demo.example',
  contact: {
    address: { zh: '示范区演练路1号（虚构）', en: '1 Rehearsal Road (fictional)' },
    phone: '000-0000-0000',
    hours: [{ days: { zh: '周一至周五', en: 'Monday to Friday' }, from: '09:00', to: '17:00' }],
    ...invented,
  },
  desk: {
    topics: { ...rehearsed.topics, ...invented },
    inquiriesAnHour: { fromOneAddress: 20, ...invented },
    inquiryDays: { days: 90, ...invented },
    assessment: { ...rehearsed.assessment, cases: { front: 2, back: 2 }, ...invented },
  },
  statistics: usualStatistics('Invented for rehearsal', { from: '09:00', to: '17:00', ...invented }),
  delegation: {
    from: { zh: '示范市演练主管部门（虚构）', en: 'Rehearsal Authority of the Model City (fictional)' },
    inNameOf: 'zone',
    procedures: [...procedures],
    categories: [...categories],
    validFrom: '2023-11-01',
    ...invented,
  },
  clocks: procedures.flatMap((procedure) => [
    {
      procedure,
      categories: [...categories],
      stage: 'preliminary-review',
      from: 'submission',
      promise: 2,
      ceiling: 5,
      ...invented,
    },
    {
      procedure,
      categories: [...categories],
      stage: 'review',
      from: 'acceptance',
      promise: 1,
      ceiling: 20,
      ...invented,
    },
    {
      procedure,
      categories: [...categories],
      stage: 'conclusion',
      from: 'acceptance',
      promise: 5,
      ceiling: 20,
      ...invented,
    },
  ]),
  quotas: [
    {
      group: 'quota-managed',
      label: {
        zh: '实施配额制管理的人员（C类）',
        en: 'Category C under quota: interns, graduates, special fields',
      },
      perYear: 100,
      validFrom: '2023-11-01',
      ...invented,
    },
  ],
  certificates: { register: 'required', ...invented },
  serviceWindows: [
    {
      number: 1,
      name: { zh: '企业服务窗口（演练）', en: 'Enterprise window (rehearsal)' },
      address: { zh: '示范区演练路1号一层（虚构）', en: '1 Rehearsal Road, ground floor (fictional)' },
      phone: '000-0000-0001',
      hours: [
        { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
        { days: [6], from: '09:00', to: '13:00' },
      ],
      competence: { categories: ['B', 'C', 'none'], divisions: [], elsewhere: true },
      deputy: 2,
      ...invented,
    },
    {
      number: 2,
      name: { zh: '综合服务窗口（演练）', en: 'General window (rehearsal)' },
      address: { zh: '示范区演练路2号（虚构）', en: '2 Rehearsal Road (fictional)' },
      phone: '000-0000-0002',
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' }],
      competence: { divisions: ['110302'], elsewhere: false },
      ...invented,
    },
    {
      number: 3,
      name: { zh: '人才服务窗口（演练）', en: 'Talent window (rehearsal)' },
      address: { zh: '示范区演练路3号（虚构）', en: '3 Rehearsal Road (fictional)' },
      phone: '000-0000-0003',
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
      competence: { categories: ['A'], divisions: [], elsewhere: true },
      deputy: 2,
      ...invented,
    },
  ],
  classification: {
    ...usualClassification({ shown: 'number', few: 10, ...invented }),
    marketDemand: [
      {
        year: 2026,
        occupations: [{ zh: '光学工程师（演练）', en: 'Optical engineer (rehearsal)' }],
        ...invented,
      },
    ],
  },
  policy: {
    points: 'interim-2017',
    locality: 'demo',
    validityMonths: { A: 60, B: 24, C: 12, ...invented },
    passportMinimumMonths: { months: 6, ...invented },
    document: { maximumBytes: 10_485_760, maximumPages: 50, ...invented },
    photo: { minimumWidth: 354, minimumHeight: 472, maximumBytes: 1_048_576, minimumBytes: 0, ...invented },
    imports: { maximumBytes: 10_485_760, maximumRows: 20_000, keptDays: 30, ...invented },
    returnedDays: { days: 30, ...invented },
    deemedAcceptance: { workingDays: 5, source: 'Administrative Licensing Law arts. 32(4), 82' },
    timeExtension: { workingDays: 10, source: 'Administrative Licensing Law art. 42' },
    longestPause: { days: 60, ...invented },
    replyPeriod: { workingDays: 5, ...invented },
    greenPath: { categories: ['A'], hoursAhead: 24, ...invented },
    employerRegistration: { before: 'submission', ...invented },
  },
  credit: {
    rules: 'yiwu-2018-1',
    decidesFrom: '2023-11-01',
    weights: { person: 80, enterprise: 20, ...invented },
    extension: {
      thresholds: [
        { points: 60, months: 12 },
        { points: 100, months: 24 },
      ],
      inclusive: true,
      categories: ['C'],
      belowByLaw: { months: 12, ...invented },
      ...invented,
    },
    objection: { workingDays: 15, counts: false, ...invented },
    secondOfficer: { workingDays: 5, ...invented },
    lists: {
      red: { hoursAhead: 20, ...invented },
      black: { label: { zh: '黑名单：须加强审查', en: 'Black list: enhanced review' }, ...invented },
      published: { kinds: ['enterprise'], lists: ['red', 'black'], ...invented },
      ...invented,
    },
    sampling: { percent: 10, ...invented },
  },
  talents: usualTalents('Invented for rehearsal'),
  visits: usualVisits(
    { zh: '示范区演练路1号一窗通办窗口（虚构）', en: 'One-stop window, 1 Rehearsal Road (fictional)' },
    'Invented for rehearsal',
    [
      {
        id: 'residence-permit',
        title: { zh: '居留许可（演练）', en: 'Residence permit (rehearsal)' },
        authority: { zh: '示范市公安机关（虚构）', en: 'Police of the Model City (fictional)' },
        about: {
          zh: '由其他机关决定，本窗口代收并一并交付。',
          en: 'Decided by another authority; handed over with the rest.',
        },
        bring: [{ zh: '护照原件', en: 'The passport itself' }],
        ...invented,
      },
    ],
  ),
  merchantCard: {
    ...usualMerchantCard('Invented for rehearsal'),
    services: merchantServices.map((service) => ({
      ...service,
      grant: { ...service.grant, ...invented },
      ...invented,
    })),
  },
  partners: usualPartners('Invented for rehearsal'),
  signIn: {
    issuer: 'https://id.demo.example',
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
  },
  notices: { channels: {}, retries: usualRetries },
  access: { endpoint: 'public', ...invented },
  protection: rehearsedProtection,
  help: rehearsedHelp,
  signingKeys: usualSigningKeys,
  reminders: usualReminders,
  retention: { readingsDays: 366, closedCaseYears: 1, draftDays: 90, helpYears: 1, answerDays: 15, ...invented },
  backup: usualBackup(),
  // It has no name of its own in public to be tried under.
  operations: { ...usualOperations, probe: undefined },
  logRetentionDays: 365,
};
