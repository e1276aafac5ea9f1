import type { Principal } from '../../shared/domain/access/roles.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { invalid, type Problem, type ProblemEntry } from '../../shared/http/problem.ts';
import { type Form, readForm } from '../../shared/records/application.ts';
import { type Employer, employersOf, handles, readEmployer } from '../../shared/records/employer.ts';
import { type Permit, readPermit } from '../../shared/records/permit.ts';
import type { Table } from '../../shared/records/table.ts';
import { type Result, success } from '../../shared/result.ts';
import { patchedForm } from './patched-form.ts';

/** Who begins an application, and what its form holds already. */
export type Beginning = {
  /** Absent where the procedure concerns a person alone. */
  employer?: Employer;
  form: Form;
  /** The foreigner begins it alone. */
  filedBy?: 'applicant';
  /** Number of the permit that it concerns. */
  permit?: string;
};

const noEmployer = (named: boolean): ProblemEntry => ({
  path: 'employerId',
  code: named ? 'not-an-option' : 'missing',
  text: {
    zh: '请指明您经办的用人单位；如未登记请先登记',
    en: 'name an employer that you handle; register it first',
  },
});

const unknownPermit: ProblemEntry = {
  path: 'permitNumber',
  code: 'permit-unknown',
  text: {
    zh: '您经办的单位没有此编号的许可，或这不是您本人的许可',
    en: 'is not the number of a permit of an employer that you handle, or of your own permit',
  },
  remedy: { zh: '请核对许可编号。', en: 'Check the number on the permit.' },
};

const employersOnly: ProblemEntry = {
  path: 'procedure',
  code: 'employer-only',
  text: {
    zh: '本事项由用人单位的经办人申请',
    en: "is applied for by the employer's handler",
  },
};

const applicantOnly: ProblemEntry = {
  path: 'procedure',
  code: 'applicant-only',
  text: {
    zh: '本事项由本人以已验证的电子邮箱登录后申请，不需要用人单位',
    en: 'is applied for by the foreigner, signed in with a verified e-mail address; no employer is named',
  },
};

/** The form that a permit was granted on: what an application about it need not be told again. */
const prefilled = ({ entry, applicant, post, facts }: Form): Form => ({
  ...(entry ? { entry } : {}),
  ...(applicant ? { applicant } : {}),
  ...(post ? { post } : {}),
  ...(facts ? { facts } : {}),
});

/** What stands of the employer, for an application that confirms it. */
const asItStands = (employer: Employer): Form['employer'] => {
  const { name, licenceValidTo, address, industry, industrySection, legalRepresentative, handler } = employer;
  return {
    name,
    licenceValidTo,
    address,
    legalRepresentative,
    handler,
    ...(industry ? { industry } : {}),
    ...(industrySection ? { industrySection } : {}),
  };
};

/** The employer in whose name a handler begins: the one that is named, the permit's, or the only one that they handle. */
async function employerFor(
  table: Table,
  subject: string,
  named: string | undefined,
  permit: Permit | undefined,
): Promise<Employer | undefined> {
  const handled = async (id: string) => ((await handles(table, subject, id)) ? readEmployer(table, id) : undefined);
  if (named) return handled(named);
  const holding = permit && (await handled(permit.employerId));
  if (holding) return holding;
  const own = await employersOf(table, subject);
  return own.length === 1 ? own[0] : undefined;
}

/** The foreigner begins alone what the procedure lets them file, on their own permit. */
async function beginAlone(
  table: Table,
  principal: Principal,
  procedure: Procedure,
  permit: Permit | undefined,
  patch: object,
): Promise<Result<Beginning, Problem>> {
  if (!procedure.filedBy.some(({ party }) => party === 'applicant')) return invalid(employersOnly);
  const base = permit && (await readForm(table, permit.applicationId))?.form;
  const email = comparableEmail(base?.applicant?.email);
  if (!permit || !base || !principal.email || email !== principal.email) return invalid(unknownPermit);
  const employer = await readEmployer(table, permit.employerId);
  if (!employer) throw new Error('a permit has no employer');
  const form = patchedForm(prefilled(base), patch);
  // The address is what lets the applicant in, and shows that the permit is theirs.
  const applicant = { ...form.applicant, email };
  return success({ employer, form: { ...form, applicant }, filedBy: 'applicant', permit: permit.number });
}

/** Who needs no employer begins alone; the address that they signed in with is what lets them in again. */
function beginWithoutEmployer(principal: Principal, named: boolean, patch: object): Result<Beginning, Problem> {
  const { email } = principal;
  if (named || !email || !principal.roles.includes('applicant')) return invalid(applicantOnly);
  const form = patchedForm({}, patch);
  return success({ form: { ...form, applicant: { ...form.applicant, email } }, filedBy: 'applicant' });
}

/**
 * Settles who begins an application, for which employer and on which permit, and fills in what the zone knows already;
 * what the caller names wins. Only the employer that holds a permit, or its holder, gets to see what stood in its form.
 */
export async function begin(
  table: Table,
  principal: Principal,
  the: { procedure: Procedure; employerId: string | undefined; patch: { permitNumber?: string | null } },
): Promise<Result<Beginning, Problem>> {
  const { procedure, employerId, patch } = the;
  if (procedure.concerns === 'person-alone') return beginWithoutEmployer(principal, employerId !== undefined, patch);
  const number = patch.permitNumber;
  const permit = number ? await readPermit(table, number) : undefined;
  const employer = principal.roles.includes('employer')
    ? await employerFor(table, principal.subject, employerId, permit)
    : undefined;
  if (!employer) {
    const alone = principal.roles.includes('applicant') && employerId === undefined;
    return alone
      ? beginAlone(table, principal, procedure, permit, patch)
      : invalid(noEmployer(employerId !== undefined));
  }
  if (procedure.concerns === 'employer') {
    // A change names what changes and nothing else: what it does not name may be changed by the handler meanwhile.
    const stands = procedure.effect === 'confirm-employer' ? { employer: asItStands(employer) } : {};
    return success({ employer, form: patchedForm(stands, patch) });
  }
  const own = permit?.employerId === employer.id ? permit : undefined;
  const held = procedure.permit?.kind === 'held';
  if (held && number && !own) return invalid(unknownPermit);
  const base = own && (await readForm(table, own.applicationId))?.form;
  return success({
    employer,
    form: patchedForm(base ? prefilled(base) : {}, patch),
    ...(held && own ? { permit: own.number } : {}),
  });
}
