import type { Resource, Template } from './templates.ts';

type Raw = {
  Effect: string;
  Action?: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
};
export type Statement = {
  /** The resource of the template that holds the statement. */
  holder: Resource;
  effect: string;
  actions: string[];
  /** Each as text, with what deployment fills in left in its JSON form. */
  resources: string[];
  condition: NonNullable<Raw['Condition']>;
};

const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const joined = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const join = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return join ? join[1].map(joined).join(join[0]) : JSON.stringify(value);
};

const statements = (holder: Resource, document: unknown): Statement[] =>
  listed((document as { Statement: Raw | Raw[] }).Statement).map((raw) => ({
    holder,
    effect: raw.Effect,
    actions: listed(raw.Action),
    resources: listed(raw.Resource).map(joined),
    condition: raw.Condition ?? {},
  }));

/** What the roles of a template may do. */
export const roleStatements = (template: Template): Statement[] => [
  ...template
    .of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .flatMap((policy) => statements(policy, policy.properties.PolicyDocument)),
  ...template
    .of('AWS::IAM::Role')
    .flatMap((role) =>
      listed(role.properties.Policies as { PolicyDocument: unknown }[] | undefined).flatMap(({ PolicyDocument }) =>
        statements(role, PolicyDocument),
      ),
    ),
];

/** The statements of bucket policies. */
export const bucketStatements = (template: Template): Statement[] =>
  template.of('AWS::S3::BucketPolicy').flatMap((policy) => statements(policy, policy.properties.PolicyDocument));

/** What the function whose code is described so may do, its own log left out. */
export function rightsOf(template: Template, description: string): string[] {
  const found = template.of('AWS::Lambda::Function').find(({ properties }) => properties.Description === description);
  if (!found) throw new Error(`no function "${description}"`);
  const role = (found.properties.Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
  return roleStatements(template)
    .filter(({ holder }) => JSON.stringify(holder.properties.Roles).includes(`"${role}"`))
    .flatMap(({ actions, condition }) => {
      const keys = condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      const via = condition.StringEquals?.['kms:ViaService'];
      const where = keys ? ` on ${listed(keys as string[]).join(' ')}` : via ? ' through a store' : '';
      return actions.map((action) => `${action}${where}`);
    })
    .filter((right) => !right.startsWith('logs:'))
    .sort();
}
