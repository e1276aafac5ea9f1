import { describe, expect, it } from 'vitest';
import { checkZone } from '../../../infra/zones/check.ts';
import { demo } from '../../../infra/zones/demo.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';

type Access = Partial<ZoneFile['access']> & Record<string, unknown>;

const problemsOf = (access: Access, more: Record<string, unknown> = {}, zone: ZoneFile = etown): string[] => {
  const checked = checkZone({ ...zone, ...more, access: { ...zone.access, ...access } }, knownPolicies);
  return checked.ok ? [] : checked.error.split('\n  - ').slice(1);
};
const certificate = (region: string, partition = 'aws-cn', account = '000000000000') =>
  `arn:${partition}:acm:${region}:${account}:certificate/00000000-0000-4000-8000-000000000000`;

describe('how a zone may be reached', () => {
  it.each<[string, Access]>([
    ['from the internet', { endpoint: 'public' }],
    ['by officers from their addresses only', { officersFrom: ['203.0.113.0/24', '2001:db8:12::/48'] }],
    ['from an intranet', { endpoint: 'private', vpcEndpoints: ['vpce-0a1b2c3d4e5f60718'] }],
    [
      'from an intranet, by officers from some of it',
      {
        endpoint: 'private',
        vpcEndpoints: ['vpce-0a1b2c3d'],
        officersFrom: ['10.20.0.0/16', 'fd00:20::/32'],
      },
    ],
    ['under its own name', { domain: { certificateArn: certificate('cn-north-1'), onlyThis: false } }],
  ])('%s', (_, access) => {
    expect(problemsOf(access)).toEqual([]);
  });
});

describe('what makes no sense is refused, every problem at once', () => {
  it('a private zone without an endpoint, under a public name and for addresses that mean something else', () => {
    expect(
      problemsOf({
        endpoint: 'private',
        officersFrom: ['10.20.30.40/16', '0.0.0.0/0', '10.20.0.0/16', '10.20.0.0/16'],
        domain: { certificateArn: certificate('eu-central-1', 'aws'), onlyThis: true },
      }),
    ).toEqual([
      'access.vpcEndpoints: a private zone needs the VPC endpoints by which it is reached',
      'access.officersFrom[0]: means 10.20.0.0/16; write it so',
      'access.officersFrom[0]: lies within 0.0.0.0/0 already',
      'access.officersFrom[1]: lets everybody in; leave the list out to have none',
      'access.officersFrom[2]: lies within 10.20.30.40/16 already',
      'access.officersFrom[3]: lies within 10.20.30.40/16 already',
      'access.domain: a private zone takes its name from the DNS of its intranet; leave it out',
      'access.domain.certificateArn: is of eu-central-1; the zone needs one of cn-north-1',
      'access.domain.certificateArn: partition aws is not that of cn-north-1',
    ]);
  });

  it('a public zone with endpoints, or for officers whom the internet cannot bring', () => {
    expect(
      problemsOf({
        vpcEndpoints: ['vpce-0a1b2c3d', 'vpce-0a1b2c3d'],
        officersFrom: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', 'fd00::/8', '203.0.113.0/24'],
      }),
    ).toEqual([
      'access.vpcEndpoints: a public zone is not reached through VPC endpoints; choose "private" or leave it out',
      'access.vpcEndpoints[1]: stands there twice',
      ...[0, 1, 2, 3].map(
        (index) =>
          `access.officersFrom[${index}]: nobody comes from there through the internet; give the office's public addresses`,
      ),
    ]);
  });

  it('a list that knows a range twice, or a range within another', () => {
    expect(
      problemsOf({ officersFrom: ['203.0.113.0/24', '203.0.113.128/25', '2001:db8::/32', '2001:db8::/32'] }),
    ).toEqual([
      'access.officersFrom[1]: lies within 203.0.113.0/24 already',
      'access.officersFrom[3]: lies within 2001:db8::/32 already',
    ]);
  });

  it.each(['203.0.113.0', '203.0.113.0/33', '2001:db8::/129', 'the office', '', '203.0.113.0/24 '])(
    'addresses written as %j',
    (network) => {
      expect(problemsOf({ officersFrom: [network] })[0]).toMatch(/^access\.officersFrom\[0\]: must be a range/);
    },
  );

  it('a certificate of another account, and a name with a port', () => {
    expect(
      problemsOf(
        { domain: { certificateArn: certificate('cn-north-1'), onlyThis: true } },
        { account: '111111111111', verificationHost: 'permit.example:8443' },
      ),
    ).toEqual([
      'access.domain: the gateway answers on port 443 only; verificationHost names another',
      'access.domain.certificateArn: is of account 000000000000; the zone is deployed to 111111111111',
    ]);
  });
});

describe('limits of a zone', () => {
  const protectionProblems = (protection: object): string[] => {
    const checked = checkZone({ ...demo, protection: { ...demo.protection, ...protection } }, knownPolicies);
    return checked.ok ? [] : checked.error.split('\n  - ').slice(1);
  };

  it('of a kind of route stay below those of the whole interface', () => {
    const { verification } = demo.protection.costly;
    const costly = {
      ...demo.protection.costly,
      verification: { ...verification, requestsPerSecond: 51, burst: 101, requestsPerAddress: 2001 },
    };
    expect(protectionProblems({ costly })).toEqual([
      'protection.costly.verification.requestsPerSecond: is more than the whole interface takes, 50',
      'protection.costly.verification.burst: is more than the whole interface takes, 100',
      'protection.costly.verification.requestsPerAddress: is more than an address may ask at all, 2000',
    ]);
  });

  it('leave a hundred instances of the account to nobody in particular, and name functions that exist', () => {
    const source = 'A small account';
    expect(
      protectionProblems({
        concurrency: { accountLimit: 150, functions: { 'verification-handler': 51, 'tea-maker': 1 }, source },
      }),
    ).toEqual([
      'protection.concurrency.functions.tea-maker: there is no such function',
      'protection.concurrency.functions: reserve 52 of 150; 100 have to stay free, so 50 at most',
    ]);
    expect(
      protectionProblems({ concurrency: { accountLimit: 150, functions: { 'verification-handler': 50 }, source } }),
    ).toEqual([]);
    expect(protectionProblems({ concurrency: { accountLimit: 10, functions: { 'desk-handler': 1 }, source } })).toEqual(
      ['protection.concurrency.functions: reserve 1 of 10; 100 have to stay free, so 0 at most'],
    );
  });
});
