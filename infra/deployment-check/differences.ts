import { isObject, type JsonObject } from '../local/json.ts';

/** A resource as it stands in a synthesised template. */
export type TemplateResource = { Type: string; Properties?: JsonObject; [other: string]: unknown };

/** One thing that is deployed otherwise here than in an account, with why. */
export type Difference = {
  name: string;
  /** The type of the resources concerned; a list entry whose type no template has is stale, and a test says so. */
  type: string;
  reason: string;
  /** Gives the resource as it is deployed here, `undefined` where it is left out, or itself where nothing is changed. */
  change: (resource: TemplateResource, where: { issuer: string }) => TemplateResource | undefined;
};

const leaveOut = () => undefined;

/** In a definition that stands in the JSON of its template: `"TimeoutSeconds":"{% … %}"`, its quotes escaped once. */
const timeoutByExpression = /(\\"TimeoutSeconds)(\\"):\\"\{%[^"]*%\}\\"/g;

/** Everything that is changed in the templates before they are deployed to the emulator. Nothing else is. */
export const templateDifferences: readonly Difference[] = [
  {
    name: 'the firewall is made but not put before the stage',
    type: 'AWS::WAFv2::WebACLAssociation',
    reason: 'MiniStack knows the web ACL, but neither this type nor a filter of requests',
    change: leaveOut,
  },
  {
    name: 'the firewall keeps no log',
    type: 'AWS::WAFv2::LoggingConfiguration',
    reason: 'MiniStack does not know this type',
    change: leaveOut,
  },
  {
    name: 'the backup plan is made but names nothing that it backs up',
    type: 'AWS::Backup::BackupSelection',
    reason: 'MiniStack does not know this type',
    change: leaveOut,
  },
  {
    name: 'alarms on figures that are computed from several are left out',
    type: 'AWS::CloudWatch::Alarm',
    reason: 'MiniStack has no metric math; test/infra/operations proves each alarm from the template',
    change: (resource) => (resource.Properties?.Metrics === undefined ? resource : undefined),
  },
  {
    name: 'the saved queries of the logs are left out',
    type: 'AWS::Logs::QueryDefinition',
    reason: 'MiniStack does not know this type',
    change: leaveOut,
  },
  {
    name: 'tokens come from an identity provider that the check itself serves',
    type: 'AWS::Lambda::Function',
    reason: 'the provider that the zone file names cannot be reached, and nobody could sign in there',
    change: (resource, { issuer }) => {
      const environment = resource.Properties?.Environment;
      const variables = isObject(environment) ? environment.Variables : undefined;
      if (!isObject(variables) || !('OIDC_ISSUER' in variables)) return resource;
      const Environment = { Variables: { ...variables, OIDC_ISSUER: issuer } };
      return { ...resource, Properties: { ...resource.Properties, Environment } };
    },
  },
  {
    name: 'a stage of the approval waits without end',
    type: 'AWS::StepFunctions::StateMachine',
    reason:
      'MiniStack takes TimeoutSeconds as it is written and fails on an expression of JSONata, which AWS evaluates',
    change: (resource) => {
      const text = JSON.stringify(resource);
      const changed = text.replaceAll(timeoutByExpression, '$1$2:99999');
      return changed === text ? resource : JSON.parse(changed);
    },
  },
];

/** What is otherwise in how the emulator is run, rather than in a template. */
export const settingDifferences: readonly { name: string; reason: string }[] = [
  {
    name: 'the zones of the whole-zone tests lie in ap-southeast-1 and copy no backup to a second region',
    reason: 'MiniStack knows the partition aws only; that of China is proved on the templates',
  },
  {
    name: 'functions run as processes of this machine, whatever their architecture and memory',
    reason: 'there is no Docker here; the bundles are those that are deployed',
  },
  { name: 'roles are made but nobody asks them', reason: 'grants are proved from the templates (test/infra/rights)' },
  {
    name: 'the API is reached from the root of a name on loopback, over HTTP',
    reason: 'the certificate and the record of the name belong to the zone',
  },
];
