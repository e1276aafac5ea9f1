import { usualOperations } from '../../shared/zone/operations.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import {
  ceilingSource,
  clocksOf,
  employerProcedures,
  flowCharts,
  nationalGuide,
  permitProcedures,
  usualBackup,
  usualNotices,
  usualReminders,
  usualRetention,
  usualSignIn,
} from './national.ts';
import { usualAccess, usualProtection } from './protection.ts';

/** What every zone file has to say for itself; all the rest has a default here, or may be left out. */
type Own =
  | 'id'
  | 'name'
  | 'authority'
  | 'region'
  | 'timeZone'
  | 'verificationHost'
  | 'contact'
  | 'delegation'
  | 'clocks';
type Judged = 'policy' | 'desk' | 'statistics' | 'classification';
type Usual = Omit<ZoneFile, Own | Judged>;

/** The other region of the same side of the border: a copy of a backup may lie nowhere else. */
const chinaPair: Readonly<Record<string, string>> = {
  'cn-north-1': 'cn-northwest-1',
  'cn-northwest-1': 'cn-north-1',
};

/**
 * The sections with which a zone begins as every other does, until its authority settles them. A section that becomes
 * part of every zone file gets its default here, so that `npm run zone:new` writes it too.
 * @public Files that `npm run zone:new` wrote ask for them.
 * @param host the name under which gateways and the identity provider of the zone lie
 */
export const usualSections = ({ region, host, issuer }: { region: string; host: string; issuer: string }): Usual => ({
  signIn: usualSignIn(issuer),
  notices: usualNotices(host),
  access: usualAccess,
  protection: usualProtection,
  reminders: usualReminders,
  retention: usualRetention,
  backup: usualBackup(chinaPair[region]),
  operations: usualOperations,
  logRetentionDays: 400,
});

type Promised = { preliminaryReview: number; review: number; conclusion: number };

/**
 * The clocks of the procedures that are delegated, for the delegated categories, beside the limit of the law.
 * @public Files that `npm run zone:new` wrote ask for them.
 * @param promised working days that the zone promises; a promise above a procedure's own limit becomes that limit
 * @param source where the promise was published; without it every figure is a placeholder
 */
export const usualClocks = (
  procedures: readonly string[],
  categories: readonly ('A' | 'B' | 'C')[],
  promised: Promised,
  source?: string,
): ZoneFile['clocks'] => {
  const origin = (ceiling: string) =>
    source === undefined
      ? { source: `No promise of the zone is published (${flowCharts}). Ceiling: ${ceiling}`, placeholder: true }
      : { source: `Promise: ${source}. Ceiling: ${ceiling}` };
  return procedures.flatMap((procedure) => {
    const ceiling = procedure === 'short-term' ? 5 : 20;
    return clocksOf(
      procedure,
      {
        'preliminary-review': {
          promise: Math.min(promised.preliminaryReview, 5),
          ceiling: 5,
          ...origin(`${nationalGuide}, 5 working days; Administrative Licensing Law art. 32`),
        },
        review: { promise: Math.min(promised.review, ceiling), ceiling, ...origin(ceilingSource(ceiling)) },
        conclusion: { promise: Math.min(promised.conclusion, ceiling), ceiling, ...origin(ceilingSource(ceiling)) },
      },
      categories,
    );
  });
};

/** Every procedure that a zone can be delegated without a section of its own. */
export const delegable = [...permitProcedures, ...employerProcedures] as const;
