import { describe, expect, it } from 'vitest';
import { demo } from '../../../infra/zones/demo.ts';
import { issuingAuthority } from '../../../shared/zone/issuing-authority.ts';
import { zoneSchema } from '../../../shared/zone/zone.ts';

describe('the issuing authority', () => {
  const decidingFor = (inNameOf: 'delegating-authority' | 'zone') =>
    issuingAuthority(zoneSchema.parse({ ...demo, delegation: { ...demo.delegation, inNameOf } }));

  it('is the one that delegated where the zone decides in its name', () => {
    expect(decidingFor('delegating-authority')).toEqual(demo.delegation.from);
  });

  it('is the zone’s own where the zone decides in its own name', () => {
    expect(decidingFor('zone')).toEqual(demo.authority);
  });
});
