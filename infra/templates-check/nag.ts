import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';

export type Finding = { rule: string; path: string; says: string };
type Report = {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string; description?: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
};

/**
 * Synthesises an app under the rules of AWS Solutions and of NIST 800-53 (revision 5), as cdk-nag has them, and under
 * CloudFormation's own.
 * @returns what they find that no construct acknowledges with a reason
 */
export function synthesiseUnderRules(app: App): Finding[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
  // The report is told by whoever asked for it, not by the library.
  const { error: said } = console;
  console.error = () => {};
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') throw error;
  } finally {
    console.error = said;
  }
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, description = '', violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, path: constructPath, says: description })),
    ),
  );
}

/** What the constructs of an app acknowledge, with their reasons; the same rule may be acknowledged at many places. */
export const acknowledged = (app: App): { rule: string; reason: string; path: string }[] =>
  app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([rule, reason]) => ({
          // The library puts where a rule comes from before its name.
          rule: rule.replace(/^annotation::/i, ''),
          reason,
          path: node.path,
        })),
      ),
  );
