import { intakeRoutes } from '../../shared/contract/intake.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import {
  closedStages,
  editableStages,
  isOfficerStage,
  transitions,
} from '../../shared/domain/application/transitions.ts';
import { fieldsAsked } from '../../shared/domain/procedure/circumstances.ts';
import { materialOf } from '../../shared/domain/procedure/procedure.ts';
import type { Assessment } from '../../shared/domain/scoring/assess.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, epochOf, instantOf } from '../../shared/domain/time.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  atRest,
  beginApplication,
  changeApplication,
  discardDraft,
  type Form,
  type Head,
  notDeemed,
  plain,
  type Requester,
  reopenForm,
  requesterOf,
  saveForm,
  unclaimed,
  unlock,
  visibleVersion,
} from '../../shared/records/application.ts';
import { forgetDocuments } from '../../shared/records/document.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { repetition } from '../../shared/records/requests.ts';
import { keepSubmittedForm } from '../../shared/records/submitted-form.ts';
import { idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, emailHash, findCase } from '../../shared/view/access.ts';
import { type ApplicationView, circumstancesOf, procedureOf, viewApplication } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import { withClaim } from '../../shared/view/claim.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { begin } from './begin.ts';
import { patchedForm } from './patched-form.ts';
import { submit } from './submit.ts';

export type IntakeGiven = { table: Table; workflow: Workflow; clock: Clock; rules: Rules; log: Log };

/** What a form names that the procedure does not know; each is an unknown field, not a silent nothing. */
function namesUnknown(given: IntakeGiven, procedure: string, form: Form): Problem | undefined {
  const version = given.rules.procedureOn(procedure, given.rules.today(given.clock));
  const kinds = ({ commitments = [], supplyLater = [] }: Form) => [
    ...commitments.map((kind) => [`commitments.${kind}`, kind] as const),
    ...supplyLater.map((kind) => [`supplyLater.${kind}`, kind] as const),
  ];
  const materials = kinds(form).filter(([, kind]) => !version || !materialOf(version, kind));
  const questions = Object.keys(form.answers ?? {}).filter((name) => !version?.questions.some(({ id }) => id === name));
  if (materials.length + questions.length === 0) return undefined;
  return problem('invalid-request', {
    problems: [
      ...materials.map(([path]) => ({
        path,
        code: 'not-an-option',
        text: { zh: '本事项没有该项材料', en: 'is not a material of this procedure' },
      })),
      ...questions.map((id) => ({
        path: `answers.${id}`,
        code: 'not-an-option',
        text: { zh: '本事项没有该问题', en: 'is not a question of this procedure' },
      })),
    ],
  });
}

/** An application with the fields that its parties have to fill in, while they can: pages ask and never guess. */
async function viewWithFields(given: IntakeGiven, the: Case): Promise<ApplicationView> {
  const view = await viewApplication(given, the);
  if (!editableStages.includes(the.head.stage) || the.staff) return view;
  const { form } = the.stored;
  const { assessment, category } = view;
  const circumstances = circumstancesOf(form, assessment as Assessment | undefined, category);
  return { ...view, fields: fieldsAsked(procedureOf(given, the.head), circumstances) };
}

