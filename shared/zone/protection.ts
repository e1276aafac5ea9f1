import * as z from 'zod';
import { sourced } from './figures.ts';

const perSecond = z.int().min(1).max(10_000);
/** The firewall counts over five minutes and knows no limit below ten. */
const perAddress = z.int().min(10).max(20_000_000);

/** Limits of one kind of route, for all callers together. */
const throttle = { requestsPerSecond: perSecond, burst: perSecond };

/** Limits of a kind of route that nobody signs in for. */
const openKind = z.strictObject({
  ...throttle,
  /** Requests from one address in five minutes. A bank or a hall has one address for all its counters. */
  requestsPerAddress: perAddress,
});

/** Rule groups that AWS maintains, by the names it gives them. */
export const managedRuleGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
] as const;

/** What keeps a zone answering while somebody floods it. */
export const protectionSection = z.strictObject({
  /** Requests from one address in five minutes before the firewall blocks it. */
  requestsPerAddress: z.int().min(100).max(20_000_000),
  /** Requests a second and burst of the whole API. */
  requestsPerSecond: z.int().min(1),
  burst: z.int().min(1),
  /** Tighter limits of what costs most; `shared/contract/costly.ts` names the routes of each kind. */
  costly: z.strictObject({
    /** Looking at a code, a signature and its list. */
    verification: openKind,
    /** Counting points. */
    assessment: openKind,
    /** What is written down for a stranger. */
    question: openKind,
    /** Looking something up by a number and a secret. */
    following: openKind,
    /** Checks by partners, whose own machines ask for many people. */
    partner: openKind,
    /** Files on their way in. */
    upload: z.strictObject(throttle),
  }),
  /** Groups that a region turns out not to know are left out here; the rest of the firewall stands. */
  managedRules: z.array(z.enum(managedRuleGroups)).default([...managedRuleGroups]),
  /** Whether logs lie under a key of the zone's own. Off only where the region refuses the key's policy. */
  ownKeyForLogs: z.boolean().default(true),
  /**
   * Instances that functions may take at once: no more for what is open to the world, and kept free for what officers
   * decide by. Left out where the limit of the account is not known, as in a new account.
   */
  concurrency: z
    .strictObject({
      /** The account's quota "Concurrent executions" in this region. */
      accountLimit: z.int().min(10).max(1_000_000),
      /** By the name of the function in infra/bundle.ts. */
      functions: z.record(z.string(), z.int().min(1)),
      ...sourced,
    })
    .optional(),
});
