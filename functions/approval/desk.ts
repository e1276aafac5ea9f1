import { applicationView } from '../../shared/contract/intake.ts';
import type { Principal, Role } from '../../shared/domain/access/roles.ts';
import { mustBeAnother, type OfficerStage } from '../../shared/domain/application/transitions.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, epochOf } from '../../shared/domain/time.ts';
import type { Reply } from '../../shared/http/function.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Log } from '../../shared/log/log.ts';
import {
  changeApplication,
  freeOrMine,
  type Guard,
  type Head,
  notDeemed,
  notPaused,
  type Requester,
  readEvent,
  requesterOf,
  stillAtWindow,
  visibleVersion,
} from '../../shared/records/application.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { repetition } from '../../shared/records/requests.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Case, findCase } from '../../shared/view/access.ts';
import { viewApplication } from '../../shared/view/application.ts';
import { answerChange } from '../../shared/view/change.ts';
import { withClaim } from '../../shared/view/claim.ts';
import { letterFacts } from '../../shared/view/letter-facts.ts';
import { roleEnded, standingProblem } from '../../shared/view/standing.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { bearsNothing } from './bearing.ts';

export type ApprovalGiven = { table: Table; workflow: Workflow; clock: Clock; rules: Rules; log: Log };

/** A request of an officer about one application. */
export type Asked = {
  parameters: Record<string, string>;
  principal: Principal;
  letInBy?: readonly Role[];
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
};

type Answer = Promise<Result<Reply, Problem>>;
type Act = (the: Case, by: Requester) => Answer;

/** What every officer's action has in common: finding the case, saying what stands in the way, showing the outcome. */
export type Desk = ApprovalGiven & {
  /**
   * Finds the case and runs the action on it. A repeated request is answered like the first without running it again.
   * Every answer to an officer shows the whole application: an action that changed it tells so by its event, and any
   * other answer is recorded as a reading.
   */
  at: (request: Asked, action: string, act: Act) => Answer;
  show: (the: Case) => Answer;
  /** The state as a conflict carries it. */
  present: (the: Case) => Promise<unknown>;
  /** Refused before the write for a clear word; the write itself refuses the same again. */
  closedTo: (the: Case, stage: OfficerStage, subject: string) => Promise<Problem | undefined>;
  /** The same for a decision: the clock must run, the law must not have decided, nobody decides twice (art. 34). */
  mayNotDecide: (the: Case, stage: OfficerStage, subject: string) => Promise<Problem | undefined>;
  /** What the write of every decision insists on. */
  guards: (the: Case) => Guard[];
  /** For whom the officer stands in here, as the event of what is done keeps it. */
  inPlace: (the: Case) => { inPlaceOf?: string };
  /** Makes a change and answers it. The execution is told at once, or looks by itself when its wait ends. */
  change: (the: Case, changed: Parameters<typeof changeApplication>[2]) => Answer;
  answer: (the: Case, outcome: Awaited<ReturnType<typeof changeApplication>>) => Answer;
  wake: (head: Head) => { kind: 'wake-approval'; applicationId: string };
  /** What an event keeps so that its letter can be made from it. */
  letter: (the: Case) => Promise<{ letter: string }>;
};

const lawDecides: Text = {
  zh: '法定期限已到，依法视为已受理或准予延续，不能再作其他决定；系统正在登记，请稍后查看',
  en: 'The time that the law sets is over: it counts as accepted, or as granted. Nothing else can be decided; the system is recording it, so look again in a moment',
};
const standsStill: Text = {
  zh: '办理期限暂停计算期间不能作出决定；请先恢复计时',
  en: 'The clock stands still for what was announced; let it run again before you decide',
};

/** Why an officer of another service window does not work a case. */
export const ofOtherWindow = (number: number | undefined): Text => ({
  zh: `本件由 ${number} 号服务窗口办理；如需由您办理，请主管或该窗口转件，或登记代为办理`,
  en: `Service window ${number} has this case. If you should work it, have it moved by a supervisor or that window, or have it recorded that you stand in`,
});

/** What keeps a case from being decided at an instant, in words; undefined when nothing does. */
const hindrance = (head: Pick<Head, 'deemsAt' | 'pause'>, now: number): Text | undefined => {
  if (head.deemsAt !== undefined && epochOf(head.deemsAt) <= now) return lawDecides;
  return head.pause ? standsStill : undefined;
};

/**
 * Whether another officer has to act: the reviewer of a case does not conclude it, and who reviewed what was refused
 * does not review it again. The head cannot change between this look and the write without the write noticing.
 */
export async function isBarred(table: Table, head: Head, subject: string): Promise<boolean> {
  const former = head.formerReview ? await readEvent(table, head.id, head.formerReview) : undefined;
  return mustBeAnother({ ...head, ...(former?.by.subject ? { formerReviewer: former.by.subject } : {}) }, subject);
}

/**
 * The case as it stands where the system noted something beside it at the very moment at which an officer acted: nothing
 * that the officer has seen is different, so the action can be made on it.
 */
