import type { employersRoutes } from '../../shared/contract/employers.ts';
import type { Text } from '../../shared/domain/text.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import type { Handlers } from '../../shared/records/employer.ts';
import { handles, readEmployer } from '../../shared/records/employer.ts';
import {
  acceptInvitation,
  invitationsOf,
  inviteHandler,
  mostHandlers,
  readHandlers,
  removeHandler,
} from '../../shared/records/employer-handlers.ts';
import { newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { emailHash } from '../../shared/view/access.ts';
import { type EmployerDesk, supervises } from './desk.ts';

type HandlerRoutes = 'inviteHandler' | 'acceptInvitation' | 'removeHandler';

const conflict = (detail: Text) => failure(problem('conflict', { detail }));

const moved: Text = {
  zh: '经办人名单刚刚变动，请刷新后重试',
  en: 'The list of handlers has just changed; look at it and try again',
};

const noReason: ProblemEntry = {
  path: 'reason',
  code: 'missing',
  text: {
    zh: '由主管添加经办人时，须说明理由（会作记录）',
    en: 'a supervisor who adds a handler says why; it is recorded',
  },
};

const notAHandler: ProblemEntry = {
  path: 'replaces',
  code: 'not-an-option',
  text: { zh: '不是本单位的经办人', en: 'is not a handler of this employer' },
};

/**
 * Who handles an employer's applications: one to three people. A handler invites a colleague, who accepts after signing
 * in with that address; where the only handler left without a hand-over, a supervisor invites with a reason.
 */
export function handlers(desk: EmployerDesk): Pick<Handles<typeof employersRoutes>, HandlerRoutes> {
  const { table, clock } = desk;
  const at = () => instantOf(clock.now());
  const shown = async (
    id: string,
    principal: Parameters<EmployerDesk['show']>[1],
    outcome: Result<Handlers, 'moved'>,
  ): Promise<Result<{ body: unknown }, Problem>> => {
    if (!outcome.ok) return conflict(moved);
    const employer = await readEmployer(table, id);
    return employer ? success({ body: await desk.show(employer, principal) }) : failure(problem('not-found'));
  };

  return {
    inviteHandler: async ({ parameters, body, principal }) => {
      const found = await desk.find(principal, parameters.id, true);
      if (!found.ok) return found;
      const { id } = found.value;
      const own = principal.roles.includes('employer') && (await handles(table, principal.subject, id));
      const { name, phone, email, reason, replaces } = body;
      if (!own && supervises(principal) && reason === undefined) return invalid(noReason);
      const invited = emailHash(email);
      if (!invited) {
        return invalid({
          path: 'email',
          code: 'email',
          text: { zh: '不是可用的电子邮箱地址', en: 'is not an address that can be used' },
        });
      }
      const seen = await readHandlers(table, id);
      const before = replaces === undefined ? undefined : seen.handlers.find((one) => one.id === replaces);
      if (replaces !== undefined && !before) return invalid(notAHandler);
      if (seen.handlers.some((one) => one.invited === invited && one.id !== replaces)) {
        return conflict({ zh: '该邮箱已在邀请名单中', en: 'This address is invited already' });
      }
      if (!before && seen.handlers.length >= mostHandlers) {
        return conflict({
          zh: `经办人最多 ${mostHandlers} 名（含未接受的邀请），请先移除一名，或指明由谁接替（replaces）`,
          en: `There can be ${mostHandlers} handlers, invitations included: remove one first, or say whose place it is (replaces)`,
        });
      }
      // An invitation opens no door yet: whoever can act now stays until the new one has come.
      if (before?.subject && own && seen.handlers.filter(({ subject }) => subject).length === 1) {
        return conflict(lastOne);
      }
      const handler = { id: newId(), name, phone, invited, since: at() };
      const outcome = await inviteHandler(table, id, seen, {
        handler,
        by: principal.subject,
        ...(before ? { replaces: before } : {}),
        ...(reason ? { reason } : {}),
      });
      return shown(id, principal, outcome);
    },

    acceptInvitation: async ({ parameters, principal }) => {
      const id = parameters.id ?? '';
      const address = emailHash(principal.email);
      const inviting = address ? await invitationsOf(table, address) : [];
      const seen = inviting.includes(id) ? await readHandlers(table, id) : undefined;
      const handler = seen?.handlers.find((one) => one.invited === address && !one.subject);
      if (!seen || !handler) return failure(problem('not-found'));
      if (seen.handlers.some(({ subject }) => subject === principal.subject)) {
        return conflict({ zh: '您已是该单位的经办人', en: 'You are a handler of this employer already' });
      }
      return shown(
        id,
        principal,
        await acceptInvitation(table, id, seen, {
          handler: { ...handler, ...(principal.email ? { email: principal.email } : {}) },
          subject: principal.subject,
          at: at(),
        }),
      );
    },

    removeHandler: async ({ parameters, principal }) => {
      const found = await desk.find(principal, parameters.id);
      if (!found.ok) return found;
      const { id } = found.value;
      const seen = await readHandlers(table, id);
      const handler = seen.handlers.find((one) => one.id === parameters.handlerId);
      if (!handler) return failure(problem('not-found'));
      const others = seen.handlers.some((one) => one.subject && one.id !== handler.id);
      if (!others) return conflict(lastOne);
      const outcome = await removeHandler(table, id, seen, { handler, by: principal.subject, at: at() });
      if (outcome.ok && handler.subject === principal.subject) {
        // Whoever removed themselves sees the employer for the last time.
        return success({ body: await desk.show(found.value, principal) });
      }
      return shown(id, principal, outcome);
    },
  };
}

const lastOne: Text = {
  zh: '至少须保留一名可登录的经办人；请先邀请并等待新经办人接受',
  en: 'One handler who can sign in always stays: invite another first and wait until they have accepted',
};
