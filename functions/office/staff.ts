import type { officeRoutes } from '../../shared/contract/office.ts';
import { type Leave, overlaps } from '../../shared/domain/office/leave.ts';
import { dayIn, instantOf } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply, SignedIn } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  endLeaveStep,
  leaveStep,
  readEveryLeave,
  readLeaves,
  readStaffRole,
  readStaffRoles,
  type StaffRole,
  type StoredLeave,
  staffRoleStep,
} from '../../shared/records/staff.ts';
import { holdsRole, standingMark } from '../../shared/records/standing.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { changeAsLead, type OfficeGiven, standingForColleague, standingForLead } from './lead.ts';

type StaffRoutes = Omit<
  Handles<typeof officeRoutes>,
  'readSelf' | 'readDelegation' | 'suspendDelegation' | 'restoreDelegation' | 'listReferred'
>;

const pageLength = 50;
const longestSubject = 128;

/** A path can name anybody; what no identity provider would give as a subject is nobody. */
export const isSubject = (subject: string) =>
  subject.length > 0 && subject.length <= longestSubject && subject.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(subject);

const notOneself: Problem = problem('not-allowed', {
  detail: { zh: '本人的角色须由他人恢复', en: 'Somebody else has to give you your role back' },
});

/** What the zone knows of its staff and the identity provider cannot: roles that ended, leave and who stands in. */
export function staff(given: OfficeGiven): StaffRoutes {
  const { table, clock, zone } = given;
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));

  const changeRole = async (
    request: SignedIn<(typeof officeRoutes)['endRole']>,
    state: StaffRole['state'],
  ): Promise<Result<Reply, Problem>> => {
    const { principal, body, parameters } = request;
    const { subject = '' } = parameters;
    const { role, reason } = body;
    if (!isSubject(subject)) return failure(problem('not-found'));
    if (state === 'reinstated' && subject === principal.subject) return failure(notOneself);
    const mark = standingMark({ subject, role });
    const entry = (): StaffRole => {
      return { subject, role, state, at: instantOf(clock.now()), by: principal.subject, reason };
    };
    return changeAsLead(
      given,
      request,
      `role-${state} ${subject}`,
      async (standing) => {
        const ended = !holdsRole(standing, { subject, role });
        if (ended === (state === 'ended')) {
          return failure(
            problem('conflict', {
              detail: ended
                ? { zh: '该角色已经终止', en: 'This role has ended already' }
                : { zh: '该角色没有终止', en: 'This role has not ended' },
            }),
          );
        }
        const others = [...standing.ended].filter((one) => one !== mark);
        return success({
          happening: { type: state === 'ended' ? 'role-ended' : 'role-reinstated', data: { subject, role, reason } },
          set: { ended: new Set(state === 'ended' ? [...others, mark] : others) },
          also: [staffRoleStep(entry())],
        });
      },
      async () => {
        const stored = await readStaffRole(table, subject, role);
        return stored ? success({ body: stored }) : failure(problem('not-found'));
      },
    );
  };

  return {
    endRole: (request) => changeRole(request, 'ended'),
    reinstateRole: (request) => changeRole(request, 'reinstated'),

    listStaffRoles: async ({ principal, query: { cursor, limit = pageLength } }) => {
      const leads = await standingForLead(table, principal);
      if (!leads.ok) return leads;
      const list = { pk: keys.standing().pk, sk: /^ROLE#.{1,200}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { entries, next } = await readStaffRoles(table, { limit, ...(after ? { after } : {}) });
      return success({ body: { items: entries, ...(next ? { next: cursorOf(next) } : {}) } });
    },

    listLeave: async ({ principal, query: { cursor, limit = pageLength } }) => {
      const colleague = await standingForColleague(table, principal);
      if (!colleague.ok) return colleague;
      const { held } = colleague.value;
      const list = { pk: keys.standing().pk, sk: /^LEAVE#\d{4}-\d\d-\d\d#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, list);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { leaves, next } = await readLeaves(table, today(), { limit, ...(after ? { after } : {}) });
      const leads = held.some((role) => role === 'supervisor' || role === 'admin');
      return success({
        body: {
          items: leaves.filter(({ endedAt }) => !endedAt).map((leave) => (leads ? leave : shownToColleagues(leave))),
          ...(next ? { next: cursorOf(next) } : {}),
        },
      });
    },

    recordLeave: async (request) => {
      const { principal, body, parameters, idempotencyKey } = request;
      const { subject = '' } = parameters;
      const { role, from, to, coveredBy, reason } = body;
      if (!isSubject(subject)) return failure(problem('not-found'));
      const wrong: ProblemEntry[] = [];
      if (to < from || to < today()) {
        wrong.push({
          path: 'to',
          code: 'out-of-order',
          text: { zh: '不得早于开始日期和今天', en: 'must not be before the first day, nor before today' },
        });
      }
      if (coveredBy === subject) {
        wrong.push({ path: 'coveredBy', code: 'oneself', text: { zh: '须为他人', en: 'must be somebody else' } });
      }
      if (wrong.length > 0) return invalid(...wrong);
      const id = idempotencyKey ? idOf(principal.subject, idempotencyKey, 'leave') : newId();
      const leave: Leave = { id, subject, role, from, to, coveredBy };
      return changeAsLead(
        given,
        request,
        `leave ${subject}`,
        async (standing) => {
          if (!holdsRole(standing, { subject: coveredBy, role })) {
            return invalid({
              path: 'coveredBy',
              code: 'role-ended',
              text: { zh: '该人员的此项角色已终止', en: 'this officer’s role has ended' },
            });
          }
          const clash = (await readEveryLeave(table, from)).find((other) => overlaps(leave, other));
          if (clash) {
            return failure(
              problem('conflict', {
                detail: {
                  zh: `该人员 ${clash.from} 至 ${clash.to} 已登记休假，代为办理人 ${clash.coveredBy}`,
                  en: `This officer is recorded as away from ${clash.from} to ${clash.to}, covered by ${clash.coveredBy}`,
                },
              }),
            );
          }
          const { id: _id, ...data } = leave;
          const recorded = { recordedBy: principal.subject, recordedAt: instantOf(clock.now()) };
          return success({
            happening: { type: 'leave-recorded', data: { leave: id, ...data, reason } },
            also: [leaveStep({ ...leave, reason, ...recorded })],
          });
        },
        async () => {
          const stored = (await readEveryLeave(table, to)).find((one) => one.id === id);
          return stored ? success({ body: stored }) : failure(problem('not-found'));
        },
      );
    },

    endLeave: async (request) => {
      const { subject = '', leave: id = '' } = request.parameters;
      const found = async () =>
        (await readEveryLeave(table, today())).find((one) => one.id === id && one.subject === subject);
      return changeAsLead(
        given,
        request,
        `end-leave ${id}`,
        async () => {
          const leave = await found();
          if (!leave) return failure(problem('not-found'));
          if (leave.endedAt) return success({});
          return success({
            happening: { type: 'leave-ended', data: { leave: id, subject, role: leave.role } },
            also: [endLeaveStep(leave, instantOf(clock.now()))],
          });
        },
        async () => success({}),
      );
    },
  };
}

/** Colleagues learn who is away and who stands in; why, only who leads the office. */
function shownToColleagues({ id, subject, role, from, to, coveredBy }: StoredLeave): Leave {
  return { id, subject, role, from, to, coveredBy };
}
