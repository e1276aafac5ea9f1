import type { Category } from '../application/case-clock.ts';
import { type CompetenceCategory, isCompetent, type ServiceWindow, windowNumbered } from './service-window.ts';

/** What is wrong with the windows of a zone, at its place in the list. */
export type WindowProblem = { path: (string | number)[]; message: string };

const overlap = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

const categoryOf = (name: CompetenceCategory): Category | null => (name === 'none' ? null : name);

type Matter = { procedure: string; name: CompetenceCategory };

const worded = ({ procedure, name }: Matter): string =>
  `${procedure} ${name === 'none' ? 'without category' : `of category ${name}`}`;

/** Two windows that would both be the home of an employer's cases, and matters that have no home, or several. */
function homeProblems(windows: readonly ServiceWindow[], { procedure, name }: Matter): WindowProblem[] {
  const competent = windows.filter((window) => isCompetent(window, { procedure, category: categoryOf(name) }));
  const found: WindowProblem[] = [];
  const everybodyElse = competent.filter(({ competence }) => competence.elsewhere).length;
  if (everybodyElse !== 1) {
    const message = `exactly one window must take employers of divisions that no window names, ${everybodyElse} do`;
    found.push({ path: [], message });
  }
  for (const [index, window] of competent.entries()) {
    for (const other of competent.slice(0, index)) {
      for (const division of window.competence.divisions) {
        const same = other.competence.divisions.find((prefix) => overlap(division, prefix));
        if (same === undefined) continue;
        const message = `division ${division} is at home at window ${other.number} already (${same})`;
        found.push({ path: [windows.indexOf(window), 'competence', 'divisions'], message });
      }
    }
  }
  return found;
}

/** The same finding of many matters told once, with the matters. */
function together(found: readonly { problem: WindowProblem; matter: Matter }[], all: number): WindowProblem[] {
  const groups = new Map<string, { problem: WindowProblem; matters: string[] }>();
  for (const { problem, matter } of found) {
    const key = JSON.stringify([problem.path, problem.message]);
    const group = groups.get(key) ?? { problem, matters: [] };
    group.matters.push(worded(matter));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem: { path, message }, matters }) => ({
    path,
    message: matters.length === all ? message : `${message}: ${matters.join(', ')}`,
  }));
}

function deputyProblems(
  windows: readonly ServiceWindow[],
  window: ServiceWindow,
  matters: readonly Matter[],
): { message: string; matter?: Matter }[] {
  if (window.deputy === undefined) {
    return window.closures.length > 0 ? [{ message: 'a window with closures needs a deputy' }] : [];
  }
  const deputy = windowNumbered(windows, window.deputy);
  if (!deputy) return [{ message: `window ${window.deputy} does not exist` }];
  if (deputy === window) return [{ message: 'must be another window' }];
  return matters.flatMap((matter) => {
    const the = { procedure: matter.procedure, category: categoryOf(matter.name) };
    return isCompetent(window, the) && !isCompetent(deputy, the)
      ? [{ message: `window ${deputy.number} does not handle all that this window does`, matter }]
      : [];
  });
}

/**
 * Everything that keeps the windows of a zone from giving every case exactly one home: numbers that stand twice,
 * competence that overlaps or is missing, deputies that could not do the work.
 * @param delegated what the zone may decide; a case may also have no category, or none yet
 */
export function windowProblems(
  windows: readonly ServiceWindow[],
  delegated: { procedures: readonly string[]; categories: readonly Category[] },
): WindowProblem[] {
  const matters = delegated.procedures.flatMap((procedure) =>
    [...delegated.categories, 'none' as const].map((name): Matter => ({ procedure, name })),
  );
  const found: WindowProblem[] = [];
  const ofMatters: { problem: WindowProblem; matter: Matter }[] = [];
  for (const [index, window] of windows.entries()) {
    const { competence, closures, hours } = window;
    const say = (path: (string | number)[], message: string) => found.push({ path: [index, ...path], message });
    if (windows.findIndex(({ number }) => number === window.number) < index) {
      say(['number'], `window ${window.number} stands here twice`);
    }
    for (const [at, procedure] of (competence.procedures ?? []).entries()) {
      if (!delegated.procedures.includes(procedure)) {
        say(['competence', 'procedures', at], `${procedure} is not delegated to this zone`);
      }
    }
    if (competence.divisions.length === 0 && !competence.elsewhere) {
      say(['competence'], 'names no division and does not take the others either: nothing would ever be filed here');
    }
    for (const [at, { from, to }] of closures.entries()) {
      if (to !== undefined && to < from) say(['closures', at, 'to'], 'must not be before from');
    }
    for (const [at, { from, to }] of hours.entries()) if (to <= from) say(['hours', at, 'to'], 'must be after from');
    for (const { message, matter } of deputyProblems(windows, window, matters)) {
      if (matter) ofMatters.push({ problem: { path: [index, 'deputy'], message }, matter });
      else say(['deputy'], message);
    }
  }
  for (const matter of matters) {
    ofMatters.push(...homeProblems(windows, matter).map((problem) => ({ problem, matter })));
  }
  return [...found, ...together(ofMatters, matters.length)];
}
