import type { Stage } from '../application/transitions.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';

/** How a part of a visit stands: it is worked on, can be collected, or is no part of it any more. */
export type PartState = 'pending' | 'ready' | 'dropped';

const endings: Partial<Record<Stage, PartState>> = {
  issued: 'ready',
  completed: 'ready',
  refused: 'dropped',
  'not-accepted': 'dropped',
  withdrawn: 'dropped',
  lapsed: 'dropped',
};

/** An application in a visit by its stage; one that is gone was a draft that was discarded. */
export const partState = (stage: Stage | undefined): PartState =>
  stage === undefined ? 'dropped' : (endings[stage] ?? 'pending');

const dropReasons: Partial<Record<Stage | 'discarded', Text>> = {
  refused: { zh: '不予许可。', en: 'It was refused.' },
  'not-accepted': { zh: '不予受理。', en: 'It was not accepted.' },
  withdrawn: { zh: '申请已撤回。', en: 'The application was withdrawn.' },
  lapsed: { zh: '逾期未补正，申请失效。', en: 'It lapsed: nothing was handed in within the time.' },
  discarded: { zh: '草稿已删除。', en: 'The draft was discarded.' },
};

/** Why an application dropped out, in a sentence. */
export const dropReason = (stage: Stage | undefined): Text | undefined => dropReasons[stage ?? 'discarded'];

/** A part of a visit as far as its collection depends on it. */
export type Part = { state: PartState; readyOn?: Day; expectedOn?: Day };

/**
 * When everything can be collected together: on the day on which the last part that is still in the visit was ready;
 * while one is pending, the day on which the last is promised, where each has such a day. What dropped out keeps nothing
 * waiting.
 */
export function readyTogether(parts: readonly Part[]): { ready: boolean; on?: Day; expectedOn?: Day } {
  const kept = parts.filter(({ state }) => state !== 'dropped');
  const pending = kept.filter(({ state }) => state === 'pending');
  const latest = (days: readonly (Day | undefined)[]): Day | undefined =>
    days
      .flatMap((day) => day ?? [])
      .sort()
      .at(-1);
  if (kept.length === 0) return { ready: false };
  const on = latest(kept.map(({ readyOn }) => readyOn));
  if (pending.length === 0) return { ready: true, ...(on ? { on } : {}) };
  const expected = latest([...pending.map(({ expectedOn }) => expectedOn), on]);
  return pending.every(({ expectedOn }) => expectedOn !== undefined) && expected
    ? { ready: false, expectedOn: expected }
    : { ready: false };
}

/** A paper of which the original is looked at, and the applications for which it is. */
export type Paper = { kind: string; label: Text; applications: string[] };

/** Everything to bring for several applications, each paper once, in the order in which they are first asked for. */
export function papersTogether(
  each: readonly { application: string; papers: readonly { kind: string; label: Text }[] }[],
): Paper[] {
  const found = new Map<string, Paper>();
  for (const { application, papers } of each) {
    for (const { kind, label } of papers) {
      const known = found.get(kind);
      if (!known) found.set(kind, { kind, label, applications: [application] });
      else if (!known.applications.includes(application)) known.applications.push(application);
    }
  }
  return [...found.values()];
}
