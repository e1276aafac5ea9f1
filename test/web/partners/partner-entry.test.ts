import { describe, expect, it } from 'vitest';
import { changeOf, noPartner, registrationOf, typedOf } from '../../../web/partners/partner-entry.ts';
import { servicesIn } from '../../../web/partners/services.ts';

const partner = {
  id: 'sample',
  version: 2,
  name: { zh: '样例公交', en: 'Sample Buses' },
  contact: { name: '例一', email: 'api@bus.example' },
  status: 'active' as const,
  scopes: ['bus', 'bicycle'],
  perMinute: 600,
  perDay: 10_000,
  keys: [],
  createdAt: '2026-11-22T00:00:00.000Z',
};
const reason = { zh: '来函', en: 'By letter' };

describe('A partner as it is written', () => {
  it('sends only what was changed, with the reason', () => {
    expect(changeOf(partner, { ...typedOf(partner), reason })).toEqual({ reason });
    expect(changeOf(partner, { ...typedOf(partner), scopes: ['bicycle', 'bus'], reason })).toEqual({ reason });
    expect(
      changeOf(partner, { ...typedOf(partner), status: 'suspended', perDay: '500', phone: '000', reason }),
    ).toEqual({
      contact: { ...partner.contact, phone: '000' },
      perDay: 500,
      status: 'suspended',
      reason,
    });
  });

  it('leaves out a telephone that nobody typed, and makes no number of what is none', () => {
    const registration = registrationOf({ ...noPartner, perMinute: 'many' });
    expect(registration.contact).not.toHaveProperty('phone');
    expect(registration.perMinute).toBeNaN();
  });

  it('may ask about the services that the zone file lists', () => {
    const label = { zh: '公共交通', en: 'Buses' };
    expect(
      servicesIn([
        { path: 'merchantCard.services[0]', values: { id: 'bus', label } },
        { path: 'merchantCard.services[0].grant', values: { atIssue: true } },
        { path: 'visits.services[0]', values: { id: 'other', label } },
      ]),
    ).toEqual([{ id: 'bus', label }]);
  });
});
