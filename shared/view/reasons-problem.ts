import { canonical } from '../domain/application/events.ts';
import { type Problem, type ProblemEntry, problem } from '../http/problem.ts';
import { type Head, readEvent } from '../records/application.ts';
import { readDocuments } from '../records/document.ts';
import type { Table } from '../records/table.ts';
import { unprintable } from './unprintable.ts';

export type Reason = { code: string; rule: string; text: { zh: string; en: string }; documentId?: string | undefined };

/** Documents that reasons name but the application does not have. */
export async function unknownDocuments(
  table: Table,
  { id }: Pick<Head, 'id'>,
  reasons: readonly { documentId?: string | undefined }[],
): Promise<ProblemEntry[]> {
  if (reasons.every(({ documentId }) => documentId === undefined)) return [];
  const known = new Set((await readDocuments(table, id)).map((document) => document.id));
  return reasons.flatMap(({ documentId }, index) =>
    documentId === undefined || known.has(documentId)
      ? []
      : [
          {
            path: `reasons.${index}.documentId`,
            code: 'not-an-option',
            text: { zh: '不是本申请的文件', en: 'is not a document of this application' },
          },
        ],
  );
}

/** Why reasons cannot be told as they are: characters that no letter prints, documents that the case does not have. */
export async function untellable(
  table: Table,
  head: Pick<Head, 'id'>,
  reasons: readonly Reason[],
): Promise<Problem | undefined> {
  const unprinted = unprintable({ reasons });
  if (unprinted) return unprinted;
  const unknown = await unknownDocuments(table, head, reasons);
  return unknown.length > 0 ? problem('invalid-request', { problems: unknown }) : undefined;
}

/** Why a refusal cannot be decided for these reasons: nothing was announced, or something else than they say. */
export async function unannounced(
  table: Table,
  { id, intention }: Pick<Head, 'id' | 'intention'>,
  reasons: readonly Reason[],
): Promise<Problem | undefined> {
  const announced = intention === undefined ? undefined : await readEvent(table, id, intention);
  if (!announced) {
    return problem('not-announced', {
      detail: {
        zh: '作出不予许可的决定前，须先以 announce-refusal 告知理由，并给予陈述申辩的期限',
        en: 'Announce the intended refusal with its reasons first (announce-refusal), so that the parties can reply',
      },
    });
  }
  const told = announced.data.reasons as Reason[];
  const codes = told.map(({ code }) => code);
  // The parties were heard on the whole reason: its words, its rule and its document, not its code alone.
  const asTold = new Set(told.map((reason) => canonical(reason)));
  const problems = reasons.flatMap(({ code, ...rest }, index): ProblemEntry[] =>
    asTold.has(canonical({ code, ...rest }))
      ? []
      : [
          {
            path: `reasons.${index}.code`,
            code: 'not-announced',
            text: {
              zh: `理由“${code}”未曾如此告知当事人，不能据此不予许可；已告知：${codes.join('、')}，须与告知内容一致`,
              en: `the reason "${code}" was not announced like this and cannot be decided on; announced were: ${codes.join(', ')}, in the words that the parties were told`,
            },
          },
        ],
  );
  return problems.length > 0 ? problem('not-announced', { problems }) : undefined;
}

/** An intended refusal is announced once; the words for whoever announces it again. */
export const announcedAlready = {
  zh: '已告知过拟不予许可的理由并听取意见，请就此作出决定',
  en: 'A refusal was announced already and its parties were heard; decide on what was announced',
};
