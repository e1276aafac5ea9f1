import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { closedStages } from '../../shared/domain/application/transitions.ts';
import type { RehearsedCase } from '../../shared/domain/replay/rehearse.ts';
import { scoreOf } from '../../shared/domain/replay/scores.ts';
import type { KeptScore } from '../../shared/domain/scoring/kept-score.ts';
import type { Head } from '../../shared/records/application.ts';
import { BadCall } from './zone-option.ts';

/** An application as an export holds it; the head is absent where a draft was discarded. */
export type ExportedApplication = { id: string; head: Head | null; events: ApplicationEvent[] };

/** The applications of an export, one after the other. */
export async function* readApplications(folder: string): AsyncGenerator<ExportedApplication> {
  const file = join(folder, 'applications.ndjson');
  if (!existsSync(file)) throw new BadCall(`${folder} holds no export: there is no applications.ndjson`);
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line);
}

/** The case as a rehearsal takes it: with the last score on record; undefined where none was made. */
export function rehearsedCase({ id, head, events }: ExportedApplication): RehearsedCase | undefined {
  const score = events.findLast((event) => scoreOf(event) !== undefined);
  if (!head || !score) return undefined;
  const { receiptNumber, stage } = head;
  const open = !closedStages.includes(stage);
  return { id, ...(receiptNumber ? { receiptNumber } : {}), stage, open, score: scoreOf(score) as KeptScore };
}
