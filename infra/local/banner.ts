import type { Zone } from '../../shared/zone/zone.ts';
import { personas } from './sign-in/personas.ts';

/** What a zone says when it has started: where it is, who can be signed in as, and how. */
export function banner(zone: Zone, url: string): string {
  const roles = personas.map(({ role }) => role).join(' · ');
  return `
  ${zone.name.zh} · ${zone.name.en}
  单机演练辖区已就绪，仅供本机访问，人员均为虚构。
  The one-machine zone is ready; only this machine can reach it, and nobody in it is real.

  地址 Address      ${url}
  身份 Personas     ${roles}
  令牌 Token        curl -s ${url}/_local/token -H 'content-type: application/json' -d '{"persona":"employer"}'
  时钟 Clock        curl -s ${url}/_local/clock -H 'content-type: application/json' -d '{"advance":"P3D"}'
  告警 Alarms       curl -s ${url}/_local/alarms
  退出 Stop         Ctrl+C
`;
}
