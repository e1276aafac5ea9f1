export const criteria = [
  'category',
  'industry',
  'post',
  'nationality',
  'language',
  'expiresFrom',
  'expiresTo',
] as const;
export type Criterion = (typeof criteria)[number];
export type Search = Readonly<Record<Criterion, string>>;

export const nothingWanted: Search = {
  category: '',
  industry: '',
  post: '',
  nationality: '',
  language: '',
  expiresFrom: '',
  expiresTo: '',
};

/** What is asked of the zone: only what was filled in. */
export const askedFor = (search: Search): Partial<Record<Criterion, string>> =>
  Object.fromEntries(criteria.flatMap((one) => (search[one].trim() ? [[one, search[one].trim()]] : [])));
