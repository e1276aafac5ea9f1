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

export const usualRetention: ZoneFile['retention'] = {
  readingsDays: 1096,
  closedCaseYears: 10,
  draftDays: 365,
  source:
    'No published rule was found for how long cases, drafts and the record of readings are kept; six months is the least for a log (Cybersecurity Law)',
  placeholder: true,
};
