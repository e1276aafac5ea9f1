import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { closedStages } from '../../shared/domain/application/transitions.ts';
import { industrySections } from '../../shared/domain/industries/sections.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { EmployerFields, HandlerFields } from './EmployerFields.tsx';
import { EmployerStatus } from './EmployerStatus.tsx';
import './employers.css';
import { changeOf, entryOf } from './entry.ts';
import { Handlers } from './Handlers.tsx';

const words = {
  title: { zh: '用人单位', en: 'Employer' },
  next: { zh: '下一步', en: 'Next' },
  nextRegister: { zh: '申请用人单位注册', en: 'Have the employer registered' },
  nextRegisterText: {
    zh: '单位已填报。提交注册申请并上传营业执照等材料，审核通过后即可为外国人申请。',
    en: 'The employer is added. Apply for its registration with the business licence; once that is granted you can apply for foreigners.',
  },
  register: { zh: '开始注册申请', en: 'Begin the registration' },
  underWay: { zh: '注册申请正在办理', en: 'The registration is under way' },
  follow: { zh: '查看申请', en: 'See the application' },
  ready: { zh: '单位已注册，可以为外国人申请。', en: 'The employer is registered: you can apply for foreigners.' },
  apply: { zh: '新建申请', en: 'New application' },
  facts: { zh: '单位信息', en: 'What is known of it' },
  nameOther: { zh: '英文名称', en: 'Chinese name' },
  code: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  licence: { zh: '营业执照', en: 'Business licence' },
  endless: { zh: '长期有效', en: 'Runs without end' },
  until: { zh: (day: string) => `有效期至 ${day}`, en: (day: string) => `Until ${day}` },
  address: { zh: '住所（地址）', en: 'Address' },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative' },
  section: { zh: '行业门类', en: 'Section of industry' },
  industry: { zh: '具体行业', en: 'Industry' },
  contact: { zh: '窗口联系', en: 'Reached at' },
  declaredAt: { zh: '填报时间', en: 'Added' },
  registeredAt: { zh: '注册时间', en: 'Registered' },
  edit: { zh: '修改', en: 'Change' },
  editContact: { zh: '修改联系方式', en: 'Change how you are reached' },
  editRegistered: {
    zh: '名称、地址等已注册信息须申请变更。',
    en: 'Name, address and whatever else was registered is changed by an application.',
  },
  change: { zh: '申请信息变更', en: 'Apply for a change' },
  save: { zh: '保存', en: 'Save' },
  back: { zh: '不修改', en: 'Leave it as it is' },
  saved: { zh: '已保存。', en: 'Saved.' },
  credit: { zh: '信用', en: 'Credit' },
  applications: { zh: '本单位的申请', en: 'Its applications' },
};

type Employer = Answer<'readEmployer'>;

/** The registration that was begun and has not ended. */
function useRegistration(employer: Employer, own: boolean) {
  const read = useRead(
    'listApplications',
    { query: { employerId: employer.id } },
    { enabled: own && employer.status === 'declared' },
  );
  return read.data?.items.find(
    ({ procedure, stage }) => procedure === 'employer-registration' && !closedStages.includes(stage),
  );
}

function WhatNext({ employer }: { employer: Employer }) {
  const w = useWords(words);
  const say = useSay();
  const registration = useRegistration(employer, true);
  if (employer.status === 'displaced') {
    return employer.advice ? <Alert type="error" showIcon title={say(employer.advice)} /> : null;
  }
  if (employer.status === 'registered') {
    return (
      <section className="card next-step">
        <h2>{w.ready}</h2>
        <ActionLink primary to={`/applications/new?employerId=${employer.id}`}>
          {w.apply}
        </ActionLink>
      </section>
    );
  }
  return registration ? (
    <section className="card next-step">
      <h2>{w.underWay}</h2>
      <p>
        <StageTag stage={registration.stage} />
      </p>
      <ActionLink primary to={`/applications/${registration.id}`}>
        {w.follow}
      </ActionLink>
    </section>
  ) : (
    <section className="card next-step">
      <h2>
        {w.next}: {w.nextRegister}
      </h2>
      <p>{w.nextRegisterText}</p>
      <ActionLink primary to={`/applications/new?procedure=employer-registration&employerId=${employer.id}`}>
        {w.register}
      </ActionLink>
    </section>
  );
}

