import type { z } from 'zod';
import type { creditRoutes } from '../../shared/contract/credit.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { officerStages } from '../../shared/domain/application/transitions.ts';
import { type Limits, limitsFrom } from '../../shared/domain/application/validity.ts';
import { bandText } from '../../shared/domain/credit/words.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import { addDays } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import {
  changeApplication,
  readEvents,
  readForm,
  requesterOf,
  visibleVersion,
} from '../../shared/records/application.ts';
import { readCreditList } from '../../shared/records/credit.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { creditAmong, type KeptCredit } from '../../shared/records/kept-credit.ts';
import { type Permit, readPermit } from '../../shared/records/permit.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { creditSubjects } from '../../shared/view/credit-subjects.ts';
import { type CountedCredit, countCredit, creditChange } from '../../shared/workflow/credit.ts';
import { creditDecides, longestMonths } from '../../shared/zone/credit-limit.ts';
import { rulesOn, scoreShown } from './account-view.ts';
import type { CreditGiven } from './given.ts';

type View = z.input<(typeof creditRoutes)['readCaseCredit']['answer']['schema']>;

const refusalReason = (score: KeptCredit): NonNullable<View['refusalReason']> => ({
  code: 'credit-too-low',
  rule: 'Credit rules of the zone for extensions of work permits',
  text: {
    zh: `截至提交之日，信用总分为 ${score.total} 分，未达到延期所需的最低分数。`,
    en: `As of the submission the credit total is ${score.total}, below what an extension needs.`,
  },
});

/** Every limit of the period that an extension would give, for the officers who decide. */
async function limitsOf(
  given: CreditGiven,
  { head, stored }: Case,
  permit: Permit | undefined,
  months: number | undefined,
): Promise<View['limits']> {
  const { table, rules } = given;
  const employer = head.employerId ? await readEmployer(table, head.employerId) : undefined;
  const { contractTo } = stored.form.post ?? {};
  const passportExpiresOn = stored.form.applicant?.passport?.expiresOn;
  const category = head.category ?? permit?.category;
  if (!permit || !employer || !category) return undefined;
  const limits: Limits = {
    category,
    months: longestMonths(rules.zone, 'extend-permit', { present: permit.category, category }),
    licenceValidTo: employer.licenceValidTo,
    ...(contractTo ? { contractTo } : {}),
    ...(passportExpiresOn ? { passportExpiresOn } : {}),
    ...(months === undefined ? {} : { creditMonths: months }),
  };
  const found = limitsFrom(addDays(permit.validTo, 1), limits);
  const tightest = found.reduce((one, other) => (other[1] < one[1] ? other : one));
  return found.map((one) => ({ limit: one[0], to: one[1], binding: one === tightest }));
}

