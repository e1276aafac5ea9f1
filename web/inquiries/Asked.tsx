import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';

const words = {
  title: { zh: '已收到您的咨询', en: 'We have your question' },
  number: { zh: '咨询编号', en: 'Number' },
  code: { zh: '查询码', en: 'Code' },
  once: {
    zh: '查询码只显示这一次。请现在复制或打印保存；没有它就看不到答复。',
    en: 'The code is shown this once. Copy or print it now: without it the answer cannot be read.',
  },
  copy: { zh: '复制编号和查询码', en: 'Copy number and code' },
  copied: { zh: '已复制。', en: 'Copied.' },
  notCopied: {
    zh: '浏览器不允许复制，请手动抄下或打印。',
    en: 'This browser does not let us copy. Please write it down or print it.',
  },
  print: { zh: '打印', en: 'Print' },
  follow: { zh: '查看答复', en: 'Follow it' },
} as const;

/** The receipt of a question, with the code that is told once. */
export function Asked({ asked, children }: { asked: Answer<'askInquiry'>; children: ReactNode }) {
  const w = useWords(words);
  const say = useSay();
  const zone = useZone();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const copy = async () => {
    const text = [say(zone.name), `${w.number} ${asked.id}`, ...(asked.code ? [`${w.code} ${asked.code}`] : [])];
    try {
      await navigator.clipboard.writeText(text.join('\n'));
      setCopied('yes');
    } catch {
      setCopied('no');
    }
  };
  return (
    <div ref={place} tabIndex={-1} className="asked">
      <Head title={w.title}>{say(asked.text)}</Head>
      <div className="card">
        <dl className="receipt">
          <dt>{w.number}</dt>
          <dd>
            <code>{asked.id}</code>
          </dd>
          {asked.code && (
            <>
              <dt>{w.code}</dt>
              <dd>
                <code>{asked.code}</code>
              </dd>
            </>
          )}
        </dl>
        {asked.code && <Alert type="warning" showIcon title={w.once} />}
        <p className="receipt-actions no-print">
          <Button type="primary" onClick={() => void copy()}>
            {w.copy}
          </Button>
          <Button onClick={() => window.print()}>{w.print}</Button>
          {asked.code ? (
            <ActionLink to="/follow" state={{ inquiry: asked.id, code: asked.code }}>
              {w.follow}
            </ActionLink>
          ) : (
            <ActionLink to={`/inquiries/${encodeURIComponent(asked.id)}`}>{w.follow}</ActionLink>
          )}
          {children}
        </p>
        <p role="status">{copied === 'yes' ? w.copied : copied === 'no' ? w.notCopied : ''}</p>
        <p className="soft print-only">
          {say(zone.name)} · {zone.contact.phone}
        </p>
      </div>
    </div>
  );
}
