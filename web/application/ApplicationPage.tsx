import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { staffRoles } from '../../shared/domain/access/roles.ts';
import { editableStages } from '../../shared/domain/application/transitions.ts';
import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, isStaff, useSelf } from '../sign-in/self.ts';
import './application.css';
import { Flow } from './Flow.tsx';
import { forgetKept, readChanges } from './kept-changes.ts';

const Following = lazy(async () => ({ default: (await import('../following/Following.tsx')).Following }));

type Application = Answer<'readApplication'>;

const words = {
  submitted: { zh: '已提交', en: 'It is with the office now' },
  receipt: { zh: '收件编号', en: 'Receipt number' },
  promised: { zh: (day: string) => `承诺于 ${day} 前办结。`, en: (day: string) => `A decision is promised by ${day}.` },
  provisional: { zh: '该日期为暂定。', en: 'That date is provisional.' },
  doNow: { zh: '接下来您可以：', en: 'What you can do now:' },
  list: { zh: '返回我的申请', en: 'Back to my applications' },
  leftTitle: { zh: '您最后填写的内容没有包含在提交中', en: 'What you typed last is not part of what was handed in' },
  leftText: {
    zh: '本申请已在别处提交。以下内容仅在本设备上，需要时请抄下。',
    en: 'The application was handed in elsewhere. This is only on this device; copy it should you need it.',
  },
  leftDone: { zh: '不再需要', en: 'I no longer need it' },
};

/** What somebody typed here when the application was handed in elsewhere. */
function LeftOver({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const person = useSelf()?.subject ?? '';
  const [left, setLeft] = useState(() => Object.entries(readChanges(person, id)?.changes ?? {}));
  if (left.length === 0) return null;
  const labelOf = (path: string): string => {
    const label = (fieldLabels as Readonly<Record<string, Text>>)[path];
    return label ? say(label) : path;
  };
  return (
    <section className="card">
      <h2>{w.leftTitle}</h2>
      <p>{w.leftText}</p>
      <dl className="left-over">
        {left.map(([path, value]) => (
          <div key={path}>
            <dt>{labelOf(path)}</dt>
            <dd>{String(value ?? '')}</dd>
          </div>
        ))}
      </dl>
      <Button
        onClick={() => {
          forgetKept(person, id);
          setLeft([]);
        }}
      >
        {w.leftDone}
      </Button>
    </section>
  );
}

/** What somebody reads who has just handed it in. */
function JustSubmitted({ application }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const guidance = useRead('readGuidance', { path: { id: application.id } }).data;
  const { clock, receiptNumber } = application;
  return (
    <div role="status" className="submitted">
      <Alert
        type="success"
        showIcon
        title={w.submitted}
        description={
          <>
            <p>
              {w.receipt}: <strong>{receiptNumber}</strong>
            </p>
            {clock?.promisedOn && (
              <p>
                {w.promised(dates.day(clock.promisedOn))} {clock.provisional && w.provisional}
              </p>
            )}
            {guidance && <p>{say(guidance.now.text)}</p>}
            {guidance && guidance.doNow.length > 0 && (
              <>
                <p>{w.doNow}</p>
                <ul>
                  {guidance.doNow.map(({ text }) => (
                    <li key={text.en}>{say(text)}</li>
                  ))}
                </ul>
              </>
            )}
          </>
        }
      />
    </div>
  );
}

function OneApplication({ id }: { id: string }) {
  const w = useWords(words);
  const self = useSelf();
  const place = useLocation();
  const found = useRead('readApplication', { path: { id } });
  if (isStaff(self) && !holds(self, 'employer', 'applicant')) {
    return <Navigate to={`/cases/${encodeURIComponent(id)}`} replace />;
  }
  const wasSubmitted = (place.state as { submitted?: boolean } | null)?.submitted === true;
  return (
    <>
      <Shown of={found} rows={8}>
        {(application) =>
          editableStages.includes(application.stage) && application.next.some(({ action }) => action === 'save') ? (
            <Flow key={application.id} application={application} />
          ) : (
            <>
              {wasSubmitted && <JustSubmitted application={application} />}
              <LeftOver id={application.id} />
              <Suspense fallback={null}>
                <Following application={application} />
              </Suspense>
            </>
          )
        }
      </Shown>
      {found.error && found.data === undefined && (
        <p>
          <Link to="/applications">{w.list}</Link>
        </p>
      )}
    </>
  );
}

/** One application: the form while its parties can change it, and how it goes on afterwards. */
export function ApplicationPage() {
  const { id = '' } = useParams();
  return (
    <Gate roles={['employer', 'applicant', ...staffRoles]}>
      <OneApplication id={id} />
    </Gate>
  );
}
