import { flowBottom, sheet } from './sheet.ts';

type Pdf = PDFKit.PDFDocument;

/** An element of the document's structure, by which it is read aloud. */
export type Node = { tag: 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'Table' | 'TR' | 'TH' | 'TD'; parent?: Node };

/** Something that is drawn at one height: what belongs to no node is layout and is not read. */
export type Part = { node?: Node; draw: (doc: Pdf, top: number) => void };

/** One line of the flow, or a row that no page break may divide; heights in tenths of a millimetre. */
export type FlowLine = {
  /** Space above it, which the top of a page swallows. */
  above: number;
  height: number;
  /** It stays on the page of the line after it. */
  keep: boolean;
  /** It stands at the foot of its page, wherever the flow has come. */
  atFoot?: boolean;
  parts: readonly Part[];
};

export type Placed = { line: FlowLine; top: number };

function* chains(lines: readonly FlowLine[]): Generator<FlowLine[]> {
  let chain: FlowLine[] = [];
  for (const line of lines) {
    chain.push(line);
    if (line.keep) continue;
    yield chain;
    chain = [];
  }
  if (chain.length > 0) yield chain;
}

const heightOf = (chain: readonly FlowLine[], atTop: boolean): number =>
  chain.reduce((sum, { above, height }, index) => sum + (index === 0 && atTop ? 0 : above) + height, 0);

const room = flowBottom - sheet.top;

/** Distributes lines over pages: what belongs together stays together unless it is more than a page holds. */
export function paginate(lines: readonly FlowLine[]): Placed[][] {
  const pages: Placed[][] = [[]];
  let y: number = sheet.top;
  const place = (line: FlowLine) => {
    const page = pages.at(-1) ?? [];
    if (page.length > 0) y += line.above;
    page.push({ line, top: line.atFoot ? flowBottom - line.height : y });
    y += line.height;
  };
  const turn = () => {
    pages.push([]);
    y = sheet.top;
  };
  for (const chain of chains(lines)) {
    const atTop = pages.at(-1)?.length === 0;
    if (!atTop && y + heightOf(chain, false) > flowBottom) turn();
    for (const line of chain) {
      const fits = y + line.above + line.height <= flowBottom;
      if (!fits && heightOf(chain, true) > room && (pages.at(-1)?.length ?? 0) > 0) turn();
      place(line);
    }
  }
  return pages;
}
