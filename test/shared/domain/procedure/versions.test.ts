import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProcedureOverride, versionOn, zoneProcedures } from '../../../../shared/domain/procedure/versions.ts';
import { addDays } from '../../../../shared/domain/time.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

const zone = (...procedures: ProcedureOverride[]) => ({ id: 'etown', procedures });
const earlier: ProcedureOverride = {
  procedure: 'extension',
  effectiveFrom: '2026-03-01',
  source: 'this test',
  placeholder: false,
  changes: { window: { opensDaysBefore: 120 } },
};
const emergency: ProcedureOverride = {
  ...earlier,
  effectiveFrom: '2026-06-01',
  effectiveTo: '2026-06-30',
  note: { zh: '暂停执行', en: 'Suspended' },
  changes: { suspends: ['window'] },
};

describe('the version of a procedure', () => {
  it('is the one in force on the day, the first and the last day included', () => {
    const first = { ...newPermit, version: 'first', effectiveTo: '2025-12-31' };
    const second = { ...newPermit, version: 'second', effectiveFrom: '2026-01-01' };
    const on = (day: string) => versionOn([first, second], 'new-permit', day)?.version;
    expect([on('2024-11-30'), on('2024-12-01'), on('2025-12-31'), on('2026-01-01'), on('2099-01-01')]).toEqual([
      undefined,
      'first',
      'first',
      'second',
      'second',
    ]);
    expect(versionOn([first, second], 'extension', '2026-01-01')).toBeUndefined();
  });
});

describe('what a zone does otherwise', () => {
  it('holds from its first to its last day and nowhere else, and names its source', () => {
    const versions = zoneProcedures([extension], zone(earlier, emergency));
    const on = (day: string) => versionOn(versions, 'extension', day);
    expect(on('2026-02-28')?.window?.opensDaysBefore).toBe(90);
    expect(on('2026-03-01')?.window).toMatchObject({ opensDaysBefore: 120, closesDaysBefore: 30, source: 'this test' });
    expect(on('2026-05-31')?.window?.opensDaysBefore).toBe(120);
    expect(on('2026-06-01')?.window).toBeUndefined();
    expect(on('2026-06-30')?.window).toBeUndefined();
    expect(on('2026-07-01')?.window?.opensDaysBefore).toBe(120);
  });

  it('gives each stretch a name of its own, so that what was decided under it can be told apart', () => {
    const versions = zoneProcedures([extension], zone(earlier, emergency));
    expect(versions.map(({ version, effectiveFrom, effectiveTo }) => [version, effectiveFrom, effectiveTo])).toEqual([
      ['2024-12-01', '2024-12-01', '2026-02-28'],
      ['2024-12-01/etown/2026-03-01', '2026-03-01', '2026-05-31'],
      ['2024-12-01/etown/2026-06-01', '2026-06-01', '2026-06-30'],
      ['2024-12-01/etown/2026-07-01', '2026-07-01', undefined],
    ]);
    expect(versions[2]?.changedBy?.map(({ note }) => note?.en)).toEqual([undefined, 'Suspended']);
  });

  it('leaves other procedures as they are', () => {
    expect(zoneProcedures([newPermit], zone(earlier))).toEqual([{ ...newPermit, effectiveTo: undefined }]);
  });

  it('changes single materials, adds others, and may ask nobody for one any more', () => {
    const [changed] = zoneProcedures(
      [newPermit],
      zone({
        ...earlier,
        procedure: 'new-permit',
        effectiveFrom: '2020-01-01',
        changes: {
          materials: {
            medical: { requiredWhen: [] },
            contract: { supplyLater: { when: [{ categories: ['A'] }], exceptWhen: [] } },
          },
          addMaterials: [
            {
              kind: 'lease',
              label: { zh: '租约', en: 'Lease' },
              reason: { zh: '用以核实地址。', en: 'It shows the address.' },
              contentTypes: ['application/pdf'],
              several: false,
              requiredWhen: [{}],
              source: 'this test',
              placeholder: true,
            },
          ],
          decidedBy: ['supervisor'],
          maximumAge: { years: 65 },
        },
      }),
    );
    const material = (kind: string) => changed?.materials.find((one) => one.kind === kind);
    expect(material('medical')).toMatchObject({ requiredWhen: [], source: 'this test' });
    expect(material('contract')?.supplyLater).toMatchObject({ source: 'this test', placeholder: false });
    expect(material('contract')?.source).toBe(newPermit.materials.find(({ kind }) => kind === 'contract')?.source);
    expect(material('lease')).toBeDefined();
    expect(changed?.decidedBy).toEqual(['supervisor']);
    expect(changed?.maximumAge?.years).toBe(65);
  });

  it('never leaves a day without a version, and never gives it two', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2025-06-01', days));
    const overrides = fc.array(
      fc.record({ from: day, days: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }) }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(overrides, day, (stretches, on) => {
        const own = stretches.map(
          ({ from, days }): ProcedureOverride => ({
            ...earlier,
            effectiveFrom: from,
            ...(days === undefined ? {} : { effectiveTo: addDays(from, days) }),
          }),
        );
        const versions = zoneProcedures([extension], zone(...own));
        const inForce = versions.filter(
          ({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo),
        );
        expect(inForce).toHaveLength(1);
        const changed = own.some(
          ({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo),
        );
        expect(inForce[0]?.window?.opensDaysBefore).toBe(changed ? 120 : 90);
        const named = versions.filter(({ changedBy }) => changedBy).map(({ version }) => version);
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });
});
