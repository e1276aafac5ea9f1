import type { ZoneFile } from '../../shared/zone/zone.ts';

type Protection = ZoneFile['protection'];

/** Figures of ours to begin with: a hall and a bank each ask from one address. */
const usualCostly: Protection['costly'] = {
  verification: { requestsPerSecond: 50, burst: 100, requestsPerAddress: 1000 },
  assessment: { requestsPerSecond: 20, burst: 40, requestsPerAddress: 300 },
  question: { requestsPerSecond: 5, burst: 10, requestsPerAddress: 30 },
  following: { requestsPerSecond: 10, burst: 20, requestsPerAddress: 60 },
  partner: { requestsPerSecond: 50, burst: 100, requestsPerAddress: 2000 },
  upload: { requestsPerSecond: 20, burst: 40 },
};

/**
 * Shares of a quota of 1000 instances: at most 460 for what is open to the world, 210 kept for signing in, deciding and
 * issuing, 330 for all the rest.
 */
const usualConcurrency: NonNullable<Protection['concurrency']> = {
  accountLimit: 1000,
  functions: {
    'verification-handler': 150,
    'portal-pages': 150,
    'portal-handler': 50,
    'scoring-handler': 60,
    'desk-handler': 30,
    'intake-following': 20,
    'sign-in-authorizer': 100,
    'approval-handler': 50,
    'approval-course': 20,
    'approval-workflow': 20,
    'issuance-issue': 20,
  },
  source:
    'Shares are ours. The quota of Lambda is 1000 by default, and lower in new accounts; which one China gives is not published. Look it up under Service Quotas, or leave the section out',
  placeholder: true,
};

/** The usual shares with some more, for what a zone has besides. */
export const sharesWith = (more: Record<string, number>): Protection['concurrency'] => ({
  ...usualConcurrency,
  functions: { ...usualConcurrency.functions, ...more },
});

/** Limits of a zone that nobody has measured yet. */
export const usualProtection: Protection = {
  requestsPerAddress: 2000,
  requestsPerSecond: 100,
  burst: 200,
  costly: usualCostly,
  concurrency: usualConcurrency,
};

/** Limits of a zone that may lie in an account of its first day: functions share what the account has. */
export const rehearsedProtection: Protection = {
  requestsPerAddress: 2000,
  requestsPerSecond: 50,
  burst: 100,
  costly: usualCostly,
};

/** Reached from the internet, by officers too, until its authority names the addresses of its offices. */
export const usualAccess: ZoneFile['access'] = {
  endpoint: 'public',
  source:
    'The addresses from which officers work are not published, nor whether the authority wants its officers on an intranet',
  placeholder: true,
};
