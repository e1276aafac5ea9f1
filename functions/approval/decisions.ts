import { approvalRoutes } from '../../shared/contract/approval.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { promisedConclusion, startClock } from '../../shared/domain/application/case-clock.ts';
import {
  claimRoles,
  isOfficerStage,
  type OfficerStage,
  officerStages,
  queueRoles,
} from '../../shared/domain/application/transitions.ts';
import { permitValidity } from '../../shared/domain/application/validity.ts';
import { addDays, type Clock, endOfDay, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  changeApplication,
  freeOrMine,
  type Head,
  notTheReviewer,
  plain,
  queuePlace,
  readForm,
  readQueue,
  reopenForm,
  requesterOf,
  unlock,
  visibleVersion,
} from '../../shared/records/application.ts';
import { readDocuments } from '../../shared/records/document.ts';
import { readEmployer } from '../../shared/records/employer.ts';
import { keys, queueKeys } from '../../shared/records/keys.ts';
import { type Identity, settlePerson } from '../../shared/records/person.ts';
import { recordReading } from '../../shared/records/reading.ts';
import type { Item, Table, TransactionStep } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { viewApplication } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { confirmScore } from './confirm-score.ts';

export type ApprovalGiven = { table: Table; workflow: Workflow; clock: Clock; rules: Rules; log: Log };

type Asked = {
  parameters: Record<string, string>;
  principal: Principal;
  version?: number;
  idempotencyKey?: string;
};

/** Minutes in which issuance is expected to have followed an approval; the sweeper looks after that. */
const issuanceMinutes = 10;

/** A place in the queue of a stage: the due time and the application. */
const placeIn = (stage: OfficerStage) => ({
  pk: /^APPLICATION#[0-9a-z]{24}$/,
  sk: 'HEAD',
  queuePk: queueKeys.stage(stage),
  queueSk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/,
});

