import { endingNames } from '../../shared/domain/statistics/names.ts';
import { endings } from '../../shared/domain/statistics/passes.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Bulletin } from './figures.ts';

type Cell = string | number | undefined;
type Row = [section: string, item: string, label: Text, figure: string, value: Cell];

const byCategory = ['A', 'B', 'C', 'none'] as const;

/** A cell of a table as RFC 4180 wants it. A text that a spreadsheet would take for a formula is marked as text. */
export function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const words = (zh: string, en: string): Text => ({ zh, en });

function procedureRows(section: string, { total, procedures }: Bulletin['submitted']): Row[] {
  return [
    [section, 'total', words('合计', 'Total'), 'cases', total],
    ...procedures.flatMap(({ procedure, title, cases, categories }): Row[] => [
      [section, procedure, title, 'cases', cases],
      ...(categories
        ? byCategory.map((name): Row => [section, procedure, title, `category-${name}`, categories[name]])
        : []),
    ]),
  ];
}

function rowsOf(bulletin: Bulletin): Row[] {
  const { inquiries, employers, submitted, concluded, byLaw, again, reopened, stages, promise, returns } = bulletin;
  return [
    ['inquiries', 'total', words('咨询', 'Inquiries'), 'inquiries', inquiries.total],
    ...inquiries.topics.map(
      ({ topic, label, inquiries: count }): Row => ['inquiries', topic, label, 'inquiries', count],
    ),
    ['employers', 'registered', words('用人单位注册', 'Employers registered'), 'employers', employers.registered],
    ['employers', 'changed', words('注册信息变更', 'Registrations changed'), 'employers', employers.changed],
    [
      'employers',
      'consulted',
      words('用人单位辅导', 'Consultations of employers'),
      'consultations',
      employers.consulted,
    ],
    ...procedureRows('submitted', submitted),
    ...procedureRows('concluded', concluded),
    ...endings.map((name): Row => ['endings', name, endingNames[name], 'cases', bulletin.endings[name]]),
    ['by-law', 'acceptance', words('视为受理', 'Deemed accepted'), 'cases', byLaw.acceptance],
    ['by-law', 'renewal', words('视为准予延续', 'Deemed granted'), 'cases', byLaw.renewal],
    ['again', 'total', words('重新办理后再次办结', 'Ended again after reopening'), 'cases', again.total],
    ['again', 'reopened', words('重新办理', 'Reopened'), 'cases', reopened],
    ...stages.flatMap(({ stage, label, cases, days, hours, inTime }): Row[] => [
      ['stages', stage, label, 'cases', cases],
      ['stages', stage, label, 'median-working-days', days?.median],
      ['stages', stage, label, 'p95-working-days', days?.p95],
      ['stages', stage, label, 'median-office-hours', hours?.median],
      ['stages', stage, label, 'p95-office-hours', hours?.p95],
      ['stages', stage, label, 'in-time', inTime],
    ]),
    ['promise', 'kept', words('承诺期内办结', 'Inside the promise'), 'cases', promise.kept],
    ['promise', 'of', words('有承诺期的办结案件', 'Concluded cases with a promise'), 'cases', promise.cases],
    ['promise', 'share', words('承诺期内办结率', 'Share inside the promise'), 'percent', promise.share],
    ['returns', 'total', words('退回补正', 'Returns'), 'returns', returns.total],
    ['returns', 'returned', words('曾退回的案件', 'Cases that were returned'), 'cases', returns.returned],
    [
      'returns',
      'per-application',
      words('每件平均退回次数', 'Returns per application'),
      'returns',
      returns.perApplication,
    ],
  ];
}

/**
 * The bulletin as a table: one figure a line, CSV in UTF-8 with the mark that spreadsheets look for. A figure that is not
 * told is an empty cell.
 */
export function bulletinTable(bulletin: Bulletin): string {
  const { month, state, edition } = bulletin;
  const head = ['month', 'state', 'edition', 'section', 'item', 'zh', 'en', 'figure', 'value'];
  const lines = rowsOf(bulletin).map(([section, item, { zh, en }, figure, value]) =>
    [month, state, edition, section, item, zh, en, figure, value].map(cell).join(','),
  );
  return `\ufeff${[head.join(','), ...lines].join('\r\n')}\r\n`;
}
