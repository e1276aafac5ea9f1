/** One thing that is wrong, at its place in what was sent. */
type Placed = { path: string };

/** Whether a problem is about a field or something inside it. */
export const isAt = (problem: Placed, path: string): boolean =>
  problem.path === path || problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`);

/** What is wrong at a field. */
export const problemsAt = <P extends Placed>(problems: readonly P[], path: string): P[] =>
  problems.filter((problem) => isAt(problem, path));

/** What is wrong at no field that the form shows: it has to be told by itself. */
export const problemsElsewhere = <P extends Placed>(problems: readonly P[], paths: readonly string[]): P[] =>
  problems.filter((problem) => !paths.some((path) => isAt(problem, path)));
