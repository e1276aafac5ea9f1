import { createHash } from 'node:crypto';
import { type ApplicationEvent, hashedPart } from '../../shared/domain/application/events.ts';
import { compareHead, replayStages } from '../../shared/domain/replay/stages.ts';
import type { StoredDocument } from '../../shared/records/document.ts';
import { headOf } from '../../shared/records/head-item.ts';
import type { Item } from '../../shared/records/table.ts';

/** A version of a file that an application names. */
export type NamedFile = { application: string; document: string; key: string; versionId: string };

export type ExaminedCase = { findings: string[]; events: number; files: NamedFile[] };

function eventOf({ pk: _pk, sk: _sk, ...rest }: Item): ApplicationEvent {
  return rest as unknown as ApplicationEvent;
}

function brokenLinks(events: readonly ApplicationEvent[]): string[] {
  let before = { sequence: 0, hash: '' };
  return events.flatMap((event) => {
    const { hash, ...hashed } = event;
    const found: string[] = [];
    if (event.sequence !== before.sequence + 1 || event.previous !== before.hash) {
      found.push(`event ${event.sequence} does not follow event ${before.sequence}`);
    }
    if (createHash('sha256').update(hashedPart(hashed)).digest('base64url') !== hash) {
      found.push(`event ${event.sequence} is not what its hash was made of`);
    }
    before = event;
    return found;
  });
}

/**
 * Examines everything that the table holds of one application: the chain of its events, the stages that they lead
 * through, and that its head says what they say.
 * @param items of one partition, in any order
 */
export function examineCase(items: readonly Item[]): ExaminedCase {
  const [first] = items;
  if (!first) return { findings: [], events: 0, files: [] };
  const id = first.pk.slice(first.pk.indexOf('#') + 1);
  const head = items.find(({ sk }) => sk === 'HEAD');
  const events = items
    .filter(({ sk }) => sk.startsWith('EVENT#'))
    .map(eventOf)
    .sort((one, other) => one.sequence - other.sequence);
  // What is left of a case that was erased tells nothing.
  if (!head && events.length === 0) return { findings: [], events: 0, files: [] };
  const { folded, findings } = replayStages(events);
  const told = [
    ...brokenLinks(events),
    ...[...findings, ...(head ? compareHead(folded, headOf(head)) : [])]
      // Broken links are told above, each once.
      .filter(({ code }) => code !== 'sequence-broken')
      .map(({ sequence, code, detail }) => `${sequence > 0 ? `event ${sequence}` : 'head'}: ${code}, ${detail}`),
  ];
  const files = items
    .filter(({ sk }) => sk.startsWith('DOCUMENT#'))
    .flatMap((item): NamedFile[] => {
      const { id: document, key, versionId } = item as unknown as StoredDocument;
      return versionId ? [{ application: id, document, key, versionId }] : [];
    });
  return { findings: told.map((what) => `application ${id}, ${what}`), events: events.length, files };
}
