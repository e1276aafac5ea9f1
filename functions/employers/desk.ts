import type { z } from 'zod';
import type { employerView } from '../../shared/contract/employers.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, type Day, dayIn, instantOf } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { type Employer, handles, isDisplaced, readCodeHolder, readEmployer } from '../../shared/records/employer.ts';
import { readHandlers } from '../../shared/records/employer-handlers.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type EmployersGiven = { table: Table; clock: Clock; zone: Pick<Zone, 'contact' | 'timeZone'> };

const advice: Record<'declared' | 'displaced', (phone: string) => Text> = {
  declared: () => ({
    zh: '已填报，尚未注册。请提交“用人单位注册”（employer-registration）申请，审核通过后即可为外国人申请。',
    en: 'Declared, not registered yet. Apply for registration (employer-registration); once it is granted you can apply for foreigners.',
  }),
  displaced: (phone) => ({
    zh: `该统一社会信用代码已由另一方完成注册，您填报的单位不能再办理业务。如有疑问，请携营业执照致电 ${phone}。`,
    en: `Somebody else was registered under this credit code, so nothing can be filed for this entry any more. If that is a mistake, have the business licence at hand and call ${phone}.`,
  }),
};

/** What every request about an employer has in common. */
export type EmployerDesk = EmployersGiven & {
  today: () => Day;
  /** The employer, if the person handles it, or supervises the office where that is enough. */
  find: (principal: Principal, id: string | undefined, supervisorToo?: boolean) => Promise<Result<Employer, Problem>>;
  show: (employer: Employer, principal: Principal) => Promise<z.input<typeof employerView>>;
};

const isId = (id: string | undefined): id is string => id !== undefined && /^[0-9a-z]{24}$/.test(id);

/** Supervisors sign in with two factors; a handler who is one besides acts as one only then. */
export const supervises = ({ roles, mfa }: Principal): boolean => mfa && roles.includes('supervisor');

/** Opens the desk at which employers are looked up and shown. */
export function openDesk(given: EmployersGiven): EmployerDesk {
  const { table, clock, zone } = given;
  return {
    ...given,
    today: () => dayIn(zone.timeZone, instantOf(clock.now())),
    find: async (principal, id, supervisorToo = false) => {
      const own =
        isId(id) &&
        ((supervisorToo && supervises(principal)) ||
          (principal.roles.includes('employer') && (await handles(table, principal.subject, id))));
      const employer = own ? await readEmployer(table, id) : undefined;
      return employer ? success(employer) : failure(problem('not-found'));
    },
    show: async (employer, principal) => {
      const [holder, { handlers: known }] = await Promise.all([
        readCodeHolder(table, employer.unifiedSocialCreditCode),
        readHandlers(table, employer.id),
      ]);
      const status = isDisplaced(employer, holder) ? 'displaced' : employer.status;
      return {
        ...employer,
        status,
        ...(status === 'registered' ? {} : { advice: advice[status](zone.contact.phone) }),
        handlers: known.map(({ id, name, phone, subject, since }) => ({
          id,
          name,
          phone,
          since,
          state: subject ? ('active' as const) : ('invited' as const),
          own: subject === principal.subject,
        })),
      };
    },
  };
}
