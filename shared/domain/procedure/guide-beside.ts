import type { PaperRule } from '../desk/papers.ts';
import type { Text } from '../text.ts';
import type { Day } from '../time.ts';
import type { ServiceGuide } from './guide.ts';
import type { Procedure } from './procedure.ts';

type Sourced = { source: string; placeholder: boolean };

/** What a printed guide says beside the procedure itself. */
export type GuideBeside = {
  zone: Text;
  authority: Text;
  /** The authority that delegates, and in whose name is decided (Licensing Law art. 24). */
  delegation: { from: Text; inNameOf: 'delegating-authority' | 'zone' } & Sourced;
  legalBasis: { text: Text; source: string }[];
  fee: { text: Text; source: string };
  remedies: { text: Text; source: string };
  contact: { address: Text; phone: string; hours: { days: Text; from: string; to: string }[] } & Sourced;
  /** What to look at before submitting, for the papers that are asked for. */
  takeCare: { path: string; label: Text; text: Text; source: string }[];
  /** The day on which the guide was made, in the zone's time zone. */
  madeOn: Day;
  /** How many lines of it no source proves: a printed guide says so on its first page. */
  placeholders: number;
};

const law = 'Administrative Licensing Law';

const provisions: readonly { articles: string; text: Text; when?: (procedure: Procedure) => boolean }[] = [
  {
    articles: 'art. 32',
    text: {
      zh: '材料不齐全的，当场或者五日内一次告知全部须补正的内容；逾期不告知的，视为受理。',
      en: 'What is missing is told at once and completely, on the spot or within five days; otherwise it counts as accepted.',
    },
  },
  {
    articles: 'art. 34',
    text: { zh: '实质内容由两名以上工作人员核查。', en: 'Two or more officers look at the substance.' },
  },
  {
    articles: 'art. 38',
    text: {
      zh: '不予许可的，书面说明理由，并告知复议和诉讼的权利。',
      en: 'A refusal is given in writing with its reasons and the right to reconsideration and to a lawsuit.',
    },
  },
  {
    articles: 'art. 42',
    text: {
      zh: '自受理之日起二十个工作日内决定；经批准可以延长十日，并告知理由。',
      en: 'Decided within twenty working days of acceptance; ten more with approval, and the reason is told.',
    },
  },
  {
    articles: 'art. 50',
    text: {
      zh: '延续须在有效期届满三十日前申请；届满仍未决定的，视为准予延续。',
      en: 'An extension is applied for thirty days before the end; undecided at the end it counts as granted.',
    },
    when: ({ deemedGrantedAtExpiry }) => deemedGrantedAtExpiry !== undefined,
  },
  {
    articles: 'art. 57',
    text: { zh: '有数量限制的，按受理的先后顺序。', en: 'Where numbers are limited, the earlier acceptance wins.' },
    when: ({ quota }) => quota !== undefined,
  },
];

/** Places that say of themselves whether anything proves them. */
const unproven = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const own = (value as { placeholder?: unknown }).placeholder === true ? 1 : 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + unproven(inner), own);
};

/**
 * What a printed service guide needs beside the procedure: who decides in whose name, the law, the fee, the remedies,
 * where and when to go, and what to look at in each paper.
 */
export function guideBeside(
  procedure: Procedure,
  guide: ServiceGuide,
  the: {
    zone: {
      name: Text;
      authority: Text;
      contact: GuideBeside['contact'];
      delegation: GuideBeside['delegation'];
    };
    papers: readonly PaperRule[];
    today: Day;
  },
): GuideBeside {
  const { name, authority, contact, delegation } = the.zone;
  return {
    zone: name,
    authority,
    delegation: {
      from: delegation.from,
      inNameOf: delegation.inNameOf,
      source: delegation.source,
      placeholder: delegation.placeholder,
    },
    legalBasis: [
      {
        text: { zh: '本事项的依据', en: 'What this procedure rests on' },
        source: procedure.source,
      },
      ...provisions
        .filter(({ when }) => when === undefined || when(procedure))
        .map(({ articles, text }) => ({ text, source: `${law} ${articles}` })),
    ],
    fee: { text: { zh: '不收取任何费用。', en: 'There is no fee.' }, source: `${law} art. 58` },
    remedies: {
      text: {
        zh: '对不予受理或者不予许可的决定不服的，可以依法申请行政复议或者提起行政诉讼。',
        en: 'Against a refusal, or a refusal to accept, you may apply for administrative reconsideration or bring an administrative lawsuit as the law provides.',
      },
      source: `${law} arts. 7, 38`,
    },
    contact,
    takeCare: guide.materials.flatMap(({ kind, label }) => {
      const rule = the.papers.find((one) => one.kind === kind);
      return rule ? [{ path: `document.${kind}`, label, text: rule.advice, source: rule.source }] : [];
    }),
    madeOn: the.today,
    placeholders: unproven(guide),
  };
}
