const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  png: 'image/png',
};
const otherNames: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'application/x-pdf': 'application/pdf',
};

/** What a file says it is; by the end of its name where the device does not know. The zone looks into it all the same. */
export function typeOf({ name, type }: { name: string; type: string }): string {
  if (type) return otherNames[type] ?? type;
  return types[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

const longest = 200;

/** A file's name as the zone keeps it: without what nobody sees, or what turns its letters around; the end stays. */
export function nameToKeep(name: string): string | undefined {
  const seen = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, '')
    .trim();
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(seen)) return undefined;
  if (seen.length <= longest) return seen;
  const end = /\.[A-Za-z0-9]{1,5}$/.exec(seen)?.[0] ?? '';
  return `${seen.slice(0, longest - end.length - 1).toWellFormed()}…${end}`;
}

/** A size as people read it. */
export const sizeInWords = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.round(bytes / 104_857.6) / 10} MB` : `${Math.max(1, Math.ceil(bytes / 1024))} KB`;
