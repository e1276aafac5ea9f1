/** A part of the domain that is judged on its own. */
export type Area = {
  name: string;
  /** What decides something; relative to `shared/domain`. */
  files: readonly string[];
  /** Tables of words, which decide nothing; the proof-readers' business, not a test's. */
  words?: readonly string[];
  /** The least share, in percent, of changes that a test has to notice; none while nobody has judged it. */
  atLeast?: number;
  /** Small enough for the everyday form. */
  short?: true;
};

/** What decides lives comes first. */
export const areas: readonly Area[] = [
  { name: 'scoring', files: ['scoring/**'], words: ['scoring/table-in-words.ts'] },
  {
    name: 'clocks',
    files: ['calendar/**', 'time.ts', 'application/case-clock.ts', 'application/pauses.ts', 'replay/clocks.ts'],
    atLeast: 94,
  },
  {
    name: 'stages',
    files: ['application/{transitions,events,validity,delegation,one-notice,follow-code}.ts', 'rehearsal.ts'],
    atLeast: 97,
  },
  { name: 'classification', files: ['classification/**'], atLeast: 97, short: true },
  { name: 'credit', files: ['credit/**'], words: ['credit/words.ts'], atLeast: 96 },
  { name: 'checklist', files: ['checklist/**'], words: ['checklist/field-labels.ts'] },
  {
    name: 'procedure',
    files: ['procedure/{amends,circumstances,on-permit,override-problems,problems,procedure,versions}.ts'],
  },
  { name: 'quota', files: ['quota/**'], atLeast: 98, short: true },
  { name: 'erasure', files: ['erasure/**'], atLeast: 96, short: true },
  { name: 'visits', files: ['visits/**', 'service-window/**'] },
  {
    name: 'people',
    files: ['person/**', 'employer/**', 'office/**', 'access/**', 'check-character.ts', 'certificates/**'],
  },
  { name: 'documents', files: ['documents/**'] },
  { name: 'replay', files: ['replay/{rehearse,scores,stages}.ts'] },
  { name: 'help', files: ['help/**', 'reminders/**'] },
  { name: 'talents', files: ['talents/**'], words: ['talents/post-words.ts'] },
  { name: 'statistics', files: ['statistics/**'], words: ['statistics/names.ts'] },
  { name: 'desk', files: ['desk/**'], words: ['desk/guidance-words.ts'] },
];
