import * as z from 'zod';
import { roles } from '../domain/access/roles.ts';
import { windowProblems } from '../domain/service-window/competence-problems.ts';
import { isDay } from '../domain/time.ts';
import { accessSection } from './access.ts';
import { backupSection, restoredSection } from './backup.ts';
import { classification } from './classification.ts';
import { creditSection } from './credit-section.ts';
import { deskSection } from './desk.ts';
import { sourced, text } from './figures.ts';
import { helpSection } from './help.ts';
import { merchantCardSection, partnersSection } from './merchant-card.ts';
import { noticesSection } from './notices.ts';
import { operationsSection } from './operations.ts';
import { procedureOverride } from './procedure-override.ts';
import { protectionSection } from './protection.ts';
import { remindersSection } from './reminders.ts';
import { serviceWindow } from './service-windows.ts';
import { signingKeysSection, usualSigningKeys } from './signing-keys.ts';
import { statisticsSection } from './statistics.ts';
import { talentsSection } from './talents.ts';
import { visitsSection } from './visits.ts';

const day = z.string().refine(isDay, { error: 'must be a calendar day, YYYY-MM-DD' });
const category = z.enum(['A', 'B', 'C']);
const workingDays = z.int().min(0).max(60);

const clock = z.strictObject({
  /** The procedure this clock is for, as named in shared/policy/procedures. */
  procedure: z.string().min(1),
  categories: z.array(category).min(1),
  stage: z.enum(['preliminary-review', 'review', 'conclusion']),
  /** What starts the count; the start day itself is not counted (Licensing Law art. 82). */
  from: z.enum(['submission', 'acceptance']),
  /** Working days the zone promises; 0 means before the end of the start day. */
  promise: workingDays,
  /** The statutory or national limit beside the promise. */
  ceiling: workingDays,
  ...sourced,
});

/** Places of a group of category C in each calendar year; a supervisor may decide otherwise for one year. */
const quota = z
  .strictObject({
    /** As the procedures name it. */
    group: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2 to 40 lower-case letters, digits or hyphens'),
    label: text,
    perYear: z.int().min(0).max(99_999),
    validFrom: day,
    validTo: day.optional(),
    ...sourced,
  })
  .refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, {
    path: ['validTo'],
    error: 'must not be before validFrom',
  });

/** One figure holds for a group on each day. */
const oneLineADay: z.core.CheckFn<z.output<typeof quota>[]> = ({ value, issues }) => {
  for (const [index, line] of value.entries()) {
    const overlaps = value
      .slice(0, index)
      .some(
        ({ group, validFrom, validTo }) =>
          group === line.group &&
          (validTo === undefined || line.validFrom <= validTo) &&
          (line.validTo === undefined || validFrom <= line.validTo),
      );
    if (overlaps) {
      issues.push({
        code: 'custom',
        input: line,
        path: [index, 'validFrom'],
        message: `another line already holds for group ${line.group} at that time`,
      });
    }
  }
};

/**
 * Contradictions between the delegation and another part are looked for even where another part of the file is wrong, so that
 * one check names everything.
 */
const comparableWith =
  (part: string) =>
  ({ value, issues }: { value: unknown; issues: readonly { path?: PropertyKey[] }[] }) =>
    typeof value === 'object' &&
    value !== null &&
    part in value &&
    'delegation' in value &&
    !issues.some(({ path }) => path?.[0] === part || path?.[0] === 'delegation');

/**
 * One zone: an authority that runs the work permit for itself, one deployment, one account and region.
 * Everything that differs between zones stands here; a figure without proof is marked as a placeholder.
 */
