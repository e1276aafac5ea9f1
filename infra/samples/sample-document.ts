import { materialOf } from '../../shared/domain/procedure/procedure.ts';
import { procedure } from '../../shared/policy/procedures/index.ts';
import type { SampleCase } from './cases.ts';
import { employerPapers } from './employer-papers.ts';
import { confirmation, papers } from './papers.ts';
import { portrait } from './portrait.ts';

export type SampleFile = { fileName: string; contentType: string; bytes: Uint8Array };

/** The photo of a sample case, as a JPEG of about 150 KB that meets every photo rule. */
export function samplePhoto({ name, story }: SampleCase): Promise<Uint8Array> {
  const key = `${name} ${JSON.stringify(story.look)}`;
  const drawn = photos.get(key) ?? portrait(name, story.look);
  photos.set(key, drawn);
  return drawn;
}

const photos = new Map<string, Promise<Uint8Array>>();

/**
 * A believable document of a sample case, marked as a sample: a JPEG for the photo, a PDF for everything else. The same
 * case gives the same bytes.
 *
 * @param kind a material of the procedure
 * @param of the procedure that it is for, by default the one that the case begins with
 * @throws where the procedure knows no such material
 */
export async function sampleDocument(
  kind: string,
  the: SampleCase,
  of: string = the.form.procedure,
): Promise<SampleFile> {
  const found = procedure(of);
  const material = found && materialOf(found, kind);
  if (!material) throw new Error(`${of} asks for no ${kind}`);
  const photo = await samplePhoto(the);
  if (kind === 'photo') return { fileName: 'photo.jpg', contentType: 'image/jpeg', bytes: photo };
  const draw = papers[kind] ?? employerPapers[kind] ?? confirmation(material.label);
  return { fileName: `${kind}.pdf`, contentType: 'application/pdf', bytes: await draw(the, photo).finish() };
}
