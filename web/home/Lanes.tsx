import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { placesLeft } from './places-left.ts';

const words = {
  title: { zh: '三类人员，分类管理', en: 'What the three categories mean here' },
  A: { zh: 'A 类 · 高端人才', en: 'Category A · high-end talent' },
  B: { zh: 'B 类 · 专业人才', en: 'Category B · professionals' },
  C: { zh: 'C 类 · 其他人员', en: 'Category C · others' },
  places: { zh: '今年名额', en: 'Places left this year' },
  free: {
    zh: (n: number, year: number) => `${year} 年剩余 ${n} 个`,
    en: (n: number, year: number) => `${n} left in ${year}`,
  },
  available: { zh: '尚有名额', en: 'available' },
  few: { zh: '名额不多', en: 'few left' },
  none: { zh: '名额已满', en: 'none left' },
  notHere: {
    zh: (from: string) => `此类由${from}办理，请向其咨询。`,
    en: (from: string) => `Decided by ${from}; please ask there.`,
  },
} as const;

/** A, B and C: how each is handled in this zone, and what is left of quotas as far as the zone tells it. */
export function Lanes() {
  const w = useWords(words);
  const say = useSay();
  const { classification, delegation } = useZone();
  if (classification.length === 0) return null;
  return (
    <section aria-labelledby="lanes">
      <h2 id="lanes">{w.title}</h2>
      <div className="lanes">
        {classification.map((lane) => (
          <article key={lane.category} className={`card lane lane-${lane.category}`}>
            <h3>{w[lane.category]}</h3>
            <p>{say(lane.text)}</p>
            {!delegation.categories.includes(lane.category) && (
              <p className="lane-elsewhere">{w.notHere(say(delegation.from))}</p>
            )}
            {lane.places && lane.places.length > 0 && (
              <>
                <h4>{w.places}</h4>
                <ul className="places">
                  {lane.places.map((place) => (
                    <li key={`${place.year} ${place.group}`}>
                      {say(place.label)}
                      <strong className={`places-${placesLeft(place)}`}>
                        {place.free === undefined ? w[placesLeft(place)] : w.free(place.free, place.year)}
                      </strong>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </article>
        ))}
      </div>
    </section>
  );
}
