import { Validations } from 'aws-cdk-lib/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sharedReasons } from '../../infra/standards/shared-reasons.ts';
import { acknowledged, synthesiseUnderRules } from '../../infra/templates-check/nag.ts';
import { appOf, zones } from './templates.ts';

afterEach(() => vi.restoreAllMocks());

const isAt = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** The reasons of a zone, and everything that the rules would find if nobody had acknowledged it. */
function reasonsAndFindings(zone: (typeof zones)[number]) {
  const reasons = acknowledged(appOf([zone]));
  vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
  return { reasons, found: synthesiseUnderRules(appOf([zone])) };
}

// That the rules find nothing beyond what is acknowledged, `npm run verify:templates` sees with the rules' own eyes.
describe.each(zones.map((zone) => [zone.id, zone] as const))(
  'the rules of AWS Solutions and NIST 800-53 on %s',
  (_id, zone) => {
    it('find nothing that is not acknowledged with a reason, and no reason stands where they would find nothing', () => {
      const { reasons, found } = reasonsAndFindings(zone);
      expect(found.length).toBeGreaterThan(100);
      const open = found.filter(
        ({ rule, path }) =>
          !reasons.some((acknowledgement) => acknowledgement.rule === rule && isAt(path, acknowledgement.path)),
      );
      expect(open).toEqual([]);
      const idle = reasons.filter(
        ({ rule, path }) => !found.some((finding) => finding.rule === rule && isAt(finding.path, path)),
      );
      expect(idle).toEqual([]);
      for (const { rule, reason, path } of reasons) expect(reason.length, `${path}: ${rule}`).toBeGreaterThan(40);
    });
  },
);

it('a zone whose logs have no key of its own says so at each of them', () => {
  const [zone] = zones;
  if (!zone) throw new Error('there is no zone');
  const { reasons, found } = reasonsAndFindings({
    ...zone,
    protection: { ...zone.protection, ownKeyForLogs: false },
  });
  const logs = found.filter(({ rule }) => rule.includes('CloudWatchLogGroupEncrypted'));
  expect(logs.length).toBeGreaterThan(20);
  for (const { rule, path } of logs) {
    expect(
      reasons.some((one) => one.rule === rule && isAt(path, one.path)),
      path,
    ).toBe(true);
  }
});

it('every shared reason is true of something', () => {
  const used = new Set(acknowledged(appOf()).map(({ reason }) => reason));
  expect(sharedReasons.filter(({ reason }) => !used.has(reason)).map(({ rule }) => rule)).toEqual([]);
});
