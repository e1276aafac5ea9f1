import { checkCharacter } from '../../shared/domain/check-character.ts';
import { addDays, addMonths, type Day } from '../../shared/domain/time.ts';
import { type SampleCase, type SampleCaseName, sampleCase } from './cases.ts';
import type { PortraitLook } from './portrait.ts';
import { randomFrom } from './random.ts';

/** How far a case of the working day has come. */
export type Reached =
  | 'draft'
  | 'preliminary-review'
  | 'returned'
  | 'not-accepted'
  | 'withdrawn'
  | 'review'
  | 'conclusion'
  | 'refusal-announced'
  | 'refused'
  | 'issued'
  | 'suspended'
  | 'cancelled';

/** One case of the working day: who, with which employer, filed how many days ago, and how far it has come. */
export type DayCase = { sample: SampleCase; employer: number; daysAgo: number; reached: Reached };
export type WorkingDay = { employers: SampleCase['employer'][]; cases: DayCase[] };

/** How many cases stand where, and when they were filed; everything with a permit was filed longest ago. */
const mixture: readonly { reached: Reached; count: number; daysAgo: readonly number[] }[] = [
  { reached: 'issued', count: 62, daysAgo: [14, 14, 7] },
  { reached: 'suspended', count: 2, daysAgo: [14] },
  { reached: 'cancelled', count: 4, daysAgo: [14] },
  { reached: 'refused', count: 5, daysAgo: [14, 7] },
  { reached: 'not-accepted', count: 3, daysAgo: [7] },
  { reached: 'withdrawn', count: 5, daysAgo: [7] },
  { reached: 'returned', count: 14, daysAgo: [7, 1] },
  { reached: 'refusal-announced', count: 4, daysAgo: [1] },
  { reached: 'conclusion', count: 18, daysAgo: [1, 0] },
  { reached: 'review', count: 28, daysAgo: [1, 0] },
  { reached: 'preliminary-review', count: 36, daysAgo: [0] },
  { reached: 'draft', count: 19, daysAgo: [0] },
];

const plots: readonly SampleCaseName[] = [
  'etown-b',
  'etown-b',
  'category-a',
  'etown-b',
  'category-c',
  'etown-b',
  'category-a',
  'etown-b',
  'category-c-graduate',
  'etown-b',
];

const familyNames = [
  'SPECIMEN',
  'SAMPLETON',
  'EXEMPLAR',
  'FICTIVA',
  'MUSTERFRAU',
  'NONESUCH',
  'PLACEHOLDER',
  'IMAGINARI',
  'DEMOSKI',
  'INVENTADO',
  'MADEUP',
  'UTOPIAN',
  'PRETENDER',
  'MOCKFORD',
] as const;
const givenNames = {
  F: ['ADA', 'BELLA', 'CLARA', 'DIANA', 'EMMA', 'FATIMA', 'GRETA', 'HANA', 'INES', 'JULIA', 'KIRA', 'LEILA', 'MARIA'],
  M: [
    'ADAM',
    'BORIS',
    'CARLOS',
    'DAVID',
    'EMIL',
    'FELIX',
    'GEORGE',
    'HASSAN',
    'IVAN',
    'JONAS',
    'KARIM',
    'LEO',
    'MARCO',
  ],
} as const;
const trades: readonly (readonly [zh: string, en: string, industry: string])[] = [
  ['精密仪器', 'Precision Instruments', '仪器仪表制造业'],
  ['生物医药', 'Biomedical', '医药制造业'],
  ['软件科技', 'Software Technology', '软件和信息技术服务业'],
  ['国际贸易', 'International Trading', '批发业'],
  ['新能源汽车', 'New Energy Vehicles', '汽车制造业'],
  ['语言培训', 'Language Training', '教育'],
  ['工业设计', 'Industrial Design', '专业技术服务业'],
  ['冷链物流', 'Cold Chain Logistics', '装卸搬运和仓储业'],
];
const looks: readonly PortraitLook[] = [
  { skin: '#f1c9a5', hair: '#5a3a22', hairStyle: 'long', clothes: '#2f4b6e', eyes: '#4a6a3c' },
  { skin: '#c68d62', hair: '#1d1512', hairStyle: 'short', clothes: '#5b5347', eyes: '#2c1c12' },
  { skin: '#8a5a3c', hair: '#120d0b', hairStyle: 'short', clothes: '#3d5a48', eyes: '#1e130c', glasses: true },
  { skin: '#e8b88d', hair: '#8a8a8a', hairStyle: 'receding', clothes: '#444b58', eyes: '#50606e' },
  { skin: '#f5d7c0', hair: '#b5823f', hairStyle: 'long', clothes: '#6e2f45', eyes: '#3f6b8a', glasses: true },
];

