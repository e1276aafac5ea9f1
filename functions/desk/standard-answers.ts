import type { deskRoutes } from '../../shared/contract/desk.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { invalid, problem } from '../../shared/http/problem.ts';
import { keys } from '../../shared/records/keys.ts';
import {
  keepStandardAnswer,
  readStandardAnswer,
  readStandardAnswers,
  type StandardAnswer,
} from '../../shared/records/standard-answers.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import { type DeskGiven, present, unknownNames } from './given.ts';

const pageLength = 50;

/** Ready answers by topic, kept in versions: what somebody was told can be found again. */
export function standardAnswers(
  given: DeskGiven,
): Pick<Handles<typeof deskRoutes>, 'listStandardAnswers' | 'keepStandardAnswer'> {
  const { table, zone } = given;
  return {
    listStandardAnswers: async ({ query: { cursor, limit = pageLength, topic, answer } }) => {
      const shape = { pk: keys.standardAnswer('', '').pk, sk: /^(CURRENT|VERSION)#[0-9a-z-]{2,30}#[0-9a-z]{4,24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const page = await readStandardAnswers(table, { topic, id: answer }, { limit, ...(after ? { after } : {}) });
      return success({ body: { items: page.answers, ...(page.next ? { next: cursorOf(page.next) } : {}) } });
    },

    keepStandardAnswer: async ({ body, principal, version, idempotencyKey }) => {
      const { id: named, topic, title, answer: words, withdrawn = false } = body;
      const wrong = unknownNames(zone, { topic });
      if (wrong.length > 0) return invalid(...wrong);
      const before = named ? await readStandardAnswer(table, named) : undefined;
      if (named && !before) return failure(problem('not-found'));
      if (before && version !== undefined && version !== before.version) {
        return failure(problem('version-conflict', { current: before }));
      }
      const { at } = present(given);
      const id = named ?? (idempotencyKey ? idOf(principal.subject, idempotencyKey, 'standard-answer') : newId());
      const kept: StandardAnswer = {
        id,
        topic,
        title,
        answer: words,
        version: (before?.version ?? 0) + 1,
        withdrawn,
        at,
        by: principal.subject,
      };
      const outcome = await keepStandardAnswer(table, kept, before);
      if (outcome.ok) return success({ body: kept });
      const standing = await readStandardAnswer(table, id);
      // A repeated request finds its own first version.
      if (!named && standing?.by === principal.subject && standing.version === 1) return success({ body: standing });
      return failure(problem('version-conflict', standing ? { current: standing } : {}));
    },
  };
}
