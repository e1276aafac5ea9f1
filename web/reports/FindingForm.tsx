import { Button } from 'antd';
import { type Flaw, flawNames, flaws } from '../../shared/domain/statistics/second-look.ts';
import type { Body } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ChoiceField, FieldGroup, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { outcomeWords, workStageWords } from './sample-words.ts';

const words = {
  outcome: { zh: '复核结论', en: 'What you found' },
  upheldHint: { zh: '没有发现问题。', en: 'Nothing wrong was found.' },
  flaws: { zh: '发现的问题', en: 'What is wrong' },
  flaw: { zh: (n: number) => `问题 ${n}`, en: (n: number) => `Flaw ${n}` },
  stage: { zh: '在哪个环节', en: 'In whose part' },
  path: { zh: '涉及的字段或材料', en: 'Field or document' },
  pathHint: { zh: '如 document.contract', en: 'such as document.contract' },
  add: { zh: '再加一项', en: 'Another one' },
  remove: { zh: (n: number) => `去掉问题 ${n}`, en: (n: number) => `Remove flaw ${n}` },
  note: { zh: '说明', en: 'Note' },
  submit: { zh: '记录结论', en: 'Record what was found' },
  once: { zh: '结论只能记录一次，不能更改。', en: 'It is recorded once and stays as it is.' },
};

type Row = { flaw: Flaw | ''; stage: keyof typeof workStageWords | ''; path: string };
const blank: Row = { flaw: '', stage: '', path: '' };

/** What a second look found, recorded once. */
export function FindingForm({ sample, application }: { sample: string; application: string }) {
  const w = useWords(words);
  const say = useSay();
  const outcomes = useWords(outcomeWords);
  const stages = useWords(workStageWords);
  const [typed, setTyped, forget] = useKept(`finding.${application}`, {
    outcome: '' as '' | 'upheld' | 'flawed',
    rows: [blank] as Row[],
    note: '',
  });
  const record = useChange('recordFinding', { renews: ['readSample', 'listSamples'] });
  const set = (change: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...change }));
  const setRow = (index: number, change: Partial<Row>) =>
    set({ rows: typed.rows.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  const note = typed.note.trim() ? { note: typed.note.trim() } : {};
  const body = (): Body<'recordFinding'> =>
    typed.outcome === 'flawed'
      ? {
          outcome: 'flawed',
          flaws: typed.rows.map(({ flaw, stage, path }) => ({
            // What is left open is refused by the zone, beside its field.
            flaw: flaw as Flaw,
            stage: stage as keyof typeof workStageWords,
            ...(path.trim() ? { path: path.trim() } : {}),
          })),
          ...note,
        }
      : { outcome: 'upheld', ...note };
  return (
    <PlainForm
      error={record.error}
      busy={record.isPending}
      submit={w.submit}
      onSubmit={() =>
        typed.outcome !== '' &&
        record.mutate({ path: { id: sample, applicationId: application }, body: body() }, { onSuccess: forget })
      }
    >
      <ChoiceField
        path="outcome"
        label={w.outcome}
        hint={w.once}
        value={typed.outcome}
        onChange={(outcome) => set({ outcome })}
        options={[
          { value: 'upheld', label: outcomes.upheld, hint: w.upheldHint },
          { value: 'flawed', label: outcomes.flawed },
        ]}
      />
      {typed.outcome === 'flawed' && (
        <FieldGroup label={w.flaws}>
          {() => (
            <>
              {typed.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and keep their order
                <div key={index} className="flaw-row">
                  <SelectField
                    path={`flaws.${index}.flaw`}
                    label={w.flaw(index + 1)}
                    value={row.flaw}
                    onChange={(flaw) => setRow(index, { flaw })}
                    options={flaws.map((value) => ({ value, label: say(flawNames[value]) }))}
                  />
                  <SelectField
                    path={`flaws.${index}.stage`}
                    label={w.stage}
                    value={row.stage}
                    onChange={(stage) => setRow(index, { stage })}
                    options={(['preliminary-review', 'review', 'conclusion'] as const).map((value) => ({
                      value,
                      label: stages[value],
                    }))}
                  />
                  <TextField
                    path={`flaws.${index}.path`}
                    label={w.path}
                    optional
                    hint={w.pathHint}
                    value={row.path}
                    onChange={(path) => setRow(index, { path })}
                  />
                  {typed.rows.length > 1 && (
                    <Button onClick={() => set({ rows: typed.rows.filter((_, at) => at !== index) })}>
                      {w.remove(index + 1)}
                    </Button>
                  )}
                </div>
              ))}
              {typed.rows.length < 20 && <Button onClick={() => set({ rows: [...typed.rows, blank] })}>{w.add}</Button>}
            </>
          )}
        </FieldGroup>
      )}
      <LongField
        path="note"
        label={w.note}
        optional
        rows={2}
        value={typed.note}
        onChange={(text) => set({ note: text })}
      />
    </PlainForm>
  );
}
