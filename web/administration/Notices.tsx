import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { CaseLink } from '../pieces/CaseLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './administration.css';
import { asRead } from './counted.ts';
import { leads } from './leads.ts';

const words = {
  title: { zh: '未送达的通知', en: 'Undelivered notices' },
  line: {
    zh: '当事人登录后都能在“消息”里看到通知；这里是未能通过邮件、短信或企业微信送达的。重发只发没有送达的那一路。',
    en: 'Everybody finds their notices when they sign in. Here are those that e-mail, short message or WeCom did not carry. Resending sends only what was not delivered.',
  },
  none: { zh: '通知全部送达。', en: 'Every notice was delivered.' },
  kind: { zh: '通知', en: 'Notice' },
  about: { zh: '关于', en: 'About' },
  at: { zh: '时间', en: 'When' },
  channels: { zh: '送达情况', en: 'How far it came' },
  act: { zh: '操作', en: 'Do' },
  resend: { zh: '重发', en: 'Resend' },
  resendOf: {
    zh: (kind: string, at: string) => `重发：${kind}，${at}`,
    en: (kind: string, at: string) => `Resend: ${kind}, ${at}`,
  },
  resent: { zh: '已安排重发，几分钟内送出。', en: 'It will be sent again within minutes.' },
  application: { zh: '申请', en: 'Case' },
  employer: { zh: '用人单位', en: 'Employer' },
  permit: { zh: '许可', en: 'Permit' },
  email: { zh: '电子邮件', en: 'E-mail' },
  sms: { zh: '短信', en: 'Short message' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  sent: { zh: '已送达', en: 'delivered' },
  failed: { zh: '失败，将再试', en: 'failed, tried again' },
  'given-up': { zh: '失败，不再自动重试', en: 'failed, not tried any more' },
  attempts: { zh: (n: string) => `${n} 次`, en: (n: string) => (n === '1' ? '1 attempt' : `${n} attempts`) },
  'address-refused': { zh: '对方地址不被接受', en: 'the address was refused' },
  'message-refused': { zh: '内容不被接受', en: 'the message was refused' },
  'sign-in-refused': { zh: '发送服务拒绝登录', en: 'the sending service refused to sign in' },
  'not-configured': { zh: '发送服务未配置', en: 'the channel is not configured' },
  unreachable: { zh: '发送服务连接不上', en: 'the sending service could not be reached' },
  busy: { zh: '发送服务繁忙', en: 'the sending service was busy' },
  'answer-not-understood': { zh: '发送服务的答复无法识别', en: 'its answer was not understood' },
};

type Undelivered = Answer<'listUndelivered'>['items'][number];

function About({ of }: { of: Undelivered['about'] }) {
  const w = useWords(words);
  if (of?.applicationId) return <CaseLink id={of.applicationId}>{w.application}</CaseLink>;
  if (of?.permitNumber) return <Link to={`/permits/${of.permitNumber}`}>{`${w.permit} ${of.permitNumber}`}</Link>;
  if (of?.employerId) return <Link to={`/employers/${of.employerId}`}>{w.employer}</Link>;
  return '—';
}

function List() {
  const w = useWords(words);
  const dates = useDates();
  const [done, setDone] = useState('');
  const list = usePages('listUndelivered', {});
  const resend = useChange('resendNotice', { renews: ['listUndelivered'] });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <p className="admin-done" role="status">
        {done}
      </p>
      <Problems error={resend.error} />
      <Shown of={asRead(list)}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{w.none}</p>
          ) : (
            <Sheet title={w.title} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.kind}</th>
                  <th scope="col">{w.about}</th>
                  <th scope="col">{w.at}</th>
                  <th scope="col">{w.channels}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row" className="admin-code">
                      {one.kind}
                    </th>
                    <td>
                      <About of={one.about} />
                    </td>
                    <td>{dates.moment(one.at)}</td>
                    <td className="admin-proof">
                      <ul className="admin-values">
                        {one.channels.map((way) => (
                          <li key={way.channel}>
                            {w[way.channel]}{' '}
                            <Tag
                              color={way.state === 'sent' ? 'success' : way.state === 'failed' ? 'warning' : 'error'}
                            >
                              {w[way.state]}
                            </Tag>
                            <small className="soft">
                              {w.attempts(dates.number(way.attempts))} · {dates.moment(way.at)}
                              {way.reason && ` · ${w[way.reason]}`}
                            </small>
                          </li>
                        ))}
                      </ul>
                    </td>
                    <td>
                      <Button
                        aria-label={w.resendOf(one.kind, dates.moment(one.at))}
                        loading={resend.isPending && resend.variables.path.id === one.id}
                        onClick={() => resend.mutate({ path: { id: one.id } }, { onSuccess: () => setDone(w.resent) })}
                      >
                        {w.resend}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

/** Notices that did not reach somebody some way, with resending. */
export function Notices() {
  return (
    <Gate roles={leads}>
      <List />
    </Gate>
  );
}