export const zoneSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,14}$/, 'must be 2 to 15 lower-case letters, digits or hyphens'),
    name: text,
    authority: text,
    /** A zone for rehearsal marks all that it issues as a sample. */
    rehearsal: z.boolean().default(false),
    region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, 'must be an AWS region such as cn-north-1'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')
      .optional(),
    timeZone: z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), {
      error: 'must be an IANA time zone such as Asia/Shanghai',
    }),
    /** Host that QR codes lead to, without scheme or path. */
    verificationHost: z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, 'must be a host name'),
    /** Further origins whose pages may upload documents, such as the gateway's own address after the first deployment. */
    portalOrigins: z
      .array(
        z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, 'must be an origin such as https://host, without a path'),
      )
      .optional(),
    /** What signs permits, cards and status lists; see docs/signing-keys.md. */
    signingKeys: signingKeysSection.prefault(usualSigningKeys),
    contact: z.strictObject({
      address: text,
      phone: z.string().min(1),
      hours: z
        .array(
          z.strictObject({ days: text, from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) }),
        )
        .min(1),
      ...sourced,
    }),
    /** Inquiries, consultation and training, practice and assessment of officers. */
    desk: deskSection,
    /** What is counted and published, and how work is looked at again. */
    statistics: statisticsSection,
    delegation: z.strictObject({
      /** The authority that delegates; decisions are made in its name where it says so (art. 24). */
      from: text,
      inNameOf: z.enum(['delegating-authority', 'zone']),
      procedures: z.array(z.string().min(1)).min(1),
      categories: z.array(category).min(1),
      validFrom: day,
      validTo: day.optional(),
      ...sourced,
    }),
    clocks: z.array(clock).min(1),
    /** What this zone does otherwise than the procedures of shared/policy say, by effective date. */
    procedures: z.array(procedureOverride).default([]),
    quotas: z.array(quota).check(oneLineADay).default([]),
    /** Where a zone has several service windows: applications go to one of them and are worked there. */
    serviceWindows: z.array(serviceWindow).min(2).max(99).optional(),
    /** What the categories mean beyond green path and quota (分类管理), and what applicants see of it. */
    classification,
    /**
     * The register of old certificates, where a zone keeps one; without it a conversion rests on what is declared and on
     * the certificate that is handed in.
     */
    certificates: z
      .strictObject({
        /** Whether a certificate must be in the register to be converted, or may be declared where it is not. */
        register: z.enum(['required', 'declared']),
        ...sourced,
      })
      .optional(),
    policy: z.strictObject({
      points: z.string().min(1),
      /** Tables that were in force before, each with its last day: a case is scored by the table of its submission. */
      formerPoints: z.array(z.strictObject({ points: z.string().min(1), until: day, ...sourced })).optional(),
      /** Key of the locality in shared/policy/routes whose salary multiples apply. */
      locality: z.string().min(1),
      /** Longest permit in months per category. */
      validityMonths: z.strictObject({ A: z.int().min(1), B: z.int().min(1), C: z.int().min(1), ...sourced }),
      /** Calendar months that a passport must still run when an application is submitted. */
      passportMinimumMonths: z.strictObject({ months: z.int().min(0).max(120), ...sourced }),
      document: z.strictObject({
        maximumBytes: z.int().min(1024).max(20_971_520),
        maximumPages: z.int().min(1).max(500),
        ...sourced,
      }),
      photo: z.strictObject({
        minimumWidth: z.int().min(1),
        minimumHeight: z.int().min(1),
        maximumBytes: z.int().min(1024),
        minimumBytes: z.int().min(0),
        ...sourced,
      }),
      /** Days a returned application waits for the applicant before it lapses. */
      returnedDays: z.strictObject({ days: z.int().min(1), ...sourced }),
      /** Working days after receipt in which the office must say what is missing; then it counts as accepted (art. 32). */
      deemedAcceptance: z.strictObject({ workingDays: z.int().min(1).max(5), ...sourced }),
      /** Most working days by which the time may be extended, once, with a reason (art. 42). */
      timeExtension: z.strictObject({ workingDays: z.int().min(0).max(10), ...sourced }),
      /** Most calendar days for which a hearing, an expert's review or an inspection may be announced (art. 45). */
      longestPause: z.strictObject({ days: z.int().min(1).max(366), ...sourced }),
      /** Working days in which a party may reply to an intended refusal. */
      replyPeriod: z.strictObject({ workingDays: z.int().min(1).max(60), ...sourced }),
      /** Categories on the green path, and the hours by which they stand ahead of their due time in the queues. */
      greenPath: z.strictObject({ categories: z.array(category), hoursAhead: z.int().min(0).max(240), ...sourced }),
      /** What a file that is imported may hold, and for how many days it and the report about it are kept. */
      imports: z.strictObject({
        maximumBytes: z.int().min(1024).max(20_971_520),
        maximumRows: z.int().min(1).max(20_000),
        keptDays: z.int().min(1).max(3660),
        ...sourced,
      }),
      /** Whether an application about a foreigner needs an employer whose registration was reviewed. */
      employerRegistration: z.strictObject({ before: z.enum(['submission', 'never']), ...sourced }),
    }),
    merchantCard: merchantCardSection.optional(),
    partners: partnersSection.optional(),
    /** Only where the zone keeps the credit of foreigners and their enterprises. */
    credit: creditSection.optional(),
    /** Only where the zone reminds holders of what ends. */
    reminders: remindersSection.optional(),
    /** Help, mediation of disputes and service stations, where a zone offers them. */
    help: helpSection.optional(),
    /** Only where the zone keeps a database of foreign talents. */
    talents: talentsSection.optional(),
    /** Only where one visit is offered for several permits. */
    visits: visitsSection.optional(),
    signIn: z.strictObject({
      issuer: z.url({ protocol: /^https$/, error: 'must be an https URL' }),
      audience: z.string().min(1),
      clientId: z.string().min(1),
      algorithms: z.array(z.enum(['RS256', 'PS256', 'ES256', 'EdDSA'])).min(1),
      claims: z.strictObject({
        roles: z.string().min(1),
        /** Provider's role names to ours; a role not named here counts for nothing. */
        roleNames: z.record(z.string(), z.enum(roles)).default({}),
        email: z.string().min(1),
        emailVerified: z.string().min(1),
        /** Claim and values that prove a second factor. */
        mfa: z.string().min(1),
        mfaValues: z.array(z.string().min(1)).min(1),
      }),
    }),
    /** How people are told; see docs/notices.md. */
    notices: noticesSection,
    /** How the zone is reached, and from where its officers work. */
    access: accessSection,
    protection: protectionSection,
    /** How long the zone keeps what it holds. The table forgets readings by itself; the rest goes by two officers' order. */
    retention: z.strictObject({
      /** The record of who read what is a log: six months at least (Cybersecurity Law). */
      readingsDays: z.int().min(184).max(36_500),
      /** Years after a case ended, or after the last day of the permit that it led to. */
      closedCaseYears: z.int().min(1).max(100),
      /** Days after the last save of a draft that was never submitted. */
      draftDays: z.int().min(1).max(3650),
      /** Years after a request for help ended. */
      helpYears: z.int().min(1).max(100),
      /** Days in which a person's request about their own data is answered; the law says "timely" (PIPL art. 50). */
      answerDays: z.int().min(1).max(90),
      ...sourced,
    }),
    /** Backups of table and documents, and where copies of them lie. */
    backup: backupSection,
    /** Only where the zone works on a table that was restored. */
    restored: restoredSection.optional(),
    /** How the zone is watched, and who is told of what goes wrong. */
    operations: operationsSection,
    /** The Cybersecurity Law asks for six months at least; half a year of calendar months can be 184 days. */
    logRetentionDays: z.literal([365, 400, 731, 1827, 3653], { error: 'must be 365, 400, 731, 1827 or 3653 days' }),
  })
  .superRefine(
    (zone, context) => {
      for (const [index, entry] of zone.clocks.entries()) {
        if (entry.promise > entry.ceiling) {
          context.addIssue({
            code: 'custom',
            path: ['clocks', index, 'promise'],
            message: 'must not exceed the ceiling',
          });
        }
        if (!zone.delegation.procedures.includes(entry.procedure)) {
          context.addIssue({
            code: 'custom',
            path: ['clocks', index, 'procedure'],
            message: `${entry.procedure} is not delegated to this zone`,
          });
        }
      }
      for (const procedure of zone.delegation.procedures) {
        for (const category of zone.delegation.categories) {
          for (const stage of ['preliminary-review', 'review', 'conclusion'] as const) {
            const found = zone.clocks.filter(
              (entry) => entry.procedure === procedure && entry.categories.includes(category) && entry.stage === stage,
            );
            if (found.length !== 1) {
              context.addIssue({
                code: 'custom',
                path: ['clocks'],
                message: `${procedure}, category ${category}, ${stage}: needs exactly one clock, has ${found.length}`,
              });
            }
          }
        }
      }
      if (zone.delegation.procedures.includes('merchant-card') !== (zone.merchantCard !== undefined)) {
        const message = 'belongs to the procedure merchant-card: a zone has both or neither';
        context.addIssue({ code: 'custom', path: ['merchantCard'], message });
      }
      if (zone.partners && !zone.merchantCard) {
        const message = 'needs merchantCard, whose services partners offer';
        context.addIssue({ code: 'custom', path: ['partners'], message });
      }
      // By its hours a case tells whether it is ahead for its category or for the red list.
      if (zone.credit?.lists.red.hoursAhead === zone.policy?.greenPath?.hoursAhead && zone.credit !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['credit', 'lists', 'red', 'hoursAhead'],
          message: 'must differ from policy.greenPath.hoursAhead',
        });
      }
      if (zone.delegation.validTo && zone.delegation.validTo < zone.delegation.validFrom) {
        context.addIssue({ code: 'custom', path: ['delegation', 'validTo'], message: 'must not be before validFrom' });
      }
    },
    { when: comparableWith('clocks') },
  )
  .superRefine(
    ({ serviceWindows = [], delegation }, context) => {
      for (const { path, message } of serviceWindows.length > 0 ? windowProblems(serviceWindows, delegation) : []) {
        context.addIssue({ code: 'custom', path: ['serviceWindows', ...path], message });
      }
    },
    { when: comparableWith('serviceWindows') },
  );

/** What a zone file contains. */
export type ZoneFile = z.input<typeof zoneSchema>;
/** A zone as the code uses it, after its file was checked. */
export type Zone = z.output<typeof zoneSchema>;
