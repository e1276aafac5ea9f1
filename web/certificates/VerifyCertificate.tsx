import { Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { useChange } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { ChoiceField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { stateColours, stateWords, typeWords } from './certificate-words.ts';

const words = {
  title: { zh: '核验旧证', en: 'Verify an old certificate' },
  line: {
    zh: '输入证件上的种类和编号。每次核验都记录在案。',
    en: 'Enter the kind and the number that stand on it. Each check is on record.',
  },
  type: { zh: '种类', en: 'Kind' },
  number: { zh: '证件编号', en: 'Number' },
  check: { zh: '核验', en: 'Verify' },
  at: { zh: '核验时间', en: 'Checked' },
  name: { zh: '姓名', en: 'Name' },
  nationality: { zh: '国籍', en: 'Nationality' },
  birth: { zh: '出生日期', en: 'Born' },
  passport: { zh: '护照', en: 'Passport' },
  employer: { zh: '用人单位', en: 'Employer' },
  authority: { zh: '发证机关', en: 'Issued by' },
  issued: { zh: '发证日期', en: 'Issued' },
  until: { zh: '有效期至', en: 'Ends' },
  into: { zh: '已换发为许可', en: 'Converted into' },
  compare: { zh: '请与证件和本人核对。', en: 'Compare it with the certificate and the person.' },
};

function Verifying() {
  const w = useWords(words);
  const types = useWords(typeWords);
  const states = useWords(stateWords);
  const say = useSay();
  const dates = useDates();
  const [type, setType] = useState<'expert' | 'employment'>('expert');
  const [number, setNumber] = useState('');
  const verify = useChange('verifyCertificate', { renews: [] });
  const found = verify.data;
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <section className="card">
        <PlainForm
          error={verify.error}
          busy={verify.isPending}
          submit={w.check}
          onSubmit={() => verify.mutate({ body: { type, number } })}
        >
          <ChoiceField
            path="type"
            label={w.type}
            value={type}
            onChange={setType}
            options={(['expert', 'employment'] as const).map((value) => ({ value, label: types[value] }))}
          />
          <TextField path="number" label={w.number} value={number} onChange={setNumber} />
        </PlainForm>
      </section>
      <div role="status">
        {found && (
          <section className="card">
            <h2>
              <Tag color={stateColours[found.verdict]}>{states[found.verdict]}</Tag>
            </h2>
            <p>{say(found.text)}</p>
            {found.record && <p className="soft">{w.compare}</p>}
            <Facts
              of={[
                [w.name, found.record?.name],
                [w.nationality, found.record && say(countryName(found.record.nationality))],
                [w.birth, found.record && dates.day(found.record.birthDate)],
                [
                  w.passport,
                  found.record &&
                    `${found.record.passport.number} (${say(countryName(found.record.passport.issuingState))})`,
                ],
                [w.employer, found.record?.employer],
                [w.authority, found.record?.authority],
                [w.issued, found.record && dates.day(found.record.issuedOn)],
                [w.until, found.validTo && dates.day(found.validTo)],
                [
                  w.into,
                  found.convertedInto && <Link to={`/permits/${found.convertedInto}`}>{found.convertedInto}</Link>,
                ],
                [w.at, dates.moment(found.checkedAt)],
              ]}
            />
          </section>
        )}
      </div>
    </>
  );
}

/** Whether an old certificate still holds, for who checks it at the counter or outside. */
export function VerifyCertificate() {
  return (
    <Gate roles={['inspector', 'front-officer', 'supervisor']}>
      <Verifying />
    </Gate>
  );
}