/** Employers, applications and what their parties do with them. */
export function applications(given: IntakeGiven): Handles<typeof intakeRoutes> {
  const { table, clock, rules } = given;
  const view = async (the: Case): Promise<Result<Reply, Problem>> =>
    success({
      body: await viewWithFields(given, the),
      headers: { etag: `"${visibleVersion(the.head, the.stored)}"` },
    });

  const versionProblem = async (the: Case, seen: number | undefined): Promise<Problem | undefined> =>
    seen === undefined || seen === visibleVersion(the.head, the.stored)
      ? undefined
      : problem('version-conflict', {
          current: intakeRoutes.readApplication.answer.schema.parse(await viewWithFields(given, the)),
        });

  /** Runs an action of whoever files a case; a repeated request is answered like the first without running it again. */
  const ofFiler = async (
    request: { parameters: Record<string, string>; principal: Principal; body?: unknown; idempotencyKey?: string },
    action: string,
    act: (the: Case, by: Requester) => Promise<Result<Reply, Problem>>,
  ): Promise<Result<Reply, Problem>> => {
    const found = await findCase(table, request.principal, request.parameters.id ?? '');
    if (!found.ok) return found;
    const the = found.value;
    if (!files(the)) return failure(problem('not-allowed'));
    const by = requesterOf(request, the.head.filedBy ?? 'employer', action);
    const repeated = repetition(the.head.requests, by.request);
    if (repeated === 'same') return view(the);
    if (repeated === 'other-body') return failure(problem('key-reused'));
    return act(the, by);
  };

  return {
    createApplication: async (request) => {
      const { principal, idempotencyKey } = request;
      const { procedure, employerId: named, ...patch } = request.body;
      const delegated = rules.zone.delegation.procedures.includes(procedure);
      const version = rules.procedureOn(procedure, rules.today(clock));
      if (!delegated || !version) {
        const known = rules.zone.delegation.procedures.join(', ');
        return invalid({
          path: 'procedure',
          code: 'not-an-option',
          text: { zh: `本区办理的事项：${known}`, en: `this zone handles: ${known}` },
        });
      }
      const beginning = await begin(table, principal, { procedure: version, employerId: named, patch });
      if (!beginning.ok) return beginning;
      const { employer, form, filedBy, permit } = beginning.value;
      const unknown = namesUnknown(given, procedure, form);
      if (unknown) return failure(unknown);
      const at = instantOf(clock.now());
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'application') : newId();
      const outcome = await beginApplication(
        table,
        {
          head: {
            id,
            procedure,
            ...(employer ? { employerId: employer.id, employerName: employer.name.zh.slice(0, 30) } : {}),
            createdAt: at,
            updatedAt: at,
            ...(filedBy ? { filedBy } : {}),
            ...(permit ? { permit } : {}),
          },
          form,
          emailHash: emailHash(form.applicant?.email),
        },
        requesterOf(request, filedBy ?? 'employer', 'create'),
      );
      const begun = outcome.ok ? outcome.value : outcome.error;
      if (!begun) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '以此请求标识（Idempotency-Key）建立的草稿已被删除',
              en: 'The draft begun with this Idempotency-Key was discarded',
            },
          }),
        );
      }
      const { head, stored } = begun;
      if (head.procedure !== procedure || head.employerId !== employer?.id) return failure(problem('key-reused'));
      return view({
        head,
        stored,
        staff: false,
        viewer: {
          subject: principal.subject,
          roles: principal.roles,
          handlesEmployer: !filedBy,
          isApplicant: filedBy !== undefined,
          ...(filedBy ? { files: true } : {}),
        },
      });
    },

    readApplication: async ({ parameters, principal }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { head } = found.value;
      if (found.value.staff) {
        await recordReading(
          { table, clock, zone: rules.zone },
          {
            by: principal.subject,
            what: 'application',
            id: head.id,
          },
        );
      }
      return view(await withClaim(given, found.value));
    },

    saveApplication: async ({ parameters, principal, body, version }) => {
      const { version: _version, ...patch } = body;
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!the.viewer.handlesEmployer && !the.viewer.isApplicant) return failure(problem('not-allowed'));
      const stale = await versionProblem(the, version);
      if (stale) return failure(stale);
      const closed = async (present: Case) =>
        failure(
          problem('conflict', {
            detail: { zh: '申请已提交，不能修改', en: 'It was submitted and cannot be changed now' },
            current: intakeRoutes.readApplication.answer.schema.parse(await viewWithFields(given, present)),
          }),
        );
      if (!editableStages.includes(the.head.stage) || !the.stored.editable) return closed(the);
      const form = patchedForm(the.stored.form, patch);
      const unknown = namesUnknown(given, the.head.procedure, form);
      if (unknown) return failure(unknown);
      const before = emailHash(the.stored.form.applicant?.email);
      const after = emailHash(form.applicant?.email);
      if (before !== after && !the.viewer.handlesEmployer) {
        return failure(problem('not-allowed', { problems: [emailIsTheEmployers] }));
      }
      await keepSubmittedForm(table, the.head, the.stored.form);
      const outcome = await saveForm(table, the.head, the.stored, form, { before, after });
      if (outcome.ok) return view({ ...the, stored: outcome.value });
      const again = await findCase(table, principal, the.head.id);
      if (!again.ok) return again;
      if (!again.value.stored.editable) return closed(again.value);
      return failure((await versionProblem(again.value, -1)) ?? problem('version-conflict'));
    },

    discardApplication: async ({ parameters, principal, version }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!files(the)) return failure(problem('not-allowed'));
      const stale = await versionProblem(the, version);
      if (stale) return failure(stale);
      const outcome = await discardDraft(table, the.head, emailHash(the.stored.form.applicant?.email));
      if (outcome.ok) {
        await forgetDocuments(table, the.head.id);
        return success({});
      }
      return outcome.error.kind === 'missing'
        ? failure(problem('not-found'))
        : failure(
            problem('conflict', {
              detail: { zh: '已提交过的申请不能删除，可以撤回', en: 'It was submitted once; withdraw it instead' },
            }),
          );
    },

    submitApplication: (request) =>
      ofFiler(request, 'submit', async (the, by) => {
        if (!transitions.submit.from.includes(the.head.stage)) {
          return answerChange(given, the, failure({ kind: 'changed', head: the.head }), notSubmittableNow);
        }
        const stale = await versionProblem(the, request.version);
        if (stale) return failure(stale);
        const outcome = await submit(given, the, by);
        return outcome.ok ? answerChange(given, the, outcome.value, notSubmittableNow) : outcome;
      }),

    withdrawApplication: (request) =>
      ofFiler(request, 'withdraw', async (the, by) => {
        const stale = await versionProblem(the, request.version);
        if (stale) return failure(stale);
        if (the.head.round === 0) return failure(problem('conflict', { detail: neverSubmitted }));
        return answerChange(
          given,
          the,
          await changeApplication(table, clock, {
            head: the.head,
            transition: 'withdraw',
            event: { type: 'withdrawn', ...(request.body.reason ? { data: { reason: request.body.reason } } : {}) },
            set: atRest,
            // What the law has granted by now cannot be withdrawn any more.
            guards: the.head.permitTo ? [notDeemed(clock)] : [],
            effect: { kind: 'wake-approval', applicationId: the.head.id },
            by,
            also: plain(...unlock(the.head)),
          }),
          decidedByLaw(clock),
        );
      }),

    recallApplication: (request) =>
      ofFiler(request, 'recall', async (the, by) => {
        const stale = await versionProblem(the, request.version);
        if (stale) return failure(stale);
        return answerChange(
          given,
          the,
          await changeApplication(table, clock, {
            head: the.head,
            transition: 'recall',
            event: { type: 'recalled' },
            set: { ...atRest, promisedOn: undefined },
            guards: [unclaimed, notDeemed(clock)],
            effect: { kind: 'wake-approval', applicationId: the.head.id },
            by,
            also: plain(...unlock(the.head), reopenForm(the.head)),
          }),
          (present) => decidedByLaw(clock)(present) ?? notRecallableNow(present),
        );
      }),
  };
}

