import * as z from 'zod';
import { overrideProblems } from '../../shared/domain/procedure/override-problems.ts';
import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { zoneProcedures } from '../../shared/domain/procedure/versions.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { copyProblem } from '../../shared/zone/backup.ts';
import { procedureOverride } from '../../shared/zone/procedure-override.ts';
import { type Zone, zoneSchema } from '../../shared/zone/zone.ts';
import { accessProblems } from './access-problems.ts';
import { protectionProblems } from './protection-problems.ts';

/** The policies that a zone file may refer to. */
export type KnownPolicies = {
  points: readonly string[];
  localities: readonly string[];
  /** Every version of every procedure. */
  procedures: readonly Procedure[];
  /** Credit rule sets. */
  credit?: readonly string[];
};

const place = (path: readonly PropertyKey[]) =>
  path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');

const shapeProblem = (issue: z.core.$ZodIssue) =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${place([...issue.path, key])}: is not known`)
    : [`${place(issue.path) || 'file'}: ${issue.message}`];

/** Reads what may be there: the file can be wrong in any way. */
const at = (file: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], file);

function unknownReferences(file: unknown, known: KnownPolicies): string[] {
  const problems: string[] = [];
  const expect = (path: string, name: unknown, names: readonly string[]) => {
    if (typeof name === 'string' && name !== '' && !names.includes(name)) {
      problems.push(`${path}: "${name}" does not exist; there is ${[...names].sort().join(', ') || 'none'}`);
    }
  };
  expect('policy.points', at(file, 'policy', 'points'), known.points);
  const former = at(file, 'policy', 'formerPoints');
  for (const index of Array.isArray(former) ? former.keys() : []) {
    expect(`policy.formerPoints[${index}].points`, at(former, String(index), 'points'), known.points);
  }
  expect('policy.locality', at(file, 'policy', 'locality'), known.localities);
  expect('credit.rules', at(file, 'credit', 'rules'), known.credit ?? []);
  const formerCredit = at(file, 'credit', 'formerRules');
  for (const index of Array.isArray(formerCredit) ? formerCredit.keys() : []) {
    expect(`credit.formerRules[${index}].rules`, at(formerCredit, String(index), 'rules'), known.credit ?? []);
  }
  const procedures = at(file, 'delegation', 'procedures');
  if (Array.isArray(procedures)) {
    const ids = [...new Set(known.procedures.map(({ id }) => id))];
    for (const [index, name] of procedures.entries()) expect(`delegation.procedures[${index}]`, name, ids);
  }
  return problems;
}

/** Looked for even where another part of the file is wrong, so that one check names everything. */
function wrongOverrides(file: unknown, known: KnownPolicies): string[] {
  const overrides = z.array(procedureOverride).safeParse(at(file, 'procedures') ?? []);
  const delegated = z.array(z.string()).safeParse(at(file, 'delegation', 'procedures'));
  if (!overrides.success || !delegated.success) return [];
  const zone = { id: String(at(file, 'id')), delegation: { procedures: delegated.data }, procedures: overrides.data };
  return overrideProblems(known.procedures, zone);
}

/** Where the law or AWS lets no copy of a backup lie. */
function refusedCopies(file: unknown): string[] {
  const [from, to] = [at(file, 'region'), at(file, 'backup', 'copyTo')];
  const refused = typeof from === 'string' && typeof to === 'string' ? copyProblem(from, to) : undefined;
  return refused ? [`backup.copyTo: ${refused}`] : [];
}

/** A group that a procedure limits and of which the zone has no figure would be limited by nothing. */
function groupsWithoutPlaces(zone: Zone, known: KnownPolicies): string[] {
  const delegated = zoneProcedures(known.procedures, zone).filter(({ id }) => zone.delegation.procedures.includes(id));
  const groups = new Set(delegated.flatMap(({ quota }) => quota?.group ?? []));
  for (const { group } of zone.quotas) groups.delete(group);
  return [...groups].sort().map((group) => `quotas: has no line for group ${group}, which a procedure limits`);
}

/**
 * Checks a zone file: its shape, that its parts agree, that the policies it names exist, and that what it changes of
 * procedures makes sense.
 * @returns the zone, or one message that names every problem of the file
 */
export function checkZone(file: unknown, known: KnownPolicies): Result<Zone, string> {
  const parsed = zoneSchema.safeParse(file);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(shapeProblem)),
    ...unknownReferences(file, known),
    ...wrongOverrides(file, known),
    ...accessProblems(file),
    ...protectionProblems(file),
    ...refusedCopies(file),
    ...(parsed.success ? groupsWithoutPlaces(parsed.data, known) : []),
  ];
  if (parsed.success && problems.length === 0) return success(parsed.data);
  const id = at(file, 'id');
  return failure(
    [`zone ${typeof id === 'string' && id ? id : '(without id)'} cannot be used:`, ...problems].join('\n  - '),
  );
}

/** Figures of a zone that nobody has proved yet, by their place in the file. */
export function placeholders(zone: Zone): string[] {
  const found: string[] = [];
  const walk = (value: unknown, path: readonly PropertyKey[]) => {
    if (typeof value !== 'object' || value === null) return;
    if ((value as { placeholder?: unknown }).placeholder === true) found.push(place(path));
    for (const [step, inner] of Object.entries(value)) {
      walk(inner, [...path, Array.isArray(value) ? Number(step) : step]);
    }
  };
  walk(zone, []);
  return found;
}
