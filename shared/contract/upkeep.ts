import * as z from 'zod';
import { instant, stage } from './common.ts';
import { page, pageQuery } from './intake.ts';
import { routes } from './route.ts';

/** How an execution can end otherwise than it should. */
export const badEnds = ['failed', 'timed-out', 'aborted'] as const;
export type BadEnd = (typeof badEnds)[number];

/** An effect of a decision that was not brought about; nothing of a person. */
const effectView = z.object({
  id: z.string(),
  /** `waiting`: the sweeper tries it every minute. `parked`: it failed too often, and nobody tries it any more. */
  state: z.enum(['waiting', 'parked']),
  kind: z.enum(['start-approval', 'wake-approval']),
  applicationId: z.string(),
  since: instant,
  attempts: z.int(),
  /** Name of the last error. */
  failed: z.string().optional(),
});

const deliveryView = z.object({
  id: z.string(),
  /** `nothing-left`: it was delivered before, by the sweeper or somebody else. */
  outcome: z.enum(['delivered', 'failed', 'nothing-left']),
  /** Where it failed: how it stands now. */
  effect: effectView.optional(),
});

const caseOfExecution = {
  applicationId: z.string(),
  receiptNumber: z.string().optional(),
  procedure: z.string().optional(),
  stage: stage.optional(),
};

const endedView = z.object({
  ...caseOfExecution,
  execution: z.string(),
  end: z.enum(badEnds),
  startedAt: instant,
  stoppedAt: instant.optional(),
  /**
   * `lost`: its application still needs it, and a restart is called for. `replaced`: a later execution watches the
   * application. `not-needed`: the application is closed or with its party. `unknown`: there is no such application.
   */
  standing: z.enum(['lost', 'replaced', 'not-needed', 'unknown']),
});

const unattendedView = z.object({
  ...caseOfExecution,
  dueAt: instant.optional(),
  /** When the law decides by itself. */
  deemsAt: instant.optional(),
  execution: z.string().optional(),
  /** Whether the execution that should watch it runs. */
  running: z.boolean(),
});

const restartView = z.object({
  ...caseOfExecution,
  /** `running`: an execution watches it, and nothing was done. */
  outcome: z.enum(['restarted', 'running']),
  execution: z.string(),
});

const redriveView = z.object({
  type: z.enum(['effect-redriven', 'execution-redriven']),
  at: instant,
  by: z.string(),
  applicationId: z.string(),
  effect: z.string().optional(),
  kind: z.string().optional(),
  execution: z.string().optional(),
});

const leads = ['supervisor', 'admin'] as const;

export const upkeepRoutes = routes({
  listEffects: {
    method: 'GET',
    path: '/api/upkeep/effects',
    summary: 'Effects of decisions that were not brought about yet, or failed too often, oldest first',
    access: leads,
    query: z.strictObject({ ...pageQuery.shape, state: z.enum(['waiting', 'parked']).default('waiting') }),
    answer: { status: 200, schema: page(effectView) },
  },
  deliverEffect: {
    method: 'POST',
    path: '/api/upkeep/effects/{id}/deliver',
    summary: 'Deliver an effect now; may be repeated, and is recorded with who asked',
    access: leads,
    answer: { status: 200, schema: deliveryView },
  },
  listEndedExecutions: {
    method: 'GET',
    path: '/api/upkeep/executions',
    summary:
      'Executions of the approval that failed, timed out or were aborted, the latest first, with what became of their applications',
    access: leads,
    query: z.strictObject({
      end: z.enum(badEnds).default('failed'),
      /** As Step Functions gives it, which is longer than that of other lists. */
      cursor: z.string().max(4000).optional(),
      limit: pageQuery.shape.limit,
    }),
    answer: { status: 200, schema: page(endedView) },
  },
  listUnattended: {
    method: 'GET',
    path: '/api/upkeep/unattended',
    summary:
      'Applications to which something should have happened minutes ago, and whether their execution runs; a page may be short and still have more after it',
    access: leads,
    query: z.strictObject({
      ...pageQuery.shape,
      /** For each line Step Functions is asked. */
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: { status: 200, schema: page(unattendedView) },
  },
  restartExecution: {
    method: 'POST',
    path: '/api/upkeep/applications/{id}/restart',
    summary:
      'Start the execution of an application again from the application, where it is lost; may be repeated, and is recorded with who asked',
    access: leads,
    answer: { status: 200, schema: restartView },
  },
  listRedrives: {
    method: 'GET',
    path: '/api/upkeep/history',
    summary: 'Who delivered effects or restarted executions by hand, the latest first',
    access: leads,
    query: pageQuery,
    answer: { status: 200, schema: page(redriveView) },
  },
});
