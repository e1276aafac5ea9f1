type Column = { name: string; label: { zh: string; en: string }; required: boolean; example: string };

/** A cell as CSV writes it. */
const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A file to begin with: the headings in the reader's language and one row of examples. The mark at its beginning tells
 * Excel and WPS that it is UTF-8.
 */
export const csvTemplate = (columns: readonly Column[], language: 'zh' | 'en'): string =>
  `\uFEFF${columns.map(({ label }) => cell(label[language])).join(',')}\r\n${columns
    .map(({ example }) => cell(example))
    .join(',')}\r\n`;

/** SHA-256 of a file in hex, as the zone compares files. */
export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
