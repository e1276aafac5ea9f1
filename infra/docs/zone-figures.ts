import type { Zone } from '../../shared/zone/zone.ts';

const begin = (zone: string) => `<!-- figures: generated from infra/zones/${zone}.ts by npm run docs -->`;
const end = '<!-- end of figures -->';

type Sourced = { place: string; source: string; placeholder: boolean };

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

/** What an entry of a list is called, so that a page names it instead of counting. */
function nameOf(entry: object, index: number): string {
  const { procedure, categories, stage, group, number, year, id, effectiveFrom } = entry as Record<string, unknown>;
  if (typeof procedure === 'string' && typeof stage === 'string') {
    return `${procedure} ${Array.isArray(categories) ? categories.join('') : ''} ${stage}`;
  }
  if (typeof procedure === 'string') return `${procedure} from ${String(effectiveFrom)}`;
  return String(group ?? number ?? year ?? id ?? index + 1);
}

/** Every figure of a zone file that names its source, by its place in the file. */
function sourcedOf(zone: Zone): Sourced[] {
  const found: Sourced[] = [];
  const walk = (value: unknown, place: string) => {
    if (typeof value !== 'object' || value === null) return;
    const { source, placeholder } = value as { source?: unknown; placeholder?: unknown };
    if (typeof source === 'string') found.push({ place, source, placeholder: placeholder === true });
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) {
        if (typeof entry === 'object' && entry !== null) walk(entry, `${place} · ${nameOf(entry, index)}`);
      }
      return;
    }
    for (const [name, inner] of Object.entries(value)) walk(inner, place ? `${place}.${name}` : name);
  };
  walk(zone, '');
  return found;
}

const mostNamed = 4;

/** Places that have a source in common, told once. */
function bySource(figures: readonly Sourced[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { place, source } of figures) groups.set(source, [...(groups.get(source) ?? []), place]);
  return [...groups].map(([source, places]) => {
    const named = places.slice(0, mostNamed).map((place) => `\`${place}\``);
    const more = places.length - named.length;
    return [more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', '), source];
  });
}

const stages = ['preliminary-review', 'review', 'conclusion'] as const;

/** The promised times with the limit of the law beside each; `°` marks what no source proves. */
function promises({ clocks }: Zone): string[] {
  const rows = new Map<string, Map<string, string>>();
  for (const { procedure, categories, stage, promise, ceiling, placeholder } of clocks) {
    for (const category of categories) {
      const row = rows.get(`${procedure} ${category}`) ?? new Map<string, string>();
      row.set(stage, `${promise} (${ceiling})${placeholder ? '°' : ''}`);
      rows.set(`${procedure} ${category}`, row);
    }
  }
  const alike = new Map<string, string[]>();
  for (const [name, row] of rows) {
    const figures = stages.map((stage) => row.get(stage) ?? '').join(' | ');
    alike.set(figures, [...(alike.get(figures) ?? []), name]);
  }
  return table(
    ['Procedure and category', 'Preliminary review', 'Review', 'Conclusion'],
    [...alike].map(([figures, names]) => [names.join(', '), ...figures.split(' | ')]),
  );
}

function windows({ serviceWindows = [] }: Zone): string[] {
  if (serviceWindows.length === 0) return [];
  const rows = serviceWindows.map(({ number, name, competence, deputy }) => [
    String(number),
    `${name.en} ${name.zh}`,
    [...competence.divisions, ...(competence.elsewhere ? ['everybody else'] : [])].join(', '),
    competence.procedures?.join(', ') ?? 'all',
    competence.categories?.join(', ') ?? 'all',
    deputy === undefined ? '' : String(deputy),
  ]);
  const head = ['Window', 'Name', 'Divisions (GB/T 2260)', 'Procedures', 'Categories', 'Deputy'];
  return ['', '### Service windows', '', ...table(head, rows)];
}

/** The figures of a zone as Markdown: times, windows, where each figure comes from, and what is a placeholder. */
export function zoneFigures(zone: Zone): string {
  const figures = sourcedOf(zone);
  const proven = figures.filter(({ placeholder }) => !placeholder);
  const open = figures.filter(({ placeholder }) => placeholder);
  return [
    '### Promised times',
    '',
    'Working days, with the limit of the law or the national system in brackets; `°` is a placeholder.',
    '',
    ...promises(zone),
    ...windows(zone),
    '',
    '### Where the figures come from',
    '',
    ...(proven.length > 0 ? table(['Place in the zone file', 'Source'], bySource(proven)) : ['Nothing is proven.']),
    '',
    '### Placeholders',
    '',
    `${open.length} figures that no source proves; the authority settles them before the zone is used.`,
    '',
    ...table(['Place in the zone file', 'What is known'], bySource(open)),
  ].join('\n');
}

/**
 * The page of a zone with its generated part replaced, or a new page.
 * @throws when a page has lost its marks
 */
export function withZoneFigures(page: string | undefined, zone: Zone): string {
  const figures = `${begin(zone.id)}\n\n${zoneFigures(zone)}\n\n${end}`;
  if (page === undefined) return `# ${zone.name.en} (${zone.name.zh})\n\n## Figures\n\n${figures}\n`;
  const from = page.indexOf(begin(zone.id));
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page of ${zone.id} has no marks for its figures`);
  return page.slice(0, from) + figures + page.slice(to + end.length);
}
