import type { Procedure } from '../procedure/procedure.ts';
import { fieldLabels } from './field-labels.ts';

/** Every field and every part of the form around one: `post.title`, `post`. */
const fields: ReadonlySet<string> = new Set(
  Object.keys(fieldLabels).flatMap((path) => {
    const names = path.split('.');
    return names.map((_, index) => names.slice(0, index + 1).join('.'));
  }),
);

/** What a deficiency about the employer is found at that is no field: its standing in the register. */
const registration = 'employer.registration';

/**
 * Says whether a procedure knows what a path names: a field of the form or of the employer, a part of the form around
 * fields or one entry of a list (`facts.distinctions.0`), a question of the procedure (`answers.reason`), or one of its
 * materials or what serves in place of one (`document.contract`).
 */
export function pathsKnownTo({
  questions,
  materials,
}: Pick<Procedure, 'questions' | 'materials'>): (path: string) => boolean {
  const asked = questions.map(({ id }) => `answers.${id}`);
  const papers = materials.flatMap(({ kind, alternatives = [] }) =>
    [kind, ...alternatives.map((other) => other.kind)].map((each) => `document.${each}`),
  );
  const others = new Set([...asked, ...papers, registration]);
  return (path) => {
    const whole = path.replace(/^((?:facts|answers)\..+)\.\d+$/, '$1');
    return fields.has(whole) || others.has(whole);
  };
}
