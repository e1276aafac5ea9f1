import type { policiesRoutes } from '../../shared/contract/policies.ts';
import type { Move } from '../../shared/domain/replay/rehearse.ts';
import { instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import {
  changeDraft,
  type DraftRehearsal,
  readRehearsal,
  readRevision,
  rehearsalStep,
} from '../../shared/records/policy-draft.ts';
import { queuesOf } from '../../shared/records/queues.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { failure } from '../../shared/result.ts';
import { openStages, rehearseOpenCases } from '../../shared/view/rehearse-open-cases.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import { answered, draftNamed } from './change-draft.ts';
import type { PoliciesGiven } from './given.ts';

const casesAtOnce = 50;
/** What one request looks at, which the gateway gives 29 seconds. */
const pagesAtOnce = 6;

function together(one: readonly Move[], other: readonly Move[]): Move[] {
  const counted = new Map<string, Move>();
  for (const { from, to, cases } of [...one, ...other]) {
    const key = `${from} ${to}`;
    counted.set(key, { from, to, cases: (counted.get(key)?.cases ?? 0) + cases });
  }
  return [...counted.values()].sort((a, b) => b.cases - a.cases || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
}

/**
 * Tries the present content of a draft on the open cases and keeps what it counted beside the draft. The figures are the
 * service's own: nobody hands them in. A request counts some pages; whoever asks again goes on, and two who ask at once
 * count no page twice.
 */
export function rehearseDraft(given: PoliciesGiven): Pick<Handles<typeof policiesRoutes>, 'rehearsePolicyDraft'> {
  const { table, clock, zone, replay, log } = given;
  const queues = openStages.flatMap((stage) => queuesOf(zone, stage));

  return {
    rehearsePolicyDraft: async ({ principal, parameters, body }) => {
      const found = await draftNamed(given, parameters.id);
      if (!found.ok) return found;
      const draft = found.value;
      if (draft.state === 'withdrawn' || draft.state === 'published') {
        return failure(
          problem('conflict', {
            detail: { zh: '该草案已发布或已撤回', en: 'The draft was published or withdrawn' },
          }),
        );
      }
      const { id, revision, digest } = draft;
      const [before, written] = await Promise.all([
        readRehearsal(table, id, revision),
        readRevision(table, id, revision),
      ]);
      if (before?.complete && !body.again) return answered(given, draft);
      const tried = written && draftPolicies(written.content);
      if (!tried) throw new Error('a draft has no content');
      if (!tried.ok) {
        // It was checked when it was saved; since then its name was published by a deployment.
        return failure(
          problem('invalid-request', {
            problems: tried.error.map((mistake) => ({ ...mistake, path: `content.${mistake.path}` })),
          }),
        );
      }
      const by = principal.subject;
      const names = [draft.names.points, draft.names.locality].filter(Boolean).join(' ');
      await recordReading({ table, clock, zone }, { by, what: 'rehearsal', id: names });

      const anew = !before || before.complete;
      let seen = before;
      let counted: DraftRehearsal = anew
        ? {
            revision,
            by,
            startedAt: instantOf(clock.now()),
            pages: before?.pages ?? 0,
            complete: false,
            looked: 0,
            withoutScore: 0,
            moves: [],
            otherTotal: 0,
            noRow: 0,
            notAssessed: 0,
          }
        : before;
      for (let page = 0; page < pagesAtOnce && !counted.complete; page++) {
        const { rehearsal, withoutScore, next } = await rehearseOpenCases(
          { table, policies: replay.policies },
          tried.value,
          queues,
          { limit: casesAtOnce, after: counted.next },
        );
        const { next: _place, ...figures } = counted;
        counted = {
          ...figures,
          pages: figures.pages + 1,
          looked: figures.looked + rehearsal.looked,
          withoutScore: figures.withoutScore + withoutScore,
          moves: together(figures.moves, rehearsal.moves),
          otherTotal: figures.otherTotal + rehearsal.otherTotal,
          noRow: figures.noRow + rehearsal.noRow.length,
          notAssessed: figures.notAssessed + rehearsal.notAssessed.length,
          ...(next ? { next } : { complete: true, endedAt: instantOf(clock.now()) }),
        };
        const { put } = rehearsalStep(id, counted, seen);
        if (!counted.complete) {
          const { Item, ...condition } = put;
          const kept = await table.put(Item, condition);
          if (!kept.ok) return failure(problem('try-again'));
          seen = counted;
          continue;
        }
        const happening = { type: 'rehearsed', data: { revision, digest, looked: counted.looked } } as const;
        const outcome = await changeDraft(table, clock, { seen: draft, next: draft, happening, by, also: [{ put }] });
        // It was edited, or somebody else counted the same page.
        if (!outcome.ok) return failure(problem('try-again'));
        log.info('policy-draft-changed', { draft: id, type: 'rehearsed', version: outcome.value.version });
        return answered(given, outcome.value);
      }
      return answered(given, draft);
    },
  };
}
