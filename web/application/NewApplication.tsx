import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { call, Refusal } from '../client/client.ts';
import type { Answer, Body } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useZone, type ZoneProfile } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/plain-form.css';
import { Problems } from '../pieces/Problems.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './application.css';
import { editableFrom, takeFacts } from './beginning.ts';

type Guide = Answer<'readGuide'>;
type Beginning = Body<'createApplication'>;

const words = {
  title: { zh: '新申请', en: 'New application' },
  what: { zh: '您要办什么？', en: 'What is it about?' },
  aboutPermit: { zh: '关于一份现有的许可', en: 'About a permit that exists' },
  'new-permit': { zh: '聘用外国人工作 90 日以上', en: 'Hire a foreigner for more than 90 days' },
  'short-term': { zh: '外国人来完成不超过 90 日的短期任务', en: 'A short task of up to 90 days' },
  extension: { zh: '许可快到期，继续聘用', en: 'The permit is about to end and the work goes on' },
  change: { zh: '姓名、护照、职位或类别有变化', en: 'Name, passport, post or category has changed' },
  cancellation: { zh: '工作已结束，注销许可', en: 'The work has ended' },
  reissue: { zh: '电子许可遗失或不能使用', en: 'The electronic permit was lost or does not open' },
  conversion: { zh: '把旧的专家证或就业证换成工作许可', en: 'Turn an old certificate into a permit' },
  'employer-registration': {
    zh: '用人单位第一次办理，先注册',
    en: 'Register the employer, before its first application',
  },
  'employer-change': { zh: '用人单位的注册信息有变化', en: 'Something about the employer has changed' },
  'merchant-card': { zh: '办理外籍商友卡', en: 'A foreign merchant card' },
  forWhom: { zh: '为哪个用人单位？', en: 'For which employer?' },
  whichPermit: { zh: '关于哪份许可？', en: 'About which permit?' },
  noPermit: {
    zh: '没有现在可以办理此事项的许可。',
    en: 'There is no permit for which this can be applied now.',
  },
  opens: {
    zh: (from: string, to: string) => `可在 ${from} 至 ${to} 申请`,
    en: (from: string, to: string) => `Open from ${from} to ${to}`,
  },
  morePermits: { zh: '显示更多许可', en: 'Show more permits' },
  otherNumber: { zh: '或填写许可编号', en: 'Or write the number of the permit' },
  registerFirst: { zh: '请先登记用人单位', en: 'Register your employer first' },
  registerText: {
    zh: '只需填写一次。登记后即可为外国人申请。',
    en: 'It is done once. Then you can apply for the people it employs.',
  },
  register: { zh: '登记用人单位', en: 'Register an employer' },
  facts: {
    zh: '带入我刚才自我评估填写的学历、薪资等内容',
    en: 'Take over what I entered in the self-assessment',
  },
  needs: {
    zh: (n: number) => `最多 ${n} 项材料，随填写情况减少。`,
    en: (n: number) => `Up to ${n} documents, fewer as your answers show.`,
  },
  seeGuide: { zh: '查看办事指南', en: 'Read the service guide' },
  saves: {
    zh: '内容自动保存，可以随时停下，下次接着填。',
    en: 'It saves itself: stop whenever you like and go on another time.',
  },
  takes: { zh: '承诺时限', en: 'How long it takes' },
  promise: {
    zh: (stage: string, days: number) => `${stage}${days === 0 ? '当日' : ` ${days} 个工作日`}`,
    en: (stage: string, days: number) =>
      `${stage}: ${days === 0 ? 'same day' : days === 1 ? '1 working day' : `${days} working days`}`,
  },
  begin: { zh: '开始填写', en: 'Begin' },
  employersOnly: {
    zh: '此事项由用人单位的经办人申请。请联系您的用人单位。',
    en: "The employer's handler applies for this. Please ask your employer.",
  },
  applicantOnly: {
    zh: '此事项由本人登录后申请，不通过用人单位。',
    en: 'The person applies for this alone, signed in under their own name.',
  },
  beginning: { zh: '正在打开申请…', en: 'Opening the application…' },
  list: { zh: '我的申请', en: 'My applications' },
};

/** Procedures that are about a permit which somebody holds already. */
const onPermits: readonly string[] = ['extension', 'change', 'cancellation', 'reissue'];

type ProcedureLine = ZoneProfile['procedures'][number];

const plainWords = (w: Readonly<Record<string, unknown>>, id: string): string | undefined =>
  typeof w[id] === 'string' ? w[id] : undefined;

