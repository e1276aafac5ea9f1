import type { Condition } from '../../domain/procedure/procedure.ts';

/** Where the procedures are taken from; each rule names one of these and its place in it. */
export const guide = 'Beijing guide for talents (人才办事指南; transcribed, to be verified), chapter 1';
export const licensingLaw = 'Administrative Licensing Law';
export const tianjinGuide = 'Tianjin guide, 2024-03-01';
export const shortTermRules =
  '外国人入境完成短期工作任务的相关办理程序（试行）, as printed at https://www.chinaentryvisa.com/archives/3172 (secondary)';
export const changeNotes =
  'https://fao.szpt.edu.cn/wjjs/sxbl/gzxkzhjlxkbg.htm (Shenzhen Polytechnic, notes on changes; secondary)';
export const cancellationNotes =
  'https://fao.szpt.edu.cn/wjjs/lzbl/lzzx_Cancellation_of_Work_Permit_Certificate_and_R.htm (Shenzhen Polytechnic, notes on cancellation; secondary)';

export const always: readonly Condition[] = [{}];

/** A condition that holds where a question was answered with one of these. */
export const answered = (question: string, ...isOneOf: string[]): Condition => ({ answer: { question, isOneOf } });
