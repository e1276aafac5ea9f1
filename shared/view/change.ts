import { applicationView } from '../contract/intake.ts';
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

type Given = { table: Table; workflow: Workflow; clock: Clock; rules: Rules };

/**
 * Answers a change of an application: delivers its effect and shows the new state; a repeated request is answered like
 * the first; a lost race is a 409 with the present state.
 */
export async function answerChange(
  given: Given,
  the: Case,
  outcome: Awaited<ReturnType<typeof changeApplication>>,
): Promise<Result<Reply, Problem>> {
  const { table, workflow } = given;
  const shown = async (head: Case['head']) => {
    const stored = (await readForm(table, head.id)) ?? the.stored;
    return { view: await viewApplication(given, { ...the, head, stored }), version: visibleVersion(head, stored) };
  };
  if (outcome.ok) {
    if (outcome.value.outbox) await workflow.deliver(outcome.value.outbox as unknown as OutboxItem);
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
      return failure(problem('conflict', { current: applicationView.parse((await shown(conflict.head)).view) }));
    case 'other-case':
      return failure(
        problem('conflict', {
          detail: {
            zh: '该申请人在本单位已有一件同类申请正在办理',
            en: 'This person already has an open application of this kind with this employer',
          },
          current: { applicationId: conflict.applicationId },
        }),
      );
    case 'other-step':
      return failure(problem('version-conflict'));
  }
}
