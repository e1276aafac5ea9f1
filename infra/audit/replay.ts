import { parseArgs } from 'node:util';
import { replayClocks } from '../../shared/domain/replay/clocks.ts';
import { type Difference, replayScores } from '../../shared/domain/replay/scores.ts';
import { compareHead, replayStages } from '../../shared/domain/replay/stages.ts';
import { type ReplayRules, replayRules } from '../../shared/zone/replay-rules.ts';
import { type ExportedApplication, readApplications } from './read-export.ts';
import { BadCall, run, zoneNamed } from './zone-option.ts';

const usage = 'npm run replay -- --export <folder> [--zone etown]';

const shown = (differences: readonly Difference[]) =>
  differences.map(({ what, kept, now }) => `${what} ${JSON.stringify(kept)}, now ${JSON.stringify(now)}`).join('; ');

type Counts = Record<'applications' | 'scores' | 'clocks' | 'published since' | 'differences', number>;

/** Computes one case again and says what comes out otherwise. */
function replay({ id, head, events }: ExportedApplication, { policies, calendar }: ReplayRules, counts: Counts): void {
  const say = (sequence: number, what: string) => {
    counts.differences += 1;
    console.log(`${head?.receiptNumber ?? id}, event ${sequence}: ${what}`);
  };
  counts.applications += 1;
  for (const score of replayScores(events, policies)) {
    counts.scores += 1;
    if (score.outcome === 'unknown-policy') say(score.sequence, `the score lacks ${score.missing.join(', ')}`);
    else if (score.outcome === 'not-assessable') say(score.sequence, `cannot be scored: ${score.problems.join(', ')}`);
    else {
      if (score.outcome === 'differs') say(score.sequence, `the score differs: ${shown(score.differences)}`);
      if (score.unproven.length > 0) say(score.sequence, `no document for ${score.unproven.join(', ')}`);
    }
  }
  for (const { sequence, outcome, differences } of replayClocks(events, calendar)) {
    counts.clocks += 1;
    if (outcome === 'published-since') counts['published since'] += 1;
    else if (outcome !== 'same') say(sequence, `the clock is ${outcome}: ${shown(differences)}`);
  }
  const { folded, findings } = replayStages(events);
  for (const { sequence, code, detail } of [...findings, ...(head ? compareHead(folded, head) : [])]) {
    say(sequence, `${code}: ${detail}`);
  }
}

/** Computes every score, due time and stage of an export again. Ends with 1 when something comes out otherwise. */
await run(async () => {
  const { values } = parseArgs({
    options: { export: { type: 'string' }, zone: { type: 'string', default: 'etown' } },
  });
  if (!values.export) throw new BadCall(usage);
  const rules = replayRules(zoneNamed(values.zone));
  const counts: Counts = { applications: 0, scores: 0, clocks: 0, 'published since': 0, differences: 0 };
  for await (const application of readApplications(values.export)) replay(application, rules, counts);
  for (const [what, number] of Object.entries(counts)) console.log(`${what.padEnd(16)} ${number}`);
  process.exitCode = counts.differences > 0 ? 1 : 0;
});
