import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeEnvironment } from '../python-tools/virtual-environment.ts';
import { type Linted, lint } from './cfn-lint.ts';
import { ignoredChecks } from './ignored-checks.ts';
import { acknowledged, synthesiseUnderRules } from './nag.ts';
import { checkStateMachines } from './state-machines.ts';
import { appWithoutCode, type Template, templatesOf, zones } from './templates.ts';

const here = dirname(fileURLToPath(import.meta.url));
const repository = dirname(dirname(here));
const folder = join(repository, '.verify', 'templates');

const began = performance.now();
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`;
let failures = 0;
const fail = (text: string): void => {
  failures += 1;
  console.error(`  wrong: ${text}`);
};

rmSync(folder, { recursive: true, force: true });
console.log('cdk-nag: AWS Solutions and NIST 800-53 revision 5, with CloudFormation’s own rules');
const templates: Template[] = zones.flatMap((zone) => {
  const app = appWithoutCode([zone], join(folder, zone.id));
  const found = synthesiseUnderRules(app);
  for (const { rule, path, says } of found) fail(`${path}: ${rule}: ${says}`);
  // A synthesis that ends with findings keeps its templates to itself.
  const own = templatesOf(found.length === 0 ? app : appWithoutCode([zone], join(folder, `${zone.id}-again`)));
  const resources = own.reduce((sum, template) => sum + template.resources.length, 0);
  console.log(
    `  ${zone.id}: ${own.length} stacks, ${resources} resources, ${found.length} findings without a reason, ${acknowledged(app).length} reasons`,
  );
  return own;
});

const { machines, problems } = checkStateMachines(templates);
console.log(`asl-validator: ${machines} state machines, ${problems.length} problems`);
for (const { stack, id, problem } of problems) fail(`${stack}/${id}: ${problem}`);
if (machines < zones.length) fail('a zone has no state machine');

function tell({ templates: count, regions, remarks, ignored }: Linted): void {
  const errors = remarks.filter(({ level }) => level === 'Error');
  console.log(
    `cfn-lint: ${count} templates for ${regions.join(', ')}: ${errors.length} errors, ${remarks.length - errors.length} warnings`,
  );
  for (const { region, file, level, check, place, message } of remarks) {
    const text = `${relative(folder, file)} (${region}) ${place}: ${check} ${message}`;
    if (level === 'Error') fail(text);
    else console.log(`  ${level.toLowerCase()}: ${text}`);
  }
  for (const { check, reason } of ignoredChecks) {
    console.log(`  ignored: ${check}, ${ignored.get(check)} times. ${reason}`);
    if (!ignored.get(check)) fail(`${check} is ignored and finds nothing: take it out of ignored-checks.ts`);
  }
}

const environment = makeEnvironment('cfn-lint', join(here, 'requirements.txt'));
if (environment.ok) tell(await lint(join(environment.value.bin, 'cfn-lint'), templates, folder));
else {
  console.log(
    'cfn-lint was NOT run: it needs Python from 3.10 on with its venv module, and there is none here. Whether each region knows each type was not checked.',
  );
}

console.log(
  failures === 0 ? `the templates hold, after ${seconds()}` : `${failures} things are wrong, after ${seconds()}`,
);
process.exitCode = failures === 0 ? 0 : 1;