async function somethingBeside(given: ApprovalGiven, request: Asked, { head }: Case): Promise<Case | undefined> {
  // Only the credit of a case is noted so.
  if (!given.rules.zone.credit) return undefined;
  const found = await findCase(given.table, request.principal, head.id);
  if (!found.ok) return undefined;
  const { version, events } = found.value.head;
  return version === head.version && events > head.events ? withClaim(given, found.value) : undefined;
}

const etagOf = ({ head, stored }: Case): string => `"${visibleVersion(head, stored)}"`;

/** Opens the desk at which officers work. */
export function openDesk(given: ApprovalGiven): Desk {
  const { table, clock, rules } = given;
  const reads = { table, clock, zone: rules.zone };
  const present = async (the: Case): Promise<unknown> => applicationView.parse(await viewApplication(given, the));
  const show = async (the: Case): Answer =>
    success({
      body: await viewApplication(given, the),
      headers: { etag: etagOf(the) },
    });

  const attempt = async (the: Case, by: Requester, request: Asked, act: Act): Answer => {
    const repeated = repetition(the.head.requests, by.request);
    if (repeated === 'same') return show(the);
    if (repeated === 'other-body') return failure(problem('key-reused'));
    if (request.version !== undefined && request.version !== visibleVersion(the.head, the.stored)) {
      return failure(problem('version-conflict', { current: await present(the) }));
    }
    const answered = await act(the, by);
    if (answered.ok || answered.error.status !== 409) return answered;
    const since = await somethingBeside(given, request, the);
    return since ? act(since, by) : answered;
  };

  const closedTo: Desk['closedTo'] = async (the, stage, subject) => {
    if (the.head.stage !== stage) return problem('conflict', { current: await present(the) });
    if (the.viewer.outsideWindow) return problem('not-allowed', { detail: ofOtherWindow(the.head.serviceWindow) });
    if (the.head.claimedBy && the.head.claimedBy !== subject && the.head.claimedBy !== the.viewer.actsFor) {
      return problem('conflict', {
        detail: { zh: '已由其他工作人员领取', en: 'Another officer has claimed it' },
        current: await present(the),
      });
    }
    return undefined;
  };

  const answer: Desk['answer'] = async (the, outcome) => {
    if (!outcome.ok && outcome.error.kind === 'standing') {
      const { standing, decision } = outcome.error;
      const found = await standingProblem({ table, zone: rules.zone }, standing, decision);
      return failure(found ?? problem('try-again'));
    }
    if (outcome.ok) {
      const { head, outbox, tellsAtOnce } = outcome.value;
      if (!outbox && !tellsAtOnce && head.stage !== the.head.stage) await given.workflow.dismiss(head.id);
    }
    return answerChange(given, the, outcome, (head) => hindrance(head, clock.now()));
  };

  return {
    ...given,
    present,
    show,
    at: async (request, action, act) => {
      const found = await findCase(table, request.principal, request.parameters.id ?? '');
      const [role] = request.letInBy ?? [];
      const ended = async () =>
        role
          ? roleEnded({ table, zone: rules.zone }, { subject: request.principal.subject, role })
          : problem('role-ended');
      if (!found.ok) return found.error.code === 'role-ended' ? failure(await ended()) : found;
      const the = await withClaim(given, found.value);
      // 回避: nobody decides on an application of their own.
      if (the.viewer.handlesEmployer || the.viewer.isApplicant) {
        return failure(
          problem('not-allowed', {
            detail: {
              zh: '本人或本单位的申请，应当回避',
              en: 'It is your own or your employer’s; another officer must act',
            },
          }),
        );
      }
      if (!the.staff) return failure(problem('not-allowed'));
      const { letInBy } = request;
      if (letInBy && !letInBy.some((name) => the.viewer.roles.includes(name))) return failure(await ended());
      const by = requesterOf(request, 'authority', action);
      const answered = await attempt(the, by, request, act);
      // The event of what an officer did tells that they saw the case; whatever else shows it is a reading.
      const isOnRecord = answered.ok && answered.value.headers?.etag !== etagOf(the);
      if (!isOnRecord) {
        await recordReading(reads, { by: request.principal.subject, what: 'application', id: the.head.id });
      }
      return answered;
    },
    closedTo,
    mayNotDecide: async (the, stage, subject) => {
      const unborne = await bearsNothing(given, the, stage);
      if (unborne) return unborne;
      if (the.head.stage === stage && (await isBarred(table, the.head, subject))) {
        return problem('two-officers', { current: await present(the) });
      }
      const closed = await closedTo(the, stage, subject);
      if (closed) return closed;
      const detail = hindrance(the.head, clock.now());
      return detail && problem('conflict', { detail, current: await present(the) });
    },
    guards: ({ head, viewer }) => [
      freeOrMine(viewer.subject, viewer.actsFor),
      ...stillAtWindow(head),
      notPaused,
      notDeemed(clock),
    ],
    inPlace: ({ inPlaceOf }) => (inPlaceOf ? { inPlaceOf } : {}),
    answer,
    change: async (the, changed) => answer(the, await changeApplication(table, clock, changed)),
    wake: (head) => ({ kind: 'wake-approval', applicationId: head.id }),
    letter: ({ head, stored }) => letterFacts({ table, clock, zone: rules.zone }, { head, form: stored.form }),
  };
}
