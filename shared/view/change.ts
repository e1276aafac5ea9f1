import { applicationView } from '../contract/intake.ts';
import { comparableEmail } from '../domain/person/email.ts';
import type { Text } from '../domain/text.ts';
import type { Clock } from '../domain/time.ts';
import type { Reply } from '../http/function.ts';
import { type Problem, problem } from '../http/problem.ts';
import { type changeApplication, readForm, visibleVersion } from '../records/application.ts';
import type { OutboxItem } from '../records/outbox.ts';
import type { Table } from '../records/table.ts';
import { failure, type Result, success } from '../result.ts';
import type { Workflow } from '../workflow/approval.ts';
import type { Rules } from '../zone/rules.ts';
import type { Case } from './access.ts';
import { viewApplication } from './application.ts';

/** The register of persons says something else than the officer saw. */
export const registerMoved: Problem = problem('conflict', {
  detail: {
    zh: '登记簿已由另一件申请更新，请重新核对后决定',
    en: 'The register was changed for another application meanwhile; look again and decide anew',
  },
});

type Given = { table: Table; workflow: Workflow; clock: Clock; rules: Rules };

/**
 * Answers a change of an application: delivers its effect and shows the new state; a repeated request is answered like
 * the first; a lost race is a 409 with the present state.
 * @param explain what to say of a lost race, by what stands there now
 */
export async function answerChange(
  given: Given,
  the: Case,
  outcome: Awaited<ReturnType<typeof changeApplication>>,
  explain: (present: Case['head']) => Text | undefined = () => undefined,
): Promise<Result<Reply, Problem>> {
  const { table, workflow } = given;
  const shown = async (head: Case['head']) => {
    const stored = (await readForm(table, head.id)) ?? the.stored;
    return { view: await viewApplication(given, { ...the, head, stored }), version: visibleVersion(head, stored) };
  };
  /** Who files alone learns of no application that names the same passport under another address. */
  const isTheirs = async (id: string) => {
    if (the.head.filedBy !== 'applicant') return true;
    const own = comparableEmail(the.stored.form.applicant?.email);
    return own !== undefined && comparableEmail((await readForm(table, id))?.form.applicant?.email) === own;
  };
  if (outcome.ok) {
    if (outcome.value.outbox) await workflow.deliver(outcome.value.outbox as unknown as OutboxItem);
    if (outcome.value.tellsAtOnce) await workflow.dismiss(outcome.value.head.id);
    const { view, version } = await shown(outcome.value.head);
    return success({ body: view, headers: { etag: `"${version}"` } });
  }
  const conflict = outcome.error;
  switch (conflict.kind) {
    case 'missing':
      return failure(problem('not-found'));
    case 'repeated': {
      const { view, version } = await shown(conflict.head);
      return success({ body: view, headers: { etag: `"${version}"` } });
    }
    case 'changed':
      return failure(
        problem('conflict', {
          detail: explain(conflict.head),
          current: applicationView.parse((await shown(conflict.head)).view),
        }),
      );
    case 'other-case':
      return failure(
        problem('conflict', {
          detail: {
            zh: '该申请人在本单位已有一件同类申请正在办理',
            en: 'This person already has an open application of this kind with this employer',
          },
          ...((await isTheirs(conflict.applicationId)) ? { current: { applicationId: conflict.applicationId } } : {}),
        }),
      );
    case 'register-moved':
      return failure(registerMoved);
    case 'quota-exhausted':
      return failure(problem('quota-exhausted', { detail: conflict.detail, current: conflict.quota }));
    case 'place-taken':
      return failure(problem('try-again'));
    // Decisions alone ask how the office stands; the desk says why it does not bear them.
    case 'standing':
    case 'other-step':
      return failure(problem('version-conflict'));
  }
}
