import type { Category } from '../../../shared/domain/application/case-clock.ts';
import type { ApplicationEvent, EventType } from '../../../shared/domain/application/events.ts';
import type { TransitionName } from '../../../shared/domain/application/transitions.ts';
import { type Validity, validityAfter } from '../../../shared/domain/application/validity.ts';
import { categorySource } from '../../../shared/domain/procedure/circumstances.ts';
import type { Circumstances, Procedure } from '../../../shared/domain/procedure/procedure.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { type Clock, type Day, type Instant, instantOf } from '../../../shared/domain/time.ts';
import type { Signer } from '../../../shared/issuing/sign.ts';
import type { Log } from '../../../shared/log/log.ts';
import { type Form, type Head, readEvents, readForm } from '../../../shared/records/application.ts';
import { type Employer, isDisplaced, readCodeHolder, readEmployer } from '../../../shared/records/employer.ts';
import { type Permit, readPermit } from '../../../shared/records/permit.ts';
import { presentPerson } from '../../../shared/records/person.ts';
import type { Table, TransactionStep } from '../../../shared/records/table.ts';
import { procedureOf } from '../../../shared/view/application.ts';
import type { Rules } from '../../../shared/zone/rules.ts';
import { blockedBecause } from './blocked.ts';

export type EffectGiven = { table: Table; signer: Signer; clock: Clock; rules: Rules; log: Log };

/** An approved application with everything that bringing it about may need. */
export type ApprovedCase = {
  head: Head;
  form: Form;
  procedure: Procedure;
  /** Absent where the procedure concerns a person alone. */
  employer?: Employer;
  /** Another organisation was registered under the employer's credit code meanwhile. */
  displaced: boolean;
  /** The approval, or the extension that the law granted (art. 50). */
  approval: ApplicationEvent;
  /** The code of the person; also the number of every permit of theirs. Absent where the employer alone is concerned. */
  number?: string;
  /** The permit that the person has, whatever its state. */
  permit?: Permit;
  at: Instant;
  today: Day;
};

/**
 * What an effect wants done: one transaction with the application's last stage. `after` needs no record: it only makes
 * sooner what would happen by itself.
 */
export type Plan = {
  transition: Extract<TransitionName, 'issue' | 'complete'>;
  event: { type: Extract<EventType, 'permit-issued' | 'completed'>; data: Record<string, unknown> };
  set?: { permitNumber?: string };
  steps: readonly TransactionStep[];
  after?: () => Promise<void>;
};

/** What was approved cannot be carried out any more; an officer must decide anew, for this reason. */
export type Blocked = { blocked: Text };

/** Works out what granting one case brings about; writes nothing that means anything by itself. */
export type EffectOf = (given: EffectGiven, the: ApprovedCase) => Promise<Plan | Blocked>;

/** Reads an approved case. @throws when a record is missing without which nothing could have been approved */
export async function readApproved(given: EffectGiven, head: Head): Promise<ApprovedCase> {
  const { table, clock, rules } = given;
  const number = head.permit ?? (head.personId ? await presentPerson(table, head.personId) : undefined);
  const [stored, employer, events, permit] = await Promise.all([
    readForm(table, head.id),
    head.employerId ? readEmployer(table, head.employerId) : undefined,
    readEvents(table, head.id),
    number ? readPermit(table, number) : undefined,
  ]);
  const approval = events.findLast(({ type }) => type === 'approved' || type === 'deemed-granted');
  if (!stored || !approval || (head.employerId && !employer))
    throw new Error('an approved application lacks its form, employer or decision');
  const holder = employer && (await readCodeHolder(table, employer.unifiedSocialCreditCode));
  const at = instantOf(clock.now());
  return {
    head,
    form: stored.form,
    procedure: procedureOf(given, head),
    ...(employer ? { employer } : {}),
    displaced: employer !== undefined && isDisplaced(employer, holder),
    approval,
    ...(number ? { number } : {}),
    ...(permit ? { permit } : {}),
    at,
    today: rules.dayOf(at),
  };
}

/** The employer of a case that has one. @throws where the procedure concerns a person alone */
export function employerOf({ employer }: ApprovedCase): Employer {
  if (!employer) throw new Error('an approved application lacks its employer');
  return employer;
}

/** What the procedure's conditions are judged by. */
export const circumstancesOf = ({ head, form }: ApprovedCase): Circumstances => ({
  entry: form.entry,
  facts: form.facts,
  category: head.category ?? null,
  answers: form.answers,
});

/** The permit that an application concerns, while it can still be changed for the employer who filed. */
export function heldPermit(the: ApprovedCase): { permit: Permit } | Blocked {
  const { permit, head } = the;
  if (!permit) throw new Error('an approved application concerns a permit that does not exist');
  if (permit.employerId !== head.employerId) return { blocked: blockedBecause.otherEmployer() };
  if (the.displaced) return { blocked: blockedBecause.codeOfAnother() };
  if (permit.status === 'revoked' || permit.status === 'cancelled') {
    return { blocked: blockedBecause.permitEnded(permit.status) };
  }
  return { permit };
}

/**
 * The category that the permit will show: the one that was decided where the procedure settles it anew, else the one
 * that the permit has by now.
 * @throws when there is none, which no approval allows
 */
export function categoryOf(the: ApprovedCase): Category {
  const anew = categorySource(the.procedure, circumstancesOf(the)) !== 'permit';
  const category =
    anew && the.approval.type === 'approved' ? the.head.category : (the.permit?.category ?? the.head.category);
  if (!category) throw new Error('an approved application has no category');
  return category;
}

/**
 * The period that was decided. What the law granted was decided by nobody: it is worked out as applied for, by the
 * category of the present permit.
 */
export function validityOf({ rules }: EffectGiven, the: ApprovedCase): Validity | undefined {
  const decided = the.approval.data.validity as Validity | undefined;
  if (decided) return decided;
  const { form, procedure, permit } = the;
  const { contractFrom, contractTo } = form.post ?? {};
  const passportExpiresOn = form.applicant?.passport?.expiresOn;
  return validityAfter(procedure.effect, {
    category: categoryOf(the),
    months: rules.zone.policy.validityMonths,
    decidedOn: rules.dayOf(the.approval.at),
    licenceValidTo: employerOf(the).licenceValidTo,
    ...(contractFrom ? { contractFrom } : {}),
    ...(contractTo ? { contractTo } : {}),
    ...(passportExpiresOn ? { passportExpiresOn } : {}),
    ...(permit ? { present: permit } : {}),
  });
}
