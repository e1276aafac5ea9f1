import type { followingRoutes } from '../../shared/contract/following.ts';
import { followedId, sameReceipt } from '../../shared/domain/application/follow-code.ts';
import { isOfficerStage, type Stage } from '../../shared/domain/application/transitions.ts';
import { holderLabels, holders, stageWords } from '../../shared/domain/desk/guidance-words.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, epochOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { readHead } from '../../shared/records/application.ts';
import type { Table } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { procedureOf } from '../../shared/view/application.ts';
import type { Rules } from '../../shared/zone/rules.ts';

/** An id that no application has: what cannot lead to one is looked for all the same, and takes as long. */
const nobodys = '0'.repeat(24);

/** Stages in which the parties have days of their own. */
const awaitingParty: readonly Stage[] = ['returned', 'refusal-announced'];

/** Whoever follows by number and code need not be the party whom these words would address. */
const withParties: Text = { zh: '在申请方', en: 'With the employer or the applicant' };

/** What is told of a stage to its parties speaks of what they can read; a follower is told where that is. */
const readMore: Text = {
  zh: '具体内容请由用人单位或者申请人登录后查看。',
  en: 'The employer or the applicant can read the details after signing in.',
};

/**
 * Where an application stands, for whoever has its receipt number and code. A wrong number, a wrong code and an
 * application that was never submitted are answered alike, after the same single read.
 */
export function followApplication(given: {
  table: Table;
  clock: Clock;
  rules: Rules;
}): Handles<typeof followingRoutes>['followApplication'] {
  const { table, clock, rules } = given;
  return async ({ body }) => {
    const { receiptNumber, code } = body;
    const head = await readHead(table, followedId(receiptNumber, code) ?? nobodys);
    if (!head?.receiptNumber || !sameReceipt(receiptNumber, head.receiptNumber)) return failure(problem('not-found'));
    const { stage, dueAt, submittedAt, acceptedAt, promisedOn, pause } = head;
    const { title } = procedureOf(given, head);
    const holder = holders[stage];
    const worked = isOfficerStage(stage);
    const responding = awaitingParty.includes(stage);
    return success({
      body: {
        receiptNumber: head.receiptNumber,
        procedure: { id: head.procedure, title },
        stage,
        title: stageWords[stage].title,
        text: readMore,
        with: holder,
        withLabel: holder === 'parties' ? withParties : holderLabels[holder],
        ...(submittedAt ? { submittedOn: rules.dayOf(submittedAt) } : {}),
        ...(acceptedAt ? { acceptedOn: rules.dayOf(acceptedAt) } : {}),
        // Nothing can be promised while the clock stands still.
        ...(worked && promisedOn && !pause ? { promisedOn } : {}),
        ...(responding && dueAt ? { respondBy: rules.dayOf(dueAt) } : {}),
        provisional: (worked || responding) && head.provisional === true,
        late: worked && dueAt !== undefined && epochOf(dueAt) <= clock.now(),
        changedOn: rules.dayOf(head.updatedAt),
      },
    });
  };
}
