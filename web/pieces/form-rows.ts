/** One thing that a form says: its path, as labels and problems name it, and its value. */
export type FormRow = { path: string; value: unknown };
export type FormPart = { part: string; rows: FormRow[] };

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

const rowsOf = (path: string, value: unknown): FormRow[] => {
  if (isGroup(value)) return Object.entries(value).flatMap(([key, inner]) => rowsOf(`${path}.${key}`, inner));
  return isSaid(value) ? [{ path, value }] : [];
};

/** Parts in the order in which officers and applicants read a form. */
const parts = ['applicant', 'post', 'employer', 'facts', 'answers', 'commitments', 'supplyLater'] as const;

/** What a form says, part by part; what was left empty is left out, and so is a part without anything. */
export function formRows(form: Readonly<Record<string, unknown>>): FormPart[] {
  const own = Object.entries(form).filter(([key]) => !(parts as readonly string[]).includes(key));
  const application = own.flatMap(([key, value]) => rowsOf(key, value));
  const told = parts.map((part) => ({ part, rows: rowsOf(part, form[part]) }));
  return [{ part: 'application', rows: application }, ...told].filter(({ rows }) => rows.length > 0);
}