/** The credit of one application: as it was counted, with the reason for every point, and whether it comes out again. */
export function caseCredit(
  given: CreditGiven,
): Pick<Handles<typeof creditRoutes>, 'readCaseCredit' | 'countCaseCredit'> {
  const { table, clock, rules, section } = given;

  /**
   * Whether the applicant is the holder. The address in an application is what whoever filed it wrote; the one in the form
   * that the permit was granted on was examined.
   */
  const isHolder = async ({ email }: Principal, permit: Permit | undefined): Promise<boolean> => {
    const stored = permit && (await readForm(table, permit.applicationId));
    return email !== undefined && comparableEmail(stored?.form.applicant?.email) === email;
  };

  const view = async (the: Case, principal: Principal): Promise<Result<Reply, Problem>> => {
    const { head, stored, staff, viewer } = the;
    const today = rules.today(clock);
    const on = head.submittedAt ? rules.dayOf(head.submittedAt) : today;
    const effect = rules.procedureOn(head.procedure, on)?.effect;
    const named = head.permit ?? stored.form.permitNumber;
    const found = named ? await readPermit(table, named) : undefined;
    // A draft may name any number: of a permit of another employer nobody learns anything by it.
    const permit = staff || found?.employerId === head.employerId ? found : undefined;
    const category = head.category ?? permit?.category ?? null;
    const decides = effect !== undefined && creditDecides(rules.zone, { effect, category, submittedOn: on });
    // Before a submission the person is not entered for this application; the permit tells who it is.
    const subjects = await creditSubjects(table, { ...head, personId: head.personId ?? permit?.number });
    const among = creditAmong(await readEvents(table, head.id));
    const until = among?.score?.until ?? head.submittedAt;
    const counted =
      decides && subjects
        ? await countCredit({ table, rules, section }, subjects, {
            on: among?.score?.on ?? on,
            ...(until ? { until } : {}),
          })
        : undefined;
    const ruleSet = rulesOn(given, on);
    const holder = viewer.isApplicant && (await isHolder(principal, permit));
    const whole = staff || holder;
    const same = among?.score?.explanation === counted?.kept.explanation;
    const months = among?.score?.months ?? counted?.kept.months;
    const lists =
      staff && subjects
        ? {
            person: await readCreditList(table, subjects.person),
            enterprise: await readCreditList(table, subjects.enterprise),
          }
        : undefined;
    const body: View = {
      applicationId: head.id,
      version: visibleVersion(head, stored),
      decides,
      notice: ruleSet.notice,
      placeholder: ruleSet.placeholder,
      ...(decides && months !== undefined ? { band: { months, text: bandText(months) } } : {}),
      ...(among?.score ? { kept: keptShown(among.score, among.sequence, same, whole) } : {}),
      ...(counted && !same
        ? { again: { months: counted.kept.months, ...(whole ? { total: counted.kept.total } : {}) } }
        : {}),
      ...(counted ? scoresShown(ruleSet, counted, { staff, applicant: holder, handler: viewer.handlesEmployer }) : {}),
      ...(lists ? { lists, enhancedReview: Object.values(lists).includes('black') } : {}),
      ...(staff && decides ? { limits: await limitsOf(given, the, permit, months) } : {}),
      ...(staff && among?.score && decides && months === 0 ? { refusalReason: refusalReason(among.score) } : {}),
    };
    return success({ body, headers: { etag: `"${body.version}"` } });
  };

  const scoresShown = (
    ruleSet: ReturnType<typeof rulesOn>,
    { person, enterprise }: CountedCredit,
    as: { staff: boolean; applicant: boolean; handler: boolean },
  ): Pick<View, 'person' | 'enterprise'> => ({
    ...(as.staff || as.applicant ? { person: scoreShown(ruleSet, person) } : {}),
    ...(as.staff || as.handler ? { enterprise: scoreShown(ruleSet, enterprise) } : {}),
  });

  const keptShown = (score: KeptCredit, sequence: number, same: boolean, whole: boolean): NonNullable<View['kept']> => {
    const { person, enterprise, total, until: _until, ...open } = score;
    return { sequence, ...open, same, ...(whole ? { person, enterprise, total } : {}) };
  };

  const find = async (principal: Parameters<typeof findCase>[1], id: string): Promise<Result<Case, Problem>> => {
    const found = await findCase(table, principal, id);
    if (found.ok && found.value.staff) {
      await recordReading({ table, clock, zone: rules.zone }, { by: principal.subject, what: 'credit', id });
    }
    return found;
  };

  return {
    readCaseCredit: async ({ principal, parameters }) => {
      const found = await find(principal, parameters.id ?? '');
      return found.ok ? view(found.value, principal) : found;
    },

    countCaseCredit: async (request) => {
      const { principal, parameters } = request;
      const found = await find(principal, parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!the.staff) return failure(problem('not-allowed'));
      const { head, stored } = the;
      if (request.version !== undefined && request.version !== visibleVersion(head, stored)) {
        return failure(problem('version-conflict'));
      }
      const by = requesterOf(request, 'authority', 'count-credit');
      const counted = await creditChange(given, head);
      if (!counted) return view(the, principal);
      const outcome = await changeApplication(table, clock, {
        head,
        within: officerStages,
        event: { type: 'credit-counted', data: counted.data },
        set: counted.set,
        by,
      });
      if (!outcome.ok && outcome.error.kind !== 'repeated') {
        return failure(
          problem('conflict', {
            detail: {
              zh: '申请已不在办理环节或已变化，请刷新后再试',
              en: 'The application is with no officer, or it was changed meanwhile; look again',
            },
          }),
        );
      }
      if (outcome.ok) given.log.info('credit-counted', { applicationId: head.id });
      const after = await findCase(table, principal, head.id);
      return after.ok ? view(after.value, principal) : after;
    },
  };
}