/** What an officer may do: queues, claims and the decisions of each stage. */
export function decisions(given: ApprovalGiven): Handles<typeof approvalRoutes> {
  const { table, clock, rules } = given;

  /** The case, when this officer may act on it in the state that was seen. */
  const open = async (request: Asked, action: string): Promise<Result<{ the: Case; again: boolean }, Problem>> => {
    const found = await findCase(table, request.principal, request.parameters.id ?? '');
    if (!found.ok) return found;
    const the = found.value;
    if (!the.staff) return failure(problem('not-allowed'));
    // Every answer to an officer, a conflict too, shows the whole application.
    await recordReading(table, clock, rules.today(clock), {
      by: request.principal.subject,
      what: 'application',
      id: the.head.id,
    });
    const by = requesterOf(request, 'authority', action);
    if (by.request && the.head.lastRequest === by.request) return success({ the, again: true });
    if (request.version !== undefined && request.version !== visibleVersion(the.head, the.stored)) {
      return failure(problem('version-conflict', { current: await shown(the) }));
    }
    return success({ the, again: false });
  };

  const shown = async (the: Case) =>
    approvalRoutes.conclude.answer.schema.parse(await viewApplication(given, the)) as unknown;

  const view = async (the: Case): Promise<Result<Reply, Problem>> =>
    success({
      body: await viewApplication(given, the),
      headers: { etag: `"${visibleVersion(the.head, the.stored)}"` },
    });

  /** Refused before the write for a clear word; the write itself refuses the same again. */
  const closedTo = async (the: Case, stage: OfficerStage, subject: string): Promise<Problem | undefined> => {
    if (the.head.stage !== stage) return problem('conflict', { current: await shown(the) });
    if (the.head.claimedBy && the.head.claimedBy !== subject) {
      return problem('conflict', {
        detail: { zh: '已由其他工作人员领取', en: 'Another officer has claimed it' },
        current: await shown(the),
      });
    }
    return undefined;
  };

  const change = async (the: Case, changed: Parameters<typeof changeApplication>[2]) =>
    answerChange(given, the, await changeApplication(table, clock, changed));

  const wake = (head: Head) => ({ kind: 'wake-approval' as const, applicationId: head.id });

  return {
    readQueue: async ({ parameters, principal, query }) => {
      const stage = parameters.stage ?? '';
      const limit = query.limit ?? 25;
      const names: readonly OfficerStage[] = stage === 'late' ? officerStages : isOfficerStage(stage) ? [stage] : [];
      if (names.length === 0) return failure(problem('not-found'));
      const visible = names.filter((name) => queueRoles[name].some((role) => principal.roles.includes(role)));
      if (visible.length === 0) return failure(problem('not-allowed'));
      const now = instantOf(clock.now());
      const { cursor } = query;
      const places = visible.map((name) => (cursor ? keyOf(cursor, placeIn(name)) : undefined));
      const after = places.find((place) => place !== undefined);
      if (cursor && (!after || (stage === 'late' && after.queueSk >= now))) return failure(notACursor());
      const heads: Head[] = [];
      let next: string | undefined;
      // "Late" walks the stages one after the other, so that its cursor is always the place in one of them.
      const from = Math.max(0, places.indexOf(after));
      for (const name of visible.slice(from)) {
        const page = await readQueue(table, name, {
          limit: limit - heads.length,
          ...(stage === 'late' ? { dueBefore: now } : {}),
          ...(after?.queuePk === queueKeys.stage(name) ? { after } : {}),
        });
        heads.push(...page.heads);
        if (page.next) {
          next = cursorOf(page.next);
          break;
        }
        if (heads.length >= limit) {
          const last = heads.at(-1);
          const more = name !== visible.at(-1) && last;
          if (more) {
            const place = queuePlace(last.stage, last.dueAt, last.id);
            next = cursorOf({ ...keys.application(last.id), ...place });
          }
          break;
        }
      }
      return success({
        body: {
          items: heads.map((head) => ({
            ...head,
            applicantName: head.applicantName ?? '',
            category: head.category ?? null,
            provisional: head.provisional ?? false,
            late: head.dueAt !== undefined && head.dueAt <= now,
          })),
          ...(next ? { next } : {}),
        },
      });
    },

    claimApplication: async (request) => {
      const opened = await open(request, 'claim');
      if (!opened.ok) return opened;
      const { the, again } = opened.value;
      const { subject, roles } = request.principal;
      if (again || (the.head.claimedBy === subject && isOfficerStage(the.head.stage))) return view(the);
      if (!isOfficerStage(the.head.stage)) return failure(problem('conflict', { current: await shown(the) }));
      if (!roles.includes(claimRoles[the.head.stage])) return failure(problem('not-allowed'));
      if (the.head.stage === 'conclusion' && the.head.reviewedBy === subject) {
        return failure(problem('two-officers', { current: await shown(the) }));
      }
      const closed = await closedTo(the, the.head.stage, subject);
      if (closed) return failure(closed);
      return change(the, {
        head: the.head,
        within: [the.head.stage],
        event: { type: 'claimed', data: { stage: the.head.stage } },
        set: { claimedBy: subject },
        guards: [freeOrMine(subject)],
        by: requesterOf(request, 'authority', 'claim'),
      });
    },

    releaseApplication: async (request) => {
      const opened = await open(request, 'release');
      if (!opened.ok) return opened;
      const { the, again } = opened.value;
      if (again) return view(the);
      const { subject, roles } = request.principal;
      if (!isOfficerStage(the.head.stage) || !the.head.claimedBy) {
        return failure(problem('conflict', { current: await shown(the) }));
      }
      if (the.head.claimedBy !== subject && !roles.includes('supervisor')) return failure(problem('not-allowed'));
      return change(the, {
        head: the.head,
        within: [the.head.stage],
        event: { type: 'released', data: { stage: the.head.stage } },
        set: { claimedBy: undefined },
        by: requesterOf(request, 'authority', 'release'),
      });
    },

    decidePreliminaryReview: async (request) => {
      const { body, principal } = request;
      const opened = await open(request, 'preliminary-review');
      if (!opened.ok) return opened;
      const { the, again } = opened.value;
      if (again) return view(the);
      const closed = await closedTo(the, 'preliminary-review', principal.subject);
      if (closed) return failure(closed);
      const { head } = the;
      const at = instantOf(clock.now());
      const common = {
        head,
        guards: [freeOrMine(principal.subject)],
        effect: wake(head),
        by: requesterOf(request, 'authority', 'preliminary-review'),
      };

      if (body.decision === 'return') {
        // The day of the return is not counted, and a last day that is a day off gives way to the next working day.
        const last = rules.count(addDays(rules.today(clock), rules.zone.policy.returnedDays.days), 0);
        // The notice can be long; without an outbox item the change stays within its budget of write units.
        const returned = await changeApplication(table, clock, {
          ...common,
          effect: undefined,
          transition: 'return',
          event: { type: 'returned', data: { deficiencies: body.deficiencies, round: head.round } },
          set: {
            notice: head.events + 1,
            dueAt: endOfDay(rules.timeZone, last.day),
            late: undefined,
            claimedBy: undefined,
            promisedOn: undefined,
          },
          also: plain(reopenForm(head)),
        });
        if (returned.ok) await given.workflow.dismiss(head.id);
        return answerChange(given, the, returned);
      }

      if (body.decision === 'refuse-acceptance') {
        return change(the, {
          ...common,
          transition: 'refuse-acceptance',
          event: { type: 'acceptance-refused', data: { reasons: body.reasons } },
          set: { refusal: head.events + 1, dueAt: undefined, late: undefined, claimedBy: undefined },
          also: plain(...unlock(head)),
        });
      }

      const person = await settled(the, body.person);
      if (!person.ok) return person;
      const category = head.category ?? null;
      const since = {
        procedure: head.procedure,
        category,
        submittedAt: head.submittedAt ?? at,
        acceptedAt: at,
      };
      const due = startClock(rules, rules.count, { ...since, stage: 'review', startedAt: at });
      const promised = promisedConclusion(rules, rules.count, since);
      const provisional = due.provisional || promised.provisional;
      if (provisional) given.log.warn('calendar-unpublished', { applicationId: head.id });
      return change(the, {
        ...common,
        transition: 'accept',
        event: {
          type: 'accepted',
          data: { promisedOn: promised.day, dueAt: due.dueAt, ...(body.note ? { note: body.note } : {}) },
        },
        set: {
          acceptedAt: at,
          stageStartedAt: at,
          dueAt: due.dueAt,
          promisedOn: promised.day,
          provisional,
          late: undefined,
          claimedBy: undefined,
          notice: undefined,
          personId: person.value.personId,
          possiblySame: undefined,
        },
        also: person.value.steps,
      });
    },

    recommend: async (request) => {
      const { body, principal } = request;
      const opened = await open(request, 'review');
      if (!opened.ok) return opened;
      const { the, again } = opened.value;
      if (again) return view(the);
      const closed = await closedTo(the, 'review', principal.subject);
      if (closed) return failure(closed);
      const { head, stored } = the;
      const documents = await readDocuments(table, head.id);
      const confirmed = confirmScore(rules, {
        form: stored.form,
        on: rules.dayOf(head.submittedAt ?? instantOf(clock.now())),
        documents,
        corrections: body.corrections ?? [],
        evidence: body.evidence ?? [],
        mustProve: body.recommendation === 'approve',
      });
      if (!confirmed.ok) return failure(problem('invalid-request', { problems: confirmed.error }));
      if (body.recommendation === 'refuse' && !body.reasons?.length) {
        return invalid({
          path: 'reasons',
          code: 'missing',
          text: { zh: '建议不予许可须说明理由', en: 'a recommendation to refuse needs its reasons' },
        });
      }
      const category = confirmed.value.score.category;
      const at = instantOf(clock.now());
      const due = startClock(rules, rules.count, {
        procedure: head.procedure,
        category,
        stage: 'conclusion',
        startedAt: at,
        submittedAt: head.submittedAt ?? at,
        ...(head.acceptedAt ? { acceptedAt: head.acceptedAt } : {}),
      });
      return change(the, {
        head,
        transition: 'recommend',
        event: {
          type: 'reviewed',
          data: {
            recommendation: body.recommendation,
            ...confirmed.value,
            ...(body.reasons?.length ? { reasons: body.reasons } : {}),
            ...(body.note ? { note: body.note } : {}),
          },
        },
        set: {
          review: head.events + 1,
          reviewedBy: principal.subject,
          category,
          stageStartedAt: at,
          dueAt: due.dueAt,
          provisional: due.provisional,
          late: undefined,
          claimedBy: undefined,
        },
        guards: [freeOrMine(principal.subject)],
        effect: wake(head),
        by: requesterOf(request, 'authority', 'review'),
      });
    },

    conclude: async (request) => {
      const { body, principal } = request;
      const opened = await open(request, 'conclude');
      if (!opened.ok) return opened;
      const { the, again } = opened.value;
      if (again) return view(the);
      const { head, stored } = the;
      if (head.stage === 'conclusion' && head.reviewedBy === principal.subject) {
        return failure(problem('two-officers', { current: await shown(the) }));
      }
      const closed = await closedTo(the, 'conclusion', principal.subject);
      if (closed) return failure(closed);
      const today = rules.today(clock);
      const outside = outsideDelegation(rules, head, today);
      if (outside) return failure(problem('outside-delegation', { detail: outside }));
      const common = {
        head,
        guards: [freeOrMine(principal.subject), notTheReviewer(principal.subject)],
        effect: wake(head),
        by: requesterOf(request, 'authority', 'conclude'),
      };
      if (body.decision === 'refuse') {
        return change(the, {
          ...common,
          transition: 'refuse',
          event: { type: 'refused', data: { reasons: body.reasons } },
          set: { refusal: head.events + 1, dueAt: undefined, late: undefined, claimedBy: undefined },
          also: plain(...unlock(head)),
        });
      }
      const employer = await readEmployer(table, head.employerId);
      const { applicant, post } = stored.form;
      const category = head.category;
      if (!employer || !applicant?.passport?.expiresOn || !post?.contractFrom || !post.contractTo) {
        throw new Error('a reviewed application lacks its employer, passport or contract');
      }
      if (!category) {
        return invalid({
          path: 'decision',
          code: 'category-open',
          text: { zh: '类别尚未认定，不能准予许可', en: 'the category is not settled, so it cannot be approved' },
        });
      }
      const validity = permitValidity({
        category,
        months: rules.zone.policy.validityMonths,
        issuedOn: today,
        contractFrom: post.contractFrom,
        contractTo: post.contractTo,
        passportExpiresOn: applicant.passport.expiresOn,
        licenceValidTo: employer.licenceValidTo,
        ...(body.validTo ? { wantedTo: body.validTo } : {}),
      });
      if (!validity) {
        return invalid({
          path: body.validTo ? 'validTo' : 'decision',
          code: 'no-validity-left',
          text: {
            zh: '合同、护照、营业执照或所选日期已届满，许可没有有效期',
            en: 'contract, passport, licence or the chosen day leave no time for a permit',
          },
        });
      }
      return change(the, {
        ...common,
        transition: 'approve',
        event: { type: 'approved', data: { validity, ...(body.note ? { note: body.note } : {}) } },
        set: {
          stageStartedAt: instantOf(clock.now()),
          dueAt: instantOf(clock.now() + issuanceMinutes * 60_000),
          late: undefined,
          claimedBy: undefined,
        },
      });
    },
  };

  /** Settles whether the applicant is someone the register already knows by another passport. */
  async function settled(
    the: Case,
    answer: string | undefined,
  ): Promise<
    Result<
      {
        personId: string;
        steps: { step: TransactionStep; refused: (item?: Item) => { kind: 'other-case'; applicationId: string } }[];
      },
      Problem
    >
  > {
    const { head } = the;
    const personId = head.personId;
    if (!personId) throw new Error('a submitted application has no person');
    const namesakes = head.possiblySame ?? [];
    if (namesakes.length === 0) return success({ personId, steps: [] });
    if (!answer || (answer !== 'new' && !namesakes.includes(answer))) {
      return invalid({
        path: 'person',
        code: answer ? 'not-an-option' : 'missing',
        text: {
          zh: `登记簿中有同名同生日者，请核对后填写 ${namesakes.join('、')} 或 new`,
          en: `the register knows someone with the same name and birth date: answer ${namesakes.join(', ')} or new`,
        },
      });
    }
    const identity = (await readForm(table, head.id))?.form.applicant as Identity | undefined;
    if (!identity) throw new Error('a submitted application has no form');
    const sameAs = answer === 'new' ? undefined : answer;
    const kept = await settlePerson(table, identity, { personId, sameAs, differs: namesakes });
    if (!kept.ok) {
      return failure(
        problem('conflict', {
          detail: {
            zh: '登记簿已由另一件申请更新，请重新核对后决定',
            en: 'The register was changed for another application meanwhile; look again and decide anew',
          },
        }),
      );
    }
    if (!sameAs) return success({ personId, steps: [] });
    const other = (item?: Item) => ({ kind: 'other-case' as const, applicationId: String(item?.applicationId ?? '') });
    return success({
      personId: sameAs,
      steps: [
        {
          step: {
            put: {
              Item: { ...keys.openCase(sameAs, head.employerId, head.procedure), applicationId: head.id },
              ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
              ExpressionAttributeValues: { ':mine': head.id },
            },
          },
          refused: other,
        },
        { step: { delete: { Key: keys.openCase(personId, head.employerId, head.procedure) } }, refused: other },
      ],
    });
  }
}

/** Art. 24: a zone decides only what was delegated to it, in the time for which it was. */
function outsideDelegation({ zone }: Rules, head: Head, today: string) {
  const { delegation } = zone;
  if (today < delegation.validFrom || (delegation.validTo && today > delegation.validTo)) {
    return { zh: '委托期限之外', en: 'The delegation is not in force today' };
  }
  if (!delegation.procedures.includes(head.procedure)) {
    return { zh: '该程序未委托本区办理', en: 'This procedure is not delegated' };
  }
  if (head.category && !delegation.categories.includes(head.category)) {
    return { zh: '该类别未委托本区办理', en: 'This category is not delegated' };
  }
  return undefined;
}
