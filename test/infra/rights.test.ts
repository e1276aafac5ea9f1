import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { type FunctionName, functionEntries, functionNames } from '../../infra/bundle.ts';
import { roleStatements } from '../../infra/templates-check/statements.ts';
import { keys, queueKeys } from '../../shared/records/keys.ts';
import { appOf, type Template, templatesOf, zones } from './templates.ts';

const kindOf = (partitionKey: string) => partitionKey.replace(/#.*$/, '#*');

/** The kind of partition that each builder of a key leads to. */
const kinds = Object.fromEntries(
  Object.entries(keys).map(([name, make]) => [
    name,
    kindOf((make as (...parts: unknown[]) => { pk: string })('', '', '', '').pk),
  ]),
);

/** Functions that ask the `queue` index, and under which kind of key. */
const indexReaders: [RegExp, string][] = [
  [/\breadQueue\(/, kindOf(queueKeys.stage(''))],
  [/\benterPerson\(/, kindOf(queueKeys.identity(''))],
  [/\breadDesk\(/, kindOf(queueKeys.desk(''))],
  [/\breadHelpQueue\(/, kindOf(queueKeys.help(''))],
  [/\breadExpiring\(/, kindOf(queueKeys.certificates(''))],
];

/** Named in code that these functions share with others but never reach: their changes have no effect to deliver. */
const unreached: Partial<Record<FunctionName, string[]>> = {
  'approval-workflow': [kinds.outbox ?? ''],
  // A paper that is supplied ends no case.
  'documents-handler': [kinds.outbox ?? '', kinds.quotaPlace ?? ''],
  // Counting the credit of a case ends none and has no effect.
  'credit-handler': [kinds.outbox ?? '', kinds.quotaPlace ?? ''],
  'issuance-issue': [kinds.outbox ?? ''],
  // It tells the columns of every kind of file; only the worker reads rows.
  'imports-handler': [
    ...[kinds.certificate, kinds.certificateOfPassport, kinds.creditReport, kinds.creditMatter, kinds.creditCode],
    kinds.person,
  ].map((kind) => kind ?? ''),
};

/** The code of every function with what it never reaches left out, and its names left alone. */
async function codeOfFunctions(): Promise<Record<FunctionName, string>> {
  const { outputFiles } = await build({
    entryPoints: Object.entries(functionEntries).map(([name, entry]) => ({ in: entry, out: name })),
    outdir: 'out',
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    treeShaking: true,
  });
  return Object.fromEntries(
    functionNames.map((name) => [name, outputFiles.find(({ path }) => path.endsWith(`/${name}.js`))?.text ?? '']),
  ) as Record<FunctionName, string>;
}

const code = await codeOfFunctions();

const usedKinds = (name: FunctionName): string[] => {
  const text = code[name];
  const items = [...text.matchAll(/\bkeys\d*\.(\w+)\(/g)].flatMap(([, builder = '']) => kinds[builder] ?? []);
  const listed = indexReaders.filter(([reader]) => reader.test(text)).map(([, kind]) => kind);
  return [...new Set([...items, ...listed])].filter((kind) => !unreached[name]?.includes(kind)).sort();
};

const roleOf = (template: Template, name: FunctionName) =>
  template.of('AWS::IAM::Role').find(({ properties }) => String(properties.Description).endsWith(`: ${name}`));

const grantedKinds = (template: Template, name: FunctionName): string[] => {
  const role = roleOf(template, name);
  if (!role) throw new Error(`no role for ${name}`);
  const patterns = roleStatements(template)
    .filter(({ holder }) => JSON.stringify(holder.properties.Roles).includes(`"${role.id}"`))
    .flatMap(({ condition }) => condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [])
    .map(String);
  return [...new Set(patterns)].sort();
};

const services = templatesOf(appOf(zones)).filter(({ stack }) => /-(service|operations)$/.test(stack));

it('every function is part of some zone', () => {
  expect(functionNames.filter((name) => !services.some((service) => roleOf(service, name)))).toEqual([]);
});

// The one-machine zone enforces no rights, so nothing else would notice a right that is missing.
describe.each(services.map((service) => [service.stack, service] as const))('in %s', (_stack, service) => {
  it.each(functionNames.filter((name) => roleOf(service, name)))(
    '%s may touch the kinds of partition that its code names, and no others',
    (name) => {
      expect(code[name].length).toBeGreaterThan(0);
      expect(grantedKinds(service, name)).toEqual(usedKinds(name));
    },
  );
});
