import type { officeRoutes } from '../../shared/contract/office.ts';
import { staffRoles } from '../../shared/domain/access/roles.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import type { Table } from '../../shared/records/table.ts';
import { success } from '../../shared/result.ts';

/** Tells who is signed in. Roles of officers that this zone ended are left out, whatever the identity provider says. */
export const self = ({ table }: { table: Table }): Pick<Handles<typeof officeRoutes>, 'readSelf'> => ({
  readSelf: async ({ principal }) => {
    const { subject, roles, email, mfa, expiresAt } = principal;
    const held = roles.some((role) => staffRoles.includes(role)) ? await rolesHeldBy(table)(principal) : roles;
    return success({ body: { subject, roles: held, email, mfa, expiresAt: instantOf(expiresAt * 1000) } });
  },
});
