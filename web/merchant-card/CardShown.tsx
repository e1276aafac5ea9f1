import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { holds, isStaff, useSelf } from '../sign-in/self.ts';
import { CardDeedForm, deedWords } from './CardDeedForm.tsx';
import { CardPicture } from './CardPicture.tsx';
import { CardServices } from './CardServices.tsx';
import { actWords, type Card, statusColours, statusWords, stayWords } from './card-words.ts';
import { type CardDeed, offeredDeeds } from './what-may-be-done.ts';

const words = {
  holder: { zh: '持卡人', en: 'Holder' },
  number: { zh: '卡号', en: 'Number' },
  valid: { zh: '有效期', en: 'Valid' },
  to: { zh: (from: string, to: string) => `${from} 至 ${to}`, en: (from: string, to: string) => `${from} to ${to}` },
  byPassport: { zh: '（以护照有效期为限）', en: ' (as long as the passport)' },
  stay: { zh: '停居留', en: 'Stay' },
  stayUntil: {
    zh: (kind: string, day: string) => `${kind}，至 ${day}`,
    en: (kind: string, day: string) => `${kind} until ${day}`,
  },
  stayEnded: {
    zh: '登记的停居留已到期。续签后请到服务窗口登记；卡本身不受影响。',
    en: 'The stay on record has ended. Have the new one noted at the service desk; the card itself goes on.',
  },
  lost: {
    zh: '此卡已挂失，二维码不能使用。请携护照到服务窗口补发。',
    en: 'This card was reported lost and its QR opens nothing. Come to the service desk with your passport for a new one.',
  },
  notPermit: {
    zh: '商友卡用于本地服务，不是工作许可，也不能代替护照。',
    en: 'This card is for services of the place. It is no work permit and does not replace a passport.',
  },
  authority: { zh: '发卡机关', en: 'Issued by' },
  happened: { zh: '经过', en: 'What became of it' },
  byHolder: { zh: '本人', en: 'by the holder' },
};

/** A card with everything that its viewer may see and do. */
export function CardShown({ card }: { card: Card }) {
  const w = useWords(words);
  const states = useWords(statusWords);
  const acts = useWords(actWords);
  const deeds = useWords(deedWords);
  const stays = useWords(stayWords);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const [doing, setDoing] = useState<CardDeed>();
  const byHolder = !isStaff(self);
  const offered = offeredDeeds(card, self?.roles ?? []);
  const { holder, stay } = card;
  const serviceName = (id: string) => {
    const found = card.services.find((one) => one.id === id);
    return found ? say(found.label) : id;
  };
  const stayText = (one: NonNullable<Card['history'][number]['stay']>) =>
    w.stayUntil(stays[one.kind] ?? one.kind, dates.day(one.until));
  return (
    <>
      <section className="card merchant-card">
        {card.qr && !(isStaff(self) && holds(self, 'inspector')) && <CardPicture card={card} />}
        <div>
          <p>
            <Tag color={statusColours[card.status]}>{states[card.status]}</Tag>
          </p>
          <Facts
            of={[
              [
                w.holder,
                `${holder.name}${holder.chineseName ? `（${holder.chineseName}）` : ''} · ${holder.nationality}`,
              ],
              [w.number, card.number],
              [
                w.valid,
                `${w.to(dates.day(card.validFrom), dates.day(card.validTo))}${card.bindingLimit === 'passport' ? w.byPassport : ''}`,
              ],
              [w.stay, stay && stayText(stay)],
              [w.authority, say(card.authority)],
            ]}
          />
          <p className="soft">{w.notPermit}</p>
          {card.status === 'lost' && <Alert type="error" showIcon title={w.lost} />}
          {stay?.ended && <Alert type="warning" showIcon title={w.stayEnded} />}
          <div className="form-actions no-print">
            {offered.map((deed) => (
              <Button
                key={deed}
                danger={deed === 'report-loss' || deed === 'end' || deed === 'suspend'}
                onClick={() => setDoing(deed)}
              >
                {deeds[deed]}
              </Button>
            ))}
          </div>
        </div>
      </section>
      <CardServices
        card={card}
        mayChange={card.status !== 'ended' && holds(self, 'front-officer', 'back-officer', 'decider', 'supervisor')}
      />
      <section className="card">
        <h2>{w.happened}</h2>
        <ol className="card-happened">
          {card.history.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened is only ever added to
            <li key={at}>
              <time dateTime={one.at}>{dates.moment(one.at)}</time> {acts[one.act]}
              {one.service && ` · ${serviceName(one.service)}`}
              {one.stay && ` · ${stayText(one.stay)}`}
              {one.byHolder && ` · ${w.byHolder}`}
              {one.reason && <p className="soft">{say(one.reason)}</p>}
            </li>
          ))}
        </ol>
      </section>
      {doing && (
        <CardDeedForm key={doing} card={card} deed={doing} byHolder={byHolder} onClose={() => setDoing(undefined)} />
      )}
    </>
  );
}
