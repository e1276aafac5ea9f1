import type { Role } from '../access/roles.ts';
import type { Text } from '../text.ts';
import { addDays, type Day } from '../time.ts';
import type { Condition, Material, Procedure } from './procedure.ts';

/** Rules of a procedure that an emergency may put out of force for a while. */
export const suspendableRules = ['window', 'contractFollows', 'reportWithin', 'maximumAge'] as const;

type WhenExcept = { when: readonly Condition[]; exceptWhen: readonly Condition[] };

/** What a zone changes of one material; what is left out stays. An empty `requiredWhen` asks nobody for it. */
export type MaterialChange = {
  reason?: Text;
  requiredWhen?: readonly Condition[];
  waived?: WhenExcept;
  commitment?: WhenExcept;
  supplyLater?: WhenExcept;
};

/** What a zone changes of a procedure; what is left out stays. */
export type ProcedureChanges = {
  materials?: Readonly<Record<string, MaterialChange>>;
  addMaterials?: readonly Material[];
  window?: { opensDaysBefore?: number; closesDaysBefore?: number };
  contractFollows?: { atMostDaysAfter: number };
  reportWithin?: { workingDays: number };
  maximumAge?: { years: number };
  quota?: { group: string; when: readonly Condition[] };
  decidedBy?: readonly Role[];
  suspends?: readonly (typeof suspendableRules)[number][];
};

/** What a zone does otherwise in one procedure from a day on, as its zone file says it. */
export type ProcedureOverride = {
  procedure: string;
  effectiveFrom: Day;
  /** Last day; absent while it is in force. */
  effectiveTo?: Day;
  /** What applicants are told about it. */
  note?: Text;
  source: string;
  placeholder: boolean;
  changes: ProcedureChanges;
};

const isIn = ({ effectiveFrom, effectiveTo }: { effectiveFrom: Day; effectiveTo?: Day }, day: Day): boolean =>
  effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo);

/**
 * A procedure by its id in the version that takes applications on a day.
 * @returns undefined where there is none, or none for that day
 */
export const versionOn = (versions: readonly Procedure[], id: string, on: Day): Procedure | undefined =>
  versions.find((version) => version.id === id && isIn(version, on));

function changedMaterial(material: Material, change: MaterialChange, origin: Origin): Material {
  const { reason, requiredWhen, ...reliefs } = change;
  const changed = Object.entries(reliefs).map(([name, relief]) => [name, { ...relief, ...origin }]);
  return {
    ...material,
    ...(reason ? { reason } : {}),
    ...(requiredWhen ? { requiredWhen, ...origin } : {}),
    ...Object.fromEntries(changed),
  };
}

type Origin = { source: string; placeholder: boolean };

/** A procedure with what a zone does otherwise; each changed rule names the zone's source. */
export function withChanges(procedure: Procedure, override: ProcedureOverride): Procedure {
  const { changes, source, placeholder, note, effectiveFrom, effectiveTo } = override;
  const origin: Origin = { source, placeholder };
  const { window, contractFollows, reportWithin, maximumAge } = procedure;
  const changed: Procedure = {
    ...procedure,
    materials: [
      ...procedure.materials.map((material) => {
        const change = changes.materials?.[material.kind];
        return change ? changedMaterial(material, change, origin) : material;
      }),
      ...(changes.addMaterials ?? []),
    ],
    ...(window && changes.window ? { window: { ...window, ...changes.window, ...origin } } : {}),
    ...(contractFollows && changes.contractFollows
      ? { contractFollows: { ...contractFollows, ...changes.contractFollows, ...origin } }
      : {}),
    ...(reportWithin && changes.reportWithin
      ? { reportWithin: { ...reportWithin, ...changes.reportWithin, ...origin } }
      : {}),
    ...(maximumAge && changes.maximumAge ? { maximumAge: { ...maximumAge, ...changes.maximumAge, ...origin } } : {}),
    ...(changes.quota ? { quota: { ...changes.quota, ...origin } } : {}),
    ...(changes.decidedBy ? { decidedBy: changes.decidedBy } : {}),
    changedBy: [
      ...(procedure.changedBy ?? []),
      { effectiveFrom, ...(effectiveTo ? { effectiveTo } : {}), ...(note ? { note } : {}), ...origin },
    ],
  };
  for (const rule of changes.suspends ?? []) delete changed[rule];
  return changed;
}

/** The stretches of a version's time in each of which the same overrides are in force; first days, in order. */
function turns(version: Procedure, overrides: readonly ProcedureOverride[]): Day[] {
  const days = overrides.flatMap(({ effectiveFrom, effectiveTo }) => [
    effectiveFrom,
    ...(effectiveTo ? [addDays(effectiveTo, 1)] : []),
  ]);
  return [...new Set([version.effectiveFrom, ...days.filter((day) => isIn(version, day))])].sort();
}

/**
 * Every procedure as a zone has it: each version is cut where one of the zone's overrides begins or ends, so that one
 * version holds on each day. A changed version is named after the zone and its first day, as in
 * `2024-12-01/etown/2025-03-01`; what was decided under it can be told apart for good.
 */
export function zoneProcedures(
  versions: readonly Procedure[],
  zone: { id: string; procedures?: readonly ProcedureOverride[] },
): Procedure[] {
  return versions.flatMap((version) => {
    const own = (zone.procedures ?? []).filter(({ procedure }) => procedure === version.id);
    const days = turns(version, own);
    return days.map((effectiveFrom, index): Procedure => {
      const inForce = own.filter((override) => isIn(override, effectiveFrom));
      const next = days[index + 1];
      const stretch = { ...version, effectiveFrom, effectiveTo: next ? addDays(next, -1) : version.effectiveTo };
      if (inForce.length === 0) return stretch;
      return inForce.reduce(withChanges, { ...stretch, version: `${version.version}/${zone.id}/${effectiveFrom}` });
    });
  });
}
