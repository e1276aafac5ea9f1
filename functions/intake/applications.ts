import { intakeRoutes } from '../../shared/contract/intake.ts';
import { isForParties, wording } from '../../shared/domain/application/events.ts';
import { editableStages, transitions } from '../../shared/domain/application/transitions.ts';
import { materialOf } from '../../shared/domain/checklist/procedure.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { printedName } from '../../shared/domain/person/name.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  beginApplication,
  changeApplication,
  discardDraft,
  type Form,
  headOf,
  plain,
  type Requester,
  readEvents,
  reopenForm,
  requesterOf,
  type StoredForm,
  saveForm,
  unclaimed,
  unlock,
  visibleVersion,
} from '../../shared/records/application.ts';
import { employersOf, handles, readEmployer, registerEmployer } from '../../shared/records/employer.ts';
import { keys } from '../../shared/records/keys.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { idOf, newId, type Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, emailHash, findCase } from '../../shared/view/access.ts';
import { viewApplication } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { mergePatch } from './merge-patch.ts';
import { submit } from './submit.ts';

export type IntakeGiven = { table: Table; workflow: Workflow; clock: Clock; rules: Rules; log: Log };

const partyOf = (the: Case): Requester['party'] => (the.viewer.handlesEmployer ? 'employer' : 'applicant');

/** The commitments of a form that the procedure does not know; each is an unknown field, not a silent nothing. */
function unknownCommitments(given: IntakeGiven, procedure: string, form: Form): Problem | undefined {
  const version = given.rules.procedureOn(procedure, given.rules.today(given.clock));
  const unknown = (form.commitments ?? []).filter((kind) => !version || !materialOf(version, kind));
  if (unknown.length === 0) return undefined;
  return problem('invalid-request', {
    problems: unknown.map((kind) => ({
      path: `commitments.${kind}`,
      code: 'not-an-option',
      text: { zh: '本事项没有该项材料', en: 'is not a material of this procedure' },
    })),
  });
}

