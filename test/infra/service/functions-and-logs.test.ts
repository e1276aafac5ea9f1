import { describe, expect, it } from 'vitest';
import { routeGroups } from '../../../shared/contract/offered.ts';
import { appOf, type Template, templatesOf, zones } from '../templates.ts';

const templates = templatesOf(appOf());
const services = templates.filter(({ stack }) => stack.endsWith('-service'));

describe.each(zones.map((zone) => [zone.id, zone] as const))('instances of the functions of %s', (id, zone) => {
  const functions = services.find(({ zone: { id: own } }) => own === id)?.of('AWS::Lambda::Function') ?? [];
  const reserved = new Map(
    functions.flatMap(({ properties }): [string, number][] =>
      properties.ReservedConcurrentExecutions === undefined
        ? []
        : [[String(properties.FunctionName), Number(properties.ReservedConcurrentExecutions)]],
    ),
  );
  const { concurrency } = zone.protection;

  it('are shared out exactly as the zone file says, to functions that the zone has', () => {
    const said = Object.entries(concurrency?.functions ?? {}).map(([name, count]) => [
      `greenpath-${id}-${name}`,
      count,
    ]);
    expect([...reserved].sort()).toEqual(said.sort());
    expect(functions.length).toBeGreaterThan(20);
  });

  it('leave a hundred of the account, which Lambda lets nobody reserve', () => {
    const all = [...reserved.values()].reduce((sum, count) => sum + count, 0);
    expect(all).toBeLessThanOrEqual(Math.max((concurrency?.accountLimit ?? 100) - 100, 0));
  });

  it('let a flood on what is open to the world leave room for those who decide', () => {
    if (!concurrency) {
      expect(zone.rehearsal, 'only a rehearsal goes without shares').toBe(true);
      return;
    }
    const strangers = new Set(
      routeGroups
        .filter(({ routes }) =>
          Object.values(routes).some(({ access, method }) => typeof access === 'string' && method !== 'GET'),
        )
        .map(({ by }) => by),
    );
    const capped = [...strangers].filter((name) =>
      functions.some(({ properties }) => properties.FunctionName === `greenpath-${id}-${name}`),
    );
    expect(capped.length).toBeGreaterThan(2);
    for (const name of [...capped, 'portal-pages']) {
      expect(reserved.get(`greenpath-${id}-${name}`), `${name} has no cap`).toBeLessThan(concurrency.accountLimit / 4);
    }
    for (const name of ['sign-in-authorizer', 'approval-handler', 'approval-workflow', 'issuance-issue']) {
      expect(reserved.get(`greenpath-${id}-${name}`), `${name} has no reserve`).toBeGreaterThan(0);
    }
  });
});

const ofZone = (found: readonly Template[], id: string) => found.filter(({ zone }) => zone.id === id);

describe.each(zones.map((zone) => [zone.id, zone] as const))('the logs of %s', (id, { region }) => {
  const own = ofZone(templates, id);
  const service = own.find(({ stack }) => stack === `${id}-service`);
  const [key, ...others] = (service?.of('AWS::KMS::Key') ?? []).filter(({ properties }) =>
    String(properties.Description).endsWith(': logs'),
  );

  it('lie under one key of their own, in whatever stack they are written', () => {
    expect(others).toEqual([]);
    const groups = own.flatMap((template) => template.of('AWS::Logs::LogGroup').map((group) => ({ template, group })));
    expect(groups.length).toBeGreaterThan(20);
    for (const { template, group } of groups) {
      const under = JSON.stringify(group.properties.KmsKeyId);
      if (template === service) expect(under, group.id).toBe(`{"Fn::GetAtt":["${key?.id}","Arn"]}`);
      else expect(under, `${template.stack} ${group.id}`).toMatch(/^\{"Fn::ImportValue":".*log-?key/i);
    }
  });

  it('which turns over every year, stays as they stay, and is used by CloudWatch Logs for the logs of this account only', () => {
    expect(key?.definition).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
    const policy = key?.properties.KeyPolicy as { Statement: Record<string, unknown>[] } | undefined;
    const uses = (policy?.Statement ?? []).filter(({ Principal }) => JSON.stringify(Principal).includes('Service'));
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    expect(uses).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: `logs.${region}.${suffix}` },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': {
              'Fn::Join': ['', expect.arrayContaining([expect.stringContaining(`:logs:${region}:`), ':log-group:*'])],
            },
          },
        },
      },
    ]);
  });
});

it('a region that refuses the policy of that key has logs under the key of the service', () => {
  const [zone] = zones.filter(({ id }) => id === 'etown');
  if (!zone) throw new Error('no E-Town');
  const without = templatesOf(appOf([{ ...zone, protection: { ...zone.protection, ownKeyForLogs: false } }]));
  const groups = without.flatMap((template) => template.of('AWS::Logs::LogGroup'));
  expect(groups.length).toBeGreaterThan(20);
  expect(groups.filter(({ properties }) => 'KmsKeyId' in properties)).toEqual([]);
});