function Editing({ employer, onDone }: { employer: Employer; onDone: (isSaved: boolean) => void }) {
  const w = useWords(words);
  const [entry, change, forget] = useKept(`employer-${employer.id}`, entryOf(employer));
  const update = useChange('updateEmployer', { renews: ['readEmployer', 'listEmployers'] });
  const onChange = (part: Partial<typeof entry>) => change((now) => ({ ...now, ...part }));
  const isDeclared = employer.status === 'declared';
  const { handler } = changeOf(entry);
  return (
    <PlainForm
      error={update.error}
      busy={update.isPending}
      submit={w.save}
      beside={
        <Button
          onClick={() => {
            forget();
            onDone(false);
          }}
        >
          {w.back}
        </Button>
      }
      onSubmit={() =>
        update.mutate(
          { path: { id: employer.id }, body: isDeclared ? changeOf(entry) : { handler } },
          {
            onSuccess: () => {
              forget();
              onDone(true);
            },
          },
        )
      }
    >
      {isDeclared ? (
        <EmployerFields entry={entry} onChange={onChange} />
      ) : (
        <section className="card form-part">
          <h2>{w.contact}</h2>
          <p className="soft">
            {w.editRegistered}{' '}
            <Link to={`/applications/new?procedure=employer-change&employerId=${employer.id}`}>{w.change}</Link>
          </p>
          <HandlerFields entry={entry} onChange={onChange} />
        </section>
      )}
    </PlainForm>
  );
}

function Known({ employer, own, onEdit }: { employer: Employer; own: boolean; onEdit: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  // What is only declared has no credit yet.
  const hasCredit = useHas('credit') && employer.status === 'registered';
  const { name, licenceValidTo, industrySection, status } = employer;
  return (
    <section className="card" aria-labelledby="facts">
      <div className="section-head">
        <h2 id="facts">{w.facts}</h2>
        {own && status !== 'displaced' && (
          <Button onClick={onEdit}>{status === 'declared' ? w.edit : w.editContact}</Button>
        )}
      </div>
      <Facts
        of={[
          [w.nameOther, say({ zh: name.en ?? '', en: name.zh })],
          [
            w.code,
            hasCredit ? (
              <>
                {employer.unifiedSocialCreditCode}{' '}
                <Link to={`/credit/enterprises/${employer.unifiedSocialCreditCode}`}>{w.credit}</Link>
              </>
            ) : (
              employer.unifiedSocialCreditCode
            ),
          ],
          [w.licence, licenceValidTo === null ? w.endless : w.until(dates.day(licenceValidTo))],
          [w.address, employer.address],
          [w.legalRepresentative, employer.legalRepresentative],
          [w.section, industrySection && say(industrySections[industrySection])],
          [w.industry, employer.industry],
          [w.contact, `${employer.handler.name} · ${employer.handler.phone}`],
          [w.declaredAt, dates.moment(employer.declaredAt)],
          [w.registeredAt, employer.registeredAt && dates.moment(employer.registeredAt)],
        ]}
      />
    </section>
  );
}

function Page({ employer }: { employer: Employer }) {
  const w = useWords(words);
  const say = useSay();
  const [isEditing, setEditing] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const own = employer.handlers.some((handler) => handler.own);
  return (
    <>
      <Head title={say(employer.name)}>
        <EmployerStatus status={employer.status} />
      </Head>
      <p role="status" className="visually-hidden">
        {isSaved && w.saved}
      </p>
      {isEditing ? (
        <Editing
          employer={employer}
          onDone={(saved) => {
            setEditing(false);
            setSaved(saved);
          }}
        />
      ) : (
        <>
          {own && <WhatNext employer={employer} />}
          <Known
            employer={employer}
            own={own}
            onEdit={() => {
              setSaved(false);
              setEditing(true);
            }}
          />
          <Handlers employer={employer} own={own} />
        </>
      )}
    </>
  );
}

function Found() {
  const w = useWords(words);
  const { id = '' } = useParams();
  const read = useRead('readEmployer', { path: { id } });
  return (
    <>
      {!read.data && <Head title={w.title} />}
      <Shown of={read}>{(employer) => <Page key={employer.id} employer={employer} />}</Shown>
    </>
  );
}

/** One employer: what is known of it, what comes next, who handles its applications. */
export const Employer = () => (
  <Gate roles={['employer', 'supervisor']}>
    <Found />
  </Gate>
);
