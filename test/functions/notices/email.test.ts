import { afterEach, describe, expect, it } from 'vitest';
import { emailChannel } from '../../../functions/notices/email.ts';
import type { Message } from '../../../functions/notices/rendering.ts';
import type { EmailChannel } from '../../../shared/zone/notices.ts';
import { headerOf, openMailHost } from '../../office/mail-host.ts';

const message: Message = { subject: 'News', text: 'In 30 days.', html: '<p>In 30 days.</p>', short: 'In 30 days.' };
const to = { address: 'elena.specimen@applicant.example', id: '1-abc' };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(
  decide: Parameters<typeof openMailHost>[0],
  more: Partial<EmailChannel> = {},
  readSecret: () => Promise<Record<string, string>> = async () => ({}),
) {
  const host = await openMailHost(decide);
  closing.push(host.close);
  const channel = emailChannel({ ...host.channel(), ...more }, { name: '虚构机关 Fictional office' }, readSecret);
  closing.push(channel.close);
  return { host, channel };
}

describe('a mail host', () => {
  it('is told by whom a message is, that a machine wrote it, and the id under which it may come again', async () => {
    const { host, channel } = await open({}, { replyTo: 'desk@zone.example' });
    expect(await channel.send(message, to)).toEqual({ sent: true });
    const [mail] = host.mails;
    if (!mail) throw new Error('nothing arrived');
    expect(headerOf(mail, 'from')).toBe('虚构机关 Fictional office <notice@zone.example>');
    expect(headerOf(mail, 'to')).toBe(to.address);
    expect(headerOf(mail, 'reply-to')).toBe('desk@zone.example');
    expect(headerOf(mail, 'message-id')).toBe('<1-abc@zone.example>');
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated');
  });

  it('lets us in with the secret that the zone names, and refuses a wrong one for everybody', async () => {
    const signIn = (user: string, password: string) => user === 'notices' && password === 'right';
    const secret = { user: 'notices', password: 'wrong' };
    const { host, channel } = await open({ signIn }, { secret: 'greenpath/notices/smtp' }, async () => ({ ...secret }));
    expect(await channel.send(message, to)).toEqual({ sent: false, reason: 'sign-in-refused', away: true });
    channel.close();
    secret.password = 'right';
    expect(await channel.send(message, to)).toEqual({ sent: true });
    expect(host.mails).toHaveLength(1);
  });

  it('is not spoken to while the secret is not there', async () => {
    const { host, channel } = await open({}, { secret: 'nowhere' }, () => Promise.reject(new Error('no such secret')));
    expect(await channel.send(message, to)).toEqual({ sent: false, reason: 'not-configured', away: true });
    expect(host.mails).toEqual([]);
  });

  it('that offers no encryption is told nothing, where the zone asks for it', async () => {
    const { host, channel } = await open({}, { security: 'starttls' });
    expect(await channel.send(message, to)).toEqual({ sent: false, reason: 'unreachable', away: true });
    expect(host.mails).toEqual([]);
  });

  it.each([
    ['550 no such user', 'recipient', { sent: false, reason: 'address-refused', final: true }],
    ['450 come back later', 'recipient', { sent: false, reason: 'busy' }],
    ['554 this is spam', 'data', { sent: false, reason: 'message-refused', final: true }],
    ['452 no room', 'data', { sent: false, reason: 'busy' }],
  ])('that says "%s" to the %s is understood so, and takes the next message', async (refusal, what, expected) => {
    let answers = 1;
    const { host, channel } = await open({ [what]: () => (answers-- > 0 ? refusal : undefined) });
    expect(await channel.send(message, to)).toEqual(expected);
    expect(await channel.send(message, to)).toEqual({ sent: true });
    expect(host.mails).toHaveLength(1);
  });
});
