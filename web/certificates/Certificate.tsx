import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { countryName } from '../../shared/domain/countries/countries.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { CaseLink } from '../pieces/CaseLink.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { DayField, LongField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { stateColours, stateWords, typeWords } from './certificate-words.ts';
import { type Content, corrected } from './corrected.ts';

const words = {
  title: { zh: '旧证', en: 'Old certificate' },
  all: { zh: '旧证登记', en: 'Register' },
  recorded: { zh: '您的这次查看已记录在案。', en: 'That you looked is on record.' },
  state: { zh: '状态', en: 'State' },
  type: { zh: '种类', en: 'Kind' },
  number: { zh: '证件编号', en: 'Number' },
  name: { zh: '姓名', en: 'Name' },
  nationality: { zh: '国籍', en: 'Nationality' },
  nationalityCode: { zh: '国籍代码（三个字母）', en: 'Nationality (three letters)' },
  birthDate: { zh: '出生日期', en: 'Born' },
  passport: { zh: '护照', en: 'Passport' },
  passportNumber: { zh: '护照号码', en: 'Passport number' },
  passportState: { zh: '签发国代码（三个字母）', en: 'Issuing state (three letters)' },
  employerName: { zh: '用人单位', en: 'Employer' },
  employerCode: { zh: '统一社会信用代码', en: 'Credit code' },
  authority: { zh: '发证机关', en: 'Issued by' },
  issuedOn: { zh: '发证日期', en: 'Issued' },
  expiresOn: { zh: '有效期至', en: 'Ends' },
  registeredOn: { zh: '登记日期', en: 'Registered' },
  import: { zh: '导入批次', en: 'Import' },
  into: { zh: '换发为许可', en: 'Converted into' },
  application: { zh: '换发申请', en: 'Application for it' },
  revokedBy: { zh: '撤销', en: 'Revoked' },
  because: { zh: '理由', en: 'Reason' },
  correct: { zh: '更正', en: 'Correct it' },
  revoke: { zh: '撤销', en: 'Revoke it' },
  revokeText: {
    zh: '撤销后不能恢复，核验时会显示已撤销。',
    en: 'It cannot be undone; whoever verifies it sees that it was revoked.',
  },
  reason: { zh: '理由', en: 'Reason' },
  correctHint: {
    zh: '只保存改动的内容；原来的内容会保留在更正记录中。',
    en: 'Only what you change is kept; what stood there stays in the record.',
  },
  corrections: { zh: '更正记录', en: 'Corrections' },
  correctedAt: {
    zh: (at: string, by: string) => `${at}，${by}`,
    en: (at: string, by: string) => `${at}, by ${by}`,
  },
  before: { zh: '原来为', en: 'Before' },
  done: { zh: '已更正。', en: 'It was corrected.' },
  revoked: { zh: '已撤销。', en: 'It was revoked.' },
};

type View = Answer<'readCertificate'>;

const contentOf = (the: View): Content => ({
  name: the.name,
  nationality: the.nationality,
  birthDate: the.birthDate,
  passportNumber: the.passport.number,
  passportState: the.passport.issuingState,
  employerCode: the.employerCode ?? '',
  employerName: the.employerName,
  authority: the.authority,
  issuedOn: the.issuedOn,
  expiresOn: the.expiresOn,
});

function Correcting({
  the,
  open,
  onClose,
  onDone,
}: {
  the: View;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const w = useWords(words);
  const [typed, setTyped] = useState<Content>(() => contentOf(the));
  const [reason, setReason] = useState('');
  const correct = useChange('correctCertificate', { renews: ['readCertificate', 'listCertificates'] });
  const set = (change: Partial<Content>) => setTyped((now) => ({ ...now, ...change }));
  return (
    <FormModal
      open={open}
      title={w.correct}
      onClose={onClose}
      error={correct.error}
      busy={correct.isPending}
      submit={w.correct}
      onSubmit={() =>
        correct.mutate(
          { path: { id: the.id }, body: { reason, ...corrected(contentOf(the), typed) }, version: the.version },
          { onSuccess: onDone },
        )
      }
    >
      <p className="soft">{w.correctHint}</p>
      <TextField path="name" label={w.name} value={typed.name} onChange={(name) => set({ name })} />
      <div className="form-pair">
        <TextField
          path="nationality"
          label={w.nationalityCode}
          value={typed.nationality}
          onChange={(nationality) => set({ nationality })}
        />
        <DayField
          path="birthDate"
          label={w.birthDate}
          value={typed.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
        <TextField
          path="passport"
          label={w.passportNumber}
          value={typed.passportNumber}
          onChange={(passportNumber) => set({ passportNumber })}
        />
        <TextField
          path="passport.issuingState"
          label={w.passportState}
          value={typed.passportState}
          onChange={(passportState) => set({ passportState })}
        />
      </div>
      <TextField
        path="employerName"
        label={w.employerName}
        value={typed.employerName}
        onChange={(employerName) => set({ employerName })}
      />
      <TextField
        path="employerCode"
        label={w.employerCode}
        optional
        value={typed.employerCode}
        onChange={(employerCode) => set({ employerCode })}
      />
      <TextField
        path="authority"
        label={w.authority}
        value={typed.authority}
        onChange={(authority) => set({ authority })}
      />
      <div className="form-pair">
        <DayField
          path="issuedOn"
          label={w.issuedOn}
          value={typed.issuedOn}
          onChange={(issuedOn) => set({ issuedOn })}
        />
        <DayField
          path="expiresOn"
          label={w.expiresOn}
          value={typed.expiresOn}
          onChange={(expiresOn) => set({ expiresOn })}
        />
      </div>
      <LongField path="reason" label={w.reason} rows={2} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Whole({ the }: { the: View }) {
  const w = useWords(words);
  const types = useWords(typeWords);
  const states = useWords(stateWords);
  const say = useSay();
  const dates = useDates();
  const leads = holds(useSelf(), 'supervisor');
  const [doing, setDoing] = useState<'correct' | 'revoke'>();
  const [done, setDone] = useState('');
  const [reason, setReason] = useState('');
  const revoke = useChange('revokeCertificate', { renews: ['readCertificate', 'listCertificates'] });
  const partName = (part: string): string => {
    const named: Readonly<Record<string, unknown>> = w;
    return typeof named[part] === 'string' ? named[part] : part;
  };
  const shownValue = (value: unknown): string =>
    typeof value === 'object' && value !== null ? Object.values(value).join(' ') : String(value ?? '–');
  return (
    <>
      <p role="status" className="done">
        {done}
      </p>
      <section className="card">
        <Facts
          of={[
            [
              w.state,
              <Tag key="state" color={stateColours[the.state]}>
                {states[the.state]}
              </Tag>,
            ],
            [w.type, types[the.type]],
            [w.number, the.number],
            [w.name, the.name],
            [w.nationality, say(countryName(the.nationality))],
            [w.birthDate, dates.day(the.birthDate)],
            [w.passport, `${the.passport.number} (${say(countryName(the.passport.issuingState))})`],
            [w.employerName, the.employerName],
            [w.employerCode, the.employerCode],
            [w.authority, the.authority],
            [w.issuedOn, dates.day(the.issuedOn)],
            [w.expiresOn, dates.day(the.expiresOn)],
            [w.registeredOn, dates.day(the.registeredOn)],
            [w.import, the.importId],
            [w.into, the.convertedInto && <Link to={`/permits/${the.convertedInto}`}>{the.convertedInto}</Link>],
            [
              w.application,
              the.end?.applicationId && <CaseLink id={the.end.applicationId}>{the.end.applicationId}</CaseLink>,
            ],
            [w.revokedBy, the.end?.how === 'revoked' && w.correctedAt(dates.moment(the.end.at), the.end.by ?? '')],
            [w.because, the.end?.reason],
          ]}
        />
        {leads && (
          <div className="button-row no-print">
            <Button onClick={() => setDoing('correct')}>{w.correct}</Button>
            {(the.state === 'valid' || the.state === 'expired') && (
              <Button danger onClick={() => setDoing('revoke')}>
                {w.revoke}
              </Button>
            )}
          </div>
        )}
      </section>
      {the.corrections.length > 0 && (
        <section className="card">
          <h2>{w.corrections}</h2>
          <ol>
            {the.corrections.map(({ version, at, by, reason: why, before }) => (
              <li key={version}>
                <p>
                  {w.correctedAt(dates.moment(at), by)}: {why}
                </p>
                <Facts
                  of={Object.entries(before).map(
                    ([part, value]) => [`${w.before} · ${partName(part)}`, shownValue(value)] as const,
                  )}
                />
              </li>
            ))}
          </ol>
        </section>
      )}
      {leads && (
        <>
          <Correcting
            key={the.version}
            the={the}
            open={doing === 'correct'}
            onClose={() => setDoing(undefined)}
            onDone={() => {
              setDoing(undefined);
              setDone(w.done);
            }}
          />
          <FormModal
            open={doing === 'revoke'}
            title={w.revoke}
            onClose={() => setDoing(undefined)}
            error={revoke.error}
            busy={revoke.isPending}
            submit={w.revoke}
            danger
            onSubmit={() =>
              revoke.mutate(
                { path: { id: the.id }, body: { reason } },
                {
                  onSuccess: () => {
                    setDoing(undefined);
                    setDone(w.revoked);
                  },
                },
              )
            }
          >
            <p>{w.revokeText}</p>
            <LongField path="reason" label={w.reason} rows={2} value={reason} onChange={setReason} />
          </FormModal>
        </>
      )}
    </>
  );
}

function Read({ id }: { id: string }) {
  const w = useWords(words);
  // Each asking is recorded: it is not asked again while the page stands open.
  const found = useRead('readCertificate', { path: { id } }, { fresh: 3_600_000 });
  return (
    <>
      <Head
        title={found.data ? `${w.title} ${found.data.number}` : w.title}
        actions={<Link to="/certificates">{w.all}</Link>}
      >
        {w.recorded}
      </Head>
      <Shown of={found}>{(the) => <Whole the={the} />}</Shown>
    </>
  );
}

/** All that the register says of one old certificate. */
export function Certificate() {
  const { id = '' } = useParams();
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
      <Read key={id} id={id} />
    </Gate>
  );
}
