import type { ZoneFile } from '../../shared/zone/zone.ts';
import { categories, employerProcedures, permitProcedures } from './national.ts';

const procedures = [...permitProcedures, ...employerProcedures];
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
  policy: {
    points: 'interim-2017',
    locality: 'demo',
    validityMonths: { A: 60, B: 24, C: 12, ...invented },
    passportMinimumMonths: { months: 6, ...invented },
    document: { maximumBytes: 10_485_760, maximumPages: 50, ...invented },
    photo: { minimumWidth: 354, minimumHeight: 472, maximumBytes: 1_048_576, minimumBytes: 0, ...invented },
    returnedDays: { days: 30, ...invented },
    deemedAcceptance: { workingDays: 5, source: 'Administrative Licensing Law arts. 32(4), 82' },
    timeExtension: { workingDays: 10, source: 'Administrative Licensing Law art. 42' },
    longestPause: { days: 60, ...invented },
    replyPeriod: { workingDays: 5, ...invented },
    greenPath: { categories: ['A'], hoursAhead: 24, ...invented },
    employerRegistration: { before: 'submission', ...invented },
  },
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
  protection: { requestsPerAddress: 2000, requestsPerSecond: 50, burst: 100 },
  retention: { readingsDays: 366, closedCaseYears: 1, draftDays: 90, ...invented },
  logRetentionDays: 365,
};
