import type { Bars } from './section.ts';

const width = 760;
const labels = 250;
const bar = 16;
const gap = 8;
const heading = 54;
const between = 26;
/** Room for the figure behind the longest bar. */
const figures = 110;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const heightOf = ({ bars }: Bars): number => heading + bars.length * (bar + gap) + between;

/** The length of a bar: a logarithmic one begins a tenth below the smallest value. */
function lengthOf({ bars, scale }: Bars, value: number): number {
  const values = bars.map((one) => one.value);
  const most = Math.max(...values);
  const room = width - labels - figures;
  if (scale === 'linear') return Math.max(1, (value / most) * room);
  const least = Math.min(...values) / 10;
  return (Math.log(value / least) / Math.log(most / least)) * room;
}

function chart(bars: Bars, top: number): string {
  const rows = bars.bars.map(({ label, value, shown, own }, at) => {
    const y = top + heading + at * (bar + gap);
    const length = lengthOf(bars, value);
    return [
      `<text x="${labels - 10}" y="${y + 12}" text-anchor="end"${own ? ' class="own"' : ''}>${escaped(label)}</text>`,
      `<rect x="${labels}" y="${y}" width="${length.toFixed(1)}" height="${bar}" rx="2" class="${own ? 'ours' : 'other'}"/>`,
      `<text x="${(labels + length + 8).toFixed(1)}" y="${y + 12}">${escaped(shown)}</text>`,
    ].join('\n');
  });
  return [
    `<text x="20" y="${top + 22}" class="title">${escaped(bars.title)}</text>`,
    `<text x="20" y="${top + 40}" class="unit">${escaped(bars.unit)}</text>`,
    ...rows,
  ].join('\n');
}

/**
 * Bars as one SVG that carries its own text and colours: readable on a light and on a dark page, and by a screen reader.
 * @param described what all of it shows, in one sentence
 */
export function chartsAsSvg(charts: readonly Bars[], described: string): string {
  let top = 10;
  const drawn = charts.map((bars) => {
    const made = chart(bars, top);
    top += heightOf(bars);
    return made;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img" aria-labelledby="what">`,
    `<title id="what">${escaped(described)}</title>`,
    '<style>',
    'svg { background: #ffffff; color: #1f2328; font: 13px system-ui, sans-serif; }',
    'text { fill: currentColor; } .title { font-size: 15px; font-weight: 600; } .unit { opacity: 0.75; } .own { font-weight: 600; }',
    '.ours { fill: #1a7f4b; } .other { fill: #8c959f; }',
    '@media (prefers-color-scheme: dark) { svg { background: #0d1117; color: #e6edf3; } .ours { fill: #3fb970; } .other { fill: #6e7681; } }',
    '</style>',
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}
