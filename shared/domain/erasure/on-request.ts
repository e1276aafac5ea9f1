import type { Stage } from '../application/transitions.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import { isDue, type Kept, keptTo, type Retention } from './retention.ts';

/** What an erasure takes away at once, named by keys that say nothing about a person. */
export const erasureKinds = ['application', 'visit', 'help', 'inquiry', 'notices', 'talent', 'person'] as const;
export type ErasureKind = (typeof erasureKinds)[number];

/** Something that the zone holds on a person, as far as it decides whether it may go. */
export type Holding =
  | { kind: 'application'; id: string; stage: Stage; submitted: boolean; lastDay: Day; heldTo: readonly Day[] }
  | { kind: 'visit'; id: string; ended: boolean; lastDay: Day }
  | { kind: 'help'; id: string; ended: boolean; dispute: boolean; lastDay: Day }
  | { kind: 'inquiry'; id: string; ended: boolean }
  | { kind: 'notices'; id: string }
  | { kind: 'talent'; id: string }
  | { kind: 'permit' | 'merchant-card'; id: string; lastDay: Day }
  | { kind: 'credit' | 'register' | 'readings'; id: string };

/** What becomes of a holding when its person asks for erasure; `until` is the last day on which it is kept. */
export type Verdict =
  | { goes: true; target: { what: ErasureKind; id: string } }
  | { goes: false; reason: Text; until?: Day };

const reasons = {
  open: {
    zh: '申请尚在办理中，须据此作出决定；撤回或办结后，依保存期限处理。',
    en: 'The case is open and has to be decided on it. Withdraw it, or wait for its end; then its retention runs.',
  },
  decided: {
    zh: '行政许可的决定及其依据须在保存期限内留存，以便复议、诉讼和监督检查。期满前除存储和安全保护外不再用于其他目的。',
    en: 'A decision and what it rests on are kept for review, court and supervision until their retention ends. Until then they are stored and protected, and used for nothing that the case does not need.',
  },
  permit: {
    zh: '许可证件有效或保存期限未满，查验须据此进行。',
    en: 'The document is in force, or its retention has not ended; verification rests on it.',
  },
  credit: {
    zh: '信用记录随证件一并保存；如记录有误，可提出异议，请求更正。',
    en: 'Credit is kept as long as the permit. If a record is wrong, you can object to it and have it corrected.',
  },
  register: {
    zh: '一人一码：编码及护照、身份的数字指纹（不可还原）长期保留，以保证编码不会发给他人。其中不含姓名和证件号码。',
    en: 'One code for life: the code and fingerprints of passport and identity stay, so that nobody else is ever given the code. They hold no name and no number.',
  },
  readings: {
    zh: '查阅记录属网络日志，依法留存不少于六个月，期满由系统自动删除。',
    en: 'The record of who read your data is a log, which the law wants kept for six months at least. It expires by itself.',
  },
  visit: { zh: '预约尚未结束。', en: 'The visit is not over yet.' },
  help: { zh: '求助事项尚未办结。', en: 'The request for help is still open.' },
  dispute: {
    zh: '调解记录同时涉及对方当事人，保存期满后删除。',
    en: 'The record of a mediation is also the other party’s. It goes when its retention ends.',
  },
  inquiry: { zh: '咨询尚未答复。', en: 'The inquiry was not answered yet.' },
} as const satisfies Record<string, Text>;

const stays = (reason: Text, until?: Day): Verdict => ({ goes: false, reason, ...(until ? { until } : {}) });

/**
 * What may go when the person it is about asks for it (PIPL art. 47), and what must stay, why and until when. Whatever
 * is optional or was never handed in goes at once; what the law or the zone's retention keeps stays until its day.
 */
export function verdictOn(holding: Holding, retention: Retention, on: Day): Verdict {
  const goes = (what: ErasureKind): Verdict => ({ goes: true, target: { what, id: holding.id } });
  const byRetention = (what: ErasureKind, kept: Kept, reason: Text): Verdict =>
    isDue(kept, retention, on) ? goes(what) : stays(reason, keptTo(kept, retention));
  switch (holding.kind) {
    case 'application': {
      if (holding.stage === 'draft' && !holding.submitted) return goes('application');
      const { stage, lastDay, heldTo } = holding;
      const kept = { kind: 'application', stage, lastDay, heldTo } as const;
      return byRetention('application', kept, keptTo(kept, retention) === undefined ? reasons.open : reasons.decided);
    }
    case 'visit':
      return holding.ended ? goes('visit') : stays(reasons.visit);
    case 'help': {
      if (!holding.ended) return stays(reasons.help);
      return holding.dispute ? byRetention('help', { ...holding, kind: 'help' }, reasons.dispute) : goes('help');
    }
    case 'inquiry':
      return holding.ended ? goes('inquiry') : stays(reasons.inquiry);
    case 'notices':
    case 'talent':
      return goes(holding.kind);
    case 'permit':
    case 'merchant-card': {
      const kept = { kind: 'person', lastDay: holding.lastDay, openCases: 0, onList: false } as const;
      return stays(reasons.permit, keptTo(kept, retention));
    }
    default:
      return stays(reasons[holding.kind]);
  }
}
