import qrcode from 'qrcode-generator';
/** The credential as a link: `https://<host>/#<digits>`. */
export type QrLink = { host: string; digits: string };

/** Q survives scratches and stains on paper, M is read from farther away on a screen. */
type QrLevel = 'M' | 'Q';

/** A QR symbol: `side` modules square, without its quiet zone of 4 modules; `outline` is an SVG path around all dark modules. */
type QrSymbol = { side: number; outline: string };

/** The text that a scanner reads from the symbol. */
export const qrText = ({ host, digits }: QrLink): string => `https://${host}/#${digits}`;

/**
 * Draws the credential's link as a QR symbol: host as bytes, digits in numeric mode, which takes a third of the room.
 * Throws when host or digits hold anything else, or when no version (up to 40) can hold them.
 */
export function qrSymbol(link: QrLink, level: QrLevel): QrSymbol {
  if (!/^[a-z0-9.-]+(:\d+)?$/.test(link.host)) throw new Error('the QR link needs a host name');
  if (!/^\d+$/.test(link.digits)) throw new Error('the QR link needs digits');
  const code = qrcode(0, level);
  code.addData(`https://${link.host}/#`, 'Byte');
  code.addData(link.digits, 'Numeric');
  code.make();
  const side = code.getModuleCount();
  const isDark = (x: number, y: number) => x >= 0 && y >= 0 && x < side && y < side && code.isDark(y, x);
  return { side, outline: outlineOf(side, isDark) };
}

/** Quiet zone of a QR symbol on each side, in modules (ISO/IEC 18004). */
export const quietZone = 4;
const largestForPaper = 81;

/** The symbol for a card: level Q, or M for tokens so long that modules of level Q would become finer than 0.33 mm. */
export function cardSymbol(link: QrLink): QrSymbol {
  const robust = qrSymbol(link, 'Q');
  return robust.side <= largestForPaper ? robust : qrSymbol(link, 'M');
}

const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * Walks around every dark area with the dark on the right hand. One outline without inner edges leaves no hairlines
 * between modules at any size.
 */
function outlineOf(side: number, isDark: (x: number, y: number) => boolean): string {
  const edges = new Set<number>();
  const edge = (x: number, y: number, direction: number) => (y * (side + 1) + x) * 4 + direction;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!isDark(x, y)) continue;
      if (!isDark(x, y - 1)) edges.add(edge(x, y, 0));
      if (!isDark(x + 1, y)) edges.add(edge(x + 1, y, 1));
      if (!isDark(x, y + 1)) edges.add(edge(x + 1, y + 1, 2));
      if (!isDark(x - 1, y)) edges.add(edge(x, y + 1, 3));
    }
  }
  let path = '';
  for (const start of edges) {
    let x = (start >> 2) % (side + 1);
    let y = Math.floor((start >> 2) / (side + 1));
    let direction = start & 3;
    path += `M${x} ${y}`;
    while (edges.delete(edge(x, y, direction))) {
      let length = 0;
      const [stepX, stepY] = steps[direction] ?? [0, 0];
      do {
        x += stepX;
        y += stepY;
        length++;
      } while (edges.delete(edge(x, y, direction)));
      path += direction % 2 === 0 ? `h${stepX * length}` : `v${stepY * length}`;
      // Turn right before left, so that areas that touch at a corner stay apart.
      direction = [(direction + 1) % 4, (direction + 3) % 4].find((next) => edges.has(edge(x, y, next))) ?? direction;
    }
    path += 'z';
  }
  return path;
}