/** Whether somebody acts for the party that files: the employer's handler, or the foreigner where they file alone. */
const files = ({ viewer }: Case): boolean => viewer.handlesEmployer || viewer.files === true;

/** The address is what lets the applicant in: whoever changed their own would be shut out at once. */
const emailIsTheEmployers: ProblemEntry = {
  path: 'applicant.email',
  code: 'employer-only',
  text: {
    zh: '只有用人单位的经办人可以更改申请人的电子邮箱，因为您凭它登录查看本申请',
    en: "only the employer's handler may change it, because it is what lets you see this application",
  },
  remedy: { zh: '请联系经办人更改。', en: 'Ask the handler to change it.' },
};

/** What to say to a submission that comes too late: most often the second click of an impatient hand. */
const notSubmittableNow = ({ stage, receiptNumber }: Head): Text | undefined =>
  isOfficerStage(stage)
    ? {
        zh: `申请已经提交${receiptNumber ? `，收件编号 ${receiptNumber}` : ''}，无需再次提交。`,
        en: `It was submitted already${receiptNumber ? `, receipt number ${receiptNumber}` : ''}; there is nothing more to do now.`,
      }
    : closedStages.includes(stage) || stage === 'approved'
      ? {
          zh: '本申请已经办结，不能再提交；如有需要请另行申请。',
          en: 'This application is concluded and cannot be submitted again; begin another one if you need to.',
        }
      : undefined;

/** What to say to a party of a case that the law has decided, while the system is about to record it. */
const decidedByLaw =
  (clock: Clock) =>
  ({ deemsAt }: Head): Text | undefined =>
    deemsAt !== undefined && epochOf(deemsAt) <= clock.now()
      ? {
          zh: '法定期限已到，依法视为已受理或准予延续，系统正在登记，请稍后查看。',
          en: 'The time that the law sets is over: it counts as accepted, or as granted. It is being recorded; look again in a moment.',
        }
      : undefined;

/** What to say to a party who wants an application back that an officer has begun to look at. */
const notRecallableNow = ({ stage, claimedBy }: Head): Text | undefined => {
  if (stage === 'preliminary-review' && !claimedBy) return undefined;
  if (isOfficerStage(stage)) {
    return {
      zh: '工作人员已开始办理，不能再取回修改；您可以撤回申请，或等待退回补正。',
      en:
        'An officer has begun to work on it, so it cannot be taken back; you can withdraw it, or wait whether it is ' +
        'returned to be mended.',
    };
  }
  return editableStages.includes(stage)
    ? { zh: '申请现在就可以修改，无需取回。', en: 'It can be changed now as it is; there is nothing to take back.' }
    : { zh: '本申请已经办结，不能取回。', en: 'This application is concluded and cannot be taken back.' };
};

const neverSubmitted = { zh: '尚未提交，可直接删除草稿', en: 'It was never submitted; discard the draft instead' };
