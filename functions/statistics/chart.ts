import { endingNames } from '../../shared/domain/statistics/names.ts';
import { endings } from '../../shared/domain/statistics/passes.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Bulletin } from './figures.ts';

const width = 960;
const margin = 40;
const inner = width - 2 * margin;
const ink = '#1f2937';
const muted = '#5b6472';
const rule = '#d5dae1';
const blue = '#1d4ed8';
const teal = '#0f766e';
const pale = '#eef2f7';
const light = '#93c5fd';
const amber = '#b45309';
const red = '#b91c1c';
/** Named first where a machine has it; every system that writes Chinese has one of the others. */
const fonts = "'Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',sans-serif";

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Look = { size?: number; fill?: string; weight?: number; anchor?: 'start' | 'middle' | 'end' };

const write = (
  x: number,
  y: number,
  text: string,
  { size = 14, fill = ink, weight = 400, anchor = 'start' }: Look = {},
) =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${weight}" text-anchor="${anchor}">${escaped(text)}</text>`;

const box = (x: number, y: number, w: number, h: number, fill: string, radius = 0) =>
  `<rect x="${x}" y="${y}" width="${Math.max(w, 0)}" height="${h}" fill="${fill}"${radius ? ` rx="${radius}"` : ''}/>`;

const line = (y: number) => `<line x1="${margin}" y1="${y}" x2="${width - margin}" y2="${y}" stroke="${rule}"/>`;

/** Chinese characters are as wide as they are high, others a little more than half. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? size : size * 0.56), 0);

const shortened = (text: string, size: number, room: number): string => {
  if (widthOf(text, size) <= room) return text;
  let cut = text;
  while (cut.length > 1 && widthOf(`${cut}…`, size) > room) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
};

const heading = (y: number, { zh, en }: Text) =>
  `${write(margin, y, zh, { size: 18, weight: 600 })}${write(margin + widthOf(zh, 18) + 12, y, en, { size: 14, fill: muted })}`;

type Block = { height: number; drawn: string };

const tileHeight = 96;

function tiles(top: number, { inquiries, employers, submitted, concluded, promise, returns }: Bulletin): Block {
  const shown: [string, string, string][] = [
    [String(inquiries.total), '咨询', 'Inquiries'],
    [String(employers.registered), '用人单位注册', 'Employers registered'],
    [String(submitted.total), '提交申请', 'Applications'],
    [String(concluded.total), '办结', 'Concluded'],
    [promise.share === undefined ? '—' : `${promise.share}%`, '承诺期内办结', 'Inside the promise'],
    [returns.perApplication === undefined ? '—' : String(returns.perApplication), '每件退回次数', 'Returns each'],
  ];
  const gap = 12;
  const each = (inner - gap * (shown.length - 1)) / shown.length;
  const drawn = shown.map(([figure, zh, en], index) => {
    const x = margin + index * (each + gap);
    return [
      box(x, top, each, tileHeight, pale, 8),
      write(x + each / 2, top + 42, figure, { size: 28, weight: 700, anchor: 'middle', fill: blue }),
      write(x + each / 2, top + 66, zh, { size: 13, anchor: 'middle' }),
      write(x + each / 2, top + 84, en, { size: 11, anchor: 'middle', fill: muted }),
    ].join('');
  });
  return { height: tileHeight, drawn: drawn.join('') };
}

const labelRoom = 300;
const rowHeight = 46;

/** Two bars for each procedure: what was handed in and what was concluded. */
function procedures(top: number, { submitted, concluded }: Bulletin): Block {
  const rows = [...new Set([...submitted.procedures, ...concluded.procedures].map(({ procedure }) => procedure))].map(
    (id) => {
      const one = submitted.procedures.find(({ procedure }) => procedure === id);
      const other = concluded.procedures.find(({ procedure }) => procedure === id);
      return {
        title: (one ?? other)?.title ?? { zh: id, en: id },
        submitted: one?.cases ?? 0,
        concluded: other?.cases ?? 0,
      };
    },
  );
  const most = Math.max(1, ...rows.flatMap((row) => [row.submitted, row.concluded]));
  const room = inner - labelRoom - 56;
  const bar = (x: number, y: number, count: number, fill: string) =>
    box(x, y, (room * count) / most, 14, fill, 2) +
    write(x + (room * count) / most + 8, y + 12, String(count), { size: 12 });
  const start = top + 30;
  const drawn = rows.map(({ title, submitted: handedIn, concluded: ended }, index) => {
    const y = start + index * rowHeight;
    const x = margin + labelRoom;
    return [
      write(margin, y + 14, shortened(title.zh, 14, labelRoom - 16)),
      write(margin, y + 31, shortened(title.en, 11, labelRoom - 16), { size: 11, fill: muted }),
      bar(x, y, handedIn, blue),
      bar(x, y + 18, ended, teal),
    ].join('');
  });
  const key = [
    box(width - margin - 330, top - 12, 12, 12, blue, 2),
    write(width - margin - 312, top - 2, '提交 Applications', { size: 12 }),
    box(width - margin - 170, top - 12, 12, 12, teal, 2),
    write(width - margin - 152, top - 2, '办结 Concluded', { size: 12 }),
  ].join('');
  const nothing = rows.length === 0 ? write(margin, start + 16, '本月没有 None this month', { fill: muted }) : '';
  return {
    height: 30 + Math.max(rows.length, 1) * rowHeight,
    drawn: heading(top, { zh: '按事项', en: 'By procedure' }) + key + nothing + drawn.join(''),
  };
}

