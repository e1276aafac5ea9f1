import { Button } from 'antd';
import { useState } from 'react';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Problems } from '../pieces/Problems.tsx';

const words = {
  title: { zh: '谁可以看', en: 'Who may see it' },
  text: {
    zh: '用人单位默认只能看到等级。您可以同意某一单位查看明细，也可以随时收回。',
    en: 'An employer sees the band alone. You can let one see everything, and take that back at any time.',
  },
  agreed: { zh: '可以查看明细的单位', en: 'Employers that see everything' },
  stop: { zh: '收回', en: 'Take back' },
  stopOf: { zh: (code: string) => `收回：${code}`, en: (code: string) => `Take back: ${code}` },
  code: { zh: '单位的统一社会信用代码', en: 'Credit code of the employer' },
  agree: { zh: '同意该单位查看', en: 'Let it see everything' },
};

/** The subject lets an employer see the whole account, or no more. */
export function Consents({ code, consents }: { code: string; consents: readonly string[] }) {
  const w = useWords(words);
  const [employer, setEmployer] = useState('');
  const agree = useChange('consentToCredit', { renews: ['readCredit'] });
  const stop = useChange('consentToCredit', { renews: ['readCredit'] });
  const path = { kind: 'persons', code };
  return (
    <section className="card" aria-labelledby="consents">
      <h2 id="consents">{w.title}</h2>
      <p className="soft">{w.text}</p>
      <Problems error={stop.error} />
      {consents.length > 0 && (
        <>
          <p>{w.agreed}</p>
          <ul className="plain-list">
            {consents.map((one) => (
              <li key={one} className="section-head">
                <span>{one}</span>
                <Button
                  aria-label={w.stopOf(one)}
                  loading={stop.isPending}
                  onClick={() => stop.mutate({ path, body: { employer: one, agreed: false } })}
                >
                  {w.stop}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <PlainForm
        error={agree.error}
        busy={agree.isPending}
        submit={w.agree}
        onSubmit={() =>
          agree.mutate(
            { path, body: { employer: employer.trim(), agreed: true } },
            { onSuccess: () => setEmployer('') },
          )
        }
      >
        <TextField path="employer" label={w.code} narrow value={employer} onChange={setEmployer} />
      </PlainForm>
    </section>
  );
}
