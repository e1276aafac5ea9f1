import type { DueReminder } from '../../shared/domain/reminders/reminders.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Day } from '../../shared/domain/time.ts';

/** What a reminder about a permit tells beside the day. */
export type PermitOutlook =
  | { kind: 'filing'; from: Day; to: Day }
  | { kind: 'filing-over'; to: Day }
  | { kind: 'under-way' }
  | { kind: 'not-extendable' };

const inDays = (days: number): Text =>
  days === 0 ? { zh: '今天', en: 'today' } : { zh: `还有${days}天`, en: days === 1 ? 'in 1 day' : `in ${days} days` };

const subjects: Record<DueReminder['ending'], Text> = {
  permit: { zh: '工作许可即将到期', en: 'Your work permit ends soon' },
  passport: { zh: '护照即将到期', en: 'Your passport ends soon' },
  residence: { zh: '居留证件即将到期', en: 'Your residence permit ends soon' },
  card: { zh: '商友卡即将到期', en: 'Your merchant card ends soon' },
};

function permitAdvice(outlook: PermitOutlook): Text {
  switch (outlook.kind) {
    case 'filing':
      return {
        zh: `如需延期，请用人单位在 ${outlook.from} 至 ${outlook.to}（含当日）提交延期申请；逾期须重新申请。`,
        en: `To extend it, the employer files between ${outlook.from} and ${outlook.to}, both included; after that a new application is needed.`,
      };
    case 'filing-over':
      return {
        zh: `延期申请应在 ${outlook.to} 前提交，现已逾期；继续工作须重新申请，请尽快联系我们。`,
        en: `An extension had to be filed by ${outlook.to}; to go on working a new application is needed. Please speak to us soon.`,
      };
    case 'under-way':
      return {
        zh: '延期申请已提交，正在办理，您无需再次提交。',
        en: 'Its extension was filed and is being worked on; you need not file it again.',
      };
    case 'not-extendable':
      return { zh: '如需继续工作，请提前咨询我们。', en: 'If the work goes on, please ask us in good time.' };
  }
}

const advice: Record<Exclude<DueReminder['ending'], 'permit'>, Text> = {
  passport: {
    zh: '许可有效期不能超过护照有效期。换发护照后，请用人单位在10个工作日内申请变更。',
    en: 'A permit never outlasts the passport. After you have a new one, the employer applies for the change within 10 working days.',
  },
  residence: {
    zh: '请在到期30日前向公安机关出入境管理部门申请延期。只有工作许可和居留证件均有效，才能在华工作。',
    en: 'Apply to the exit and entry office of the police for its extension at least 30 days before. Work is lawful only while both permits hold.',
  },
  card: { zh: '如需继续使用，请提前申请新的有效期。', en: 'To go on using it, apply for a new period in good time.' },
};

/**
 * What a reminder says.
 * @param days calendar days from the day on which it is given to the last day
 */
export function reminderWords(
  { ending, on }: DueReminder,
  days: number,
  outlook: PermitOutlook,
): { subject: Text; text: Text } {
  const left = inDays(days);
  const then = ending === 'permit' ? permitAdvice(outlook) : advice[ending];
  const what: Record<DueReminder['ending'], Text> = {
    permit: { zh: '您的外国人工作许可', en: "Your Foreigner's Work Permit" },
    passport: { zh: '您的护照', en: 'Your passport' },
    residence: { zh: '您的居留证件', en: 'Your residence permit' },
    card: { zh: '您的外籍商友卡', en: 'Your merchant card' },
  };
  return {
    subject: subjects[ending],
    text: {
      zh: `${what[ending].zh}有效期至 ${on}（${left.zh}）。${then.zh}`,
      en: `${what[ending].en} is valid until ${on} (${left.en}). ${then.en}`,
    },
  };
}