/** What can be applied for, in plain words with the official name beneath. */
function Choices({
  procedures,
  chosen,
  onChoose,
}: {
  procedures: readonly ProcedureLine[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const name = useId();
  return (
    <fieldset className="field procedures">
      <legend>{w.what}</legend>
      {procedures.map(({ id, title }) => {
        const plain = plainWords(w, id);
        return (
          <label key={id} className={id === chosen ? 'procedure procedure-chosen' : 'procedure'}>
            <input type="radio" name={name} value={id} checked={id === chosen} onChange={() => onChoose(id)} />
            <span>
              <strong>{plain ?? say(title)}</strong>
              {plain && <small className="soft">{say(title)}</small>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function PermitChoice({
  procedure,
  chosen,
  onChoose,
}: {
  procedure: string;
  chosen: string;
  onChoose: (number: string) => void;
}) {
  const w = useWords(words);
  const dates = useDates();
  const name = useId();
  const permits = usePages('listPermits', { query: { limit: 50 } });
  const offered = permits.items.flatMap((permit) => {
    const onward = permit.onward.find((one) => one.procedure === procedure);
    return onward ? [{ permit, onward }] : [];
  });
  return (
    <>
      <fieldset className="field procedures">
        <legend>{w.whichPermit}</legend>
        <Shown of={{ ...permits, data: permits.isPending || permits.error ? undefined : offered }} rows={2}>
          {(found) =>
            found.length === 0 ? (
              <p>{w.noPermit}</p>
            ) : (
              found.map(({ permit, onward }) => (
                <label
                  key={permit.number}
                  className={permit.number === chosen ? 'procedure procedure-chosen' : 'procedure'}
                >
                  <input
                    type="radio"
                    name={name}
                    value={permit.number}
                    checked={permit.number === chosen}
                    onChange={() => onChoose(permit.number)}
                  />
                  <span>
                    <strong>
                      <bdi>{permit.holder}</bdi>
                    </strong>
                    <small className="soft">
                      {permit.number} · <bdi>{permit.post}</bdi> · {dates.shortDay(permit.validTo)}
                    </small>
                    {onward.opensOn && onward.closesOn && (
                      <small className="soft">
                        {w.opens(dates.shortDay(onward.opensOn), dates.shortDay(onward.closesOn))}
                      </small>
                    )}
                  </span>
                </label>
              ))
            )
          }
        </Shown>
      </fieldset>
      {permits.more && (
        <Button onClick={permits.more} loading={permits.isLoadingMore}>
          {w.morePermits}
        </Button>
      )}
    </>
  );
}

/** What the chosen procedure means, for whom it is begun, and the button that begins it. */
function Begin({ procedure, guide }: { procedure: ProcedureLine; guide: Guide }) {
  const w = useWords(words);
  const say = useSay();
  const id = useId();
  const self = useSelf();
  const navigate = useNavigate();
  const isEmployer = holds(self, 'employer');
  const isAlone = procedure.concerns === 'person-alone';
  const employersRead = useRead('listEmployers', {}, { enabled: isEmployer && !isAlone });
  const employers = employersRead.data?.items ?? [];
  const [query] = useSearchParams();
  const [employerId, setEmployerId] = useState(query.get('employerId') ?? '');
  const [permitNumber, setPermitNumber] = useState('');
  const scores = guide.categoryFrom.some(({ from }) => from === 'score');
  const [facts] = useState(takeFacts);
  const [takesFacts, setTakesFacts] = useState(true);
  const begin = useChange('createApplication', { renews: ['listApplications'] });
  const onPermit = onPermits.includes(procedure.id);
  const parties = guide.filedBy.map(({ party }) => party);
  const mayFile =
    (isEmployer && parties.includes('employer')) || (holds(self, 'applicant') && parties.includes('applicant'));
  const start = async () => {
    const carried = scores && takesFacts && !onPermit ? facts : undefined;
    const employer = employerId || (employers.length === 1 ? employers[0]?.id : undefined);
    const body: Beginning = {
      procedure: procedure.id,
      ...(isEmployer && !isAlone && !onPermit && employer ? { employerId: employer } : {}),
      ...(onPermit ? { permitNumber } : {}),
      ...(carried ?? {}),
    };
    try {
      const begun = await begin.mutateAsync({ body });
      await navigate(`/applications/${begun.id}`, { replace: true });
    } catch (error) {
      if (!(error instanceof Refusal)) return;
    }
  };
  // On a narrow screen it stands below the choices.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    void panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  if (!mayFile) return <p className="taken">{isAlone ? w.applicantOnly : w.employersOnly}</p>;
  const asksEmployer = isEmployer && !isAlone && !onPermit;
  const clocks = guide.clocks.filter(({ stage, categories }, index, all) => {
    return all.findIndex((one) => one.stage === stage && one.promise >= 0) === index || categories.length < 3;
  });
  return (
    <section ref={panel} className="card begin" aria-live="polite">
      <h2>{say(procedure.title)}</h2>
      <p>{say(guide.effect.text)}</p>
      <p className="soft">
        {w.needs(guide.materials.length)} <Link to={`/guide?procedure=${procedure.id}`}>{w.seeGuide}</Link>
      </p>
      <p className="soft">
        {w.takes}: {[...new Set(clocks.map(({ label, promise }) => w.promise(say(label), promise)))].join(' · ')}
      </p>
      {asksEmployer ? (
        <Shown of={employersRead} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <div className="taken">
                <p>
                  <strong>{w.registerFirst}</strong>
                </p>
                <p>{w.registerText}</p>
                <ActionLink to="/employers/new" primary>
                  {w.register}
                </ActionLink>
              </div>
            ) : (
              <>
                {items.length > 1 && (
                  <div className="field">
                    <label htmlFor={id}>{w.forWhom}</label>
                    <select
                      id={id}
                      className="input"
                      value={employerId}
                      onChange={({ target }) => setEmployerId(target.value)}
                    >
                      <option value="">…</option>
                      {items.map(({ id: known, name }) => (
                        <option key={known} value={known}>
                          {say(name)}
                        </option>
                      ))}
                    </select>
                  </div>
                )}
                {items.length === 1 && (
                  <p>
                    {w.forWhom} <strong>{items[0] && say(items[0].name)}</strong>
                  </p>
                )}
                {items
                  .filter(({ id: known }) => known === employerId || items.length === 1)
                  .map(
                    ({ id: known, advice }) =>
                      advice && (
                        <p key={known} className="taken">
                          {say(advice)}
                        </p>
                      ),
                  )}
              </>
            )
          }
        </Shown>
      ) : null}
      {onPermit && <PermitChoice procedure={procedure.id} chosen={permitNumber} onChoose={setPermitNumber} />}
      {scores && facts && !onPermit && (
        <label className="choice">
          <input type="checkbox" checked={takesFacts} onChange={({ target }) => setTakesFacts(target.checked)} />
          <span>{w.facts}</span>
        </label>
      )}
      <Problems error={begin.error} />
      {(!asksEmployer || employers.length > 0) && (
        <>
          <p className="soft">{w.saves}</p>
          <Button
            type="primary"
            size="large"
            loading={begin.isPending}
            disabled={(onPermit && permitNumber === '') || (asksEmployer && employers.length > 1 && employerId === '')}
            onClick={() => void start()}
          >
            {w.begin}
          </Button>
        </>
      )}
    </section>
  );
}

function Choosing() {
  const self = useSelf();
  const { procedures } = useZone();
  const [query, setQuery] = useSearchParams();
  const chosen = query.get('procedure') ?? '';
  // The address follows when the router comes to it; the choice is marked at once.
  const [marked, mark] = useState(chosen);
  useEffect(() => mark(chosen), [chosen]);
  const isEmployer = holds(self, 'employer');
  const isApplicant = holds(self, 'applicant');
  const mine = procedures.filter(({ id, concerns }) =>
    concerns === 'person-alone' ? isApplicant : isEmployer || (isApplicant && id === 'cancellation'),
  );
  const procedure = procedures.find(({ id }) => id === chosen);
  const guide = useRead(
    'readGuide',
    { query: { procedure: chosen } },
    { enabled: procedure !== undefined, fresh: 300_000 },
  );
  return (
    <div className="begin-page">
      <Choices
        procedures={mine}
        chosen={marked}
        onChoose={(id) => {
          mark(id);
          setQuery((now) => ({ ...Object.fromEntries(now), procedure: id }), {
            replace: true,
            preventScrollReset: true,
          });
        }}
      />
      {procedure && (
        <Shown of={guide}>{(found) => <Begin key={procedure.id} procedure={procedure} guide={found} />}</Shown>
      )}
    </div>
  );
}

/** Begins an application on a permit at once; the link that led here twice leads to the same draft. */
function FromPermit({ procedure, permit }: { procedure: string; permit: string }) {
  const w = useWords(words);
  const titleOf = useProcedureTitle();
  const navigate = useNavigate();
  const found = useRead('readPermit', { path: { number: permit } });
  const [error, setError] = useState<unknown>();
  const hasBegun = useRef(false);
  const validTo = found.data?.validTo;
  useEffect(() => {
    if (validTo === undefined || hasBegun.current) return;
    hasBegun.current = true;
    const body = { procedure, permitNumber: permit };
    const keyed = (key: string) => call('createApplication', { body }, { key });
    const begin = async () => {
      const first = await keyed(`${procedure}-${permit}-${validTo}`).catch((refusal: unknown) => {
        // That draft was deleted since: the person wants another one.
        if (refusal instanceof Refusal && [409, 422].includes(refusal.problem.status)) return undefined;
        throw refusal;
      });
      return first && editableFrom(first) ? first : keyed(crypto.randomUUID());
    };
    begin().then(
      ({ id }) => navigate(`/applications/${id}`, { replace: true }),
      (refusal: unknown) => setError(refusal),
    );
  }, [procedure, permit, validTo, navigate]);
  return (
    <>
      <Head title={titleOf(procedure)} />
      <Shown of={found}>
        {() => (error === undefined ? <p role="status">{w.beginning}</p> : <Problems error={error} />)}
      </Shown>
      {(error !== undefined || found.error) && (
        <p>
          <Link to="/applications">{w.list}</Link>
        </p>
      )}
    </>
  );
}

/** Where an application begins: what it is about, for whom, and what is known already. */
export function NewApplication() {
  const w = useWords(words);
  const [query] = useSearchParams();
  const procedure = query.get('procedure');
  const permit = query.get('permit');
  return (
    <Gate roles={['employer', 'applicant']}>
      {procedure && permit ? (
        <FromPermit procedure={procedure} permit={permit} />
      ) : (
        <>
          <Head title={w.title} />
          <Choosing />
        </>
      )}
    </Gate>
  );
}
