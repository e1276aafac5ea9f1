import { describe, expect, it } from 'vitest';
import { zoneFiles } from '../../../infra/zones/index.ts';
import { channelsOf, noticeChannels, noticesSection } from '../../../shared/zone/notices.ts';

const invented = { source: 'Invented for a test', placeholder: true };
const retries = { firstMinutes: 5, mostAttempts: 8, ...invented };
const email = { host: 'smtp.zone.example', port: 465, security: 'tls', from: 'notice@zone.example', ...invented };
const sms = {
  to: 'phone',
  url: 'https://sms.zone.example/messages',
  body: '{"to":"{to}"}',
  success: {},
  ...invented,
};
const complaints = (channels: object): string[] => {
  const checked = noticesSection.safeParse({ channels, retries });
  return checked.success ? [] : checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('the channels of a zone', () => {
  it('may be none, for every notice lies in an inbox', () => {
    expect(complaints({})).toEqual([]);
    expect(complaints({ email, sms })).toEqual([]);
  });

  it('are encrypted, except to the machine itself', () => {
    expect(complaints({ email: { ...email, security: 'none' } })).toHaveLength(1);
    expect(complaints({ email: { ...email, host: '127.0.0.1', security: 'none' } })).toEqual([]);
    expect(complaints({ sms: { ...sms, url: 'http://sms.zone.example/' } })).toHaveLength(1);
    expect(complaints({ sms: { ...sms, url: 'http://127.0.0.1:8080/' } })).toEqual([]);
    expect(complaints({ sms: { ...sms, token: { url: 'ftp://x.example/', member: 'token' } } })).toHaveLength(1);
  });

  it('name a secret and never hold one', () => {
    expect(complaints({ email: { ...email, secret: 'greenpath/notices/smtp' } })).toEqual([]);
    expect(complaints({ email: { ...email, password: 'x' } })).toHaveLength(1);
    expect(complaints({ email: { ...email, secret: 'two words' } })).toHaveLength(1);
  });

  it('reach their function without what only readers of the file want to know', () => {
    const section = noticesSection.parse({ channels: { email, sms }, retries });
    const told = channelsOf(section);
    expect(JSON.stringify(told)).not.toContain('Invented');
    expect(noticeChannels.parse(told)).toEqual(told);
  });

  it('of every zone fit into the environment of their function, which holds 4 KB', () => {
    for (const { id, notices } of zoneFiles) {
      const told = JSON.stringify(channelsOf(noticesSection.parse(notices)));
      expect(Buffer.byteLength(told), id).toBeLessThan(3000);
      expect(told, id).not.toMatch(/"(password|key)":/);
    }
  });
});
