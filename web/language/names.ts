/**
 * A person's name as officers and letters write it: the surname in capitals first, as in the machine-readable zone, with
 * the Chinese name behind where there is one.
 */
export function personName(name: {
  familyName?: string | null;
  givenNames?: string | null;
  chineseName?: string | null;
}) {
  const latin = [name.familyName?.toUpperCase(), name.givenNames].filter(Boolean).join(', ');
  return name.chineseName ? `${latin}（${name.chineseName}）` : latin;
}