/** Median and 95th percentile of each stage in opening hours, with the working days beside them. */
function stages(top: number, bulletin: Bulletin): Block {
  const shown = bulletin.stages;
  const most = Math.max(1, ...shown.map(({ hours }) => hours?.p95 ?? 0));
  const x = margin + labelRoom;
  const room = inner - labelRoom - 330;
  const start = top + 30;
  const drawn = shown.map(({ label, cases, days, hours, withheld }, index) => {
    const y = start + index * rowHeight;
    const name =
      write(margin, y + 14, label.zh) +
      write(margin, y + 31, `${label.en} · ${cases} 件 ${cases === 1 ? 'case' : 'cases'}`, { size: 11, fill: muted });
    if (!hours || !days) {
      const why = withheld ? '件数太少，不公布 Too few to tell' : '—';
      return name + write(x, y + 20, why, { size: 13, fill: muted });
    }
    const at = (value: number) => x + (room * value) / most;
    return [
      name,
      box(x, y + 8, room, 8, pale, 4),
      box(x, y + 8, at(hours.p95) - x, 8, light, 4),
      box(x, y + 8, at(hours.median) - x, 8, blue, 4),
      write(x + room + 16, y + 14, `中位 ${hours.median} 小时 · ${days.median} 个工作日`, { size: 13 }),
      write(x + room + 16, y + 31, `95%: ${hours.p95} h · ${days.p95} working days`, { size: 11, fill: muted }),
    ].join('');
  });
  return {
    height: 30 + shown.length * rowHeight,
    drawn:
      heading(top, {
        zh: '各环节用时（办公小时，深色为中位数，浅色为第95百分位数）',
        en: 'Opening hours: median dark, 95th percentile light',
      }) + drawn.join(''),
  };
}

function howEnded(top: number, bulletin: Bulletin): Block {
  const each = inner / endings.length;
  const drawn = endings.map((name, index) => {
    const x = margin + index * each;
    return [
      write(x, top + 48, String(bulletin.endings[name]), { size: 22, weight: 600 }),
      write(x, top + 68, endingNames[name].zh, { size: 12 }),
      write(x, top + 84, shortened(endingNames[name].en, 10.5, each - 8), { size: 10.5, fill: muted }),
    ].join('');
  });
  return { height: 90, drawn: heading(top, { zh: '办理结果', en: 'How cases ended' }) + drawn.join('') };
}

const states = {
  provisional: { zh: '暂定', en: 'provisional' },
  published: { zh: '已发布', en: 'published' },
} as const satisfies Record<Bulletin['state'], Text>;

const monthInWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** What the picture says, for whoever cannot see it. */
function description({
  inquiries,
  employers,
  submitted,
  concluded,
  promise,
  returns,
  stages: times,
}: Bulletin): string {
  const whole = times.find(({ stage }) => stage === 'whole')?.hours;
  const share =
    promise.share === undefined
      ? ''
      : `承诺期内办结率 ${promise.share}%（share inside the promise ${promise.share}%）；`;
  const time = whole ? `全程中位用时 ${whole.median} 小时（median ${whole.median} opening hours altogether）；` : '';
  return [
    `咨询 ${inquiries.total} 件（${inquiries.total} inquiries）；`,
    `用人单位注册 ${employers.registered} 家（${employers.registered} employers registered）；`,
    `提交申请 ${submitted.total} 件（${submitted.total} applications）；`,
    `办结 ${concluded.total} 件（${concluded.total} concluded）；`,
    share,
    time,
    `退回补正 ${returns.total} 次（${returns.total} returns）。`,
  ].join('');
}

/** The bulletin as a picture: SVG in both languages, with a title and a description that tell its figures. */
export function bulletinChart(bulletin: Bulletin): string {
  const { month, zone, state, edition, rules } = bulletin;
  const standing = `${states[state].zh}${edition ? ` 第 ${edition} 版` : ''} · ${states[state].en}${edition ? `, edition ${edition}` : ''}`;
  const title = `${zone.name.zh} ${monthInWords(month)}工作许可月报 ${zone.name.en}: work permits in ${month}`;
  const parts: string[] = [
    write(width - margin, 30, standing, {
      size: 13,
      anchor: 'end',
      fill: state === 'published' ? teal : amber,
      weight: 600,
    }),
    ...(zone.rehearsal ? [write(margin, 30, '演练 REHEARSAL', { size: 14, fill: red, weight: 700 })] : []),
    write(margin, 66, shortened(`${zone.name.zh} · ${monthInWords(month)}外国人来华工作许可月报`, 24, inner), {
      size: 24,
      weight: 700,
    }),
    write(margin, 92, shortened(`Work permits in ${month}: ${zone.name.en}`, 14, inner), { fill: muted }),
  ];
  let y = 116;
  const put = (block: Block, gap: number) => {
    parts.push(block.drawn);
    y += block.height + gap;
  };
  put(tiles(y, bulletin), 44);
  put(procedures(y, bulletin), 34);
  put(stages(y, bulletin), 34);
  put(howEnded(y, bulletin), 20);
  parts.push(line(y));
  const [, , , percentiles, small] = rules.notes;
  for (const note of [percentiles, small]) {
    if (!note) continue;
    parts.push(write(margin, y + 24, shortened(note.zh, 11.5, inner), { size: 11.5, fill: muted }));
    parts.push(write(margin, y + 41, shortened(note.en, 10.5, inner), { size: 10.5, fill: muted }));
    y += 40;
  }
  const height = y + 28;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" aria-describedby="desc" font-family="${fonts}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description(bulletin))}</desc>`,
    box(0, 0, width, height, '#ffffff'),
    ...parts,
    '</svg>',
  ].join('\n');
}
