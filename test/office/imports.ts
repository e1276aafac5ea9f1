import type { Answer, Office, Who } from './office.ts';

const expectStatus = (what: string, answer: Answer, status: number): Answer['body'] => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Announces a file of a kind and uploads it as a browser does; nothing is started yet. */
export async function uploadedImport(
  office: Office,
  kind: string,
  content: string | Uint8Array,
  { who = 'supervisor', ...more }: { who?: Who; fileName?: string; sha256?: string } = {},
): Promise<string> {
  const body = { kind, fileName: `${kind}.csv`, ...more };
  const announced = expectStatus('announcing', await office.ask(who, 'POST /api/imports', { body }), 201);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const posted = office.shelf.post(announced.upload.fields, bytes);
  if (posted !== 204) throw new Error(`the bucket answered ${posted}`);
  return announced.import.id;
}

/** Uploads a file and starts its import; `workOnImports` of the office does the rest. */
export async function startedImport(...the: Parameters<typeof uploadedImport>): Promise<string> {
  const id = await uploadedImport(...the);
  const who = the[3]?.who ?? 'supervisor';
  expectStatus('starting', await the[0].ask(who, `POST /api/imports/${id}/start`), 202);
  return id;
}

/** How an import stands. */
export const importNow = async (office: Office, id: string, who: Who = 'supervisor'): Promise<Answer['body']> =>
  expectStatus('reading', await office.ask(who, `GET /api/imports/${id}`), 200);

/** Uploads a file, starts it and lets one round of work pass; answers how it stands. */
export async function imported(...the: Parameters<typeof uploadedImport>): Promise<Answer['body']> {
  const id = await startedImport(...the);
  await the[0].workOnImports();
  return importNow(the[0], id, the[3]?.who ?? 'supervisor');
}

/** Every problem of an import, page after page. */
export async function importProblems(office: Office, id: string): Promise<Answer['body'][]> {
  const found: Answer['body'][] = [];
  let cursor: string | undefined;
  do {
    const query: Record<string, string> = cursor ? { cursor } : {};
    const body = expectStatus(
      'problems',
      await office.ask('supervisor', `GET /api/imports/${id}/problems`, { query }),
      200,
    );
    found.push(...body.items);
    cursor = body.next;
  } while (cursor);
  return found;
}
