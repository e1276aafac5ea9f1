import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, ChoiceField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { CorrectionFields } from './CorrectionFields.tsx';
import type { PathKind } from './credit-paths.ts';
import { correctionBody, correctsSomething, emptyCorrection } from './matter-body.ts';

const words = {
  title: { zh: '决定', en: 'Decide' },
  outcome: { zh: '结论', en: 'Outcome' },
  granted: { zh: '同意', en: 'Grant it' },
  dismissed: { zh: '不同意', en: 'Dismiss it' },
  reason: { zh: '理由（当事人会看到）', en: 'Why, as the subject reads it' },
  instead: {
    zh: '异议成立时如何更正；不填则撤销该记录。',
    en: 'What is right instead; left empty, the record is annulled.',
  },
  submit: { zh: '作出决定', en: 'Decide' },
};

type Matter = NonNullable<Answer<'readCredit'>['open']>[number];

/** Decides what another officer or the subject asked. */
export function DecideMatter({
  matter,
  about,
  kind,
  code,
  version,
  onClose,
}: {
  matter: Matter;
  /** What the record is called that it is about. */
  about: string | undefined;
  kind: PathKind;
  code: string;
  version: number | undefined;
  onClose: () => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const [outcome, setOutcome] = useState<'granted' | 'dismissed' | ''>('');
  const [reason, setReason] = useState({ zh: '', en: '' });
  const [correction, setCorrection] = useState(emptyCorrection);
  const decide = useChange('decideCreditMatter');
  const asksCorrection = matter.kind === 'objection' && outcome === 'granted';
  return (
    <FormModal
      open
      title={[w.title, say(matter.label), about].filter(Boolean).join(' · ')}
      onClose={onClose}
      error={decide.error}
      busy={decide.isPending}
      submit={w.submit}
      onSubmit={() =>
        decide.mutate(
          {
            path: { kind, code, matterId: matter.id },
            body: {
              outcome: outcome as 'granted',
              reason,
              ...(asksCorrection && correctsSomething(correction) ? { correction: correctionBody(correction) } : {}),
            },
            ...(version ? { version } : {}),
          },
          { onSuccess: onClose },
        )
      }
    >
      {matter.reason && <blockquote className="said">{say(matter.reason)}</blockquote>}
      <ChoiceField
        path="outcome"
        label={w.outcome}
        value={outcome}
        onChange={setOutcome}
        options={(['granted', 'dismissed'] as const).map((value) => ({ value, label: w[value] }))}
      />
      {asksCorrection && (
        <>
          <p className="soft">{w.instead}</p>
          <CorrectionFields value={correction} onChange={setCorrection} />
        </>
      )}
      <BothField path="reason" label={w.reason} value={reason} onChange={setReason} />
    </FormModal>
  );
}
