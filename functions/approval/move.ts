import type { movingRoutes } from '../../shared/contract/service-windows.ts';
import { isOfficerStage, movableStages, workRoles } from '../../shared/domain/application/transitions.ts';
import { isCompetent, isGivenUp, windowNumbered } from '../../shared/domain/service-window/service-window.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import { freeOrMine, stillAtWindow } from '../../shared/records/application.ts';
import { failure } from '../../shared/result.ts';
import { procedureOf } from '../../shared/view/application.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { type Desk, ofOtherWindow } from './desk.ts';

const notThere = (text: Text) => invalid({ path: 'to', code: 'not-an-option', text });

const ofNoWindow: Text = {
  zh: '此申请不属于任何服务窗口',
  en: 'This application belongs to no service window',
};
const notNow: Text = {
  zh: '申请已办结或已移交，不能再转窗口',
  en: 'It is closed, or with another authority; it cannot be moved to another window',
};

/**
 * Takes a case to another service window: by a supervisor, or by an officer who works it where it is. Its times stay as
 * they are, a claim on it is released, and the parties are told where it went and why.
 */
export function moving(desk: Desk): Handles<typeof movingRoutes> {
  const { rules, clock } = desk;
  const windows = rules.zone.serviceWindows ?? [];
  return {
    moveApplication: (request) =>
      desk.at(request, 'move', async (the, by) => {
        const { body, principal } = request;
        const { head, viewer } = the;
        const conflict = async (detail: Text) =>
          failure(problem('conflict', { detail, current: await desk.present(the) }));
        if (head.serviceWindow === undefined) return conflict(ofNoWindow);
        if (!movableStages.includes(head.stage)) return conflict(notNow);
        const supervises = viewer.roles.includes('supervisor');
        if (!supervises) {
          if (viewer.outsideWindow) {
            return failure(problem('not-allowed', { detail: ofOtherWindow(head.serviceWindow) }));
          }
          const works = isOfficerStage(head.stage) ? workRoles(head.stage, procedureOf(desk, head).decidedBy) : [];
          if (!isOfficerStage(head.stage) || !works.some((role) => viewer.roles.includes(role))) {
            return failure(problem('not-allowed'));
          }
          const closed = await desk.closedTo(the, head.stage, principal.subject);
          if (closed) return failure(closed);
        }
        const from = windowNumbered(windows, head.serviceWindow);
        const to = windowNumbered(windows, body.to);
        if (!to || isGivenUp(to, rules.today(clock))) {
          return notThere({ zh: '没有这个服务窗口', en: 'there is no such service window' });
        }
        if (to === from) return notThere({ zh: '申请已在该窗口', en: 'it is at this window already' });
        if (!isCompetent(to, { procedure: head.procedure, category: head.category ?? null })) {
          return notThere({
            zh: `${to.number} 号窗口不办理此事项或此类别`,
            en: `window ${to.number} does not handle this procedure or category`,
          });
        }
        const unprinted = unprintable({ reason: body.reason });
        if (unprinted) return failure(unprinted);
        return desk.change(the, {
          head,
          within: movableStages,
          event: {
            type: 'moved',
            data: {
              stage: head.stage,
              from: { number: head.serviceWindow, ...(from ? { name: from.name } : {}) },
              to: { number: to.number, name: to.name },
              reason: body.reason,
              ...desk.inPlace(the),
            },
          },
          set: { serviceWindow: to.number, claimedBy: undefined },
          guards: [...stillAtWindow(head), ...(supervises ? [] : [freeOrMine(viewer.subject, viewer.actsFor)])],
          by,
        });
      }),
  };
}
