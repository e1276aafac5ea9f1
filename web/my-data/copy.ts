import { summaryPage } from '../../shared/personal-data/summary.ts';
import { call } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';

type Part = Answer<'exportMyData'>;

/** Asks for every part of the copy, one after the other; each says where the next begins. */
async function everyPart(): Promise<Part[]> {
  const parts: Part[] = [];
  for (let part: string | undefined = 'overview'; part !== undefined; part = parts.at(-1)?.next) {
    parts.push(await call('exportMyData', { query: { part } }));
  }
  return parts;
}

/** A document of the copy, with the link that opens it for some minutes. */
export type CopiedDocument = { id: string; name: string; link: string };

/** The copy as two files for the person, and links to the documents. */
export async function makeCopy(): Promise<{ json: Blob; page: Blob; documents: CopiedDocument[] }> {
  const parts = await everyPart();
  const { part: _part, next: _next, ...first } = parts[0] ?? ({} as Part);
  const applications = parts.flatMap((part) => part.applications ?? []);
  const whole = { ...first, applications, readings: parts.flatMap((part) => part.readings ?? []) };
  return {
    json: new Blob([JSON.stringify(whole, null, 2)], { type: 'application/json' }),
    page: new Blob([summaryPage(parts)], { type: 'text/html' }),
    documents: applications.flatMap(({ documents }) =>
      documents.flatMap(({ id, kind, fileName, link }) => (link ? [{ id, name: fileName ?? kind, link }] : [])),
    ),
  };
}
