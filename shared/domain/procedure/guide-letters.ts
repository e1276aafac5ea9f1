import type { EventType } from '../application/events.ts';
import { type LetterKind, letterKind } from '../letters/letter.ts';
import type { Text } from '../text.ts';
import type { Procedure } from './procedure.ts';
import { anyInWords, type Vocabulary } from './words.ts';

/** As the letters are headed; see shared/policy/letters. */
export const letterLabels: Record<LetterKind, Text> = {
  receipt: { zh: '收件凭证', en: 'Receipt of an application' },
  acceptance: { zh: '受理通知书', en: 'Notice of acceptance' },
  'deemed-acceptance': { zh: '受理通知书', en: 'Notice of acceptance' },
  'complete-notice': { zh: '一次性补正告知书', en: 'Complete notice of what to supply' },
  'acceptance-refusal': { zh: '不予受理决定书', en: 'Decision not to accept an application' },
  pause: { zh: '办理期限暂停计算告知书', en: 'Notice that the time stands still' },
  'time-extension': { zh: '延长办理期限通知书', en: 'Notice of extended time' },
  'intended-refusal': { zh: '拟不予行政许可告知书', en: 'Notice of an intended refusal' },
  grant: { zh: '准予行政许可决定书', en: 'Decision to grant' },
  'deemed-grant': { zh: '准予行政许可决定书', en: 'Decision to grant' },
  refusal: { zh: '不予行政许可决定书', en: 'Decision to refuse' },
  'notification-letter': { zh: '外国人工作许可通知', en: 'Notification Letter of Foreigner’s Work Permit' },
  'cancellation-certificate': { zh: '注销证明', en: 'Certificate of cancellation' },
  'employer-confirmation': { zh: '用人单位登记确认书', en: 'Confirmation of the employer’s registration' },
};

/** When each letter is written, in the order of a case: as soon as this happens. */
const announced: readonly { event: EventType; when: Text }[] = [
  { event: 'submitted', when: { zh: '提交后', en: 'after the submission' } },
  { event: 'returned', when: { zh: '材料须补正时', en: 'when something has to be mended' } },
  { event: 'accepted', when: { zh: '受理后', en: 'after the acceptance' } },
  {
    event: 'deemed-accepted',
    when: { zh: '法定期限内没有告知任何问题时', en: 'when nothing was told within the time of the law' },
  },
  { event: 'acceptance-refused', when: { zh: '不予受理时', en: 'when it is not accepted' } },
  {
    event: 'paused',
    when: { zh: '听证、专家评审或现场核查期间', en: 'for a hearing, an expert’s review or an inspection' },
  },
  { event: 'time-extended', when: { zh: '延长办理期限时', en: 'when the decision needs more time' } },
  {
    event: 'refusal-announced',
    when: { zh: '拟不予许可时，决定作出之前', en: 'when a refusal is intended, before it is decided' },
  },
  { event: 'approved', when: { zh: '准予后', en: 'after the approval' } },
  { event: 'deemed-granted', when: { zh: '许可届满仍未决定时', en: 'when it is undecided at the end of the permit' } },
  { event: 'refused', when: { zh: '不予许可时', en: 'when it is refused' } },
  { event: 'permit-issued', when: { zh: '许可签发后', en: 'after the permit was issued' } },
  { event: 'completed', when: { zh: '办结后', en: 'when it has taken effect' } },
];

/** Every letter that an application of the procedure may bring, with what brings it. */
export function lettersOf(procedure: Procedure, words: Vocabulary): { kind: LetterKind; label: Text; when: Text }[] {
  return announced.flatMap(({ event, when }) => {
    if (event === 'deemed-granted' && !procedure.deemedGrantedAtExpiry) return [];
    if (event !== 'permit-issued') {
      const kind = letterKind(event, procedure, {});
      return kind ? [{ kind, label: letterLabels[kind], when }] : [];
    }
    return procedure.letters.flatMap((letter) => {
      const further = anyInWords(letter.when, words);
      if (further === 'never') return [];
      const both =
        further === 'always' ? when : { zh: `${when.zh}，${further.zh}`, en: `${when.en}, where ${further.en}` };
      return [{ kind: letter.kind, label: letterLabels[letter.kind], when: both }];
    });
  });
}