/** Employers, applications and what their parties do with them. */
export function applications(given: IntakeGiven): Handles<typeof intakeRoutes> {
  const { table, clock, rules } = given;
  const view = async (the: Case): Promise<Result<Reply, Problem>> =>
    success({
      body: await viewApplication(given, the),
      headers: { etag: `"${visibleVersion(the.head, the.stored)}"` },
    });

  const versionProblem = async (the: Case, seen: number | undefined): Promise<Problem | undefined> =>
    seen === undefined || seen === visibleVersion(the.head, the.stored)
      ? undefined
      : problem('version-conflict', {
          current: intakeRoutes.readApplication.answer.schema.parse(await viewApplication(given, the)),
        });

  return {
    registerEmployer: async (request) => {
      const { body, principal, idempotencyKey } = request;
      if (!isCreditCode(body.unifiedSocialCreditCode)) {
        return invalid({
          path: 'unifiedSocialCreditCode',
          code: 'credit-code',
          text: { zh: '统一社会信用代码校验位不正确', en: 'has a wrong check character' },
        });
      }
      const today = rules.today(clock);
      if (body.licenceValidTo !== null && body.licenceValidTo < today) {
        return invalid({
          path: 'licenceValidTo',
          code: 'expired',
          text: { zh: '营业执照已过期', en: 'the business licence has expired' },
        });
      }
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'employer') : newId();
      const outcome = await registerEmployer(
        table,
        { ...body, id, registeredAt: instantOf(clock.now()) },
        principal.subject,
      );
      if (outcome.ok) return success({ body: outcome.value });
      const { taken, employer } = outcome.error;
      if (taken === 'request' && employer) {
        const same = employer.unifiedSocialCreditCode === body.unifiedSocialCreditCode;
        return same ? success({ body: employer }) : failure(problem('key-reused'));
      }
      return failure(
        problem('conflict', {
          detail: { zh: '该统一社会信用代码已登记', en: 'This credit code is registered already' },
        }),
      );
    },

    listEmployers: async ({ principal }) => success({ body: { items: await employersOf(table, principal.subject) } }),

    createApplication: async (request) => {
      const { principal, idempotencyKey } = request;
      const { procedure, employerId: named, ...patch } = request.body;
      if (!rules.procedureOn(procedure, rules.today(clock))) {
        const known = rules.zone.delegation.procedures.join(', ');
        return invalid({
          path: 'procedure',
          code: 'not-an-option',
          text: { zh: `本区办理的事项：${known}`, en: `this zone handles: ${known}` },
        });
      }
      const own = named ? [] : await employersOf(table, principal.subject);
      const employerId = named ?? (own.length === 1 ? own[0]?.id : undefined);
      const employer =
        employerId && (await handles(table, principal.subject, employerId))
          ? await readEmployer(table, employerId)
          : undefined;
      if (!employer) {
        return invalid({
          path: 'employerId',
          code: named ? 'not-an-option' : 'missing',
          text: {
            zh: '请指明您经办的用人单位；如未登记请先登记',
            en: 'name an employer that you handle; register it first',
          },
        });
      }
      const form = mergePatch<Form>({}, patch);
      const unknown = unknownCommitments(given, procedure, form);
      if (unknown) return failure(unknown);
      const at = instantOf(clock.now());
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'application') : newId();
      const outcome = await beginApplication(
        table,
        {
          head: {
            id,
            procedure,
            employerId: employer.id,
            employerName: employer.name.zh.slice(0, 40),
            createdAt: at,
            updatedAt: at,
          },
          form,
          emailHash: emailHash(form.applicant?.email),
        },
        requesterOf(request, 'employer', 'create'),
      );
      const begun = outcome.ok ? outcome.value : outcome.error;
      if (!begun) {
        return failure(
          problem('conflict', {
            detail: {
              zh: '以此幂等键建立的草稿已被删除',
              en: 'The draft begun with this Idempotency-Key was discarded',
            },
          }),
        );
      }
      const { head, stored } = begun;
      if (head.procedure !== procedure || head.employerId !== employer.id) return failure(problem('key-reused'));
      return view({
        head,
        stored,
        staff: false,
        viewer: { subject: principal.subject, roles: principal.roles, handlesEmployer: true, isApplicant: false },
      });
    },

    listApplications: async ({ principal, query }) => {
      const limit = query.limit ?? 25;
      const own = principal.roles.includes('employer') ? await employersOf(table, principal.subject) : [];
      const employer = query.employerId ? own.find(({ id }) => id === query.employerId) : own[0];
      const applicant = principal.roles.includes('applicant') ? emailHash(principal.email) : undefined;
      const pk = employer
        ? keys.employer(employer.id).pk
        : !query.employerId && applicant
          ? keys.applicantApplication(applicant, '', '').pk
          : undefined;
      if (!pk) return success({ body: { items: [] } });
      const after = query.cursor ? keyOf(query.cursor, { pk, sk: applicationPlace }) : undefined;
      if (query.cursor && !after) return failure(notACursor());
      const { items: links, next } = await table.query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :application)',
        ExpressionAttributeValues: { ':pk': pk, ':application': 'APPLICATION#' },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: after,
        ConsistentRead: true,
      });
      const ids = links.map((link) => String(link.id));
      const found = await table.getMany(ids.flatMap((id) => [keys.application(id), keys.form(id)]));
      const summaries = ids.flatMap((id) => {
        const headItem = found.find((item) => item.pk === keys.application(id).pk && item.sk === 'HEAD');
        const stored = found.find((item) => item.pk === keys.form(id).pk && item.sk === 'FORM') as
          | (StoredForm & { pk: string })
          | undefined;
        if (!headItem || !stored) return [];
        const head = headOf(headItem);
        const { familyName, givenNames } = stored.form.applicant ?? {};
        return [
          {
            ...head,
            version: visibleVersion(head, stored),
            applicantName: familyName ? printedName({ familyName, givenNames }) : undefined,
          },
        ];
      });
      return success({ body: { items: summaries, ...(next ? { next: cursorOf(next) } : {}) } });
    },

    readApplication: async ({ parameters, principal }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { viewer, staff, head } = found.value;
      if (staff && !viewer.handlesEmployer && !viewer.isApplicant) {
        await recordReading(table, clock, rules.today(clock), {
          by: principal.subject,
          what: 'application',
          id: head.id,
        });
      }
      return view(found.value);
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
            current: intakeRoutes.readApplication.answer.schema.parse(await viewApplication(given, present)),
          }),
        );
      if (!editableStages.includes(the.head.stage) || !the.stored.editable) return closed(the);
      const form = mergePatch<Form>(the.stored.form, patch);
      const unknown = unknownCommitments(given, the.head.procedure, form);
      if (unknown) return failure(unknown);
      const outcome = await saveForm(table, the.head, the.stored, form, {
        before: emailHash(the.stored.form.applicant?.email),
        after: emailHash(form.applicant?.email),
      });
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
      if (!the.viewer.handlesEmployer) return failure(problem('not-allowed'));
      const stale = await versionProblem(the, version);
      if (stale) return failure(stale);
      const outcome = await discardDraft(table, the.head, emailHash(the.stored.form.applicant?.email));
      if (outcome.ok) return success({});
      return outcome.error.kind === 'missing'
        ? failure(problem('not-found'))
        : failure(
            problem('conflict', {
              detail: { zh: '已提交过的申请不能删除，可以撤回', en: 'It was submitted once; withdraw it instead' },
            }),
          );
    },

    submitApplication: async (request) => {
      const found = await findCase(table, request.principal, request.parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!the.viewer.handlesEmployer) return failure(problem('not-allowed'));
      const by = requesterOf(request, 'employer', 'submit');
      if (by.request && the.head.lastRequest === by.request) return view(the);
      if (!transitions.submit.from.includes(the.head.stage)) {
        return answerChange(given, the, failure({ kind: 'changed', head: the.head }));
      }
      const stale = await versionProblem(the, request.version);
      if (stale) return failure(stale);
      const outcome = await submit(given, the, by);
      return outcome.ok ? answerChange(given, the, outcome.value) : outcome;
    },

    withdrawApplication: async (request) => {
      const found = await findCase(table, request.principal, request.parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!the.viewer.handlesEmployer) return failure(problem('not-allowed'));
      const by = requesterOf(request, 'employer', 'withdraw');
      if (by.request && the.head.lastRequest === by.request) return view(the);
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
          set: { dueAt: undefined, late: undefined, claimedBy: undefined },
          effect: { kind: 'wake-approval', applicationId: the.head.id },
          by,
          also: plain(...unlock(the.head)),
        }),
      );
    },

    recallApplication: async (request) => {
      const found = await findCase(table, request.principal, request.parameters.id ?? '');
      if (!found.ok) return found;
      const the = found.value;
      if (!the.viewer.handlesEmployer) return failure(problem('not-allowed'));
      const by = requesterOf(request, partyOf(the), 'recall');
      if (by.request && the.head.lastRequest === by.request) return view(the);
      const stale = await versionProblem(the, request.version);
      if (stale) return failure(stale);
      return answerChange(
        given,
        the,
        await changeApplication(table, clock, {
          head: the.head,
          transition: 'recall',
          event: { type: 'recalled' },
          set: { dueAt: undefined, late: undefined, promisedOn: undefined },
          guards: [unclaimed],
          effect: { kind: 'wake-approval', applicationId: the.head.id },
          by,
          also: plain(...unlock(the.head), reopenForm(the.head)),
        }),
      );
    },

    readTimeline: async ({ parameters, principal }) => {
      const found = await findCase(table, principal, parameters.id ?? '');
      if (!found.ok) return found;
      const { head, staff } = found.value;
      const events = await readEvents(table, head.id);
      const items = events
        .filter((event) => staff || isForParties(event.type))
        .map((event) => ({
          at: event.at,
          type: event.type,
          by: event.by.party,
          text: wording(event),
          promisedOn: event.data.promisedOn as string | undefined,
          respondBy: event.data.respondBy as string | undefined,
          provisional: (event.data.provisional as boolean | undefined) || undefined,
        }));
      return success({ body: { items } });
    },
  };
}

/** How a list of applications is ordered: by instant and id. */
const applicationPlace = /^APPLICATION#[0-9T:.Z-]{24}#[0-9a-z]{24}$/;

const neverSubmitted = { zh: '尚未提交，可直接删除草稿', en: 'It was never submitted; discard the draft instead' };
