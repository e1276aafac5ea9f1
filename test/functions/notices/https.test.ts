import { afterEach, describe, expect, it } from 'vitest';
import { filled, httpsChannel } from '../../../functions/notices/https.ts';
import type { Message } from '../../../functions/notices/rendering.ts';
import { fakeClock } from '../../../shared/clock.ts';
import type { HttpsChannel } from '../../../shared/zone/notices.ts';
import { openGatewayHost } from '../../office/gateway-host.ts';
import { mondayMorning } from '../../records-wire.ts';

const message: Message = {
  subject: '许可即将到期',
  text: '还有30天。',
  html: '<p>还有30天。</p>',
  short: '还有30天 "quoted" \\ & {secret.key}',
  link: 'https://permit.etown.example/permits/x',
};
const to = { address: '13800000000', id: '1-abc' };

type Gateway = Awaited<ReturnType<typeof openGatewayHost>>;
const gateways: Gateway[] = [];
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

async function open(
  configured: (url: string) => Partial<HttpsChannel>,
  answer?: Parameters<typeof openGatewayHost>[0],
  secrets: Record<string, string> = { key: 'kept/secret=' },
) {
  const gateway = await openGatewayHost(answer);
  gateways.push(gateway);
  const clock = fakeClock(mondayMorning);
  const channel = httpsChannel(
    {
      to: 'phone',
      url: `${gateway.url}/messages`,
      headers: { authorization: 'Bearer {secret.key}' },
      contentType: 'application/json',
      body: '{"mobile":"{to}","content":"{text}","reference":"{id}","link":"{link}"}',
      success: { status: [200], member: 'code', equals: '0' },
      longest: 500,
      secret: 'greenpath/notices/sms',
      ...configured(gateway.url),
    },
    clock,
    async () => secrets,
  );
  return { gateway, channel, clock };
}

describe('a gateway that takes messages over HTTPS', () => {
  it('gets one message in one request, with what is put in kept inside its text', async () => {
    const { gateway, channel } = await open(() => ({}));
    expect(await channel.send(message, to)).toEqual({ sent: true });
    const [asked] = gateway.asked;
    expect(asked).toMatchObject({ method: 'POST', url: '/messages' });
    expect(asked?.headers).toMatchObject({ authorization: 'Bearer kept/secret=' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      mobile: '13800000000',
      // A placeholder in what somebody wrote is text and nothing else.
      content: '还有30天 "quoted" \\ & {secret.key}',
      reference: '1-abc',
      link: 'https://permit.etown.example/permits/x',
    });
  });

  it('may take a form, and messages no longer than it says', async () => {
    const { gateway, channel } = await open(() => ({
      contentType: 'application/x-www-form-urlencoded',
      body: 'to={to}&text={text}&key={secret.key}',
      longest: 8,
    }));
    expect(await channel.send(message, to)).toEqual({ sent: true });
    const form = new URLSearchParams(gateway.asked[0]?.body);
    expect([form.get('to'), form.get('text'), form.get('key')]).toEqual(['13800000000', '还有30天 "…', 'kept/secret=']);
  });

  it('is asked for a token first where it wants one, which is kept as long as it says', async () => {
    const { gateway, channel, clock } = await open(
      (url) => ({
        token: {
          url: `${url}/gettoken?corpid={secret.corpid}&corpsecret={secret.corpsecret}`,
          member: 'access_token',
          secondsMember: 'expires_in',
        },
        url: `${url}/send?access_token={token}`,
        headers: {},
        body: '{"touser":"{to}","msgtype":"text","agentid":"{secret.agentid}","text":{"content":"{text}"}}',
        success: { status: [200], member: 'errcode', equals: '0' },
      }),
      ({ url }) => ({
        status: 200,
        body: url.startsWith('/gettoken')
          ? { errcode: 0, access_token: 'a+b/c', expires_in: 7200 }
          : { errcode: 0, errmsg: 'ok' },
      }),
      { corpid: 'ww1', corpsecret: 's&t', agentid: '1000002' },
    );
    for (let n = 0; n < 2; n++) expect(await channel.send(message, to)).toEqual({ sent: true });
    expect(gateway.asked.map(({ url }) => url)).toEqual([
      '/gettoken?corpid=ww1&corpsecret=s%26t',
      '/send?access_token=a%2Bb%2Fc',
      '/send?access_token=a%2Bb%2Fc',
    ]);
    clock.advance(7_200_000);
    await channel.send(message, to);
    expect(gateway.asked.filter(({ url }) => url.startsWith('/gettoken'))).toHaveLength(2);
  });

  it.each([
    ['busy', 503, {}, { sent: false, reason: 'busy', away: true }],
    ['too many', 429, {}, { sent: false, reason: 'busy', away: true }],
    ['a wrong key', 401, {}, { sent: false, reason: 'sign-in-refused', away: true }],
    ['a message that it will never take', 400, {}, { sent: false, reason: 'message-refused', final: true }],
    ['a good status with a bad word', 200, { code: 7 }, { sent: false, reason: 'answer-not-understood' }],
    ['a good status with no word', 200, 'text', { sent: false, reason: 'answer-not-understood' }],
  ])('that answers %s is understood so', async (_name, status, body, expected) => {
    const { channel } = await open(
      () => ({}),
      () => ({ status, body }),
    );
    expect(await channel.send(message, to)).toEqual(expected);
  });

  it('that cannot be reached, or whose secret lacks what the template names, stops only this way', async () => {
    const { channel, gateway } = await open(() => ({}), undefined, { other: 'x' });
    expect(await channel.send(message, to)).toEqual({ sent: false, reason: 'not-configured', away: true });
    expect(gateway.asked).toEqual([]);
    const { channel: gone, gateway: closed } = await open(() => ({}));
    await closed.close();
    expect(await gone.send(message, to)).toEqual({ sent: false, reason: 'unreachable', away: true });
  });

  it('cannot be led elsewhere by a redirect, nor split a header', async () => {
    const { channel } = await open(
      () => ({}),
      () => ({ status: 302, body: {} }),
    );
    expect(await channel.send(message, to)).toMatchObject({ sent: false });
    expect(filled('x {to} y', { to: 'a\r\nEvil: b' }, (value) => value.replace(/[\r\n]+/g, ' '))).toBe('x a Evil: b y');
    expect(() => filled('{nobody}', {}, (value) => value)).toThrow('the template names nobody');
  });

  it('is not used for somebody whose number is not known', async () => {
    const { channel } = await open(() => ({}));
    expect(channel.addressOf({ email: 'elena@applicant.example' })).toBeUndefined();
    expect(channel.addressOf({ subject: 'x', phone: '13800000000' })).toBe('13800000000');
  });
});
