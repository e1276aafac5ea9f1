import { useSay, useWords } from '../language/words.tsx';
import type { Circumstances, Outlook, ServiceGuide } from './circumstances.ts';

const words = {
  category: { zh: (c: string) => `${c} 类`, en: (c: string) => `Category ${c}` },
  open: { zh: '类别未定', en: 'category not known yet' },
  abroad: { zh: '申请人在境外', en: 'applicant outside China' },
  'inside-china': { zh: '申请人在境内', en: 'applicant inside China' },
  filed: { zh: (who: string) => `由${who}提出`, en: (who: string) => `filed by: ${who}` },
} as const;

/** The circumstances that a list was made for, in one line: on paper the fields are gone. */
export function Chosen({
  the,
  guide,
  outlook,
}: {
  the: Circumstances;
  guide: ServiceGuide;
  outlook: Outlook | undefined;
}) {
  const w = useWords(words);
  const say = useSay();
  const hasCategory = guide.categoryFrom.some(({ from }) => from !== 'none');
  const filers = guide.filedBy.filter(({ party }) => outlook?.filedBy.some((one) => one === party) ?? true);
  const parts = [
    say(guide.zone),
    ...(hasCategory && guide.concerns === 'person' ? [outlook?.category ? w.category(outlook.category) : w.open] : []),
    ...(outlook?.route && outlook.route.kind === 'direct' ? [say(outlook.route.label)] : []),
    ...(the.entry ? [w[the.entry]] : []),
    w.filed(filers.map(({ label }) => say(label)).join(' / ')),
  ];
  return <p className="chosen">{parts.join(' · ')}</p>;
}
