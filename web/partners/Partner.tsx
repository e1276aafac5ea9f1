import { Button, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import { leads } from '../administration/leads.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { BothField, LongField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { PartnerFields } from './PartnerFields.tsx';
import { changeOf, typedOf } from './partner-entry.ts';
import { partnerColours, partnerStates } from './partner-states.ts';
import './partners.css';
import { readPublicKey } from './public-key.ts';
import { useServices } from './use-services.ts';

const words = {
  wait: { zh: '合作单位', en: 'Partner' },
  all: { zh: '全部合作单位', en: 'All partners' },
  change: { zh: '修改', en: 'Change' },
  changeTitle: { zh: '修改合作单位', en: 'Change a partner' },
  changeText: {
    zh: '暂停、终止和降低上限在半分钟左右生效。',
    en: 'A suspension, an end and a lower limit count after half a minute or so.',
  },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存。', en: 'Saved.' },
  services: { zh: '可以查询的服务', en: 'Services it may ask about' },
  limits: { zh: '查询上限', en: 'Limits' },
  limit: {
    zh: (minute: string, day: string) => `每分钟 ${minute}，每天 ${day}`,
    en: (minute: string, day: string) => `${minute} a minute, ${day} a day`,
  },
  contact: { zh: '联系人', en: 'Contact' },
  since: { zh: '登记时间', en: 'Registered' },
  keys: { zh: '公钥', en: 'Public keys' },
  keysText: {
    zh: '合作单位用私钥签名，私钥不离开对方。换密钥时先登记新的，启用后再撤销旧的。',
    en: 'The partner signs with its private key, which never leaves it. To change keys, add the next one, let them use it, then revoke the old one.',
  },
  noKeys: { zh: '还没有公钥：现在不能查询。', en: 'There is no key yet: it cannot ask anything.' },
  addKey: { zh: '登记公钥', en: 'Add a public key' },
  key: { zh: '公钥', en: 'Public key' },
  keyHint: { zh: '粘贴 JWK 或 PEM（Ed25519 或 ECDSA P-256）。', en: 'Paste a JWK or PEM: Ed25519 or ECDSA P-256.' },
  fromFile: { zh: '从文件读取', en: 'Read it from a file' },
  found: {
    zh: (kind: string, x: string) => `识别为 ${kind}，${x}…`,
    en: (kind: string, x: string) => `This is an ${kind} key, ${x}…`,
  },
  empty: { zh: '请粘贴公钥。', en: 'Paste the public key.' },
  private: {
    zh: '这是私钥，没有上传，请勿登记。请让对方改用新的密钥对，只交公钥。',
    en: 'This is a private key. It was not sent. Ask the partner to make a new pair, and to hand over the public key only.',
  },
  'not-a-key': { zh: '这不是公钥。', en: 'This is no public key.' },
  'other-algorithm': { zh: '只接受 Ed25519 和 ECDSA P-256。', en: 'Only Ed25519 and ECDSA P-256 are taken.' },
  keyid: { zh: '签名中的 keyid', en: 'keyid of signatures' },
  algorithm: { zh: '算法', en: 'Algorithm' },
  added: { zh: '登记', en: 'Added' },
  state: { zh: '状态', en: 'State' },
  inUse: { zh: '有效', en: 'In use' },
  revoked: { zh: (at: string) => `${at} 撤销`, en: (at: string) => `Revoked ${at}` },
  act: { zh: '操作', en: 'Do' },
  revoke: { zh: '撤销', en: 'Revoke' },
  revokeOf: { zh: (id: string) => `撤销密钥 ${id}`, en: (id: string) => `Revoke the key ${id}` },
  revokeText: {
    zh: '半分钟左右生效，不能恢复，同一把密钥也不能再登记。没有其他有效密钥时，对方不能再查询。',
    en: 'It counts after half a minute or so and is for good: the same key is never taken again. Without another key the partner can ask nothing.',
  },
  wasRevoked: { zh: '密钥已撤销。', en: 'The key is revoked.' },
  wasAdded: { zh: '公钥已登记，请把 keyid 告诉对方。', en: 'The key is added. Tell the partner its keyid.' },
  reason: { zh: '理由', en: 'Reason' },
  uses: { zh: '查询次数', en: 'How often it asked' },
  usesText: { zh: '只有次数，不记录是哪些卡、哪些人。', en: 'Numbers only: which cards and whose is not kept.' },
  month: { zh: '月份', en: 'Month' },
  service: { zh: '服务', en: 'Service' },
  opened: { zh: '可以使用', en: 'Opened' },
  refused: { zh: '不能使用', en: 'Refused' },
  day: { zh: '日期', en: 'Day' },
  total: { zh: '合计', en: 'Total' },
  noUses: { zh: '这个月没有查询。', en: 'It asked nothing in this month.' },
  incomplete: { zh: '还在统计，请稍后再看。', en: 'Still being counted; look again.' },
  again: { zh: '继续统计', en: 'Go on counting' },
  history: { zh: '历史', en: 'History' },
  registered: { zh: '登记', en: 'Registered' },
  changed: { zh: '修改', en: 'Changed' },
  'key-added': { zh: '登记公钥', en: 'Key added' },
  'key-revoked': { zh: '撤销密钥', en: 'Key revoked' },
  by: { zh: (who: string, at: string) => `${who}，${at}`, en: (who: string, at: string) => `${who}, ${at}` },
};

type View = Answer<'readPartner'>;
const renewed = ['readPartner', 'listPartners'] as const;
const noReason = { zh: '', en: '' };

function Change({ the, onClose, onDone }: { the: View; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const [typed, setTyped] = useState(() => typedOf(the));
  const change = useChange('changePartner', { renews: renewed });
  return (
    <FormModal
      open
      title={w.changeTitle}
      onClose={onClose}
      error={change.error}
      busy={change.isPending}
      submit={w.save}
      onSubmit={() =>
        change.mutate({ path: { id: the.id }, body: changeOf(the, typed), version: the.version }, { onSuccess: onDone })
      }
    >
      <p>{w.changeText}</p>
      <PartnerFields typed={typed} set={(to) => setTyped((now) => ({ ...now, ...to }))} isNew={false} />
    </FormModal>
  );
}

function AddKey({ the, onClose, onDone }: { the: View; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState(noReason);
  const [isTried, setTried] = useState(false);
  const add = useChange('addPartnerKey', { renews: renewed });
  const read = readPublicKey(text);
  const isWrong = !read.ok && (isTried || read.why !== 'empty');
  return (
    <FormModal
      open
      title={w.addKey}
      onClose={onClose}
      error={add.error}
      busy={add.isPending}
      submit={w.addKey}
      onSubmit={() => {
        setTried(true);
        if (!read.ok) return;
        add.mutate(
          { path: { id: the.id }, body: { publicKey: read.key, reason }, version: the.version },
          { onSuccess: onDone },
        );
      }}
    >
      <LongField
        path="publicKey"
        label={w.key}
        hint={w.keyHint}
        rows={6}
        value={text}
        onChange={setText}
        {...(isWrong ? { own: w[read.why] } : {})}
      />
      <div>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".pem,.pub,.json,.jwk"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // A key is a few hundred bytes; anything else is another file.
            if (file) void file.slice(0, 20_000).text().then(setText);
            target.value = '';
          }}
        />
        <Button onClick={() => chooser.current?.click()}>{w.fromFile}</Button>
      </div>
      <p role="status">{read.ok && w.found(read.key.crv, read.key.x.slice(0, 8))}</p>
      <BothField path="reason" label={w.reason} rows={2} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Revoke({
  the,
  keyId,
  onClose,
  onDone,
}: {
  the: View;
  keyId: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const w = useWords(words);
  const [reason, setReason] = useState(noReason);
  const revoke = useChange('revokePartnerKey', { renews: renewed });
  return (
    <FormModal
      open
      title={w.revokeOf(keyId)}
      onClose={onClose}
      error={revoke.error}
      busy={revoke.isPending}
      danger
      submit={w.revoke}
      onSubmit={() =>
        revoke.mutate({ path: { id: the.id, keyId }, body: { reason }, version: the.version }, { onSuccess: onDone })
      }
    >
      <p className="partner-warning">{w.revokeText}</p>
      <BothField path="reason" label={w.reason} rows={2} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Keys({ the, mayChange, onDone }: { the: View; mayChange: boolean; onDone: (text: string) => void }) {
  const w = useWords(words);
  const dates = useDates();
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  return (
    <section className="partner-keys">
      <div className="section-head">
        <h2>{w.keys}</h2>
        {mayChange && <Button onClick={() => setAdding(true)}>{w.addKey}</Button>}
      </div>
      <p className="soft">{w.keysText}</p>
      {the.keys.length === 0 ? (
        <p className="partners-nothing">{w.noKeys}</p>
      ) : (
        <Sheet title={w.keys} quiet>
          <thead>
            <tr>
              <th scope="col">{w.keyid}</th>
              <th scope="col">{w.algorithm}</th>
              <th scope="col">{w.added}</th>
              <th scope="col">{w.state}</th>
              {mayChange && <th scope="col">{w.act}</th>}
            </tr>
          </thead>
          <tbody>
            {the.keys.map((key) => (
              <tr key={key.id}>
                <th scope="row" className="partner-code">
                  {key.keyid}
                </th>
                <td>{key.algorithm}</td>
                <td>{dates.moment(key.addedAt)}</td>
                <td>
                  <Tag color={key.revokedAt ? 'default' : 'success'}>
                    {key.revokedAt ? w.revoked(dates.moment(key.revokedAt)) : w.inUse}
                  </Tag>
                </td>
                {mayChange && (
                  <td>
                    {!key.revokedAt && (
                      <Button danger aria-label={w.revokeOf(key.id)} onClick={() => setRevoking(key.id)}>
                        {w.revoke}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
      {isAdding && (
        <AddKey
          the={the}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            onDone(w.wasAdded);
          }}
        />
      )}
      {revoking && (
        <Revoke
          the={the}
          keyId={revoking}
          onClose={() => setRevoking(undefined)}
          onDone={() => {
            setRevoking(undefined);
            onDone(w.wasRevoked);
          }}
        />
      )}
    </section>
  );
}

function Uses({ id, nameOf }: { id: string; nameOf: (service: string) => string }) {
  const w = useWords(words);
  const dates = useDates();
  const { today } = useZone();
  const [typed, setTyped] = useState(today.slice(0, 7));
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(typed) ? typed : today.slice(0, 7);
  const found = useRead('readPartnerUses', { path: { id }, query: { month } });
  return (
    <section>
      <h2>{w.uses}</h2>
      <p className="soft">{w.usesText}</p>
      <TextField type="month" label={w.month} value={typed} onChange={setTyped} />
      <Shown of={found} rows={2}>
        {({ totals, days, complete }) =>
          totals.length === 0 && complete ? (
            <p className="partners-nothing">{w.noUses}</p>
          ) : (
            <>
              {!complete && (
                <p role="status">
                  {w.incomplete} <Button onClick={() => void found.refetch()}>{w.again}</Button>
                </p>
              )}
              <Sheet title={`${w.uses}, ${dates.month(month)}`} quiet>
                <thead>
                  <tr>
                    <th scope="col">{w.day}</th>
                    <th scope="col">{w.service}</th>
                    <th scope="col" className="figure">
                      {w.opened}
                    </th>
                    <th scope="col" className="figure">
                      {w.refused}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {totals.map((one) => (
                    <tr key={one.service}>
                      <th scope="row">{w.total}</th>
                      <th scope="row">{nameOf(one.service)}</th>
                      <td className="figure">{dates.number(one.opened)}</td>
                      <td className="figure">{dates.number(one.refused)}</td>
                    </tr>
                  ))}
                  {days.flatMap(({ day, services }) =>
                    services.map((one) => (
                      <tr key={`${day} ${one.service}`}>
                        <th scope="row">{dates.shortDay(day)}</th>
                        <td>{nameOf(one.service)}</td>
                        <td className="figure">{dates.number(one.opened)}</td>
                        <td className="figure">{dates.number(one.refused)}</td>
                      </tr>
                    )),
                  )}
                </tbody>
              </Sheet>
            </>
          )
        }
      </Shown>
    </section>
  );
}

const acts = ['registered', 'changed', 'key-added', 'key-revoked'] as const;

function History({ of }: { of: NonNullable<View['history']> }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const nameOf = (act: string) => {
    const known = acts.find((one) => one === act);
    return known ? w[known] : act;
  };
  return (
    <section>
      <h2>{w.history}</h2>
      <ol className="partner-history">
        {of.map((one) => (
          <li key={`${one.at} ${one.act}`} className="card">
            <p>
              <strong>{nameOf(one.act)}</strong> {one.keyId && <span className="partner-code">{one.keyId}</span>}
            </p>
            {one.reason && <p>{say(one.reason)}</p>}
            <p className="soft">{w.by(one.by, dates.moment(one.at))}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Page({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const services = useServices();
  const [isChanging, setChanging] = useState(false);
  const [done, setDone] = useState('');
  const found = useRead('readPartner', { path: { id } });
  const mayChange = holds(self, 'admin');
  const nameOf = (service: string) => {
    const known = services.find((one) => one.id === service);
    return known ? say(known.label) : service;
  };
  return (
    <>
      <Head
        title={found.data ? say(found.data.name) : w.wait}
        actions={
          <>
            {found.data && mayChange && <Button onClick={() => setChanging(true)}>{w.change}</Button>}
            <ActionLink to="/admin/partners">{w.all}</ActionLink>
          </>
        }
      >
        {found.data && <Tag color={partnerColours[found.data.status]}>{say(partnerStates[found.data.status])}</Tag>}
      </Head>
      <p role="status" className="partner-done">
        {done}
      </p>
      <Shown of={found}>
        {(the) => (
          <>
            <section className="card">
              <Facts
                of={[
                  [w.services, the.scopes.map(nameOf).join(say({ zh: '、', en: ', ' }))],
                  [w.limits, w.limit(dates.number(the.perMinute), dates.number(the.perDay))],
                  [
                    w.contact,
                    <bdi key="contact">
                      {[the.contact.name, the.contact.email, the.contact.phone].filter(Boolean).join(' · ')}
                    </bdi>,
                  ],
                  [w.since, dates.moment(the.createdAt)],
                ]}
              />
            </section>
            <Keys the={the} mayChange={mayChange} onDone={setDone} />
            <Uses id={id} nameOf={nameOf} />
            {the.history && <History of={the.history} />}
            {isChanging && (
              <Change
                the={the}
                onClose={() => setChanging(false)}
                onDone={() => {
                  setChanging(false);
                  setDone(w.saved);
                }}
              />
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** One partner: what it may ask, its keys, how often it asked, what was changed. */
export function Partner() {
  const { id = '' } = useParams();
  return (
    <Gate roles={leads}>
      <Page key={id} id={id} />
    </Gate>
  );
}
