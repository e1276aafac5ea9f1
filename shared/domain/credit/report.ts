import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import { hundredthsOf, isInHundredths } from './amount.ts';
import { type CreditRules, type CreditSource, concerns, itemOf, type SubItem, type SubjectKind } from './rule-set.ts';

/** What an officer or a reporting source says about somebody, before it is a record. */
export type CreditReport = {
  item: string;
  source: CreditSource;
  happenedOn: Day;
  quantity?: number | undefined;
  points?: number | undefined;
  /** Whether a document or its mark comes with it. */
  proven: boolean;
};

/** What is wrong with a report, at the field that it concerns. */
export type ReportProblem = { path: string; code: string; text: Text };

const say = (path: string, code: string, zh: string, en: string): ReportProblem => ({ path, code, text: { zh, en } });

const notAsked = (path: string): ReportProblem =>
  say(path, 'not-asked', '该子项不填写此项', 'is not asked for by this sub-item');

function valueProblems({ value, cap, floor, direction }: SubItem, { quantity, points }: CreditReport): ReportProblem[] {
  const found: ReportProblem[] = [];
  if (value.kind === 'stated') {
    if (quantity !== undefined) found.push(notAsked('quantity'));
    if (points === undefined) {
      found.push(say('points', 'missing', '请填写来源单位评定的分值', 'give the points that the source states'));
    } else if (!isInHundredths(points)) {
      found.push(say('points', 'two-decimals', '最多两位小数', 'must have two decimals at most'));
    } else {
      const most = Math.min(value.most, cap);
      const least = Math.max(value.least, floor);
      if (hundredthsOf(points) > hundredthsOf(most)) {
        found.push(
          say('points', 'over-the-cap', `超过该子项上限 ${most} 分`, `is over the cap of this sub-item, ${most}`),
        );
      }
      if (hundredthsOf(points) < hundredthsOf(least)) {
        found.push(
          say(
            'points',
            'under-the-floor',
            `低于该子项下限 ${least} 分`,
            `is under the floor of this sub-item, ${least}`,
          ),
        );
      }
      if (direction === 'plus' ? points < 0 : points > 0) {
        found.push(say('points', 'wrong-sign', '分值的正负与该子项不符', 'has the wrong sign for this sub-item'));
      }
    }
    return found;
  }
  if (points !== undefined) found.push(notAsked('points'));
  if (value.kind === 'fixed') return quantity === undefined ? found : [...found, notAsked('quantity')];
  if (quantity === undefined) {
    found.push(say('quantity', 'missing', `请填写数量（${value.unit.zh}）`, `give the quantity (${value.unit.en})`));
  } else if (!(quantity >= 0) || quantity > 1_000_000_000_000) {
    found.push(say('quantity', 'out-of-range', '数量须为不小于 0 的数', 'must be a number from 0 on'));
  }
  return found;
}

/**
 * Everything that keeps a report from becoming a record, at once: a sub-item that the rules do not know or that is not
 * about such a subject, a source that may not report it, a day in the future, a value that the sub-item does not take
 * or that lies outside its limits, and no document for what somebody says of themselves.
 * @param today in the zone's time zone
 */
export function reportProblems(
  rules: CreditRules,
  subject: SubjectKind,
  report: CreditReport,
  today: Day,
): ReportProblem[] {
  const future =
    report.happenedOn > today
      ? [say('happenedOn', 'in-the-future', `不能晚于今天（${today}）`, `must not lie after today, ${today}`)]
      : [];
  const item = itemOf(rules, report.item);
  if (!item) {
    const unknown = say('item', 'unknown-item', '信用规则中没有这个子项', 'is no sub-item of the credit rules');
    return [unknown, ...future];
  }
  const found: ReportProblem[] = [];
  if (!concerns(item, subject)) {
    found.push(
      say(
        'item',
        'not-for-subject',
        subject === 'person' ? '该子项不适用于个人' : '该子项不适用于企业',
        subject === 'person' ? 'is not about persons' : 'is not about enterprises',
      ),
    );
  }
  if (!item.sources.includes(report.source)) {
    found.push(
      say(
        'source',
        'wrong-source',
        `该来源不能报送此子项；可报送：${item.sources.join('、')}`,
        `may not report this sub-item; it comes from: ${item.sources.join(', ')}`,
      ),
    );
  }
  if (report.source === 'self-declared' && !report.proven) {
    found.push(
      say('evidence', 'missing', '本人申报的须附证明文件', 'what somebody declares themselves needs a document'),
    );
  }
  return [...found, ...future, ...valueProblems(item, report)];
}
