import type { Text } from '../../shared/domain/text.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import type { ServiceGuide } from './circumstances.ts';

const words = {
  fee: { zh: '收费', en: 'Fee' },
  remedies: { zh: '不服怎么办', en: 'If you disagree' },
  contact: { zh: '咨询和办理地点', en: 'Where to go' },
  delegation: { zh: '委托', en: 'Delegation' },
  inZone: { zh: '以本区名义决定', en: 'decided in the name of the zone' },
  inTheirs: { zh: '以委托机关名义决定', en: 'decided in the name of the delegating authority' },
  letters: { zh: '您可能收到的文书', en: 'Letters that you may get' },
  kept: { zh: '办理后保存的信息', en: 'What is kept afterwards' },
  fields: { zh: '需要填写的内容', en: 'What the form asks' },
  optional: { zh: '选填', en: 'optional' },
  only: { zh: '适用于', en: 'Only where' },
  basis: { zh: '法律依据和来源', en: 'Legal basis and sources' },
  version: {
    zh: (version: string) => `本指南版本 ${version}`,
    en: (version: string) => `Version ${version} of the procedure`,
  },
  changed: { zh: '本区的调整', en: 'What this zone does otherwise' },
} as const;

const Sourced = ({ text, source }: { text: Text; source: string }) => {
  const say = useSay();
  return (
    <li>
      {say(text)} <cite className="soft">{source}</cite>
    </li>
  );
};

/** Everything else that a printed guide says. */
export function Particulars({ guide }: { guide: ServiceGuide }) {
  const w = useWords(words);
  const say = useSay();
  const { contact, delegation } = guide;
  return (
    <>
      <section className="card particulars">
        <h2>{w.fee}</h2>
        <p>{say(guide.fee.text)}</p>
        <h2>{w.remedies}</h2>
        <p>{say(guide.remedies.text)}</p>
        <h2>{w.contact}</h2>
        <p>
          {say(guide.authority)}
          <br />
          {say(contact.address)}
          <br />
          <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
          <br />
          {contact.hours.map(({ days, from, to }) => `${say(days)} ${from}–${to}`).join('; ')}{' '}
          <Provisional when={contact.placeholder} />
        </p>
      </section>
      <details className="card">
        <summary>{w.fields}</summary>
        <ul>
          {guide.fields.map(({ path, label, when }) => (
            <li key={path}>
              {say(label)}
              {when && (
                <span className="soft">
                  {' '}
                  · {w.only}: {say(when)}
                </span>
              )}
            </li>
          ))}
          {(guide.optionalFields ?? []).map(({ path, label, reason }) => (
            <li key={path}>
              {say(label)} ({w.optional}) <span className="soft">{say(reason)}</span>
            </li>
          ))}
        </ul>
      </details>
      <details className="card">
        <summary>{w.letters}</summary>
        <ul>
          {guide.letters.map(({ kind, label, when }) => (
            <li key={kind}>
              {say(label)}
              {when && <span className="soft"> · {say(when)}</span>}
            </li>
          ))}
        </ul>
      </details>
      {guide.kept && guide.kept.length > 0 && (
        <details className="card">
          <summary>{w.kept}</summary>
          <ul>
            {guide.kept.map(({ code, text, placeholder }) => (
              <li key={code}>
                {say(text)} <Provisional when={placeholder} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className="card">
        <summary>{w.basis}</summary>
        <p>
          {w.delegation}: {say(delegation.from)} · {delegation.inNameOf === 'zone' ? w.inZone : w.inTheirs}{' '}
          <Provisional when={delegation.placeholder} />
        </p>
        <ul className="sources">
          {guide.legalBasis.map(({ text, source }) => (
            <Sourced key={`${source} ${text.en}`} text={text} source={source} />
          ))}
        </ul>
        {guide.changedBy.length > 0 && (
          <>
            <h3>{w.changed}</h3>
            <ul>
              {guide.changedBy.map(({ effectiveFrom, note, source }) => (
                <li key={`${effectiveFrom} ${source}`}>
                  {effectiveFrom} {note && say(note)} <cite className="soft">{source}</cite>
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="soft">{w.version(guide.version)}</p>
      </details>
    </>
  );
}
