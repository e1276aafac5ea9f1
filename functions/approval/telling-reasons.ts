import { invalid } from '../../shared/http/problem.ts';
import { failure } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import type { Desk } from './desk.ts';

export type Reason = { code: string; rule: string; text: { zh: string; en: string }; documentId?: string | undefined };

/** Why reasons cannot be told as they are: characters that no letter prints, documents that the case does not have. */
export async function untellable(desk: Desk, { head }: Case, reasons: readonly Reason[]) {
  const unprinted = unprintable({ reasons });
  if (unprinted) return failure(unprinted);
  const unknown = await desk.unknownDocuments(head, reasons);
  return unknown.length > 0 ? invalid(...unknown) : undefined;
}
