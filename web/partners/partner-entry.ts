import type { Text } from '../../shared/domain/text.ts';
import type { Answer, Body } from '../client/contract.ts';

type View = Answer<'readPartner'>;

/** A partner as it is being written. */
export type PartnerTyped = {
  name: Text;
  contactName: string;
  email: string;
  phone: string;
  scopes: string[];
  perMinute: string;
  perDay: string;
  status: View['status'];
  reason: Text;
};

export const noPartner: PartnerTyped = {
  name: { zh: '', en: '' },
  contactName: '',
  email: '',
  phone: '',
  scopes: [],
  perMinute: '600',
  perDay: '10000',
  status: 'active',
  reason: { zh: '', en: '' },
};

export const typedOf = ({ name, contact, scopes, perMinute, perDay, status }: View): PartnerTyped => ({
  name,
  contactName: contact.name,
  email: contact.email,
  phone: contact.phone ?? '',
  scopes,
  perMinute: String(perMinute),
  perDay: String(perDay),
  status,
  reason: { zh: '', en: '' },
});

/** What was typed as a number; what is none is sent so that the zone says so at its place. */
const numberOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

const contactOf = ({ contactName, email, phone }: PartnerTyped) => ({
  name: contactName,
  email,
  ...(phone.trim() ? { phone } : {}),
});

export const registrationOf = (typed: PartnerTyped): Body<'registerPartner'> => ({
  name: typed.name,
  contact: contactOf(typed),
  scopes: typed.scopes,
  perMinute: numberOf(typed.perMinute),
  perDay: numberOf(typed.perDay),
  reason: typed.reason,
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Only what was changed, so that the record names nothing else. */
export function changeOf(before: View, typed: PartnerTyped): Body<'changePartner'> {
  const next = registrationOf(typed);
  const contact = contactOf(typedOf(before));
  return {
    ...(same(contact, next.contact) ? {} : { contact: next.contact }),
    ...(same([...before.scopes].sort(), [...next.scopes].sort()) ? {} : { scopes: next.scopes }),
    ...(before.perMinute === next.perMinute ? {} : { perMinute: next.perMinute }),
    ...(before.perDay === next.perDay ? {} : { perDay: next.perDay }),
    ...(before.status === typed.status ? {} : { status: typed.status }),
    reason: typed.reason,
  };
}
