import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { accessSection } from '../../shared/zone/access.ts';

type Network = { written: string; address: ipaddr.IPv4 | ipaddr.IPv6; prefix: number };

const networkOf = (written: string): Network => {
  const [address, prefix] = ipaddr.parseCIDR(written);
  return { written, address, prefix };
};

const base = ({ written, address }: Network): string =>
  (address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(written)
    : ipaddr.IPv6.networkAddressFromCIDR(written)
  ).toString();

const holds = (outer: Network, inner: Network): boolean =>
  outer.address.kind() === inner.address.kind() &&
  outer.prefix <= inner.prefix &&
  inner.address.match(outer.address, outer.prefix);

/** Kinds of address that nobody has who comes from the internet. */
const unseen: readonly string[] = ['private', 'uniqueLocal', 'linkLocal', 'loopback', 'carrierGradeNat'];

/** What is wrong with a list of addresses for officers, line by line. */
function networkProblems(written: readonly string[], fromInternet: boolean): string[] {
  const networks = written.map(networkOf);
  return networks.flatMap((network, index) => {
    const at = `access.officersFrom[${index}]`;
    const problems: string[] = [];
    if (network.prefix === 0) problems.push(`${at}: lets everybody in; leave the list out to have none`);
    if (base(network) !== network.address.toString()) {
      problems.push(`${at}: means ${base(network)}/${network.prefix}; write it so`);
    }
    const outer = networks.findIndex(
      (other, place) => place !== index && holds(other, network) && !(holds(network, other) && index < place),
    );
    if (outer >= 0) problems.push(`${at}: lies within ${written[outer]} already`);
    if (fromInternet && unseen.includes(network.address.range())) {
      problems.push(`${at}: nobody comes from there through the internet; give the office's public addresses`);
    }
    return problems;
  });
}

/** The parts of a zone file that its access has to agree with. */
const around = z.object({
  access: accessSection,
  region: z.string(),
  account: z.string().optional(),
  verificationHost: z.string(),
  rehearsal: z.boolean().optional(),
});

/**
 * Combinations of a zone's access that make no sense, each named by its place. A file whose access has the wrong shape is
 * left to the schema.
 */
export function accessProblems(file: unknown): string[] {
  const parsed = around.safeParse(file);
  if (!parsed.success) return [];
  const { access, region, account, verificationHost, rehearsal = false } = parsed.data;
  const { endpoint, vpcEndpoints, officersFrom = [], domain } = access;
  const problems: string[] = [];
  if (endpoint === 'private' && !vpcEndpoints) {
    problems.push('access.vpcEndpoints: a private zone needs the VPC endpoints by which it is reached');
  }
  if (endpoint === 'public' && vpcEndpoints) {
    problems.push(
      'access.vpcEndpoints: a public zone is not reached through VPC endpoints; choose "private" or leave it out',
    );
  }
  for (const [index, id] of (vpcEndpoints ?? []).entries()) {
    if (vpcEndpoints?.indexOf(id) !== index) problems.push(`access.vpcEndpoints[${index}]: stands there twice`);
  }
  problems.push(...networkProblems(officersFrom, endpoint === 'public' && !rehearsal));
  if (domain && endpoint === 'private') {
    problems.push('access.domain: a private zone takes its name from the DNS of its intranet; leave it out');
  }
  if (domain && verificationHost.includes(':')) {
    problems.push('access.domain: the gateway answers on port 443 only; verificationHost names another');
  }
  const [, partition = '', , certified, owner] = domain?.certificateArn.split(':') ?? [];
  if (domain && certified !== region) {
    problems.push(`access.domain.certificateArn: is of ${certified}; the zone needs one of ${region}`);
  }
  if (domain && (partition === 'aws-cn') !== region.startsWith('cn-')) {
    problems.push(`access.domain.certificateArn: partition ${partition} is not that of ${region}`);
  }
  if (domain && account && owner !== account) {
    problems.push(`access.domain.certificateArn: is of account ${owner}; the zone is deployed to ${account}`);
  }
  return problems;
}
