import type { z } from 'zod';
import { failure, type Result, success } from '../../shared/result.ts';
import { type Zone, zoneSchema } from '../../shared/zone/zone.ts';

/** Names of the policies that a zone file may refer to. */
export type KnownPolicies = {
  points: readonly string[];
  localities: readonly string[];
  procedures: readonly string[];
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
  expect('policy.locality', at(file, 'policy', 'locality'), known.localities);
  const procedures = at(file, 'delegation', 'procedures');
  if (Array.isArray(procedures)) {
    for (const [index, name] of procedures.entries()) {
      expect(`delegation.procedures[${index}]`, name, known.procedures);
    }
  }
  return problems;
}

/**
 * Checks a zone file: its shape, that its parts agree, and that the policies it names exist.
 * @returns the zone, or one message that names every problem of the file
 */
export function checkZone(file: unknown, known: KnownPolicies): Result<Zone, string> {
  const parsed = zoneSchema.safeParse(file);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(shapeProblem)),
    ...unknownReferences(file, known),
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
