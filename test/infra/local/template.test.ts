// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its variables so
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAssembly, type Stack } from '../../../infra/local/assembly.ts';
import type { JsonObject } from '../../../infra/local/json.ts';
import { deploy } from '../../../infra/local/template.ts';

const stack = (template: JsonObject, name = 'etown-service', region = 'cn-north-1'): Stack => ({
  name,
  region,
  directory: '/app/cdk.out/assembly-etown',
  template,
});

const functionWith = (variables: JsonObject, rest: JsonObject = {}): JsonObject => ({
  ...rest,
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'approval' } },
    Key: { Type: 'AWS::KMS::Key' },
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: variables } },
      Metadata: { 'aws:asset:path': '../asset.1234' },
    },
    ...(typeof rest.Resources === 'object' ? rest.Resources : {}),
  } as JsonObject,
});

const variables = (template: JsonObject, region?: string) => {
  const [found] = deploy([stack(template, 'etown-service', region)]).of('AWS::Lambda::Function');
  const environment = found?.properties.Environment as { Variables: JsonObject };
  return environment.Variables;
};

describe('a template is worked out as CloudFormation would', () => {
  it('gives references the names and ARNs of the partition', () => {
    expect(
      variables(
        functionWith({
          table: { Ref: 'Table' },
          tableArn: { 'Fn::GetAtt': ['Table', 'Arn'] },
          machine: { Ref: 'Machine' },
          machineName: { 'Fn::GetAtt': 'Machine.Name' },
          key: { 'Fn::GetAtt': ['Key', 'Arn'] },
          suffix: { Ref: 'AWS::URLSuffix' },
        }),
      ),
    ).toEqual({
      table: 'etown-service-Table',
      tableArn: 'arn:aws-cn:dynamodb:cn-north-1:000000000000:table/etown-service-Table',
      machine: 'arn:aws-cn:states:cn-north-1:000000000000:stateMachine:approval',
      machineName: 'approval',
      key: 'arn:aws-cn:kms:cn-north-1:000000000000:key/etown-service-Key',
      suffix: 'amazonaws.com.cn',
    });
  });

  it('knows the other partition by the region', () => {
    expect(
      variables(
        functionWith({ suffix: { Ref: 'AWS::URLSuffix' }, key: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
        'ap-southeast-1',
      ),
    ).toEqual({ suffix: 'amazonaws.com', key: 'arn:aws:kms:ap-southeast-1:000000000000:key/etown-service-Key' });
  });

  it('works out functions inside functions', () => {
    expect(
      variables(
        functionWith(
          {
            joined: { 'Fn::Join': ['/', ['a', { Ref: 'AWS::Region' }, 3]] },
            sub: { 'Fn::Sub': 'x-${AWS::Partition}-${Table.Arn}-${!Literal}' },
            subWith: { 'Fn::Sub': ['${Given}:${AWS::Region}', { Given: { Ref: 'Table' } }] },
            partition: { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] },
            mapped: { 'Fn::FindInMap': ['Size', { Ref: 'AWS::Region' }, 'memory'] },
            chosen: { 'Fn::If': ['China', 'yes', { Ref: 'AWS::NoValue' }] },
            left: { 'Fn::If': ['Abroad', 'yes', { Ref: 'AWS::NoValue' }] },
            parameter: { Ref: 'Level' },
            json: { 'Fn::ToJsonString': { table: { Ref: 'Table' } } },
          },
          {
            Mappings: { Size: { 'cn-north-1': { memory: '512' } } },
            Conditions: {
              China: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
              Abroad: { 'Fn::Not': [{ Condition: 'China' }] },
            },
            Parameters: { Level: { Type: 'String', Default: 'INFO' } },
          },
        ),
      ),
    ).toEqual({
      joined: 'a/cn-north-1/3',
      sub: 'x-aws-cn-arn:aws-cn:dynamodb:cn-north-1:000000000000:table/etown-service-Table-${Literal}',
      subWith: 'etown-service-Table:cn-north-1',
      partition: 'aws-cn',
      mapped: '512',
      chosen: 'yes',
      parameter: 'INFO',
      json: '{"table":"etown-service-Table"}',
    });
  });

  it('follows what one stack exports to the other', () => {
    const records = stack(
      {
        Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'records' } } },
        Outputs: { Out: { Value: { Ref: 'Table' }, Export: { Name: 'etown-records:Table' } } },
      },
      'etown-records',
    );
    const service = stack(functionWith({ TABLE_NAME: { 'Fn::ImportValue': 'etown-records:Table' } }));
    const [found] = deploy([service, records]).of('AWS::Lambda::Function');
    expect(found?.properties).toEqual({ Environment: { Variables: { TABLE_NAME: 'records' } } });
  });

  it('says where the code of a function lies', () => {
    const [found] = deploy([stack(functionWith({}))]).of('AWS::Lambda::Function');
    expect(found?.asset).toBe('/app/cdk.out/asset.1234');
  });

  it('leaves out a resource whose condition does not hold', () => {
    const template = functionWith(
      {},
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Other: { Type: 'AWS::Lambda::Function', Condition: 'Never' } },
      },
    );
    expect(
      deploy([stack(template)])
        .of('AWS::Lambda::Function')
        .map(({ id }) => id),
    ).toEqual(['Function']);
  });

  it.each([
    ['an unknown function', { 'Fn::Cidr': ['a'] }, /Fn::Cidr is not known/],
    ['an unknown resource', { Ref: 'Nowhere' }, /there is no resource Nowhere/],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'StreamLabel'] }, /attribute StreamLabel of Table/],
    ['an unknown type', { Ref: 'Firewall' }, /does not know what refers to Firewall, a AWS::WAFv2::WebACL/],
    ['an unknown export', { 'Fn::ImportValue': 'nobody:Exports' }, /no stack exports nobody:Exports/],
    ['an unknown mapping', { 'Fn::FindInMap': ['A', 'B', 'C'] }, /mapping A has no B.C/],
    ['a dynamic reference', '{{resolve:ssm:/a}}', /dynamic references are not known/],
    ['a selection out of range', { 'Fn::Select': [3, ['a']] }, /selects what is not there/],
    ['a parameter from outside', { Ref: 'Version' }, /parameter Version has no value here/],
  ])('refuses %s and says where it stands', (_name, value, message) => {
    const template = functionWith(
      { VALUE: value },
      {
        Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } },
        Resources: { Firewall: { Type: 'AWS::WAFv2::WebACL' } },
      },
    );
    const attempt = () => variables(template);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/etown-service, Resources\.Function\.Properties\.Environment\.Variables\.VALUE/);
  });

  it('does not mind unknown types that nobody asks for', () => {
    const template = functionWith(
      {},
      { Resources: { Firewall: { Type: 'AWS::WAFv2::WebACL', Properties: { A: { 'Fn::Cidr': [] } } } } },
    );
    expect(variables(template)).toEqual({});
  });

  it('leaves out what a zone keeps in a second region', () => {
    const serving = stack(
      { Resources: { Function: { Type: 'AWS::Lambda::Function', Properties: {} } } },
      'etown-service',
      'cn-north-1',
    );
    const copies = stack({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }, 'etown-copies', 'cn-northwest-1');
    const deployment = deploy([copies, serving]);
    expect(deployment.region).toBe('cn-north-1');
    expect(deployment.of('AWS::KMS::Key', 'AWS::Lambda::Function').map(({ stack: name }) => name)).toEqual([
      'etown-service',
    ]);
  });

  it('refuses stacks of different regions', () => {
    expect(() => deploy([stack({}, 'a', 'cn-north-1'), stack({}, 'b', 'eu-central-1')])).toThrow(/must share a region/);
  });
});

describe('a synthesised app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read with the stages nested in it', () => {
    const nested = join(folder, 'assembly-etown');
    mkdirSync(nested);
    const write = (file: string, content: unknown) => writeFileSync(file, JSON.stringify(content));
    write(join(folder, 'manifest.json'), {
      artifacts: {
        'assembly-etown': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-etown' } },
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      },
    });
    write(join(nested, 'manifest.json'), {
      artifacts: {
        etownrecords123: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/cn-north-1',
          properties: { templateFile: 'records.template.json', stackName: 'etown-records' },
        },
      },
    });
    write(join(nested, 'records.template.json'), { Resources: {} });
    expect(readAssembly(folder)).toEqual([
      { name: 'etown-records', region: 'cn-north-1', directory: nested, template: { Resources: {} } },
    ]);
  });

  it('is missed with a clear word', () => {
    expect(() => readAssembly(join(folder, 'nowhere'))).toThrow(/holds no synthesised app/);
  });
});
