import type { Text } from '../domain/text.ts';
import type { PersonalDataPart } from './parts.ts';

const escaped = (value: unknown): string =>
  String(value ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const both = ({ zh, en }: Text): string =>
  `<span lang="zh">${escaped(zh)}</span><br><span lang="en">${escaped(en)}</span>`;

const words = {
  title: { zh: '本区持有的您的个人信息', en: 'What this zone holds on you' },
  made: { zh: '制作时间', en: 'Made at' },
  held: { zh: '持有哪些信息，为什么，保存多久', en: 'What is held, why, and how long' },
  applications: { zh: '申请', en: 'Applications' },
  documents: { zh: '材料', en: 'Documents' },
  readings: { zh: '谁查阅过（机关工作人员，姓名从略）', en: 'Who read it (officers of the authority, without names)' },
  leftOut: { zh: '未包含的内容及理由', en: 'What is left out, and why' },
  whole: {
    zh: '全部内容见同一文件夹中的 personal-data.json。',
    en: 'Everything is in personal-data.json beside this page.',
  },
} as const satisfies Record<string, Text>;

const table = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

/** One page in both languages that tells in plain words what the parts of a copy hold. Nothing on it is loaded from elsewhere. */
export function summaryPage(parts: readonly PersonalDataPart[]): string {
  const [first] = parts;
  const held = parts.flatMap((part) => part.held ?? []);
  const applications = parts.flatMap((part) => part.applications ?? []);
  const readings = parts.flatMap((part) => part.readings ?? []);
  const leftOut = parts.flatMap((part) => part.leftOut ?? []);
  const section = (title: Text, content: string) => `<h2>${both(title)}</h2>${content}`;
  const body = [
    `<h1>${both(words.title)}</h1>`,
    `<p>${both(first?.authority ?? { zh: '', en: '' })}</p><p>${both(words.made)}: ${escaped(first?.madeAt)}</p><p>${both(words.whole)}</p>`,
    section(
      words.held,
      table(
        held.map(({ title, why, basis, kept, count }) => [
          `${both(title)} (${count})`,
          `${both(why)}<br><small>${both(basis)}</small>`,
          both(kept),
        ]),
      ),
    ),
    section(
      words.applications,
      applications
        .map(
          ({ receiptNumber, id, procedure, employerName, events, documents }) =>
            `<h3>${escaped(receiptNumber ?? id)} · ${escaped(procedure)} · ${escaped(employerName)}</h3>` +
            table(events.map(({ at, text }) => [escaped(at), both(text)])) +
            `<p>${both(words.documents)}: ${documents.map(({ kind, fileName }) => escaped(fileName ?? kind)).join(', ')}</p>`,
        )
        .join(''),
    ),
    section(words.readings, table(readings.map(({ at, what, about }) => [escaped(at), escaped(what), escaped(about)]))),
    section(words.leftOut, table(leftOut.map(({ what, why }) => [both(what), both(why)]))),
  ];
  const style =
    'body{font:16px/1.6 sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}td{border:1px solid #999;padding:.4rem;vertical-align:top}table{border-collapse:collapse;width:100%}';
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(words.title.zh)} · ${escaped(words.title.en)}</title><style>${style}</style><body>${body.join('')}</body></html>\n`;
}
