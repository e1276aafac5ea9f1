import type { Text } from '../text.ts';
import type { CreditList, MatterKind } from './ledger.ts';
import { type CreditRules, type CreditSource, itemOf } from './rule-set.ts';
import type { ScoreLine, Silence } from './score.ts';

export const sourceNames: Readonly<Record<CreditSource, Text>> = {
  'tax-office': { zh: '税务机关', en: 'tax office' },
  hrss: { zh: '人力资源和社会保障部门', en: 'human resources and social security' },
  psb: { zh: '公安机关', en: 'public security' },
  'market-regulator': { zh: '市场监督管理部门', en: 'market regulator' },
  court: { zh: '人民法院', en: 'court' },
  authority: { zh: '本机关', en: 'this authority' },
  'self-declared': { zh: '本人申报', en: 'declared by the subject' },
};

const silences: Readonly<Record<Silence, Text>> = {
  waiting: { zh: '等待另一名工作人员确认，暂不计分', en: 'waits for a second officer and does not count yet' },
  rejected: { zh: '未获确认，不计分', en: 'was not confirmed and does not count' },
  annulled: { zh: '已撤销，不计分', en: 'was annulled and does not count' },
  repaired: { zh: '已修复，不再扣分', en: 'was made good and takes nothing away any more' },
  objected: { zh: '异议处理中，暂不计分', en: 'is disputed and does not count meanwhile' },
  'not-yet': { zh: '所载日期尚未到来，不计分', en: 'lies after the day of the score' },
  expired: { zh: '已过有效期，不计分', en: 'is too old to count' },
  'not-best': { zh: '同类只计最重的一条', en: 'only the weightiest of its kind counts' },
  'unknown-item': { zh: '现行规则无此子项，不计分', en: 'the rules know no such sub-item' },
  'not-for-subject': { zh: '该子项不适用于此主体，不计分', en: 'the sub-item is not about such a subject' },
};

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));

const labelOf = (rules: CreditRules, id: string): Text =>
  itemOf(rules, id)?.label ?? rules.categories.find((category) => category.id === id)?.label ?? { zh: id, en: id };

/** One line of a score in words: what it is about, where it comes from, and why it counts as it does. */
export function lineText(rules: CreditRules, line: ScoreLine): Text {
  const points = signed(line.points);
  switch (line.kind) {
    case 'base':
      return { zh: `基础分 ${points}`, en: `Base score ${points}` };
    case 'record': {
      const { zh, en } = labelOf(rules, line.item);
      const source = sourceNames[line.source];
      const lead: Text = {
        zh: `${zh}（${source.zh}，${line.happenedOn}）`,
        en: `${en}, ${source.en}, ${line.happenedOn}`,
      };
      if (line.silent) {
        return { zh: `${lead.zh}：${silences[line.silent].zh}`, en: `${lead.en}: ${silences[line.silent].en}` };
      }
      const faded: Text =
        line.percent === 100
          ? { zh: '', en: '' }
          : {
              zh: `，原 ${signed(line.worth)} 分，已满 ${line.months} 个月，按 ${line.percent}% 计`,
              en: `, of ${signed(line.worth)}, ${line.percent} % after ${line.months} months`,
            };
      return { zh: `${lead.zh}：${points} 分${faded.zh}`, en: `${lead.en}: ${points}${faded.en}` };
    }
    case 'item-limit':
    case 'category-limit': {
      const { zh, en } = labelOf(rules, line.kind === 'item-limit' ? line.item : line.category);
      return {
        zh: `${zh}合计以 ${line.limit} 分为限：${points}`,
        en: `${en} is limited to ${line.limit} altogether: ${points}`,
      };
    }
    case 'total-limit':
      return { zh: `总分以 ${line.limit} 分为限：${points}`, en: `The total is limited to ${line.limit}: ${points}` };
  }
}

/** What a score means for an extension, without the score: all that an employer sees of somebody it employs. */
export const bandText = (months: number): Text =>
  months > 0
    ? { zh: `依信用最长可延期 ${months} 个月`, en: `By credit an extension of up to ${months} months` }
    : { zh: '未达到延期所需分数', en: 'Below what an extension needs' };

export const listNames: Readonly<Record<CreditList, Text>> = {
  red: { zh: '红名单', en: 'red list' },
  grey: { zh: '灰名单（暂定）', en: 'grey list (placeholder)' },
  black: { zh: '黑名单', en: 'black list' },
};

export const matterNames: Readonly<Record<MatterKind, Text>> = {
  record: { zh: '信用记录', en: 'record' },
  correction: { zh: '更正', en: 'correction' },
  objection: { zh: '异议', en: 'objection' },
  repair: { zh: '信用修复', en: 'repair' },
  listing: { zh: '名单', en: 'list' },
};
