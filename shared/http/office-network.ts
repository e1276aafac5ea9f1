import { BlockList, isIP, isIPv6 } from 'node:net';
import { type Principal, type Role, staffRoles } from '../domain/access/roles.ts';
import type { Text } from '../domain/text.ts';

/** What an officer is told who tries from elsewhere. */
export const outsideOffice: Text = {
  zh: '工作人员账号只能在本单位办公网络内使用。请回到办公网络后重试；如需在外办理，请联系本系统管理员。',
  en: 'Accounts of officers work from the addresses of the office only. Try again from there; if you have to work elsewhere, ask the administrator.',
};

const lists = new Map<string, BlockList>();

function listOf(networks: string): BlockList {
  const known = lists.get(networks);
  if (known) return known;
  const list = new BlockList();
  for (const network of networks.split(' ')) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  lists.set(networks, list);
  return list;
}

/**
 * Whether a request came from where a zone's officers work.
 * @param networks the zone's `access.officersFrom`, with blanks between; empty where they may work from everywhere
 * @param address of the sender as the gateway saw it, never as a header says
 * @throws when the list cannot be read: nobody is let in by mistake
 */
export function fromOffice(networks: string, address: string): boolean {
  if (networks === '') return true;
  const list = listOf(networks);
  return isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

const isStaff = (role: Role): boolean => staffRoles.includes(role);

/** Whether somebody has roles that count at the office only. */
export const holdsOfficeRole = ({ roles }: Principal): boolean => roles.some(isStaff);

/** The same person with the roles that count everywhere. */
export const withoutOfficeRoles = (principal: Principal): Principal => ({
  ...principal,
  roles: principal.roles.filter((role) => !isStaff(role)),
});
