import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appOf, zones } from './templates.ts';

type Finding = { rule: string; path: string };
type Report = {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
};

/** What cdk-nag finds in an app, and what CloudFormation's own rules find beside it. */
function findings(app: App): Finding[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    app.synth();
  } catch (error) {
    // A synthesis with findings ends so; the report tells them.
    if ((error as Error).name !== 'ValidationFailed') throw error;
  }
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, path: constructPath })),
    ),
  );
}

/** What the constructs of an app acknowledge, with their reasons. */
const acknowledged = (app: App) =>
  app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) =>
          Object.entries(data as Record<string, string>).map(([rule, reason]) => ({ rule, reason, path: node.path })),
        ),
    );

const bare = (rule: string) => rule.replace(/^[\w-]+::(?=AwsSolutions)/, '');

afterEach(() => vi.restoreAllMocks());

describe.each(zones.map((zone) => [zone.id, zone] as const))('the checks of cdk-nag on %s', (_id, zone) => {
  it('find nothing that is not acknowledged', () => {
    expect(findings(appOf([zone]))).toEqual([]);
  });

  it('are acknowledged with a reason each, and only where they would find something', () => {
    const reasons = acknowledged(appOf([zone]));
    vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
    const found = findings(appOf([zone]));
    expect(found.length).toBeGreaterThan(0);
    for (const { rule, reason, path } of reasons) {
      expect(reason.length, `${path}: ${rule}`).toBeGreaterThan(40);
      const meant = found.filter((finding) => finding.rule === bare(rule) && finding.path.startsWith(path));
      expect(meant.length, `${path} acknowledges ${rule}, which finds nothing there`).toBeGreaterThan(0);
    }
  });
});