const letters = (number: number) => [...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

/** Where the employers of the day sit: a place's name and the six digits of its administrative division. */
export type DayPlace = { zh: string; en: string; division: string };

function employerOf(number: number, places: readonly DayPlace[], today: Day): SampleCase['employer'] {
  const place = places[number % places.length];
  const trade = trades[number % trades.length];
  if (!place || !trade) throw new Error('a working day needs a place and a trade');
  const first17 = `91${place.division}GREENW${String(number).padStart(3, '0')}`;
  const mark = letters(number);
  return {
    name: {
      zh: `${place.zh}样例${trade[0]}${'甲乙丙丁戊己庚辛'[Math.floor(number / trades.length) % 8]}有限公司`,
      en: `${place.en} Sample ${trade[1]} ${mark} Co., Ltd.`,
    },
    unifiedSocialCreditCode: first17 + checkCharacter(first17),
    licenceValidTo: number % 3 === 0 ? addMonths(today, 96) : null,
    address: `${place.zh}样例路${number + 1}号`,
    industry: trade[2],
    legalRepresentative: '范例',
    handler: { name: `样经办${mark}`, phone: `010-0000${String(1000 + number)}` },
  };
}

/**
 * A believable, plainly invented working day of a zone: some two dozen employers and two hundred cases in every stage.
 * The same arguments give the same day.
 *
 * @param today the day on which it ends, in the zone's time zone
 * @param options `workLocation`: what the points table says of the place; `perStage`: most cases that stand at one place
 */
export function workingDay(
  zone: string,
  places: readonly DayPlace[],
  today: Day,
  options: { workLocation?: SampleCase['form']['facts']['workLocation']; perStage?: number } = {},
): WorkingDay {
  const { workLocation = 'other', perStage = Number.POSITIVE_INFINITY } = options;
  const random = randomFrom(zone);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const employers = Array.from({ length: 24 }, (_, number) => employerOf(number, places, today));
  const cases = mixture.flatMap(({ reached, count, daysAgo }, line) =>
    Array.from({ length: Math.min(count, perStage) }, (_, at): DayCase => {
      const number = 100 * line + at;
      const filed = daysAgo[at % daysAgo.length] ?? 0;
      const employer = Math.floor(random() * employers.length);
      const sex = random() < 0.5 ? 'F' : 'M';
      const plot = plots[(at + line) % plots.length] ?? 'etown-b';
      const filedOn = addDays(today, -filed);
      const told = sampleCase(plot, filedOn, { contractFrom: addDays(filedOn, 5 + Math.floor(random() * 20)) });
      const register = employers[employer];
      if (!register) throw new Error('every case has an employer');
      const { applicant, post, facts } = told.form;
      return {
        employer,
        daysAgo: filed,
        reached,
        sample: {
          ...told,
          employer: register,
          form: {
            ...told.form,
            applicant: {
              ...applicant,
              familyName: `${pick(familyNames)} ${letters(number)}`,
              givenNames: pick(givenNames[sex]),
              chineseName: undefined,
              sex,
              birthDate: addDays(applicant.birthDate, -Math.floor(random() * 100)),
              passport: { ...applicant.passport, number: `U${String(70_000_000 + number)}` },
              email: `applicant${number}.${zone}@applicant.example`,
            },
            post: { ...post, workplace: register.address },
            facts: { ...facts, workLocation },
          },
          story: { ...told.story, look: pick(looks) },
        },
      };
    }),
  );
  return { employers, cases };
}
