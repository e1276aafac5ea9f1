import { useState } from 'react';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { BothField, LongField, SelectField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { CorrectionFields } from './CorrectionFields.tsx';
import type { PathKind } from './credit-paths.ts';
import { listWords } from './credit-words.ts';
import { correctionBody, emptyCorrection } from './matter-body.ts';

const words = {
  objection: { zh: '提出异议', en: 'Say that it is wrong' },
  repair: { zh: '申请信用修复', en: 'Ask to have it made good' },
  correction: { zh: '申请更正', en: 'Ask for a correction' },
  listing: { zh: '列入或移出名单', en: 'Put on a list, or take off' },
  objectionText: {
    zh: '说明哪里不对。由另一名工作人员处理，并在时限内书面答复。',
    en: 'Say what is wrong. Another officer decides and tells you why.',
  },
  repairText: {
    zh: '说明您已如何改正。由工作人员审核后决定。',
    en: 'Say how it was put right. An officer looks at it and decides.',
  },
  second: { zh: '提交后由另一名工作人员决定。', en: 'Another officer decides about it.' },
  reason: { zh: '理由', en: 'Why' },
  reasonBoth: { zh: '理由（当事人会看到）', en: 'Why, as the subject reads it' },
  list: { zh: '名单', en: 'List' },
  none: { zh: '移出名单', en: 'Off every list' },
  submit: { zh: '提交', en: 'Send' },
};

/** What somebody asks another officer to decide about an account. */
export type Asking =
  | { kind: 'objection' | 'repair' | 'correction'; record: string; label: string }
  | { kind: 'listing' };

/** The form in which it is asked. */
export function AskMatter({
  asking,
  kind,
  code,
  version,
  onClose,
}: {
  asking: Asking;
  kind: PathKind;
  code: string;
  version: number | undefined;
  onClose: () => void;
}) {
  const w = useWords(words);
  const lists = useWords(listWords);
  const [reason, setReason] = useState('');
  const [both, setBoth] = useState({ zh: '', en: '' });
  const [list, setList] = useState<'red' | 'grey' | 'black' | 'none' | ''>('');
  const [correction, setCorrection] = useState(emptyCorrection);
  const open = useChange('openCreditMatter', { renews: ['readCredit', 'readCreditHistory', 'readCreditMatters'] });
  const body =
    asking.kind === 'listing'
      ? ({ kind: 'listing', list: list as 'none', reason: both } as const)
      : asking.kind === 'correction'
        ? ({ kind: 'correction', record: asking.record, correction: correctionBody(correction), reason } as const)
        : ({ kind: asking.kind, record: asking.record, reason } as const);
  return (
    <FormModal
      open
      title={asking.kind === 'listing' ? w.listing : `${w[asking.kind]} · ${asking.label}`}
      onClose={onClose}
      error={open.error}
      busy={open.isPending}
      submit={w.submit}
      onSubmit={() =>
        open.mutate({ path: { kind, code }, body, ...(version ? { version } : {}) }, { onSuccess: onClose })
      }
    >
      <p>{asking.kind === 'objection' ? w.objectionText : asking.kind === 'repair' ? w.repairText : w.second}</p>
      {asking.kind === 'listing' ? (
        <>
          <SelectField
            path="list"
            label={w.list}
            value={list}
            onChange={setList}
            options={[
              ...(['red', 'grey', 'black'] as const).map((value) => ({ value, label: lists[value] })),
              { value: 'none' as const, label: w.none },
            ]}
          />
          <BothField path="reason" label={w.reasonBoth} value={both} onChange={setBoth} />
        </>
      ) : (
        <>
          {asking.kind === 'correction' && <CorrectionFields value={correction} onChange={setCorrection} />}
          <LongField path="reason" label={w.reason} rows={5} value={reason} onChange={setReason} />
        </>
      )}
    </FormModal>
  );
}
