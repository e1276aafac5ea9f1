import { Tag } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { ChoiceField, SelectField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { stateColours, stateWords, typeWords } from './certificate-words.ts';

const words = {
  title: { zh: '旧证登记', en: 'Old certificates' },
  line: {
    zh: '2017 年以前发的外国专家证和外国人就业证，在换发或到期以前继续有效。查到的每一张都记录在案。',
    en: 'Foreign Expert Certificates and Employment Permits from before 2017 hold until they are converted or end. Each one that you find is recorded as read.',
  },
  verify: { zh: '核验', en: 'Verify one' },
  find: { zh: '查找', en: 'Find one' },
  by: { zh: '按什么查', en: 'Find it by' },
  number: { zh: '证件编号', en: 'Its number' },
  passport: { zh: '护照', en: 'The passport' },
  type: { zh: '种类', en: 'Kind' },
  both: { zh: '两种都查', en: 'Either kind' },
  passportNumber: { zh: '护照号码', en: 'Passport number' },
  state: { zh: '签发国代码（三个字母）', en: 'Issuing state (three letters)' },
  search: { zh: '查找', en: 'Find' },
  found: { zh: '查到的旧证', en: 'What was found' },
  none: { zh: '登记中没有这张证件。', en: 'The register has none.' },
  ending: {
    zh: (month: string) => `${month}到期且仍有效的旧证`,
    en: (month: string) => `Still valid, ending in ${month}`,
  },
  month: { zh: '到期月份', en: 'Month in which they end' },
  noneEnding: { zh: '这个月没有到期的旧证。', en: 'None ends in this month.' },
  holder: { zh: '持证人', en: 'Holder' },
  employer: { zh: '用人单位', en: 'Employer' },
  until: { zh: '有效期至', en: 'Ends' },
  status: { zh: '状态', en: 'State' },
};

type Line = Answer<'listCertificates'>['items'][number];

function Table({ title, items }: { title: string; items: readonly Line[] }) {
  const w = useWords(words);
  const types = useWords(typeWords);
  const states = useWords(stateWords);
  const dates = useDates();
  return (
    <Sheet title={title} quiet>
      <thead>
        <tr>
          <th scope="col">{w.number}</th>
          <th scope="col">{w.type}</th>
          <th scope="col">{w.holder}</th>
          <th scope="col">{w.employer}</th>
          <th scope="col">{w.until}</th>
          <th scope="col">{w.status}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to={`/certificates/${one.id}`}>{one.number}</Link>
            </th>
            <td>{types[one.type]}</td>
            <td>{one.name}</td>
            <td>{one.employerName}</td>
            <td>{dates.shortDay(one.expiresOn)}</td>
            <td>
              <Tag color={stateColours[one.state]}>{states[one.state]}</Tag>
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Find() {
  const w = useWords(words);
  const types = useWords(typeWords);
  const [by, setBy] = useState<'number' | 'passport'>('number');
  const [number, setNumber] = useState('');
  const [type, setType] = useState<'' | 'expert' | 'employment'>('');
  const [passport, setPassport] = useState({ number: '', issuingState: '' });
  // A lookup may name a passport: it is sent in the body and kept nowhere.
  const find = useChange('findCertificates', { renews: [] });
  return (
    <section className="card">
      <h2>{w.find}</h2>
      <PlainForm
        error={find.error}
        busy={find.isPending}
        submit={w.search}
        onSubmit={() =>
          find.mutate({
            body: by === 'number' ? { number, ...(type ? { type } : {}) } : { passport },
          })
        }
      >
        <ChoiceField
          label={w.by}
          value={by}
          onChange={setBy}
          options={[
            { value: 'number', label: w.number },
            { value: 'passport', label: w.passport },
          ]}
        />
        {by === 'number' ? (
          <div className="form-pair">
            <TextField path="number" label={w.number} value={number} onChange={setNumber} />
            <SelectField
              path="type"
              label={w.type}
              none={w.both}
              value={type}
              onChange={setType}
              options={(['expert', 'employment'] as const).map((value) => ({ value, label: types[value] }))}
            />
          </div>
        ) : (
          <div className="form-pair">
            <TextField
              path="passport.number"
              label={w.passportNumber}
              value={passport.number}
              onChange={(value) => setPassport({ ...passport, number: value })}
            />
            <TextField
              path="passport.issuingState"
              label={w.state}
              value={passport.issuingState}
              onChange={(value) => setPassport({ ...passport, issuingState: value.toUpperCase() })}
            />
          </div>
        )}
      </PlainForm>
      <div role="status">
        {find.data && (
          <>
            <h3>{w.found}</h3>
            {find.data.items.length === 0 ? (
              <p className="nothing">{w.none}</p>
            ) : (
              <Table title={w.found} items={find.data.items} />
            )}
          </>
        )}
      </div>
    </section>
  );
}

function Register() {
  const w = useWords(words);
  const dates = useDates();
  const { today } = useZone();
  const mayVerify = holds(useSelf(), 'front-officer', 'supervisor');
  const [query, setQuery] = useSearchParams();
  const month = query.get('month') ?? today.slice(0, 7);
  const list = usePages('listCertificates', { query: { month } });
  return (
    <>
      <Head title={w.title} actions={mayVerify && <Link to="/certificates/check">{w.verify}</Link>}>
        {w.line}
      </Head>
      <Find />
      <h2>{w.ending(dates.month(month))}</h2>
      <div className="tools no-print">
        <label>
          <span>{w.month}</span>
          <input
            type="month"
            className="input"
            value={month}
            onChange={({ target }) => target.value && setQuery({ month: target.value }, { replace: true })}
          />
        </label>
      </div>
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{w.noneEnding}</p>
          ) : (
            <Table title={w.ending(dates.month(month))} items={items} />
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

/** The register of old certificates. */
export function Certificates() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
      <Register />
    </Gate>
  );
}
