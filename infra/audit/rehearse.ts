import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { draftLocality, draftPoints } from '../../shared/contract/draft-policy.ts';
import {
  type DraftPolicies,
  movesOf,
  type Rehearsal,
  type RehearsedCase,
  rehearse,
} from '../../shared/domain/replay/rehearse.ts';
import { entriesOf } from '../../shared/http/validation.ts';
import { pointsPolicies } from '../../shared/policy/points/index.ts';
import { localities } from '../../shared/policy/routes/index.ts';
import { draftPolicies } from '../../shared/zone/draft-policies.ts';
import { replayRules } from '../../shared/zone/replay-rules.ts';
import { readApplications, rehearsedCase } from './read-export.ts';
import { BadCall, run, zoneNamed } from './zone-option.ts';

const usage = [
  'npm run rehearse -- --policy draft.json --export <folder> [--out result.json] [--zone etown]',
  'npm run rehearse -- --print <points table or locality>   prints a published policy to begin a draft with',
].join('\n');

/** A published policy in the form in which drafts are given. */
function printed(id: string): string {
  const { [id]: points } = pointsPolicies;
  const { [id]: locality } = localities;
  if (points) return JSON.stringify({ points }, null, 2);
  if (locality) return JSON.stringify({ locality }, null, 2);
  const known = [...Object.keys(pointsPolicies), ...Object.keys(localities)].join(', ');
  throw new BadCall(`--print ${id}: there is ${known}`);
}

const draftFile = z.strictObject({ points: draftPoints.optional(), locality: draftLocality.optional() });

/** Reads a draft and says everything that is wrong with it. */
function readDraft(file: string): DraftPolicies {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadCall(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  const parsed = draftFile.safeParse(content, { reportInput: true });
  const draft = parsed.success ? draftPolicies(parsed.data) : undefined;
  const mistakes = parsed.success ? (draft?.ok === false ? draft.error : []) : entriesOf(parsed.error);
  if (draft?.ok && (draft.value.points || draft.value.routes)) return draft.value;
  const lines = mistakes.map(({ path, text }) => `  ${path}: ${text.en} · ${text.zh}`);
  throw new BadCall([`${file} is no draft of a points table or a locality:`, ...lines].join('\n'));
}

const atOnce = 500;

async function overExport(draft: DraftPolicies, folder: string, zone: string): Promise<Rehearsal> {
  const { policies } = replayRules(zoneNamed(zone));
  const whole: Rehearsal = { looked: 0, movers: [], moves: [], otherTotal: 0, noRow: [], notAssessed: [] };
  let batch: RehearsedCase[] = [];
  const take = () => {
    const part = rehearse(draft, batch, policies);
    batch = [];
    whole.looked += part.looked;
    whole.otherTotal += part.otherTotal;
    whole.movers.push(...part.movers);
    whole.noRow.push(...part.noRow);
    whole.notAssessed.push(...part.notAssessed);
  };
  for await (const application of readApplications(folder)) {
    const found = rehearsedCase(application);
    if (found) batch.push(found);
    if (batch.length >= atOnce) take();
  }
  take();
  return { ...whole, moves: movesOf(whole.movers) };
}

function say({ looked, movers, moves, otherTotal, noRow, notAssessed }: Rehearsal): void {
  for (const { id, receiptNumber, stage, before, after, rows } of movers) {
    const changed = rows.map(
      ({ item, before: one, after: other }) => `${item} ${one?.[1] ?? '-'}→${other?.[1] ?? '-'}`,
    );
    const from = `${before.category ?? 'open'} ${before.total ?? '-'}`;
    const to = `${after.category ?? 'open'} ${after.total ?? '-'}`;
    console.log(
      `${receiptNumber ?? id}  ${stage.padEnd(18)} ${from.padEnd(8)} → ${to.padEnd(8)} ${changed.join(', ')}`,
    );
  }
  for (const { id, receiptNumber, items } of noRow)
    console.log(`${receiptNumber ?? id}  no row for ${items.join(', ')}`);
  for (const { id, receiptNumber, problems } of notAssessed) {
    console.log(`${receiptNumber ?? id}  cannot be assessed: ${problems.join(', ')}`);
  }
  for (const { from, to, cases } of moves) console.log(`${from} → ${to}: ${cases}`);
  const open = movers.filter((mover) => mover.open).length;
  console.log(
    `${looked} cases looked at · 查看 ${looked} 件: ${movers.length} would move (${open} of them open), ` +
      `${otherTotal} keep their category with another total, ${noRow.length} have a value without a row, ` +
      `${notAssessed.length} cannot be assessed`,
  );
}

/** Tries a draft policy on every case of an export, past and open. Names no person. */
await run(async () => {
  const { values } = parseArgs({
    options: {
      policy: { type: 'string' },
      export: { type: 'string' },
      out: { type: 'string' },
      print: { type: 'string' },
      zone: { type: 'string', default: 'etown' },
    },
  });
  if (values.print !== undefined) {
    console.log(printed(values.print));
    return;
  }
  if (!values.policy || !values.export) throw new BadCall(usage);
  const rehearsal = await overExport(readDraft(values.policy), values.export, values.zone);
  if (values.out) writeFileSync(values.out, `${JSON.stringify(rehearsal, null, 2)}\n`);
  say(rehearsal);
});
