import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { instantOf } from '../../shared/domain/time.ts';
import { callFile } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { serverNow } from '../client/now.ts';
import { useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { tagOf } from '../language/language.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { saveFile, useBlobUrl, useFile } from '../pieces/blob-file.ts';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { calendarFile } from './calendar-file.ts';
import { Decide } from './Decide.tsx';
import { OnwardList } from './Onward.tsx';
import { permitDays } from './permit-days.ts';
import { actWords, limitWords, statusTexts, statusWords } from './permit-words.ts';
import './permits.css';
import { QrCode } from './QrCode.tsx';
import { Reminders } from './Reminders.tsx';

const words = {
  title: { zh: '工作许可', en: 'Work permit' },
  validity: { zh: '有效期', en: 'Validity' },
  fromTo: {
    zh: (from: string, to: string) => `${from} 至 ${to}`,
    en: (from: string, to: string) => `${from} to ${to}`,
  },
  since: { zh: '连续有效自', en: 'Without a gap since' },
  limit: { zh: '最后一天取决于', en: 'What sets its last day' },
  category: { zh: '类别', en: 'Category' },
  employer: { zh: '用人单位', en: 'Employer' },
  post: { zh: '职位', en: 'Post' },
  nationality: { zh: '国籍', en: 'Nationality' },
  authority: { zh: '签发机关', en: 'Issued by' },
  old: { zh: '由旧证换发', en: 'Converted from' },
  cancelledOn: { zh: '注销生效日', en: 'Cancelled with effect from' },
  application: { zh: '申请经过', en: 'The application behind it' },
  showApplication: { zh: '查看', en: 'Show it' },
  card: { zh: '电子证件', en: 'The card' },
  cardAlt: {
    zh: (number: string) => `许可 ${number} 的证件图`,
    en: (number: string) => `The card of permit ${number}`,
  },
  noCard: {
    zh: '许可暂停期间或终止后没有证件图。',
    en: 'There is no card while a permit is suspended, nor after it has ended.',
  },
  qr: { zh: '出示二维码', en: 'Show the QR code' },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
  png: { zh: '下载图片', en: 'Download the picture' },
  print: { zh: '打印', en: 'Print' },
  calendar: { zh: '加入日历', en: 'Add to my calendar' },
  calendarText: {
    zh: '到期日和可以申请延期的日期会加入您手机或电脑的日历。',
    en: 'Puts its last day, and the days of the extension, into the calendar of this device.',
  },
  ends: { zh: '工作许可到期（最后一天）', en: 'Work permit: last day' },
  opens: { zh: (what: string) => `可以申请：${what}`, en: (what: string) => `You can apply: ${what}` },
  closes: { zh: (what: string) => `申请截止：${what}`, en: (what: string) => `Last day to apply: ${what}` },
  about: {
    zh: (holder: string, number: string) => `持证人 ${holder}，许可编号 ${number}`,
    en: (holder: string, number: string) => `Holder ${holder}, permit number ${number}`,
  },
  history: { zh: '记录', en: 'What became of it' },
  period: { zh: (n: number) => `第 ${n} 期`, en: (n: number) => `period ${n}` },
};

type PermitShown = Answer<'readPermit'>;

const colours = {
  valid: 'success',
  'not-yet-valid': 'processing',
  expired: 'default',
  suspended: 'warning',
  revoked: 'error',
  cancelled: 'default',
} as const;

/** How a permit stands, in words beside the colour. */
export function PermitTag({ status }: { status: PermitShown['status'] }) {
  const w = useWords(statusWords);
  return <Tag color={colours[status]}>{w[status]}</Tag>;
}

/** Whether the zone draws a card: not of what was stopped. */
const hasCard = ({ status }: PermitShown): boolean => !['suspended', 'revoked', 'cancelled'].includes(status);

/** The card as it is printed, with its QR code. */
function Card({ number }: { number: string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const file = useFile('readCardSvg', { path: { number }, query: { language } });
  const url = useBlobUrl(file.data);
  return (
    <Shown of={file} rows={6}>
      {() => url && <img className="card-picture" src={url} alt={w.cardAlt(number)} />}
    </Shown>
  );
}

/** The card in other forms: a page to print, a picture, the code alone, the days for a calendar. */
function CardTools({ permit }: { permit: PermitShown }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { language } = useLanguage();
  const { verificationHost } = useZone();
  const [isShown, setShown] = useState(false);
  const [busy, setBusy] = useState<'pdf' | 'png'>();
  const [error, setError] = useState<unknown>();
  const { number, qr } = permit;
  const save = async (kind: 'pdf' | 'png') => {
    setBusy(kind);
    setError(undefined);
    try {
      const name = kind === 'pdf' ? 'readCardPdf' : 'readCardPng';
      saveFile(await callFile(name, { path: { number }, query: { language } }), `${number}.${kind}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(undefined);
    }
  };
  const now = instantOf(serverNow());
  const link = new URL(`permits/${number}`, document.baseURI).href;
  const dated = { ...permit, holder: permit.holder.name };
  const days = permitDays(dated, dates.dayOf(now), w, say, link);
  const addToCalendar = () => {
    const text = calendarFile(days, { host: verificationHost, language: tagOf(language), stamp: now });
    saveFile(new Blob([text], { type: 'text/calendar;charset=utf-8' }), `${number}.ics`);
  };
  const holdsOn = permit.status === 'valid' || permit.status === 'not-yet-valid' || permit.status === 'suspended';
  return (
    <div className="card-tools no-print">
      {qr && holdsOn && (
        <Button type="primary" onClick={() => setShown(true)}>
          {w.qr}
        </Button>
      )}
      {hasCard(permit) && (
        <>
          <Button onClick={() => void save('pdf')} loading={busy === 'pdf'}>
            {w.pdf}
          </Button>
          <Button onClick={() => void save('png')} loading={busy === 'png'}>
            {w.png}
          </Button>
        </>
      )}
      <Button onClick={() => window.print()}>{w.print}</Button>
      {holdsOn && days.length > 0 && (
        <Button onClick={addToCalendar} title={w.calendarText}>
          {w.calendar}
        </Button>
      )}
      <Problems error={error} />
      {isShown && qr && <QrCode link={qr} onClose={() => setShown(false)} />}
    </div>
  );
}

/** Everything that became of it, the latest first. */
function History({ permit }: { permit: PermitShown }) {
  const w = useWords(words);
  const acts = useWords(actWords);
  const say = useSay();
  const dates = useDates();
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{w.history}</h2>
      <ol className="permit-history">
        {permit.history.toReversed().map(({ at, act, period, validFrom, validTo, reason }) => (
          <li key={`${at} ${act}`}>
            <strong>{acts[act]}</strong>{' '}
            <span className="soft">
              {dates.moment(at)} · {w.period(period)} · {w.fromTo(dates.shortDay(validFrom), dates.shortDay(validTo))}
            </span>
            {reason && <p>{say(reason)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function PermitOf({ permit }: { permit: PermitShown }) {
  const w = useWords(words);
  const texts = useWords(statusTexts);
  const limits = useWords(limitWords);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const remindsHere = useHas('reminders');
  const { number, status, holder, since, validFrom, validTo } = permit;
  const latest = permit.history.findLast(({ reason }) => reason)?.reason;
  const stopped = status === 'suspended' || status === 'revoked';
  return (
    <div className="permit">
      <Head title={`${holder.name}${holder.chineseName ? `（${holder.chineseName}）` : ''}`} tab={permit.number}>
        <span className="permit-line">
          <PermitTag status={status} />
          <span className="permit-number">{number}</span>
        </span>
      </Head>
      <div className="permit-columns">
        <section className="card" aria-labelledby="permit-status">
          <h2 id="permit-status">{w.validity}</h2>
          <p className="permit-until">{w.fromTo(dates.day(validFrom), dates.day(validTo))}</p>
          <p>{texts[status]}</p>
          {stopped && latest && <p className="kind-note">{say(latest)}</p>}
          <Facts
            of={[
              [w.limit, limits[permit.bindingLimit]],
              [w.since, since === validFrom ? undefined : dates.day(since)],
              [w.cancelledOn, permit.cancelledOn && dates.day(permit.cancelledOn)],
              [w.category, permit.category],
              [w.employer, say({ zh: permit.employer.zh ?? '', en: permit.employer.en ?? '' })],
              [w.post, permit.post],
              [w.nationality, say(countryName(holder.nationality))],
              [w.authority, say(permit.authority)],
              [w.old, permit.oldCertificate?.number],
              [
                w.application,
                holds(self, 'employer', 'applicant') && (
                  <Link to={`/applications/${permit.applicationId}`}>{w.showApplication}</Link>
                ),
              ],
            ]}
          />
        </section>
        <section className="card" aria-labelledby="permit-card">
          <h2 id="permit-card">{w.card}</h2>
          {hasCard(permit) ? <Card number={number} /> : <p className="soft">{w.noCard}</p>}
          <CardTools permit={permit} />
        </section>
      </div>
      <OnwardList number={number} onward={permit.onward} />
      {remindsHere && <Reminders number={number} />}
      <Decide permit={permit} />
      <History permit={permit} />
    </div>
  );
}

/** A permit: whether it holds and until when, its card, what to apply for and what became of it. */
export function Permit() {
  const { number = '' } = useParams();
  const found = useRead('readPermit', { path: { number } });
  const w = useWords(words);
  return (
    <Gate roles={['employer', 'applicant', 'inspector', 'supervisor', 'decider']}>
      {!found.data && <Head title={w.title}>{number}</Head>}
      <Shown of={found} rows={8}>
        {(permit) => <PermitOf permit={permit} />}
      </Shown>
    </Gate>
  );
}
