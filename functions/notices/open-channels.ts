import type { Clock } from '../../shared/domain/time.ts';
import type { NoticeChannels } from '../../shared/zone/notices.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Channels, ReadSecret } from './channels.ts';
import { emailChannel } from './email.ts';
import { httpsChannel } from './https.ts';
import { oneLine } from './rendering.ts';

/** Channels for one invocation; `close` ends what is open. */
export type OpenChannels = () => { channels: Channels; close: () => void };

/** Opens the channels of a zone as they are configured; gateways keep their tokens from one invocation to the next. */
export function openChannels(
  { email, sms, wecom }: NoticeChannels,
  given: { zone: Pick<Zone, 'authority'>; clock: Clock; readSecret: ReadSecret },
): OpenChannels {
  const { zone, clock, readSecret } = given;
  const { zh, en } = zone.authority;
  const gateways: Channels = {
    ...(sms ? { sms: httpsChannel(sms, clock, readSecret) } : {}),
    ...(wecom ? { wecom: httpsChannel(wecom, clock, readSecret) } : {}),
  };
  return () => {
    const mail = email && emailChannel(email, { name: oneLine(`${zh} ${en}`) }, readSecret);
    return { channels: { ...(mail ? { email: mail } : {}), ...gateways }, close: () => mail?.close() };
  };
}
