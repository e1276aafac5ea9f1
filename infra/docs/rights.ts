import { roleStatements, type Statement } from '../templates-check/statements.ts';
import type { Resource, Template } from '../templates-check/templates.ts';

const logDelivery =
  'The log delivery of Step Functions knows no resource; CloudWatch Logs documents these with `*` only.';

/** Why an action is granted for every resource. Nothing else may be. */
export const onEverything: Readonly<Record<string, string>> = {
  'dynamodb:ListStreams': 'Streams are listed only as a whole; reading is granted for the one of this table.',
  'logs:CreateLogDelivery': logDelivery,
  'logs:DeleteLogDelivery': logDelivery,
  'logs:DescribeLogGroups': logDelivery,
  'logs:DescribeResourcePolicies': logDelivery,
  'logs:GetLogDelivery': logDelivery,
  'logs:ListLogDeliveries': logDelivery,
  'logs:PutResourcePolicy': logDelivery,
  'logs:UpdateLogDelivery': logDelivery,
};

/** What one role may do: a row for each resource and condition. */
type Row = { actions: string[]; on: string[]; condition: string };
type Holder = { name: string; zones: string[]; rows: Row[] };

/** What every function has for a log of its own says nothing about it. */
const isOwnLog = ({ actions }: Statement): boolean =>
  actions.every((action) => /^logs:(CreateLogStream|PutLogEvents)$/.test(action));

/** What the stack of the records keeps, by its name in exports. */
const kept: readonly [RegExp, string][] = [
  [/casestable\w*StreamArn/, 'change feed of the table'],
  [/casestable/, 'table'],
  [/documentsbucket/, 'documents bucket'],
  [/datakey/, 'key of table and documents'],
  [/signingkey/, 'signing key'],
];

/** A resource as people would say it: without hashes, accounts, regions and the name of the zone. */
function said(template: Template, resource: string): string {
  const { zone, region, resources } = template;
  const functionNamed = (id: string): string | undefined => {
    const name = resources.find((one) => one.id === id)?.properties.FunctionName;
    return typeof name === 'string' ? `function ${name}` : undefined;
  };
  const words = resource
    .replace(/\{"Ref":"AWS::(Partition|Region|AccountId|URLSuffix)"\}/g, '…')
    .replace(/\{"Fn::ImportValue":"[^":]*:([^"]*)"\}/g, (_all, name: string) => {
      return kept.find(([pattern]) => pattern.test(name))?.[1] ?? name;
    })
    .replace(/\{"(?:Fn::GetAtt":\["([^"]*)","\w+"\]|Ref":"([^"]*)")\}/g, (_all, got?: string, ref?: string) => {
      const id = got ?? ref ?? '';
      return functionNamed(id) ?? kept.find(([pattern]) => pattern.test(id))?.[1] ?? id.replace(/[0-9A-F]{8}$/, '');
    });
  return words
    .replaceAll(`greenpath-${zone.id}-`, '')
    .replaceAll(`Greenpath/${zone.id}`, 'Greenpath/…')
    .replaceAll(`-${zone.id}-`, '-…-')
    .replaceAll(region, '…')
    .replace(/^arn:…:(\w+):…?:…?:/, '$1 ');
}

function conditionOf({ condition }: Statement, { zone }: Template): string {
  const parts = Object.entries(condition).flatMap(([operator, wanted]) =>
    Object.entries(wanted).map(([key, value]) => {
      const values = (Array.isArray(value) ? value : [value]).map(String);
      if (key === 'dynamodb:LeadingKeys') return `items under ${values.map((one) => `\`${one}\``).join(' ')}`;
      // China's regions name a service in two ways; which store it is stands before the first dot.
      if (key === 'kms:ViaService') return `through ${[...new Set(values.map((one) => one.split('.')[0]))].join(', ')}`;
      return `${operator} ${key} ${values.join(' ').replaceAll(zone.id, '…')}`;
    }),
  );
  return parts.join('; ');
}

/** A role by what it is for: the function whose it is, or its place in the templates. */
function nameOf(template: Template, role: Resource): string {
  const description = String(role.properties.Description ?? '');
  const own = /^Greenpath [\w-]+: (.+)$/.exec(description)?.[1];
  return own ?? `${template.stack.replace(`${template.zone.id}-`, '')}: ${role.id.replace(/[0-9A-F]{8}$/, '')}`;
}

function rowsOf(template: Template, role: Resource): Row[] {
  const rows = roleStatements(template)
    .filter(
      ({ holder }) => holder.id === role.id || JSON.stringify(holder.properties.Roles ?? []).includes(`"${role.id}"`),
    )
    .filter((statement) => !isOwnLog(statement))
    .map((statement) => ({
      actions: [...statement.actions].sort(),
      on: [...new Set(statement.resources.map((resource) => said(template, resource)))].sort(),
      condition: conditionOf(statement, template),
    }));
  const key = ({ actions, on, condition }: Row) => `${on.join()} ${actions.join()} ${condition}`;
  return rows.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** What every role of these templates may do; those that are alike in several zones once. */
export function rightsByHolder(templates: readonly Template[]): Holder[] {
  const holders = new Map<string, Holder>();
  for (const template of templates) {
    for (const role of template.of('AWS::IAM::Role')) {
      const name = nameOf(template, role);
      const rows = rowsOf(template, role);
      const key = `${name} ${JSON.stringify(rows)}`;
      const alike = holders.get(key) ?? { name, zones: [], rows };
      alike.zones.push(template.zone.id);
      holders.set(key, alike);
    }
  }
  return [...holders.values()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

const code = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join('<br>');

/** The page of rights, whole. */
export function rightsPage(templates: readonly Template[], zones: number): string {
  const sections = rightsByHolder(templates).flatMap(({ name, zones: holding, rows }) => [
    `## ${name}`,
    '',
    ...(holding.length < zones ? [`In ${[...new Set(holding)].join(', ')}.`, ''] : []),
    ...(rows.length === 0
      ? ['Nothing but its own log.', '']
      : [
          '| May | On | When |',
          '|---|---|---|',
          ...rows.map(
            ({ actions, on, condition }) => `| ${code(actions)} | ${code(on)} | ${condition.replaceAll('|', '\\|')} |`,
          ),
          '',
        ]),
  ]);
  return [
    '# What each role may do',
    '',
    'Written by `npm run docs` from the templates of every zone; a test compares. Each function has a role of its own, and so have the',
    'state machine, the backups and the gateway (for its logs). Left out is what every function may do: write into its own log.',
    '`…` stands for partition, region, account and the name of the zone. No action is a pattern; where a resource is `*`, the reason',
    'stands here:',
    '',
    '| Action | Why on everything |',
    '|---|---|',
    ...Object.entries(onEverything).map(([action, reason]) => `| \`${action}\` | ${reason} |`),
    '',
    ...sections,
  ].join('\n');
}
