export type Service = { id: string; label: { zh: string; en: string } };

type Figure = { path: string; values: Record<string, unknown> };
const isText = (value: unknown): value is Service['label'] =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;

/** The services of the merchant card, as the zone file lists them. */
export const servicesIn = (figures: readonly Figure[]): Service[] =>
  figures.flatMap(({ path, values: { id, label } }) =>
    /^merchantCard\.services\[\d+\]$/.test(path) && typeof id === 'string' && isText(label) ? [{ id, label }] : [],
  );
