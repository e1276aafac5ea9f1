import type { Day } from '../time.ts';
import { procedureProblems } from './problems.ts';
import type { Procedure } from './procedure.ts';
import { type ProcedureOverride, zoneProcedures } from './versions.ts';

type Stretch = { effectiveFrom: Day; effectiveTo?: Day };

const meet = (a: Stretch, b: Stretch): boolean =>
  (a.effectiveTo === undefined || b.effectiveFrom <= a.effectiveTo) &&
  (b.effectiveTo === undefined || a.effectiveFrom <= b.effectiveTo);

/** What an override changes, down to one part of one material, so that two of them can be told to collide. */
function touched({ changes }: ProcedureOverride): string[] {
  const { materials = {}, addMaterials = [], suspends = [], ...rules } = changes;
  return [
    ...Object.entries(materials).flatMap(([kind, change]) => Object.keys(change).map((part) => `${kind}.${part}`)),
    ...addMaterials.map(({ kind }) => `${kind}`),
    ...suspends,
    ...Object.entries(rules).flatMap(([rule, change]) => (change === undefined ? [] : [rule])),
  ];
}

/** Rules of which a zone may change figures, or put them out of force, only where the procedure has them. */
const ruleNames = ['window', 'contractFollows', 'reportWithin', 'maximumAge'] as const;

function versionProblems(override: ProcedureOverride, version: Procedure): string[] {
  const { changes } = override;
  const kinds = version.materials.map(({ kind }) => kind);
  return [
    ...Object.keys(changes.materials ?? {})
      .filter((kind) => !kinds.includes(kind))
      .map((kind) => `changes.materials.${kind}: is no material of ${version.id}`),
    ...(changes.addMaterials ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind }) => `changes.addMaterials: ${version.id} has ${kind} already`),
    ...ruleNames
      .filter((rule) => changes[rule] && !version[rule])
      .map((rule) => `changes.${rule}: ${version.id} has no such rule`),
    ...(changes.suspends ?? [])
      .filter((rule) => !version[rule])
      .map((rule) => `changes.suspends: ${version.id} has no rule ${rule}`),
  ];
}

/**
 * What is wrong with a zone's own changes of procedures, each with its place `procedures[<n>]…`: a procedure that does
 * not exist or is not delegated, dates that run backwards or meet no version, a material or rule that is not there,
 * two changes of the same thing at the same time, and whatever contradicts itself once they are applied.
 */
export function overrideProblems(
  versions: readonly Procedure[],
  zone: { id: string; delegation: { procedures: readonly string[] }; procedures: readonly ProcedureOverride[] },
): string[] {
  const overrides = zone.procedures;
  const found = overrides.flatMap((override, index) => {
    const say = (what: string) => `procedures[${index}].${what}`;
    const { procedure, effectiveFrom, effectiveTo } = override;
    if (effectiveTo !== undefined && effectiveTo < effectiveFrom) return [say('effectiveTo: is before effectiveFrom')];
    const known = versions.filter(({ id }) => id === procedure);
    if (known.length === 0) return [say(`procedure: "${procedure}" does not exist`)];
    if (!zone.delegation.procedures.includes(procedure)) {
      return [say(`procedure: ${procedure} is not delegated to this zone`)];
    }
    const inForce = known.filter((version) => meet(version, override));
    if (inForce.length === 0) return [say(`effectiveFrom: no version of ${procedure} is in force then`)];
    const collisions = overrides.slice(0, index).flatMap((other, earlier) => {
      if (other.procedure !== procedure || !meet(other, override)) return [];
      const both = touched(override).filter((part) => touched(other).includes(part));
      return both.map((part) => say(`changes: procedures[${earlier}] changes ${part} at the same time`));
    });
    return [...new Set(inForce.flatMap((version) => versionProblems(override, version).map(say))), ...collisions];
  });
  if (found.length > 0) return found;
  return zoneProcedures(versions, zone)
    .filter(({ changedBy = [] }) => changedBy.length > 0)
    .flatMap((version) =>
      procedureProblems(version).map(
        (problem) => `procedures: ${version.id} from ${version.effectiveFrom}: ${problem}`,
      ),
    );
}
